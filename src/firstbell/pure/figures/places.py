"""Where a record falls: by the codes that are recorded of it, today's areas, and a reason wherever it falls nowhere.

Nothing is guessed. A former area that lives on in one other is counted there; one that was split is counted wherever
all of its heirs lie together, and is unplaced at any finer level.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from firstbell.pure.periods import day_in_words
from firstbell.pure.trends.rebasing import Break


class Level(StrEnum):
    """By what a table is divided, from the largest. A neighbourhood (MSOA) and a ward cut across each other."""

    FORCE = "force"
    AUTHORITY = "authority"
    DISTRICT = "district"
    MSOA = "msoa"
    WARD = "ward"


class Why(StrEnum):
    """Why a record falls to no area of a level."""

    NONE_RECORDED = "no place is recorded"
    NOT_KNOWN = "the place that is recorded is in no list of areas"
    SPLIT = "the area that is recorded was split, and nothing says into which of its heirs this falls"
    TOO_COARSE = "only a larger area is recorded"
    WITHHELD = "the place counts for the whole force alone, as a refuge or a hospital does"


@dataclass(frozen=True, slots=True)
class Place:
    """An area by its code.

    ``within`` says by level which area it is or lies in, ``why`` what is said at a level that is not in it. A former
    one ``became`` others on the day ``ended``; ``bounds`` are days on which its boundary was changed, and how.
    """

    code: str
    name: str
    within: Mapping[Level, str] = field(default_factory=dict)
    became: tuple[str, ...] = ()
    ended: date | None = None
    bounds: tuple[Break, ...] = ()
    why: Why = Why.TOO_COARSE


@dataclass(frozen=True, slots=True)
class Placing:
    """The areas of one level that a record falls to, in order; where to none, ``why``. ``formerly``: codes by which it
    was recorded that are no areas any more, for the reader to be told."""

    areas: tuple[str, ...]
    why: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place that a record may name, those that are no more among them."""

    places: Mapping[str, Place]

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        return cls({one.code: one for one in places})

    def placing(self, codes: Iterable[str], level: Level) -> Placing:
        """Where a record with these codes falls. It falls to every area that one of them is surely in."""
        found = [self._area(code, level) for code in codes]
        areas = tuple(sorted({area for area, _ in found if area}))
        whys = [why for area, why in found if not area]
        formerly = tuple(sorted({code for code in codes if self._is_former(code)}))
        return Placing(areas, "" if areas else (whys or [Why.NONE_RECORDED])[0], formerly)

    def name(self, code: str) -> str:
        known = self.places.get(code)
        return known.name if known else code

    def formerly(self, code: str) -> str:
        """What a record was recorded by that is no area any more: its name and code, and until when it was one."""
        known = self.places.get(code)
        until = f", until {day_in_words(known.ended)}" if known and known.ended else ""
        return f"{self.name(code)} ({code}{until})"

    def bounds(self, code: str) -> tuple[Break, ...]:
        known = self.places.get(code)
        return known.bounds if known else ()

    def _is_former(self, code: str) -> bool:
        return code in self.places and bool(self.places[code].became)

    def _area(self, code: str, level: Level) -> tuple[str, str]:
        place = self.places.get(code)
        if place is None:
            return "", Why.NOT_KNOWN
        if place.became:
            heirs = {self._area(heir, level) for heir in place.became}
            return heirs.pop() if len(heirs) == 1 else ("", Why.SPLIT)
        area = place.within.get(level, "")
        return area, "" if area else place.why
