"""What a worker writes down of a case: needs, goals, tasks, reviews, and how it is closed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.responses.support.rules.cases import ANSWERS, MET, NEEDS, OUTCOMES, OWNERS, NeedAnswer


class NewNeed(PageForm):
    """``known`` are those of the case that are recorded already."""

    need = forms.ChoiceField(label=_("What do they need?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    text = words(_("In their words (optional)"), required=False)
    on = DateField(label=_("Found on"))

    def __init__(self, *arguments: Any, known: Iterable[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "need", [(code, gettext(said)) for code, said in NEEDS.items() if code not in known])


class NewGoal(PageForm):
    text = words(_("What does the client aim at?"), _("In a sentence, as they would say it."))


class NewTask(PageForm):
    owner = forms.ChoiceField(
        label=_("Who does it?"),
        choices=[("", _("Choose one")), *((code, _(said)) for code, said in OWNERS.items())],
        error_messages=CHOOSE,
    )
    text = words(_("What is done?"), _("In a sentence."))
    due_on = DateField(label=_("By which day?"))


class Done(PageForm):
    on = DateField(label=_("Done on"))
    how = words(_("How?"), _("In a sentence."))


class Review(PageForm):
    text = words(_("What has changed?"), _("Or that nothing has, in a sentence."))
    on = DateField(label=_("Reviewed on"))
    review_by = DateField(label=_("Next review by"), help_text=_("At most 92 days later."))


class Close(PageForm):
    """Each need of the case gets its answer, and why where it is not wholly met."""

    outcomes = forms.MultipleChoiceField(
        label=_("What does the client say at the end?"),
        help_text=_("All that they say. The last two stand alone."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, _(said)) for code, said in OUTCOMES.items()],
        error_messages=CHOOSE,
    )
    text = words(_("In their words (optional)"), required=False)

    def __init__(self, *arguments: Any, needs: list[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.needs = needs
        for need in needs:
            said = gettext(NEEDS[need])
            self.fields[need] = forms.ChoiceField(
                label=said, choices=[(code, gettext(one)) for code, one in ANSWERS.items()], widget=forms.RadioSelect
            )
            self.fields[f"{need}_why"] = words(gettext("Why not wholly? (%(need)s)") % {"need": said}, required=False)
        self.order_fields([name for need in needs for name in (need, f"{need}_why")])

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it; why a need was not met is left out where it was."""
        given = self.cleaned_data
        answers = {need: self._answer(given[need], given[f"{need}_why"]) for need in self.needs}
        return {"answers": answers, "outcomes": given["outcomes"], "text": given["text"]}

    @staticmethod
    def _answer(answer: str, why: str) -> NeedAnswer:
        return NeedAnswer(answer, "" if answer == MET else why)
