"""What is asked about conferences of agencies: when they meet, what each knows, and what each does."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.design.times import weekday
from firstbell.interfaces.web.police.forms_of_cases import SENTENCE, boxes, either
from firstbell.responses.case_progress.queries import ConferenceLine, ItemShown
from firstbell.responses.case_progress.rules import conferences


class CallConference(PageForm):
    on = DateField(label=_("On which day?"))
    area = forms.CharField(label=_("For which area?"), max_length=100)
    chair = forms.CharField(label=_("Who is in the chair?"), max_length=200)


class ReferCase(PageForm):
    conference = forms.ChoiceField(label=_("To which conference?"), error_messages=CHOOSE)
    grounds = boxes(_("On which grounds?"), conferences.GROUNDS)
    why = words(
        _("What does the judgement rest on, or what is getting worse?"),
        _("Needed for these two grounds."),
        required=False,
    )

    def __init__(self, *arguments: Any, ahead: list[ConferenceLine], **named: Any) -> None:
        super().__init__(*arguments, **named)
        known = [(one.reference, f"{weekday(one.on)}, {one.area}") for one in ahead]
        offer(self, "conference", [("", _("Choose one")), *known])


class ItemForm(PageForm):
    """A form about an ``item`` of an agenda, and about ``which`` agency or task of it."""

    def __init__(self, *arguments: Any, item: ItemShown, which: str = "", **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.item, self.which = item, which
        self.offers()

    def offers(self) -> None:
        """Give fields what there is to choose from."""


class RecordResearch(ItemForm):
    """``which`` is the agency."""

    knows_family = either(_("Does this agency know the family?"), _("Yes"), _("No"))
    text = words(_("What does it know?"), _("That it knows nothing is written out too."), rows=6)

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"agency": self.which, "item": self.item.item}


class CorrectResearch(RecordResearch):
    why = words(_("Why is it corrected?"), SENTENCE)

    def offers(self) -> None:
        known = next(one for one in self.item.research if one.agency == self.which)
        first = {"text": known.text, "knows_family": "yes" if known.knows_family else "no"}
        self.initial = {**first, **self.initial}


class SetTask(ItemForm):
    agency = radios(_("Which agency does it?"), conferences.AGENCIES)
    text = words(_("What does it do?"), SENTENCE)
    due_on = DateField(label=_("By which day?"))

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"item": self.item.item}


class FinishTask(ItemForm):
    """``which`` is the task's number."""

    on = DateField(label=_("On which day was it done?"))
    how = words(_("How was it done?"), SENTENCE)

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"task": int(self.which)}
