"""What is asked when a case is opened."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import offer, radios
from firstbell.interfaces.web.design.forms import PageForm


class FindIncident(PageForm):
    incident = forms.CharField(
        label=_("The incident’s reference"), help_text=_("As the force has it. Never a person’s name."), max_length=100
    )


class OpenCase(PageForm):
    victim = radios(_("Whose case is it?"), {}, _("One case for each victim. A child is a victim in their own right."))

    def __init__(self, *arguments: Any, victims: dict[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "victim", list(victims.items()))
