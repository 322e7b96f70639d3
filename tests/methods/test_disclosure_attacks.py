"""Nineteen attacks on public figures: each finds somebody in what means well, nobody in what is made by the rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pytest

from firstbell.pure.disclosure import MSOA, Release, exact, rate, rounded
from world import attackers, publishers
from world.attackers import Attack
from world.counted import AGES, SEXES, Counted, areas, counted, month, table, year
from world.publishers import Plan, Says
from world.readers import Claim, Published, Sets

SEEDS = range(4)
PEOPLE = 7_200
ONE_OF_THEM = (frozenset({"W1a"}), month(2).covers, frozenset({"female"}), frozenset({"25 to 44"}))


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
    Naive(attackers.cross_breakdowns, publishers.months_quarters_and_a_year, exact, LITTLE_HAPPENS),
    Naive(attackers.solve_for_everything, publishers.months_quarters_and_a_year, publishers.suppressed, LITTLE_HAPPENS),
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
    published = Published(naive.plan(naive.counted, naive.says), ONE_OF_THEM, rates(naive.counted, naive.says))
    assert found(naive.attack(published), naive.counted)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_the_attack_finds_nobody_in_what_is_made_by_the_rule(attack: Attack) -> None:
    for seed in SEEDS:
        published = Published(by_the_rule(seed).released, ONE_OF_THEM, rates(counted(seed), rounded))
        assert found(attack(published), counted(seed)) == []


def test_there_is_something_to_attack() -> None:
    """Not much is refused, much is hidden, and every release that could be revised was."""
    for seed in SEEDS:
        released = by_the_rule(seed).released
        assert len([one for one in released if not one.revises]) >= 15
        assert len([one for one in released if one.revises]) >= 3
        assert len([1 for one in released for figure in one.figures.values() if figure.high == 9]) >= 10


def test_of_figures_that_are_only_rounded_somebody_is_found() -> None:
    """So that it is not rounding alone that keeps the attacks from finding anybody."""
    finders = set()
    for seed in SEEDS:
        rounded_only = publishers.months_quarters_and_a_year(counted(seed), rounded)
        published = Published(rounded_only, ONE_OF_THEM)
        finders |= {attack for attack in ATTACKS if found(attack(published), counted(seed))}
    assert {attackers.subtract_other_categories, attackers.solve_for_everything} <= finders


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (publishers.sex_by_msoa, {"sex by MSOA": "broken down by nothing"}),
        (publishers.one_row_less, {"one row less": "is not whole"}),
        (publishers.beats, {"beats": "beats cut across MSOAs"}),
        (publishers.a_boundary_moves, {"the year again": "counted by other areas"}),
        (publishers.year_to_date, {f"{length} months": "" for length in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)}),
        (publishers.rolling_years, {"the first month": "12 months or more", "from month 1": "", "from month 2": ""}),
        (publishers.ages_regrouped, {"ages in group 1": "other categories of age"}),
        (publishers.two_builds, {"built again": "another figure"}),
        (publishers.a_year, {}),
        (publishers.quarters, {}),
        (publishers.a_revision, {}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_the_rule_refuses_what_the_attacks_live_on(plan: Plan, refused: Mapping[str, str]) -> None:
    """Each by itself, with nothing released before; and it lets through what they cannot live on."""
    _, reasons = publishers.let_through(plan(counted(0), rounded))
    assert reasons.keys() == refused.keys()
    assert all(why in reasons[reference] for reference, why in refused.items())


@dataclass(frozen=True)
class Through:
    released: list[Release]
    refused: Mapping[str, str]


@cache
def by_the_rule(seed: int) -> Through:
    """All that is let through of what anybody here would publish, by the rule: months, quarters and a year first, then
    their revisions, then what the attacks live on."""
    of = counted(seed)
    released, refused = publishers.let_through(publishers.months_quarters_and_a_year(of, rounded))
    revisions = [publishers.revising(one, of, rounded) for one in released if len(one.figures) > 1]
    for plan in (revisions, *(one.plan(of, rounded)[:3] for one in NAIVE)):
        fresh = [one for one in plan if one.reference not in {each.reference for each in released}]
        released, no = publishers.let_through(fresh, released)
        refused |= no
    return Through(released, refused)


def rates(about: Counted, says: Says) -> dict[Sets, tuple[float, int]]:
    """Per 1,000 people, to two decimals, of what has a number."""
    everybody = (frozenset(SEXES), frozenset(AGES))
    found = {}
    for cell, count in about.counts(table(MSOA, year(0)), areas()).items():
        if (per_thousand := rate(says(count), PEOPLE)) is not None:
            found[areas()[cell.area].blocks, cell.period.covers, *everybody] = (round(per_thousand, 2), PEOPLE)
    return found
