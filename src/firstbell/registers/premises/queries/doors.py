"""Single homes: what is known of one, how it is printed, and which one somebody's words mean."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from firstbell.pure.areas import as_postcode
from firstbell.registers.premises.models import Home
from firstbell.registers.premises.rules.addresses import Address, folded, is_exactly, printed

ADDRESS = ("uprn", "flat", "building", "number", "street", "postcode")
MOST_LIKE = 50
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Door:
    """A home as a visit pack has it: ``printed`` is its address on one line, with the postcode."""

    uprn: int
    printed: str


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything that is known of something with a UPRN; ``rules.HomeLine`` says what the words mean."""

    uprn: int
    parent_uprn: int | None
    printed: str
    easting: float
    northing: float
    kind: str
    landing: int | None
    dwelling: bool
    plausible: bool
    why_not: str
    decided_by_hand: bool
    source: str
    in_force_from: date | None
    gone_on: date | None


def home_of(uprn: int) -> HomeFacts | None:
    """What is known of this UPRN, whether or not it is a home; None where the register does not have it."""
    row = Home.objects.filter(uprn=uprn).first()
    if row is None:
        return None
    said = printed(Address(row.uprn, row.flat, row.building, row.number, row.street, row.postcode))
    return HomeFacts(
        row.uprn,
        row.parent_uprn,
        said,
        row.easting,
        row.northing,
        row.kind,
        row.landing,
        row.dwelling,
        row.plausible,
        row.why_not,
        row.decided_by_hand,
        row.source,
        row.in_force_from,
        row.gone_on,
    )


def doors_of(uprns: Collection[int]) -> tuple[Door, ...]:
    """These homes with their printed addresses, in the order asked for, gone ones too; a UPRN that the register does
    not have is left out."""
    wanted = list(dict.fromkeys(uprns))
    found: dict[int, Door] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = Home.objects.filter(uprn__in=wanted[start : start + AT_ONCE])
        found |= {home.uprn: Door(home.uprn, printed(home)) for home in _addresses(some)}
    return tuple(found[uprn] for uprn in wanted if uprn in found)


def find_home(lines: Sequence[str], postcode: str, uprn: int | None = None) -> int | None:
    """The one home in force that is meant: the UPRN where it is given and one, else the address, word for word with its
    postcode. None where none or several are meant: nothing is guessed, and ``homes_like`` says what to ask about."""
    if uprn is not None and _lived_in().filter(uprn=uprn).exists():
        return uprn
    exact = [home.uprn for home in _at(postcode) if is_exactly(home, lines)]
    return exact[0] if len(exact) == 1 else None


def homes_like(lines: Sequence[str], postcode: str) -> tuple[Door, ...]:
    """Homes at the postcode for a person to choose from: those of a number that the lines name, else all; 50 at most,
    in the order of their addresses."""
    words = set(folded(" ".join(lines)).split())
    there = list(_at(postcode))
    named = [home for home in there if home.number and folded(home.number) in words]
    doors = [Door(home.uprn, printed(home)) for home in named or there]
    return tuple(sorted(doors, key=lambda door: (len(door.printed), door.printed))[:MOST_LIKE])


def _lived_in() -> QuerySet[Home]:
    return Home.objects.filter(dwelling=True, gone_on=None)


def _at(postcode: str) -> Iterator[Address]:
    tidy = as_postcode(postcode)
    return _addresses(_lived_in().filter(postcode=tidy)) if tidy else iter(())


def _addresses(rows: QuerySet[Home]) -> Iterator[Address]:
    return (Address(*row) for row in rows.values_list(*ADDRESS))
