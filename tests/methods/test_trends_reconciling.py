"""Totals and their parts: the published example, and an identity that holds whatever the records are."""

import math
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.refusal import Refused
from firstbell.pure.trends.reconciling import Cause, Figure, Overlap, Part, Reconciliation, Term

CITY, COUNTY = frozenset({"city"}), frozenset({"county"})
BOTH, NOWHERE = CITY | COUNTY, frozenset()

FULL = {
    "unit": "reports",
    "place_rule": "place of the incident",
    "period_rule": "day of the report",
    "extracted": datetime(2022, 1, 10, 6, tzinfo=UTC),
    "definition": "reports/1",
}


def totals(total: int, city: int, county: int, **known: object) -> Reconciliation:
    """Two parts of a total, of which nothing is said but the counts."""
    parts = (Part("city", Figure(count=city)), Part("county", Figure(count=county)))
    return Reconciliation(total=Figure(count=total), parts=parts, **known)


ARTICLE = totals(18_245, 6_713, 11_655)
"""A newspaper's figures of 2022: two areas that exceed the force."""


def test_the_published_example_leaves_a_net_of_123() -> None:
    assert ARTICLE.sum_of_parts == 18_368
    assert (ARTICLE.residual, ARTICLE.net) == (-123, 123)
    assert f"{ARTICLE.net / ARTICLE.total.count:.2%}" == "0.67%"
    assert ARTICLE.needs_warning


def test_its_thirty_seven_percent_is_right_of_either_whole() -> None:
    of_total, of_parts, *_ = ARTICLE.shares()
    assert (of_total.of, of_parts.of) == ("the total", "the sum of the parts")
    assert (of_total.whole, of_parts.whole) == (18_245, 18_368)
    assert [f"{100 * one.share:.2f}" for one in (of_total, of_parts)] == ["36.79", "36.55"]
    assert [round(100 * one.share) for one in (of_total, of_parts)] == [37, 37]


def test_shares_are_not_made_to_come_to_a_hundred() -> None:
    assert sum(one.share for one in ARTICLE.shares() if one.of == "the total") == pytest.approx(18_368 / 18_245)
    assert sum(one.share for one in ARTICLE.shares() if one.of != "the total") == pytest.approx(1)
    assert all(math.isnan(one.share) for one in totals(0, 0, 0).shares())


def test_its_identity_is_printed_with_what_is_left_over_and_what_nobody_said() -> None:
    assert ARTICLE.terms() == (
        Term("parts", 18_368),
        Term("counted again", 0, known=False),
        Term("in no part", 0, known=False),
        Term("revised since", 0, known=False),
        Term("not explained", -123),
    )


def test_it_is_said_what_it_means_and_what_it_could_be() -> None:
    said = ARTICLE.words()
    assert said.startswith(
        "The parts come to 18,368; with all that is known, 123 more than the total of 18,245 (0.67% of it). "
        "That is a net figure: with u more records in no part, 123 + u are counted in more than one part, "
        "or in a part and not in the total. It could be: "
    )
    assert all(cause in said for cause in ARTICLE.could_be())
    assert said.endswith("These figures do not say which.")


def test_with_records_in_no_part_more_are_counted_twice_than_the_net_says() -> None:
    assert [ARTICLE.too_many_if(unplaced) for unplaced in (0, 1, 400)] == [123, 124, 523]
    with pytest.raises(Refused, match="At least 77 records are in no part"):
        totals(200, 60, 63).too_many_if(76)
    assert totals(200, 60, 63).too_many_if(80) == 3


def test_where_nobody_said_anything_everything_that_could_exceed_is_possible() -> None:
    assert ARTICLE.could_be() == tuple(cause for cause in Cause if cause is not Cause.UNPLACED)


def test_parts_that_fall_short_may_be_records_without_a_place_and_no_overlap() -> None:
    short = totals(18_500, 6_713, 11_655)
    assert Cause.UNPLACED in short.could_be()
    assert Cause.PLACES not in short.could_be()
    assert "132 + u are in no part" in short.words()
    assert "132 fewer than the total" in short.words()


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("unit", Cause.UNITS),
        ("place_rule", Cause.PLACE_RULES),
        ("period_rule", Cause.PERIODS),
        ("extracted", Cause.DAYS),
        ("definition", Cause.DEFINITIONS),
    ],
)
def test_a_cause_is_ruled_out_where_all_figures_say_the_same_of_it(said: str, cause: Cause) -> None:
    other = {**FULL, said: datetime(2022, 1, 11, 6, tzinfo=UTC) if said == "extracted" else "another"}
    silent = {name: value for name, value in FULL.items() if name != said}
    for county, possible in ((FULL, False), (other, True), (silent, True)):
        parts = (Part("city", Figure(count=70, **FULL)), Part("county", Figure(count=80, **county)))
        assert (cause in Reconciliation(total=Figure(count=100, **FULL), parts=parts).could_be()) is possible


def test_what_is_known_to_be_none_is_ruled_out_and_nothing_may_be_left() -> None:
    parts = (Part("city", Figure(count=70, **FULL)), Part("county", Figure(count=80, **FULL)))
    known = Reconciliation(total=Figure(count=100, **FULL), parts=parts, overlaps=(), unplaced=0, revised=0)
    assert known.could_be() == ()
    assert "Every usual cause is ruled out" in known.words()
    assert Cause.REVISED in Reconciliation(total=Figure(count=100, **FULL), parts=parts).could_be()


def test_what_adds_up_is_said_to_and_nothing_is_looked_for() -> None:
    even = totals(100, 60, 50, overlaps=(Overlap(BOTH, 14),), unplaced=3, revised=1)
    assert even.residual == 0
    assert even.could_be() == ()
    assert even.words() == "The parts come to the total of 100, with all that is known."
    assert totals(110, 60, 50).words().endswith("As many may be counted again as are in no part.")
    assert not even.needs_warning


@pytest.mark.parametrize(
    ("total", "city", "warned"),
    [(18_245, 18_255, False), (18_245, 18_256, True), (18_245, 18_234, True), (900, 900, False), (900, 901, True)],
)
def test_a_warning_stands_beside_more_than_ten_records_or_a_thousandth(total: int, city: int, warned: bool) -> None:
    assert totals(total, city, 0).needs_warning is warned


def test_both_and_unplaced_are_categories() -> None:
    assert totals(100, 60, 50, overlaps=(Overlap(BOTH, 14),), unplaced=4).categories() == (
        (CITY, 46),
        (COUNTY, 36),
        (BOTH, 14),
        (NOWHERE, 4),
    )


AREAS = ("north", "south", "west")
RECORDS = st.lists(st.tuples(st.frozensets(st.sampled_from(AREAS)), st.booleans()), max_size=60)
"""Records with the parts that count them, and whether the total does."""


def reconciled(records: list[tuple[frozenset[str], bool]], **known: object) -> Reconciliation:
    parts = tuple(Part(area, Figure(count=sum(area in areas for areas, _ in records))) for area in AREAS)
    total = Figure(count=sum(in_total for _, in_total in records))
    return Reconciliation(total=total, parts=parts, **known)


def known_of(records: list[tuple[frozenset[str], bool]]) -> dict[str, object]:
    counted = Counter(areas for areas, _ in records)
    return {
        "overlaps": tuple(Overlap(areas, n) for areas, n in counted.items() if len(areas) > 1),
        "unplaced": sum(in_total and not areas for areas, in_total in records),
        "revised": -sum(bool(areas) and not in_total for areas, in_total in records),
    }


@given(RECORDS)
def test_where_all_is_known_nothing_is_left_over(records: list[tuple[frozenset[str], bool]]) -> None:
    assert reconciled(records, **known_of(records)).residual == 0


@given(RECORDS, st.sets(st.sampled_from(["overlaps", "unplaced", "revised"])))
def test_whatever_is_known_the_terms_come_to_the_total(
    records: list[tuple[frozenset[str], bool]], forgotten: set[str]
) -> None:
    known = {name: value for name, value in known_of(records).items() if name not in forgotten}
    found = reconciled(records, **known)
    assert sum(term.records for term in found.terms()) == found.total.count
    assert {term.name for term in found.terms() if not term.known} == {
        {"overlaps": "counted again", "unplaced": "in no part", "revised": "revised since"}[name] for name in forgotten
    }
    by_category = sum(records for _, records in found.categories())
    assert by_category + (found.revised or 0) + found.residual == found.total.count


@given(RECORDS)
def test_the_net_is_what_inclusion_and_exclusion_say(records: list[tuple[frozenset[str], bool]]) -> None:
    again = sum(max(len(areas) - 1, 0) for areas, _ in records)
    outside = sum(bool(areas) and not in_total for areas, in_total in records)
    nowhere = sum(in_total and not areas for areas, in_total in records)
    found = reconciled(records)
    assert found.net == again + outside - nowhere
    assert found.too_many_if(nowhere) == again + outside


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_figure_is_ever_rescaled(total: int, city: int, county: int) -> None:
    found = totals(total, city, county)
    assert [part.figure.count for part in found.parts] == [city, county]
    assert found.total.count == total == city + county + found.residual


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (lambda: Figure(count=-1), "-1 is no count"),
        (lambda: Figure(count=1.5), "1.5 is no count"),
        (lambda: Overlap(CITY, 3), "two parts or more"),
        (lambda: Overlap(BOTH, -3), "-3 is no count"),
        (lambda: totals(9, 5, 4, unplaced=-1), "-1 is no count"),
        (lambda: totals(9, 5, 4, overlaps=(Overlap(CITY | {"sea"}, 1),)), "sea is no part"),
        (lambda: totals(9, 5, 4, overlaps=(Overlap(BOTH, 5),)), "More records of county overlap"),
        (lambda: Reconciliation(total=Figure(count=9), parts=()), "Parts need a name"),
        (lambda: Reconciliation(total=Figure(count=9), parts=(Part("a", Figure(count=1)),) * 2), "Parts need a name"),
    ],
)
def test_what_is_no_count_of_parts_is_refused(asked: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        asked()
