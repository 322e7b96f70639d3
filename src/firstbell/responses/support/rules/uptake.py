"""How many of those referred are reached and take part: three counts of three different groups, never one rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

REFERRED, CONTACTED = "referred", "contacted"
FEWEST = 10
"""A group smaller than this has no share: one person would move it by a tenth."""


@dataclass(frozen=True, slots=True)
class Referred:
    """``many`` referrals of one day: whether their clients were ever spoken with, and whether they ever took part."""

    on: date
    contacted: bool
    engaged: bool
    many: int = 1


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of the ``among`` people who were ``of`` (such as contacted); None for the share of too few."""

    count: int
    of: str
    among: int

    @property
    def share(self) -> float | None:
        return self.count / self.among if self.among >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Uptake:
    """The referrals of a year that begins on 1 April of ``year``, followed until they were counted."""

    year: int
    referred: int
    contacted: int
    engaged: int

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        """Contacted of referred, engaged of contacted, engaged of referred: each with the group it is a share of."""
        return (
            Share(self.contacted, REFERRED, self.referred),
            Share(self.engaged, CONTACTED, self.contacted),
            Share(self.engaged, REFERRED, self.referred),
        )


def uptake(referrals: Iterable[Referred]) -> tuple[Uptake, ...]:
    """A line for each year in which anybody was referred, the earliest first. Who took part was contacted."""
    years: dict[int, list[Referred]] = {}
    for one in referrals:
        years.setdefault(one.on.year if one.on >= date(one.on.year, 4, 1) else one.on.year - 1, []).append(one)
    return tuple(
        Uptake(
            year,
            sum(one.many for one in those),
            sum(one.many for one in those if one.contacted or one.engaged),
            sum(one.many for one in those if one.engaged),
        )
        for year, those in sorted(years.items())
    )
