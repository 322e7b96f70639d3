"""Every attack on public figures, on what a force publishes through its own actions: drafted, signed by two, revised.

What was counted is that of ``world.counted``; drafting, the register, the auditor and signing are the force's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest

from firstbell.pure.disclosure import DISTRICT, FORCE, LEVELS, MSOA, Cell, Period, Release, rounded
from firstbell.pure.figures.counting import Span
from firstbell.pure.refusal import Refused
from firstbell.reporting.performance.queries import MonthCounted
from firstbell.reporting.publication import actions
from firstbell.reporting.publication.actions import drafting
from firstbell.reporting.publication.queries import standing
from firstbell.reporting.publication.rules.publishable import PUBLISHABLE, Dimension, Publishable
from methods.test_disclosure_attacks import ATTACKS, ONE_OF_THEM, found, rates
from world import published as world
from world.counted import BLOCKS, CATEGORIES, MSOAS, Counted, areas, counted
from world.readers import Published

pytestmark = pytest.mark.django_db

SEEDS = range(2)
YEAR = date(2025, 1, 1)
DIMENSIONS = {name: Dimension(name, name, {one: one for one in some}) for name, some in CATEGORIES.items()}


@dataclass
class Source:
    """What performance would tell; ``late``: as it is known a year on."""

    counted: Counted
    late: bool = False

    def months_once(self, code: str, *, span: Span, force: str, groups: Any = ()) -> tuple[MonthCounted, ...]:
        about = self.counted.later if self.late else self.counted
        return tuple(
            MonthCounted(month, "reports/1", world.NOW, True, {name: _by(about, month, name) for name in ("", *groups)})
            for month in span.months()
        )


def _by(about: Counted, month: date, column: str) -> dict[str, dict[str, int]]:
    months = Period(month, 1).covers
    blocks = {msoa: [block for block in BLOCKS if block[:2] == msoa] for msoa in MSOAS}
    ways = {one: {column: [one]} for one in CATEGORIES[column]} if column else {"": {}}
    return {one: {msoa: about.of(mine, months, way) for msoa, mine in blocks.items()} for one, way in ways.items()}


@pytest.fixture
def force(monkeypatch: pytest.MonkeyPatch) -> Source:
    """A force area that does not exist, with the rules and the register of one that does."""
    source = Source(counted(0))
    monkeypatch.setattr(standing.performance, "months_once", lambda *asked, **more: source.months_once(*asked, **more))
    monkeypatch.setattr(drafting, "areas_of", lambda force: areas())
    monkeypatch.setitem(PUBLISHABLE, "reports", Publishable("reports", "Reports", (), DIMENSIONS))
    return source


def everything() -> Iterator[dict[str, Any]]:
    """All that anybody would draft of two years, and what means well and would give somebody away."""
    for level in LEVELS:
        for months in (1, 2, 3, 5, 6, 9, 11, 12):
            for begins in range(12):
                first = date(2025 + begins // 12, begins % 12 + 1, 1)
                for by in ("", *CATEGORIES):
                    if by == "" or months in (3, 12):
                        yield {"level": level, "first": first, "months": months, "by_dimension": by}


def natural() -> Iterator[dict[str, Any]]:
    """The year of neighbourhoods, then months of the force and quarters of districts."""
    yield {"level": MSOA, "first": YEAR, "months": 12}
    for quarter in range(4):
        for month in range(3):
            yield {"level": FORCE, "first": date(2025, 3 * quarter + month + 1, 1), "months": 1}
        for by in ("", *CATEGORIES):
            yield {"level": DISTRICT, "first": date(2025, 3 * quarter + 1, 1), "months": 3, "by_dimension": by}


def publish(source: Source, seed: int) -> list[Release]:
    """What comes through of everything, in an order of its own, and then of all revisions."""
    source.counted, source.late = counted(seed), False
    chance = np.random.default_rng(seed)
    wanted = list(everything())
    plan = [*natural(), *(wanted[at] for at in chance.permutation(len(wanted))[:16])]
    done = [reference for one in plan if (reference := _through(world.drafted, **one))]
    source.late = True
    for reference in done[seed::3]:
        _through(actions.draft_revision, release=reference, summary=world.WORDS, by=world.DRAFTER, now=world.NOW)
    return list(standing.released(world.FORCE, "reports"))


def _through(drafting: Any, **asked: Any) -> str:
    """Its reference, or "" where it was refused."""
    try:
        return world.published(drafting(**asked))
    except Refused:
        return ""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_attack_finds_anybody_in_what_a_force_publishes(force: Source, seed: int) -> None:
    released = publish(force, seed)
    about = counted(seed)
    assert len([one for one in released if not one.revises]) >= 20
    assert len([one for one in released if one.revises]) >= 5
    assert len([1 for one in released for figure in one.figures.values() if figure.high == 9]) >= 6
    published = Published(released, ONE_OF_THEM, rates(about, rounded))
    assert {attack.__name__: claims for attack in ATTACKS if (claims := found(attack(published), about))} == {}


def test_there_are_attacks_enough_and_each_is_seen_to_bite_elsewhere() -> None:
    """Each finds somebody in a naive release: ``test_the_attack_finds_somebody_in_what_means_well`` tries it."""
    assert len(set(ATTACKS)) >= 12


def test_figures_that_go_past_the_auditor_are_found_by_attacks(force: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is the auditor, and not rounding alone, that keeps the attacks from finding anybody."""
    monkeypatch.setattr(standing, "disclosures", lambda *asked, **more: ())
    published = Published(publish(force, 1), ONE_OF_THEM)
    assert {attack.__name__ for attack in ATTACKS if found(attack(published), counted(1))} >= {"solve_for_everything"}


def test_a_late_report_changes_no_other_release_of_its_month(force: Source) -> None:
    """January is counted once, for the first release that speaks of it, and 300 more are known when the next does."""
    records = counted(1).records
    force.counted = Counted(records, records + 1)
    world.published(world.drafted(level=FORCE, first=YEAR, months=1))
    force.late = True
    quarter = standing.value_of(world.published(world.drafted(level=DISTRICT, first=YEAR, months=3)))
    before, after = Counted(records, records), Counted(records + 1, records)
    january, others = Period(YEAR, 1).covers, Period(date(2025, 2, 1), 2).covers
    counts = before.of(BLOCKS, january, {}) + after.of(BLOCKS, others, {})
    assert quarter.figures[Cell("Force", Period(YEAR, 3))] == rounded(counts)
