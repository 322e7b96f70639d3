"""Twenty attacks on public figures: each finds somebody in what means well, and none in what is made by the rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pytest

from firstbell.pure.disclosure import exact, rate, rounded
from world import attackers, publishers
from world.attackers import Attack
from world.counted import AGES, BLOCKS, SEXES, Counted, counted, month, year
from world.publishers import Plan, Says
from world.readers import Claim, Published, Sets

SEEDS = range(4)
PEOPLE = 7_214
ONE_OF_THEM = (frozenset({"W1a"}), frozenset(month(2).covers), frozenset({"female"}), frozenset({"25 to 44"}))


@dataclass(frozen=True)
class Naive:
    """An attack, and somebody on whom it works."""

    attack: Attack
    plan: Plan
    says: Says
    counted: Counted = field(default_factory=lambda: counted(7))


LITTLE_HAPPENS = counted(3, busy=14, quiet=3)
NAIVE = (
    Naive(attackers.subtract_other_areas, publishers.a_year, publishers.suppressed),
    Naive(attackers.subtract_other_categories, publishers.sex_by_msoa, publishers.suppressed),
    Naive(attackers.subtract_other_periods, publishers.quarters, publishers.suppressed, LITTLE_HAPPENS),
    Naive(attackers.find_the_left_out_row, publishers.one_row_less, exact),
    Naive(attackers.take_one_area_from_another, publishers.beats, publishers.to_five),
    Naive(attackers.follow_a_moved_boundary, publishers.a_boundary_moves, exact),
    Naive(attackers.unwind_the_year_to_date, publishers.year_to_date, exact),
    Naive(attackers.unwind_rolling_years, publishers.rolling_years, exact),
    Naive(attackers.regroup_ages, publishers.ages_regrouped, exact),
    Naive(attackers.go_round_rows_and_columns, publishers.sex_by_msoa, publishers.suppressed, LITTLE_HAPPENS),
    Naive(attackers.add_up_the_roundings, publishers.sex_by_msoa, publishers.to_five),
    Naive(attackers.see_a_revision, publishers.a_revision, publishers.to_five),
    Naive(
        attackers.compare_two_builds,
        publishers.two_builds,
        exact,
        counted(7).and_one_more("W1a", 2, "female", "45 to 64"),
    ),
    Naive(attackers.average_repeated_answers, publishers.the_same_again, publishers.noisily(5)),
    Naive(attackers.read_what_is_hidden, publishers.a_year, publishers.starred),
    Naive(attackers.leave_oneself_out, publishers.a_year, exact),
    Naive(attackers.turn_rates_back, publishers.a_year, publishers.suppressed),
    Naive(attackers.cross_breakdowns, publishers.months_quarters_and_years, exact, LITTLE_HAPPENS),
    Naive(attackers.solve_for_everything, publishers.months_quarters_and_years, publishers.suppressed, LITTLE_HAPPENS),
)
ATTACKS = tuple(one.attack for one in NAIVE)


def found(claims: Iterable[Claim], about: Counted) -> list[Claim]:
    """The claims by which somebody is found. No claim is wrong: an attacker who errs has found nobody."""
    claims = list(claims)
    for one in claims:
        assert one.low <= one.truth(about) <= one.high, one
    return [one for one in claims if finds(one, about)]


def finds(claim: Claim, about: Counted) -> bool:
    """Whether a count is exact, or a small one is told from nought or to within fewer than 5."""
    if claim.low == claim.high:
        return True
    least = claim.low if claim.high > 0 else -claim.high
    small = abs(claim.truth(about)) < 10 and (not claim.crossed or claim.high < 10)
    return small and (least > 0 or claim.high - claim.low < 5)


@pytest.mark.parametrize("naive", NAIVE, ids=lambda one: one.attack.__name__)
def test_the_attack_finds_somebody_in_what_means_well(naive: Naive) -> None:
    releases = naive.plan(naive.counted, naive.says)
    of_msoas = {
        (area.blocks, year(0).covers, frozenset(SEXES), frozenset(AGES)): area
        for area in releases[0].areas.values()
        if area.level == "msoa"
    }
    rates = {
        sets: (round(naive.counted.of(sets[0], sets[1], {}) * 1000 / PEOPLE, 2), PEOPLE) for sets in of_msoas
    }
    assert found(naive.attack(Published(releases, ONE_OF_THEM, rates)), naive.counted)


@cache
def by_the_rule(seed: int) -> tuple[list, dict[str, str]]:
    """All that is let through of what anybody in these tests would publish, by the rule: months, quarters, years first."""
    of = counted(seed)
    released, refused = publishers.let_through(publishers.months_quarters_and_years(of, rounded))
    revisions = [publishers.revising(one, of, rounded) for one in released if len(one.figures) > 1]
    released, no = publishers.let_through(revisions, released)
    for plan in PLANS:
        released, never = publishers.let_through(plan(of, rounded)[:3], released)
        no |= never
    return released, refused | no


PLANS = tuple(dict.fromkeys(one.plan for one in NAIVE))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_the_attack_finds_nobody_in_what_is_made_by_the_rule(attack: Attack, seed: int) -> None:
    released, _ = by_the_rule(seed)
    assert found(attack(Published(released, ONE_OF_THEM)), counted(seed)) == []
