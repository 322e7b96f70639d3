"""How the register stands, for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from firstbell.registers.premises.models import HeardThrough, Home, HomesFile, SquareDue
from firstbell.registers.premises.rules import HOWS


@dataclass(frozen=True, slots=True)
class PremisesStanding:
    """Counts. ``kinds`` are of the homes, ``set_apart`` says why how many others are none, ``heard`` how many pairs
    hear each other by what; ``squares_due`` are yet to be worked out. Without a file in force, ``file`` is empty."""

    file: str
    layout: str
    taken_in_at: datetime | None
    homes: int
    plausible: int
    without_street: int
    by_hand: int
    gone: int
    kinds: Mapping[str, int]
    set_apart: Mapping[str, int]
    heard: Mapping[str, int]
    squares_due: int


def layout_in_force() -> str | None:
    """Whether the homes in force are of addresses or of coordinates alone; None before there are any."""
    return HomesFile.objects.filter(status=HomesFile.CURRENT).values_list("layout", flat=True).first()


def standing() -> PremisesStanding:
    """How many homes there are, of what kinds, and how far it is worked out who hears whom."""
    current = HomesFile.objects.filter(status=HomesFile.CURRENT).first()
    here = Home.objects.filter(gone_on=None)
    homes, apart = here.filter(dwelling=True), here.filter(dwelling=False)
    heard = HeardThrough.objects.values_list("how").annotate(Count("pk"))
    return PremisesStanding(
        file=current.file if current else "",
        layout=current.layout if current else "",
        taken_in_at=current.taken_in_at if current else None,
        homes=homes.count(),
        plausible=homes.filter(plausible=True).count(),
        without_street=homes.filter(street="", usrn=None).count(),
        by_hand=here.filter(decided_by_hand=True).count(),
        gone=Home.objects.exclude(gone_on=None).count(),
        kinds=dict(homes.values_list("kind").annotate(Count("pk")).order_by("kind")),
        set_apart=dict(apart.values_list("why_not").annotate(Count("pk")).order_by("why_not")),
        heard={HOWS[how]: count for how, count in heard.order_by("how")},
        squares_due=SquareDue.objects.count(),
    )
