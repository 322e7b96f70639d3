"""What the programme's pages ask of its providers."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.responses.programme.queries.for_facilitators import AtSessionForFacilitator
from firstbell.responses.programme.rules.groups import MISSED, REVIEW_WEEKS
from firstbell.responses.programme.rules.participants import CHOSEN, EXITS, NO, YES

MOST_SESSIONS = 104


class Nothing(PageForm):
    """Nothing is asked but whether it is meant."""


class Answer(PageForm):
    """A person's answer to a question of eligibility or suitability."""

    answer = radios(_("What do you say?"), {YES: _("Yes"), NO: _("No")})
    why = words(_("What does it rest on?"), _("What they said, or what you saw. Nothing of a partner."))


class Reason(PageForm):
    reason = words(_("Why?"), _("Others of your organisation read this. Write nothing of a partner."))


class Accept(Reason):
    """``services`` (key: name) are those that can answer for the partner; the only one is not asked for."""

    support_service = radios(_("Which support service answers for the partner?"), {})

    field_order = ("support_service", "reason")

    def __init__(self, *arguments: Any, services: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "support_service", services.items())
        if len(services) == 1:
            self.initial.setdefault("support_service", next(iter(services)))


class Withdraw(Reason):
    exit = radios(_("Why did they leave?"), {code: said for code, said in EXITS.items() if code in CHOSEN})

    field_order = ("exit", "reason")


class Place(PageForm):
    """``groups`` are pairs of a reference and its words."""

    group = radios(_("In which group are they from now on?"), {})

    def __init__(self, *arguments: Any, groups: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "group", groups)


class Review(PageForm):
    week = forms.TypedChoiceField(
        label=_("Which week after the start?"),
        choices=[(week, week) for week in REVIEW_WEEKS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    text = words(_("What did you see?"), _("Their own words and deeds. Nothing of a partner."), rows=6)


def _number(label: Any, hint: Any, most: int) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "width": 3})
    return forms.IntegerField(label=label, help_text=hint, min_value=1, max_value=most, widget=box)


class NewGroup(PageForm):
    """A group that meets once a week, but for days that are left out."""

    title = forms.CharField(label=_("What is it called?"), help_text=_("Never a person’s name."), max_length=200)
    place = forms.CharField(label=_("Where does it meet?"), max_length=200)
    capacity = _number(_("How many can take part?"), _("One for one-to-one counselling."), 30)
    first_day = DateField(label=_("First session"))
    sessions = _number(_("How many sessions, one a week?"), "", MOST_SESSIONS)
    left_out = words(
        _("Days without a session"),
        _("One a line, such as 25 12 2026. The sessions after it are a week later."),
        rows=2,
        required=False,
    )
    to_complete = _number(_("How many of them must be attended to complete?"), "", MOST_SESSIONS)

    def clean_left_out(self) -> frozenset[date]:
        lines = [line.split() for line in self.cleaned_data["left_out"].splitlines() if line.strip()]
        if any(len(line) != 3 for line in lines):
            raise forms.ValidationError(_("Each line has a day, a month and a year, such as 25 12 2026"))
        return frozenset(DateField().dated(line) for line in lines)

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        first, left_out = given.pop("first_day"), given.pop("left_out")
        weeks = (first + timedelta(weeks=week) for week in range(given["sessions"] + len(left_out)))
        held = [day for day in weeks if day not in left_out]
        return given | {"days": held[: given.pop("sessions")]}


class AtSession(PageForm):
    """Who came to a session, and why the others did not. Of whom neither is said, nothing is recorded."""

    people: tuple[AtSessionForFacilitator, ...] = ()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one in self.people:
            there, why = given.get(f"there_{one.reference}"), given.get(f"why_{one.reference}")
            if there and why:
                self.add_error(f"why_{one.reference}", _("Either they were there, or they missed it"))
            elif not there and not why and one.missed_why is not None:
                self.add_error(f"why_{one.reference}", _("Something is recorded already: say what is right"))
        return given

    @property
    def missed_why(self) -> dict[str, str]:
        """By participant, "" for whoever came, or why they did not."""
        said = {one.reference: self.cleaned_data[f"why_{one.reference}"] for one in self.people}
        return {who: why for who, why in said.items() if why or self.cleaned_data[f"there_{who}"]}


def at_session(people: tuple[AtSessionForFacilitator, ...]) -> type[AtSession]:
    """``AtSession`` with two fields for each of these people."""
    asked = {name: one for person in people for name, one in _asked(person)}
    return type("AtThisSession", (AtSession,), {"people": people, **asked})


def _asked(person: AtSessionForFacilitator) -> list[tuple[str, forms.Field]]:
    name = f"{person.forenames} {person.surname}".strip()
    there = forms.BooleanField(label=name, required=False, initial=person.missed_why == "")
    why = forms.ChoiceField(
        label=gettext("If %(name)s was not there: why") % {"name": name},
        choices=[("", _("Nothing to say")), *((code, _(said)) for code, said in MISSED.items())],
        required=False,
        initial=person.missed_why or "",
    )
    return [(f"there_{person.reference}", there), (f"why_{person.reference}", why)]
