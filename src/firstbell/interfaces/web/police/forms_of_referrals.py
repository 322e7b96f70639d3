"""What is asked when a victim is referred to a support service, and when a referral is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, words
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.responses.support.rules.referrals import BASES, GRADES

Offered = list[tuple[str, Any]]


class Refer(PageForm):
    """What the incident does not say. Who is the only one to refer, or the only service, is not asked for.

    ``people``, ``services`` and ``adults``, whose referrals a child's may belong with, are pairs of a code and words.
    """

    person = forms.ChoiceField(label=_("Who is referred?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    service = forms.ChoiceField(label=_("To which service?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    basis = forms.ChoiceField(
        label=_("On what basis?"),
        widget=forms.RadioSelect,
        choices=[(code, _(said)) for code, said in BASES.items()],
        error_messages=CHOOSE,
    )
    grade = forms.ChoiceField(
        label=_("The officer’s grade of the risk"),
        help_text=_("As it was given. Nothing here works one out."),
        widget=forms.RadioSelect,
        choices=[*((code, _(said)) for code, said in GRADES.items()), ("none", _("Not graded yet"))],
        initial="none",
        error_messages=CHOOSE,
    )
    basis_reason = words(
        _("Why was nobody asked?"),
        _("Only without consent: what made asking unsafe or impossible, in a sentence."),
        required=False,
    )

    with_adult = forms.ChoiceField(
        label=_("With which referral does the child’s belong?"),
        help_text=_("Only for a child: that of an adult who was referred from this incident."),
        widget=forms.RadioSelect,
        required=False,
        error_messages=CHOOSE,
    )
    closed_to_force = forms.BooleanField(
        label=_("They work for a police force: from now on we see no more than how it stands"), required=False
    )

    def __init__(self, *arguments: Any, people: Offered, services: Offered, adults: Offered, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "with_adult", [*adults, ("", _("With none"))])
        if not adults:
            del self.fields["with_adult"]
        self.only: dict[str, str] = {}
        for name, found in (("person", people), ("service", services)):
            if len(found) == 1:
                self.only[name] = found[0][0]
                del self.fields[name]
            else:
                offer(self, name, found)

    def clean(self) -> dict[str, Any]:
        given = (super().clean() or {}) | self.only
        if given.get("grade") == "none":
            given["grade"] = ""
        return given


class TakeBack(PageForm):
    reason = words(
        _("Why is it taken back?"),
        _("Consent withdrawn is reason enough. The service reads it, so write nothing that they need not know."),
        rows=2,
    )
