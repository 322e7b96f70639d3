"""What holds of every set of signals: no number of one class, and no duplicate, ever crosses a threshold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from firstbell.foundations.accounts.rules.organisations import SOURCE_CLASSES
from firstbell.joint.early_picture.rules import signals
from firstbell.joint.early_picture.rules.counting import Counted, classes, independent
from firstbell.joint.early_picture.rules.thresholds import TWO_CLASSES, crossed

TODAY = date(2026, 11, 27)

A_CLASS = st.sampled_from(sorted(SOURCE_CLASSES))
A_KIND = st.sampled_from(sorted(signals.KINDS.keys() - signals.RED_FLAGS))
HOW = st.sampled_from(sorted(signals.HOW_KNOWN))


@st.composite
def a_signal(draw: st.DrawFn, source_class: st.SearchStrategy[str] = A_CLASS) -> Counted:
    on = TODAY - timedelta(days=draw(st.integers(0, 200)))
    root = draw(st.sampled_from(["", "ann", "bea", "cat", "dan"]))
    kind = draw(A_KIND)
    return Counted(
        draw(st.integers(1, 10**6)), kind, draw(HOW), draw(source_class), root, on, signals.expires_on(kind, on)
    )


@settings(max_examples=10_000)
@given_by(st.data(), A_CLASS)
def test_signals_of_one_class_never_cross_a_threshold_however_many_they_are(data: st.DataObject, one: str) -> None:
    here = data.draw(st.lists(a_signal(st.just(one)), max_size=60))
    assert not crossed(here, TODAY)
    assert len(classes(here, TODAY)) <= 1


@settings(max_examples=2_000)
@given_by(st.lists(a_signal(), max_size=25))
def test_one_informant_is_one_class_and_a_class_is_one(here: list[Counted]) -> None:
    found = len(independent(here))
    facts = [one for one in here if one.how in signals.FACTS]
    assert found <= min(len({one.source_class for one in facts}), len({one.source for one in facts}))
    assert found >= min(1, len(facts))


@settings(max_examples=2_000)
@given_by(st.lists(a_signal(), min_size=1, max_size=25), st.data())
def test_duplicates_of_one_source_never_raise_the_count(here: list[Counted], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(here), max_size=50))
    copies = [replace(one, number=10**7 + n) for n, one in enumerate(again)]
    assert len(classes([*here, *copies], TODAY)) == len(classes(here, TODAY))
    assert set(crossed([*here, *copies], TODAY)) == set(crossed(here, TODAY))
    weighed = [one.number for one in here]
    fresh_alone = len(classes(copies, TODAY)) >= 2
    assert (TWO_CLASSES in crossed([*here, *copies], TODAY, weighed=weighed)) == fresh_alone


@settings(max_examples=2_000)
@given_by(st.lists(a_signal(), max_size=25), st.randoms(use_true_random=False))
def test_the_count_is_the_same_in_whatever_order_they_came(here: list[Counted], chance: Any) -> None:
    mixed = list(here)
    chance.shuffle(mixed)
    assert len(independent(mixed)) == len(independent(here))
    assert crossed(mixed, TODAY) == crossed(here, TODAY)
