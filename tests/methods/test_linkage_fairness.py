"""Whether linking serves every kind of child alike: the arithmetic of the audit, on children made by hand."""

from datetime import date

import pytest

from firstbell.pure.matching.records import Sought
from firstbell.pure.matching.training.fairness import FairnessAudit, Judged, Share, audit
from firstbell.pure.matching.training.grouping import groups_of

ON = date(2026, 11, 20)


def children(sex: str, number: int, linked: int, *, wrong: int = 0, asked: int = 0, slip: str = "") -> list[Judged]:
    """``number`` children on the roll, of whom ``linked`` are linked rightly, ``wrong`` wrongly, ``asked`` asked of."""
    found = []
    for place in range(number):
        right, bad = place < linked, linked <= place < linked + wrong
        reviewed = linked + wrong <= place < linked + wrong + asked
        found.append(Judged({"sex": sex}, True, right or bad, right, reviewed, () if right or not slip else (slip,)))
    return found


def group(found: FairnessAudit, name: str) -> object:
    return next(each for each in found.groups if each.group == name)


def test_recall_precision_and_reviews_by_group() -> None:
    found = audit([*children("F", 100, 90, wrong=2, asked=3), *children("M", 300, 270, asked=30)])
    assert [(each.group, each.recall.value, each.precision.value, each.reviewed.value) for each in found.groups] == [
        ("F", 0.9, 90 / 92, 0.03),
        ("M", 0.9, 1.0, 0.1),
    ]
    assert (found.everybody.children, found.everybody.recall.value) == (400, 0.9)
    assert found.behind == ()


def test_who_is_not_on_the_roll_counts_for_reviews_and_precision_only() -> None:
    absent = Judged({"sex": "F"}, False, True, False, False)
    (women,) = audit([*children("F", 100, 90), absent]).groups
    assert (women.recall.whole, women.precision.whole, women.reviewed.whole) == (100, 91, 101)


def test_a_group_more_than_three_points_under_the_average_is_named_with_its_slips() -> None:
    found = audit(
        [*children("F", 100, 80, slip="respelt"), *children("M", 900, 855, slip="no_home"), *children("U", 10, 1)]
    )
    (behind,) = found.behind
    assert (behind.group, behind.behind) == ("F", pytest.approx(936 / 1010 - 0.8))
    assert behind.reasons == ("respelt: 100% of its misses, 2% of all",)


def test_three_points_are_not_more_than_three() -> None:
    found = audit([*children("F", 1000, 900), *children("M", 1000, 960)])
    assert (found.everybody.recall.value, found.behind) == (0.93, ())


def test_too_few_children_say_nothing() -> None:
    found = audit([*children("F", 49, 0), *children("M", 900, 900)])
    assert found.behind == ()


def test_the_interval_is_wilsons_and_a_sample_is_worth_fewer() -> None:
    """81 of 263: .2553 to .3662 (Newcombe, 1998, table I, method 3)."""
    assert Share(81, 263, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Share(0, 0, 0).interval == (0.0, 1.0)
    sampled = [Judged({"sex": "F"}, True, True, True, False, stands_for=20.0)] * 10
    (women,) = audit([*sampled, *children("F", 100, 50)]).groups
    assert (women.recall.value, women.recall.whole) == (250 / 300, 300)
    assert women.recall.worth == pytest.approx(300 * 300 / (10 * 400 + 100))


def test_nobody_to_audit_is_refused() -> None:
    with pytest.raises(ValueError, match="no child"):
        audit([])


def test_the_groups_of_a_child() -> None:
    born = date(2016, 11, 21)
    child = Sought(
        "C1", "Katarzyna", "Kowalska", born_from=born, born_to=born, sex="F", homes=((("1 Road",), None, None),)
    )
    assert groups_of(child, ON) == {
        "name group (a proxy)": "polish",
        "sex": "F",
        "age": "5 to 10",
        "birth": "exact",
        "address": "given",
        "forename as recorded": "in the lists",
    }
    bare = Sought("C2", "Xqzt", "Xqzt", born_from=date(2010, 1, 1), born_to=date(2010, 12, 31), sex="X")
    assert list(groups_of(bare, ON).values()) == [
        "unknown", "not known", "16 or more", "not exact", "not given", "not in the lists",
    ]  # fmt: skip
    assert groups_of(bare, ON, ("Rhys", "Llewellyn"))["name group (a proxy)"] == "welsh"
    assert groups_of(Sought("C3", "", ""), ON)["age"] == "not known"
