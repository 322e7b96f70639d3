"""The ordering of suspects: monotone, blind to who somebody is, the same each time, and honest about how firm it is."""

import inspect
from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firstbell.pure import ordering
from firstbell.pure.ordering import Facts, HarmWeights, Points, Weights, order, points_of
from firstbell.pure.ordering.components import FEWEST, LATEST_DAYS
from firstbell.pure.refusal import Refused
from world.invented_harm import INVENTED

POINTS = st.tuples(*[st.integers(0, 5)] * 4).map(lambda four: Points(*four))
LISTS = st.lists(POINTS, min_size=1, max_size=8)
WEIGHTS = st.tuples(*[st.integers(0, 33)] * 3).map(lambda three: Weights(*three, 100 - sum(three)))
FACTS = st.builds(
    Facts,
    days=st.integers(0, 900),
    reports=st.integers(0, 20),
    harm=st.floats(0, 5_000),
    victims=st.integers(0, 9),
)


def scores(points: list[Points], weights: list[Fraction]) -> list[Fraction]:
    return [sum((w * p for w, p in zip(weights, one, strict=True)), Fraction()) for one in points]


def rank(found: list[Fraction], at: int) -> int:
    return 1 + sum(other > found[at] for other in found)


@given(FACTS, st.sampled_from([one.name for one in fields(Facts)]), st.integers(1, 500))
def test_more_of_any_fact_or_a_later_report_never_gives_fewer_points(facts: Facts, name: str, more: int) -> None:
    said = {one.name: getattr(facts, one.name) for one in fields(Facts)}
    said[name] = max(said[name] - more, 0) if name == "days" else said[name] + more
    before, after = points_of(facts, INVENTED), points_of(Facts(**said), INVENTED)
    assert all(new >= old for new, old in zip(after, before, strict=True))


@given(LISTS, st.data(), WEIGHTS)
def test_more_points_of_any_component_never_give_a_later_place(
    points: list[Points], data: st.DataObject, weights: Weights
) -> None:
    at, component = data.draw(st.integers(0, len(points) - 1)), data.draw(st.sampled_from(Points._fields))
    more = points[at]._replace(**{component: data.draw(st.integers(getattr(points[at], component), 5))})
    before, after = order(points, weights)[at], order([*points[:at], more, *points[at + 1 :]], weights)[at]
    assert after.rank <= before.rank
    assert after.score >= before.score


def test_protected_characteristics_and_proxies_are_no_argument_of_it() -> None:
    assert [one.name for one in fields(Facts)] == ["days", "reports", "harm", "victims"]
    assert [one.name for one in fields(Weights)] == list(Points._fields) == list(ordering.COMPONENTS)
    assert list(inspect.signature(points_of).parameters) == ["facts", "weights"]
    assert list(inspect.signature(order).parameters) == ["points", "weights"]
    one_more: dict[str, Any] = {"ethnicity": "x"}
    with pytest.raises(TypeError):
        Facts(days=1, reports=1, harm=1.0, victims=1, **one_more)


@given(st.lists(st.tuples(FACTS, st.sampled_from("MF"), st.integers(10, 90)), min_size=1, max_size=8), st.data())
def test_who_they_are_changes_nothing(people: list[tuple[Facts, str, int]], data: st.DataObject) -> None:
    """The same facts under other sexes and ages, and in another order, have the same places."""
    changed = [(facts, data.draw(st.sampled_from("MF")), data.draw(st.integers(10, 90))) for facts, _, _ in people]
    first = order([points_of(facts, INVENTED) for facts, *_ in people])
    assert order([points_of(facts, INVENTED) for facts, *_ in changed]) == first
    turned = data.draw(st.permutations(range(len(people))))
    assert order([points_of(people[at][0], INVENTED) for at in turned]) == [first[at] for at in turned]


@given(LISTS, WEIGHTS)
def test_the_same_is_said_each_time_ties_are_shared_and_contributions_sum(
    points: list[Points], weights: Weights
) -> None:
    places = order(points, weights)
    assert places == order(points, weights)
    exact = scores(points, [Fraction(one) for one in weights.array.tolist()])
    for at, place in enumerate(places):
        assert place.rank == rank(exact, at)
        assert place.score == pytest.approx(sum(place.contributions.values()))
        assert place.score == pytest.approx(float(exact[at]) / 5)
        assert place.limits.best <= place.alone.best <= place.rank <= place.alone.worst <= place.limits.worst


def alone(points: list[Points], weights: Weights, at: int) -> tuple[int, int]:
    """Every place while one weight moves: at each point where two draw level, between them and at the ends. Fractions
    throughout, and another way of asking than the code's."""
    found = []
    base = [Fraction(one) for one in weights.array.tolist()]
    for one in range(4):
        turns = {Fraction(-1, 5), Fraction(1, 5)}
        for other in points:
            apart = sum(w * (o - p) for w, o, p in zip(base, other, points[at], strict=True))
            if slope := base[one] * (other[one] - points[at][one]):
                turns |= {turn for turn in (-apart / slope,) if abs(turn) <= Fraction(1, 5)}
        line = sorted(turns)
        for turn in [*line, *((a + b) / 2 for a, b in pairwise(line))]:
            moved = [w * (1 + turn) if number == one else w for number, w in enumerate(base)]
            found.append(rank(scores(points, moved), at))
    return min(found), max(found)


@given(LISTS, WEIGHTS)
@example([Points(1, 1, 0, 0), Points(2, 0, 0, 0), Points(0, 2, 0, 0)], Weights(24, 26, 25, 25))
@example([Points(2, 3, 3, 2), Points(2, 1, 5, 3), Points(3, 5, 0, 1)], Weights(23, 31, 25, 21))
def test_stability_while_one_weight_moves_is_exact(points: list[Points], weights: Weights) -> None:
    """In the first example all three are level at one weight only, in the second one is last only between two."""
    for at, place in enumerate(order(points, weights)):
        assert (place.alone.best, place.alone.worst) == alone(points, weights, at)


@given(LISTS, WEIGHTS, st.tuples(*[st.fractions(Fraction(4, 5), Fraction(6, 5), max_denominator=60)] * 4))
def test_no_weights_within_a_fifth_take_anybody_past_the_limits(
    points: list[Points], weights: Weights, moved: tuple[Fraction, ...]
) -> None:
    shaken = scores(points, [w * m for w, m in zip(weights.array.tolist(), moved, strict=True)])
    for at, place in enumerate(order(points, weights)):
        assert place.limits.best <= rank(shaken, at) <= place.limits.worst


@given(POINTS, POINTS, WEIGHTS)
def test_of_two_the_limits_are_reached_at_a_corner(one: Points, other: Points, weights: Weights) -> None:
    corners = product((Fraction(4, 5), Fraction(6, 5)), repeat=4)
    ranks = [
        rank(scores([one, other], [w * m for w, m in zip(weights.array.tolist(), corner, strict=True)]), 0)
        for corner in corners
    ]
    limits = order([one, other], weights)[0].limits
    assert (limits.best, limits.worst) == (min(ranks), max(ranks))


def test_everybody_counts_however_many_share_their_points() -> None:
    drawn = np.random.default_rng(7).integers(0, 6, (20_000, 4)).tolist()
    places = order([Points(*one) for one in drawn])
    scored = np.array([place.score for place in places])
    for at in range(0, 20_000, 997):
        assert places[at].rank == 1 + int((scored > scored[at]).sum())
    assert order([]) == []


def test_the_published_table_gives_these_points() -> None:
    none = Facts(days=731, reports=0, harm=0.0, victims=0)
    assert points_of(none, INVENTED) == (0, 0, 0, 0)
    for points, days in zip((5, 4, 3, 2, 1), LATEST_DAYS, strict=True):
        assert points_of(Facts(days=days, reports=1, harm=0, victims=1), INVENTED).recency == points
        assert points_of(Facts(days=days + 1, reports=1, harm=0, victims=1), INVENTED).recency == points - 1
    for points, fewest in enumerate(FEWEST["frequency"], 1):
        assert points_of(Facts(days=0, reports=fewest, harm=0, victims=0), INVENTED).frequency == points
    assert [points_of(Facts(days=0, reports=1, harm=0, victims=n), INVENTED).victims for n in range(7)] == [
        *(0, 1, 2, 3, 4, 5, 5),
    ]


def test_gravity_uses_what_is_loaded_and_says_what_has_no_weight() -> None:
    harm = INVENTED.of(["X1", "X1", "X3", "99"])
    assert (harm.weight, harm.unweighted) == (1_002.0, 1)
    assert INVENTED.points(0) == 0
    assert INVENTED.points(0.5) == 1
    assert INVENTED.points(1_000) == 5
    assert list(INVENTED.begins) == sorted(INVENTED.begins)
    assert INVENTED.begins[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x"', "source, licence, unit, dated"),
        ("title =", "not written as TOML"),
        ("{whole}more = 1\n[weights]\nX1 = 1", "'more' is nothing"),
        ("{whole}", "name no offence"),
        ("{whole}[weights]\nX1 = 0", "offence X1 is no number above 0"),
        ('{whole}[weights]\nX1 = "ten"', "offence X1"),
        ("{whole}[weights]\nX1 = nan", "offence X1"),
        ("{whole}[weights]\nX1 = inf", "offence X1"),
    ],
)
def test_weights_that_do_not_say_whose_they_are_or_weigh_nothing_are_refused(text: str, said: str) -> None:
    whole = 'title = "x"\nsource = "x"\nlicence = "x"\nunit = "x"\ndated = 2026-01-01\n'
    with pytest.raises(Refused, match=said):
        ordering.read_harm_weights(text.replace("{whole}", whole))


def test_weights_are_read_with_whose_and_of_when_they_are() -> None:
    assert isinstance(INVENTED, HarmWeights)
    assert INVENTED.dated == date(2026, 1, 31)
    assert "invented" in INVENTED.title.lower()
    assert len(INVENTED.digest) == 64


@pytest.mark.parametrize("wrong", [(25, 25, 25, 24), (-1, 51, 25, 25), (25.0, 25, 25, 25), (True, 49, 25, 25)])
def test_weights_that_are_not_hundredths_of_one_whole_are_refused(wrong: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="hundredths"):
        Weights(*wrong)


def test_facts_and_points_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused, match="0 or more"):
        Facts(days=-1, reports=1, harm=1, victims=1)
    with pytest.raises(Refused, match="0 or more"):
        Facts(days=1, reports=1, harm=float("nan"), victims=1)
    with pytest.raises(Refused, match="from 0 to 5"):
        order([Points(6, 0, 0, 0)])
