"""What is typed of holds and of what is destroyed."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.retention.rules import KINDS
from firstbell.interfaces.web.design.fields import offer
from firstbell.interfaces.web.design.forms import PageForm


class SureForm(PageForm):
    """A step that needs nothing but the button."""


class EndHoldForm(PageForm):
    """Why something need not be kept any more."""

    reason = forms.CharField(
        label=_("Why need it not be kept any more?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class HoldForm(PageForm):
    """What is held, and for whom."""

    kind = forms.ChoiceField(label=_("What is held?"), widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Its reference"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Of an incident with its force, such as staffordshire:STF/2026/0000001"),
    )
    reason = forms.CharField(
        label=_("Who needs it kept, and for what?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "kind", [(code, gettext(words)) for code, words in KINDS.items()])
