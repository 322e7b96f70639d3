"""What is asked about figures: a day on which limits begin anew, a question, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.reporting.performance.queries import MeasureLine


class RebaseChart(PageForm):
    on = DateField(label=_("On which day did something change?"), help_text=_("For example, 1 4 2026"))
    why = words(_("What changed that day?"), _("A sentence, such as: Reports are taken by another system."))


class AskQuestion(PageForm):
    text = words(_("What was asked?"), _("In the words in which it was asked. Never name a person."))
    asked_by = forms.CharField(label=_("Who asked?"), help_text=_("An office or a committee."), max_length=200)
    asked_on = DateField(label=_("On which day?"), help_text=_("For example, 20 11 2026"))
    measure = forms.ChoiceField(
        label=_("Which measure is it about?"), required=False, error_messages=CHOOSE, help_text=_("If it is about one.")
    )

    def __init__(self, *arguments: Any, measures: tuple[MeasureLine, ...], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "measure", [("", _("None in particular")), *((one.code, one.title) for one in measures)])


class AnswerQuestion(PageForm):
    text = words(_("What is the answer?"), _("What is known, and what is not. Earlier answers stay beside it."), rows=6)
