"""Whom a list serves worse, said only where there is enough to say it from."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.evaluation.shares import Portion
from firstbell.pure.ordering import TOO_FEW, Caught, errors_by_group, shares_by_group
from firstbell.pure.refusal import Refused


def group(name: str, *, hit: int = 0, missed: int = 0, needless: int = 0, rest: int = 0) -> list[Caught]:
    return [
        *[Caught(name, listed=True, harm=True, weight=2.0)] * hit,
        *[Caught(name, listed=False, harm=True, weight=1.0)] * missed,
        *[Caught(name, listed=True, harm=False)] * needless,
        *[Caught(name, listed=False, harm=False)] * rest,
    ]


def test_what_was_missed_and_what_was_needless_by_group() -> None:
    a, b = errors_by_group(group("a", hit=20, missed=20, needless=30, rest=100) + group("b", hit=10, missed=19))
    assert (a.missed, a.needless, a.suspects, a.words) == (Portion(20, 40), Portion(30, 50), 170, "")
    assert (b.missed, b.needless, b.words) == (None, None, "too few to say")


def test_twenty_nine_events_say_nothing_and_thirty_do() -> None:
    (few,) = errors_by_group(group("a", missed=TOO_FEW - 1, rest=9_999))
    (enough,) = errors_by_group(group("a", missed=TOO_FEW, rest=9_999))
    assert few.missed is None
    assert enough.missed == Portion(30, 30)


def test_a_groups_share_of_the_list_stands_beside_its_share_of_harm() -> None:
    a, b = shares_by_group(group("a", hit=30) + group("b", missed=60))
    assert (a.of_list, a.of_harm, b.of_list, b.of_harm) == (Portion(30, 30), 0.5, Portion(0, 30), 0.5)
    (alone,) = shares_by_group(group("c", rest=5))
    assert alone.of_list is None
    assert math.isnan(alone.of_harm)


def test_wilsons_interval_as_it_is_published() -> None:
    """Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (events, of), (low, high) in published.items():
        found = Portion(events, of)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_nothing_beyond_0_and_1(counted: tuple[int, int]) -> None:
    found = Portion(*counted)
    assert 0 <= found.low <= found.high <= 1
    assert not found.of or found.low <= found.share <= found.high


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(Refused, match="no share"):
        Portion(3, 2)
    with pytest.raises(Refused, match="Harm is 0 or more"):
        shares_by_group([Caught("a", listed=True, harm=True, weight=-1)])
