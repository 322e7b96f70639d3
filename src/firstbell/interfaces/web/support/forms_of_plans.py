"""Asking what is safe: which way, on which days, between which hours, and who else reads or hears it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, words
from firstbell.interfaces.web.design.forms import Choice, DateField, PageForm, TimeField, speak_plainly
from firstbell.interfaces.web.design.times import weekday
from firstbell.interfaces.web.support.words import WHERE, channel
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import (
    CHANNELS,
    DAYS,
    IN_PERSON,
    LEFT_TO_BE_READ,
    Adult,
    Way,
    Window,
)

TIMES = 3
"""How many safe times one way can be given; days that share their hours are one."""
WORKDAYS = "workdays"
ON = [(WORKDAYS, _("Monday to Friday")), *((str(day), _(said)) for day, said in enumerate(DAYS))]
MESSAGE, QUIET, OTHERS = "message", "quiet", "others"
HEARS = {
    MESSAGE: _("Nobody else does. A message may be left"),
    QUIET: _("Nobody else does. Leave no message"),
    OTHERS: _("Somebody else may. Leave nothing"),
}
TYPED: dict[str, dict[str, Any]] = {
    "phone": {"inputmode": "tel", "width": 20},
    "text": {"inputmode": "tel", "width": 20},
    "e_mail": {"inputmode": "email"},
}
LASTS = {7: _("One week, until %(day)s"), 28: _("Four weeks, until %(day)s"), 91: _("Thirteen weeks, until %(day)s")}
USUAL = 28
ANOTHER = "another"


class OnDays(forms.MultipleChoiceField):
    """Days of the week; gives the set of their numbers, 0 for Monday."""

    def __init__(self, label: Any, *, required: bool = False) -> None:
        box = forms.CheckboxSelectMultiple(attrs={"classes": "govuk-checkboxes--small fb-days"})
        super().__init__(label=label, choices=ON, widget=box, required=required, error_messages=CHOOSE)

    def clean(self, value: Any) -> frozenset[int]:
        given = set(super().clean(value))
        return frozenset(range(5) if WORKDAYS in given else ()) | {int(one) for one in given - {WORKDAYS}}


def time_of_day(label: Any, *, required: bool = False, help_text: Any = "") -> TimeField:
    box = forms.TextInput(attrs={"width": 5, "autocomplete": "off"})
    return TimeField(label=label, required=required, help_text=help_text, widget=box)


def who_hears(code: str) -> forms.Field:
    """Whether anybody else learns of a contact in this way; what is left to be read is safe only if nobody does."""
    if code in LEFT_TO_BE_READ:
        ticked = _("Tick that nobody else reads it, or leave this way out")
        return forms.BooleanField(label=_("Nobody else reads it"), required=False, error_messages={"required": ticked})
    said = {one: words for one, words in HEARS.items() if one != MESSAGE or code != IN_PERSON}
    return forms.ChoiceField(
        label=_("Who else hears it, or looks at the telephone?")
        if code != IN_PERSON
        else _("Who else may learn of it?"),
        choices=list(said.items()),
        widget=forms.RadioSelect,
        required=False,
        error_messages=CHOOSE,
    )


def given_way(code: str, detail: str, windows: Iterable[Window], hears: str | bool) -> GivenWay:
    """As an action takes it; ``hears`` is one of ``HEARS``, or True where nobody else reads what is left."""
    message = hears in (MESSAGE, True)
    return GivenWay(Way(code, tuple(windows), message=message, others_read=hears == OTHERS), detail)


def _fields_of(code: str) -> dict[str, forms.Field]:
    box = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False} | TYPED.get(code, {}))
    fields: dict[str, forms.Field] = {
        f"{code}_detail": forms.CharField(label=WHERE[code], required=False, max_length=300, widget=box)
    }
    for number in range(TIMES):
        days, opens, closes = _time(code, number)
        fields |= {days: OnDays(_("On which days?")), opens: time_of_day(_("From")), closes: time_of_day(_("Until"))}
    fields |= {f"{code}_who": who_hears(code)}
    for field in fields.values():
        speak_plainly(field, str(field.label))
    return fields


def _time(code: str, number: int) -> tuple[str, str, str]:
    """The names of the fields of a way's safe time: days, from, until."""
    return f"{code}_days_{number}", f"{code}_opens_{number}", f"{code}_closes_{number}"


@dataclass(frozen=True, slots=True)
class Section:
    """What is asked of one way; ``further`` are the second time and those after it."""

    words: str
    where: BoundField
    time: tuple[BoundField, ...]
    who: BoundField
    further: tuple[tuple[BoundField, ...], ...]
    begun: bool
    more: bool


class PlanForm(PageForm):
    """A safe-contact plan. A way of which nothing is filled in is not safe, and not part of it."""

    code_word = forms.CharField(
        label=_("Code word (optional)"),
        help_text=_("Both sides say it, to know who is speaking."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False, "width": 20}),
    )
    lasts = forms.ChoiceField(
        label=_("How long does it hold?"),
        help_text=_("After its last day nobody contacts the client before they are asked again."),
        widget=forms.RadioSelect,
        initial=str(USUAL),
        error_messages=CHOOSE,
    )
    last_day = DateField(
        label=_("Last day"),
        help_text=_("Only if you chose another day, such as the day before somebody comes back."),
        required=False,
    )

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today
        spans = [(str(days), str(said) % {"day": weekday(self._after(days))}) for days, said in LASTS.items()]
        offer(self, "lasts", [*spans, (ANOTHER, gettext("Until another day"))])
        for code in CHANNELS:
            self.fields |= _fields_of(code)

    @property
    def needs_where(self) -> bool:
        """Whether each way says where it leads."""
        return True

    def sections(self) -> Iterator[Section]:
        for code in CHANNELS:
            first, *further = ([self[name] for name in _time(code, number)] for number in range(TIMES))
            yield Section(
                words=channel(code),
                where=self[f"{code}_detail"],
                time=tuple(first),
                who=self[f"{code}_who"],
                further=tuple(map(tuple, further)),
                begun=self._is_begun(f"{code}_"),
                more=any(self._is_begun(name) for number in range(1, TIMES) for name in _time(code, number)),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begun = [code for code in CHANNELS if self._is_begun(f"{code}_")]
        if not begun:
            raise forms.ValidationError(_("Fill in one way at least. Without one, nobody may contact the client."))
        for code in begun:
            self._needs(f"{code}_who", *_time(code, 0))
            if self.needs_where:
                self._needs(f"{code}_detail")
            for names in (_time(code, number) for number in range(1, TIMES)):
                if any(self._is_begun(name) for name in names):
                    self._needs(*names)
        if given.get("lasts") == ANOTHER:
            self._needs("last_day")
        return given

    def _is_begun(self, names: str) -> bool:
        """Whether anything is filled in of the fields whose names begin so."""
        return any(self[name].value() for name in self.fields if name.startswith(names))

    def _needs(self, *names: str) -> None:
        for name in names:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])

    @property
    def ways(self) -> list[GivenWay]:
        """The ways that were filled in, as an action takes them."""
        return [self._way(code) for code in CHANNELS if self._is_begun(f"{code}_")]

    def _way(self, code: str) -> GivenWay:
        """A way with its times; what more is said of a child's is put in by ``ChildPlanForm``."""
        given = self.cleaned_data
        times = [tuple(given[name] for name in _time(code, number)) for number in range(TIMES)]
        windows = [Window(*one) for one in times if all(one)]
        return given_way(code, given[f"{code}_detail"], windows, given[f"{code}_who"])

    @property
    def ends(self) -> date:
        given = self.cleaned_data
        chosen: date = given["last_day"] if given["lasts"] == ANOTHER else self._after(int(given["lasts"]))
        return chosen

    def _after(self, days: int) -> date:
        return self.today + timedelta(days=days)


THEMSELVES, NAMED = "themselves", "named"


class ChildPlanForm(PlanForm):
    """A child's plan: they are reached through an adult who is known to be safe, or alone where they understand.

    ``adults`` are the clients that the child belongs with; a way through one of them has no number but theirs.
    """

    through = forms.ChoiceField(
        label=_("Through whom is the child reached?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    adult_name = forms.CharField(
        label=_("Name of the adult"), help_text=_("Only for one who is no client."), required=False, max_length=200
    )
    safe_why = words(
        _("How do you know that this is safe?"),
        _("Of an adult: why they are safe. Of a child alone: why they understand what they agree to. In a sentence."),
    )
    field_order = ("through", "adult_name", "safe_why")

    def __init__(self, *arguments: Any, adults: list[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        clients = [
            (one, Choice(gettext("Client %(reference)s") % {"reference": one}, gettext("In their own ways")))
            for one in adults
        ]
        alone = Choice(gettext("The child alone"), gettext("From 13, where they understand; from 16 as anybody else"))
        offer(self, "through", [*clients, (NAMED, gettext("An adult who is no client")), (THEMSELVES, alone)])

    @property
    def needs_where(self) -> bool:
        return self.data.get("through", "") in ("", NAMED, THEMSELVES)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("through") == NAMED:
            self._needs("adult_name")
        return given

    def _way(self, code: str) -> GivenWay:
        given, made = self.cleaned_data, super()._way(code)
        if given["through"] == THEMSELVES:
            return replace(made, way=replace(made.way, understands=given["safe_why"]))
        client = "" if given["through"] == NAMED else given["through"]
        adult = Adult(given["adult_name"], given["safe_why"], client)
        return replace(made, way=replace(made.way, adult=adult))
