"""What the case desk is asked about notices and orders that protect."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import MomentField
from firstbell.interfaces.web.design.times import moment
from firstbell.interfaces.web.police.forms_of_cases import SENTENCE, CaseForm, either
from firstbell.responses.case_progress.queries import OrderShown
from firstbell.responses.case_progress.rules import orders

ENDS = _("Until when?")


def conditions_field() -> forms.CharField:
    return words(_("Its conditions"), _("As it has them, each on a line of its own."), rows=5)


class WithConditions(CaseForm):
    def clean_conditions(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]


class RecordOrder(WithConditions):
    kind = radios(_("Which is it?"), orders.KINDS)
    made_at = MomentField(label=_("When was it served or made?"))
    conditions = conditions_field()
    ends_at = MomentField(
        label=ENDS,
        help_text=_("Empty until further order, and for a notice: its 48 hours are worked out."),
        required=False,
    )
    follows = forms.TypedChoiceField(
        label=_("After which other one?"), coerce=int, empty_value=None, required=False, error_messages=CHOOSE
    )

    def offers(self) -> None:
        known = [(str(one.order), order_in_words(one)) for one in self.file.orders]
        offer(self, "follows", [("", _("None")), *known])


def order_in_words(one: OrderShown) -> str:
    return f"{_(orders.KINDS[one.kind])}, {moment(one.made_at)}"


class OfOrder(CaseForm):
    """``which`` is the order's number."""

    at = MomentField(label=_("When?"))

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"order": int(self.which)}


class VaryOrder(OfOrder, WithConditions):
    conditions = conditions_field()
    ends_at = MomentField(
        label=ENDS,
        help_text=_("Empty until further order. A notice that is adjourned ends at the next hearing."),
        required=False,
    )
    why = words(_("Why?"), SENTENCE)

    def offers(self) -> None:
        latest = self.file.order(self.which).entries[-1]
        first = {"conditions": "\n".join(latest.conditions), "ends_at": latest.ends_at}
        self.initial = {**first, **self.initial}


class DischargeOrder(OfOrder):
    why = words(_("Why?"), SENTENCE)


class RecordBreach(OfOrder):
    what = words(_("What happened?"), SENTENCE)
    condition = radios(_("Against which condition?"), {})
    arrested = either(_("Was anybody arrested for it?"), _("Yes"), _("No"))

    def offers(self) -> None:
        ever = [said for entry in self.file.order(self.which).entries for said in entry.conditions]
        offer(self, "condition", [(said, said) for said in dict.fromkeys(ever)])
