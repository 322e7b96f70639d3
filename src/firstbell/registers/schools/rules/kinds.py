"""The kinds of file about schools: what each is called, which columns it has, and who may upload it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools.rules import days, gias, people, rolls
from firstbell.registers.schools.rules.columns import filled_day

ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Kind:
    """``known`` None: columns that are not ours are passed over, as in DfE's files. ``options`` are those of a form."""

    title: str
    required: tuple[str, ...]
    known: tuple[str, ...] | None = None
    options: frozenset[str] = frozenset()


KINDS = {
    "establishments": Kind("the school register", gias.REQUIRED),
    "links": Kind("the school register's links", gias.LINK_REQUIRED),
    "contacts": Kind("contacts", people.CONTACT_REQUIRED, people.CONTACT_READ),
    "staff": Kind("staff and governors", people.STAFF_REQUIRED, people.STAFF_READ),
    "terms": Kind("term dates", days.BLOCK_REQUIRED, days.BLOCK_READ, frozenset({"calendar"})),
    "closures": Kind("closures", days.CLOSURE_REQUIRED, days.CLOSURE_READ, frozenset({"calendar"})),
    ROLL: Kind("an education roll", rolls.REQUIRED, rolls.READ, frozenset({"authority", "as_of", "shrink_agreed_by"})),
}


def refuse_strangers(kind: str, options: Mapping[str, str], organisation: str, home_force: str) -> None:
    """A roll is uploaded by its own authority and by nobody else; everything else by the force."""
    theirs = f"authority:{options.get('authority', '')}" if kind == ROLL else f"force:{home_force}"
    if kind not in KINDS or organisation != theirs:
        raise NotYours("This is not yours to upload.", "Check that you act for the right organisation.")


def checked_options(kind: str, options: Mapping[str, str], today: date) -> dict[str, str]:
    """The options that this kind has, without empty ones. Refused for a roll without its day or of a day to come."""
    kept = {name: text.strip() for name, text in options.items() if name in KINDS[kind].options and text.strip()}
    if kind == ROLL and _day_of(kept) > today:
        raise Refused("The day of the roll is in the future.", "Say on which day the roll stood as it is in the file.")
    if "calendar" in kept:
        kept["calendar"] = _calendar(kept)
    return kept


def scope_of(kind: str, options: Mapping[str, str]) -> str:
    """What beside its content decides what a file means: the ``scope`` of its take-in."""
    return f"{options['authority']} {options['as_of']}" if kind == ROLL else options.get("calendar", "")


def looks_like(columns: frozenset[str]) -> str:
    """The kind whose columns these are; empty where they are of none, or of several."""
    fitting = [name for name, kind in KINDS.items() if _fits(kind, columns)]
    return fitting[0] if len(fitting) == 1 else ""


def refuse_other_kind(kind: str, columns: frozenset[str]) -> None:
    """Refused where the columns of a file are those of another kind than it was sent as."""
    other = looks_like(columns)
    if other and other != kind:
        asked, found = KINDS[kind].title, KINDS[other].title
        raise Refused(f"This file has the columns of {found}, not of {asked}.", "Choose another file, or its own kind.")


def _fits(kind: Kind, columns: frozenset[str]) -> bool:
    named = {column.casefold() for column in columns}
    required = {column.casefold() for column in kind.required}
    known = {column.casefold() for column in kind.known or columns}
    return required <= named <= known


def _day_of(options: Mapping[str, str]) -> date:
    try:
        return filled_day(options, "as_of")
    except Unfit as unfit:
        reason = f"The day of the roll {unfit.reason}."
        raise Refused(reason, "Say on which day the roll stood as it is in the file.") from None


def _calendar(options: Mapping[str, str]) -> str:
    try:
        return days.calendar_from(options)
    except Unfit:
        raise Refused("The calendar is neither a URN nor an authority's code.", "Say whose calendar it is.") from None
