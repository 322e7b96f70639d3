"""How many independent source classes see the same household: counted, and never weighed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.joint.early_picture.rules.signals import FACTS, RED_FLAGS

WINDOW = timedelta(days=90)
"""Within how many days classes speak of the same time (METHODS.md section 9)."""
MANY = 5
"""From how many standing signals of one informant on the hub is told so."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A signal as far as it counts. ``root`` is the same for all that one informant reported, or that one event brought
    about, and says nothing else; "" for an informant who gave no name. ``last_day`` is the last on which it counts."""

    number: int
    kind: str
    how: str
    source_class: str
    root: str
    on: date
    last_day: date

    @property
    def source(self) -> str:
        """Whoever stands behind it. Those without a name are one for each class: nobody can say that they are two."""
        return self.root or f"nobody:{self.source_class}"


def standing(signals: Iterable[Counted], today: date) -> tuple[Counted, ...]:
    """Those that have not expired, by day."""
    return tuple(sorted((one for one in signals if one.last_day >= today), key=lambda one: (one.on, one.number)))


def independent(signals: Iterable[Counted]) -> frozenset[str]:
    """The most source classes of which each has an informant of its own: one informant never stands for two classes,
    and one class never counts twice, however many signals there are."""
    behind: dict[str, set[str]] = {}
    for one in signals:
        if one.how in FACTS:
            behind.setdefault(one.source_class, set()).add(one.source)
    stands: dict[str, str] = {}
    return frozenset(one for one in sorted(behind) if _finds(one, behind, stands, set()))


def _finds(source_class: str, behind: Mapping[str, Iterable[str]], stands: dict[str, str], tried: set[str]) -> bool:
    """Whether the class finds an informant, if need be by another class taking another of its own (a matching)."""
    for source in sorted(behind[source_class]):
        if source not in tried:
            tried.add(source)
            if source not in stands or _finds(stands[source], behind, stands, tried):
                stands[source] = source_class
                return True
    return False


def classes(signals: Iterable[Counted], today: date) -> frozenset[str]:
    """The independent source classes of the window of days in which there are most; of the latest such window."""
    here = standing(signals, today)
    most: frozenset[str] = frozenset()
    for first in dict.fromkeys(one.on for one in here):
        found = independent(one for one in here if first <= one.on <= first + WINDOW)
        most = found if len(found) >= len(most) else most
    return most


def red_flags(signals: Iterable[Counted], today: date) -> tuple[str, ...]:
    """The kinds that are red flags, each once. One that was inferred is one too: all it does is have a person look."""
    return tuple(dict.fromkeys(one.kind for one in standing(signals, today) if one.kind in RED_FLAGS))


def many_of_one_source(signals: Collection[Counted], today: date) -> tuple[tuple[str, int], ...]:
    """Source classes in which one informant, or those without a name, reported ``MANY`` or more, and how many."""
    counted = Counter((one.source_class, one.source) for one in standing(signals, today))
    return tuple((source_class, many) for (source_class, _), many in sorted(counted.items()) if many >= MANY)
