"""What was released of one measure: what it says of counts that nobody knows, and which of these must not be found."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import scipy

from firstbell.pure.disclosure.margins import Axis, Ints, Matrix, Region, Some, axis, margins, pieces
from firstbell.pure.disclosure.possible import Possible
from firstbell.pure.disclosure.releases import Cell, Release
from firstbell.pure.disclosure.rounding import HIDDEN_BELOW, Figure

PLACE, TIME, EDITION = "place", "time", "edition"
Key = frozenset[tuple[str, Some]]
"""A region as what it takes in of each axis."""

FIRST, REVISED = frozenset({False}), frozenset({True})


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of one release, and the region that it is of."""

    release: Release
    cell: Cell
    region: Region

    @property
    def figure(self) -> Figure:
        return self.release.figures[self.cell]

    def what(self) -> str:
        return f"{self.cell.words()}{', as revised' if self.release.revises else ''}"

    def words(self) -> str:
        return f"{self.cell.words()} ({self.release.reference})"


@dataclass(frozen=True, slots=True)
class Target:
    """A count that must not be found: of the region ``of``, less that of the region ``less`` where there is one.

    ``shown``: its figures say that it is 10 or more, or was before a revision and may be still.
    """

    what: str
    of: Region
    less: Region | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """``said``, in the order of the rows of ``possible.figures``; ``targets``, in that of the rows of ``weights``."""

    said: tuple[Said, ...]
    possible: Possible
    targets: tuple[Target, ...]
    weights: Matrix

    def row(self, target: int) -> Ints:
        row: Ints = self.weights[[target]].toarray()[0]
        return row

    def before(self, candidate: Release) -> Ints:
        """The numbers of all figures but the candidate's."""
        return np.array([at for at, one in enumerate(self.said) if one.release is not candidate], dtype=np.int64)


def read(releases: Sequence[Release]) -> Register:
    """What releases of one measure say together."""
    said = tuple(Said(one, cell, _region(one, cell)) for one in releases for cell in one.figures)
    dimensions = _dimensions(releases)
    targets = (*_published(said), *_pieces(said, dimensions), *_rests(said, dimensions), *_changes(said))
    regions = {_key(one.of): one.of for one in targets}
    unknown = margins(_axes(said, dimensions), regions.values())
    rows, number = unknown.rows(list(regions.values())), {key: at for at, key in enumerate(regions)}
    figures = rows[[number[_key(one.region)] for one in said]]
    low, high = np.array([(one.figure.low, one.figure.high) for one in said], dtype=np.int64).T
    return Register(said, Possible(unknown.ties, figures, low, high), targets, _weights(rows, number, targets))


def _region(release: Release, cell: Cell) -> Region:
    return {
        PLACE: release.areas[cell.area].blocks,
        TIME: cell.period.covers,
        EDITION: REVISED if release.revises else FIRST,
        **{name: frozenset({category}) for name, category in cell.breakdown},
    }


def _dimensions(releases: Iterable[Release]) -> dict[str, Some]:
    """All categories of each dimension."""
    found: dict[str, Some] = {}
    for release in releases:
        for name, categories in release.categories.items():
            found[name] = found.get(name, frozenset()).union(categories)
    return found


def _axes(said: Sequence[Said], dimensions: Mapping[str, Some]) -> Mapping[str, Axis]:
    by_level = _sets((one.release.areas[one.cell.area].level, one.region[PLACE]) for one in said)
    by_length = _sets((one.cell.period.months, one.region[TIME]) for one in said)
    return {
        PLACE: axis(by_level),
        TIME: axis(by_length),
        EDITION: axis(_sets((EDITION, one.region[EDITION]) for one in said)),
        **{name: axis([[frozenset({one}) for one in all_of]]) for name, all_of in dimensions.items()},
    }


def _sets(kinds: Iterable[tuple[Hashable, Some]]) -> list[list[Some]]:
    """The different sets of each kind."""
    found: defaultdict[Hashable, dict[Some, None]] = defaultdict(dict)
    for kind, some in kinds:
        found[kind][some] = None
    return [list(sets) for sets in found.values()]


def _published(said: Sequence[Said]) -> Iterator[Target]:
    """Every cell once, however often it was released."""
    large = {_key(one.region) for one in said if one.figure.low >= HIDDEN_BELOW}
    for key, one in {_key(one.region): one for one in said}.items():
        was_large = _key({**one.region, EDITION: FIRST}) in large
        may_be = one.figure.high >= HIDDEN_BELOW
        yield Target(one.what(), one.region, shown=key in large or (was_large and may_be))


def _pieces(said: Sequence[Said], dimensions: Mapping[str, Some]) -> Iterator[Target]:
    """What figures that differ on one axis only leave between them: an area or a year without its parts."""
    for name in (PLACE, TIME, *dimensions):
        for each in _beside(said, name):
            yield from _unpublished(name, each, dimensions.get(name, frozenset()))


def _unpublished(name: str, said: Sequence[Said], everything: Some) -> Iterator[Target]:
    """The pieces, on one axis, into which some figures divide the largest of them, and that none of them is of."""
    sets = {one.region.get(name, everything): one for one in said}
    for piece in pieces(list(sets)):
        if piece not in sets:
            largest = max((some for some in sets if piece <= some), key=len)
            yield Target(f"what {sets[largest].what()} has beside its parts", {**sets[largest].region, name: piece})


def _rests(said: Sequence[Said], dimensions: Mapping[str, Some]) -> Iterator[Target]:
    """A figure without one of its parts, where that may be small: all other areas, or categories, together.

    Not of time: nine months together, beside a quarter that is hidden too, tell of no place and nobody.
    """
    for name in (PLACE, *dimensions):
        everything = dimensions.get(name, frozenset())
        for each in _beside(said, name):
            parts = {one.region.get(name, everything): one for one in each}
            for whole, part in product(parts, repeat=2):
                if part < whole and whole - part not in parts and _may_be_small(parts[whole], parts[part]):
                    what = f"{parts[whole].what()} without {parts[part].what()}"
                    yield Target(what, parts[whole].region, parts[part].region)


def _may_be_small(whole: Said, part: Said) -> bool:
    return whole.figure.low - part.figure.high < HIDDEN_BELOW


def _beside(said: Sequence[Said], name: str) -> Iterable[list[Said]]:
    """Figures that differ on one axis only."""
    found = defaultdict(list)
    for one in said:
        found[_key({axis: some for axis, some in one.region.items() if axis != name})].append(one)
    return found.values()


def _changes(said: Sequence[Said]) -> Iterator[Target]:
    """What came or went between a release and its revision."""
    first = {_key(one.region): one for one in said if one.region[EDITION] == FIRST}
    for one in said:
        before = first.get(_key({**one.region, EDITION: FIRST}))
        if one.release.revises and before:
            yield Target(
                f"the change of {one.cell.words()} since {before.release.reference}",
                one.region,
                before.region,
                shown=one.figure.apart_from(before.figure),
            )


def _key(region: Region) -> Key:
    return frozenset(region.items())


def _weights(rows: Matrix, number: Mapping[Key, int], targets: Sequence[Target]) -> Matrix:
    """A row for each target: that of its region, less that of the region that goes off."""
    off = [(at, number[_key(one.less)]) for at, one in enumerate(targets) if one.less is not None]
    shape = (len(targets), rows.shape[0])
    picked = scipy.sparse.csr_array(
        (np.ones(len(off), dtype=np.int64), np.array(off, dtype=np.int64).reshape(-1, 2).T), shape
    )
    return rows[[number[_key(one.of)] for one in targets]] - picked @ rows
