"""Whom a list served worse: every group that there may be, and nothing of one of which too little is known."""

from typing import get_args

from firstbell.joint.intensification.rules.groups import ROWS
from firstbell.joint.intensification.rules.serving import ASKED_BY, Served, Suspected, served, together
from firstbell.pure.disclosure import Figure
from firstbell.pure.evaluation.shares import Portion
from firstbell.registers.incidents.rules.document import Ethnicity

PLAIN = {"sex": "M", "age": "25 to 34", "ethnicity": "white", "disability": "no", "orientation": "not recorded"}


def some(many: int, *, listed: bool, harm: bool, **groups: str) -> list[Suspected]:
    return [Suspected(PLAIN | groups, listed, harm, 2.0 if harm else 0.0)] * many


def of(found: tuple[Served, ...], dimension: str, group: str) -> Served:
    (one,) = (one for one in found if (one.dimension, one.group) == (dimension, group))
    return one


def test_missed_needless_and_shares_are_said_of_whoever_there_is_enough_of() -> None:
    found = served(
        [
            *some(20, listed=True, harm=True),
            *some(20, listed=False, harm=True),
            *some(40, listed=True, harm=False),
            *some(100, listed=False, harm=False),
            *some(60, listed=False, harm=True, ethnicity="black"),
        ]
    )
    white, black = of(found, "ethnicity", "white"), of(found, "ethnicity", "black")
    assert (white.missed, white.needless) == (Portion(20, 40), Portion(40, 60))
    assert (black.missed, black.needless) == (Portion(60, 60), None)
    assert (white.of_list, white.of_harm) == (Portion(60, 60), 0.4)
    assert (black.of_list, black.of_harm) == (Portion(0, 60), 0.6)
    assert of(found, "sex", "M").missed == Portion(80, 100)


def test_of_a_group_of_a_few_no_figure_is_given_at_all() -> None:
    """Their share of the harm would tell of one man's offence."""
    found = served([*some(50, listed=True, harm=True), *some(1, listed=False, harm=True, disability="yes")])
    alone = of(found, "disability", "yes")
    assert (alone.suspects.words(), alone.missed, alone.needless) == ("fewer than 10", None, None)
    assert (alone.of_list, alone.of_harm) == (None, None)
    assert of(found, "disability", "no").suspects == Figure(50, 48, 52)


def test_every_group_has_a_row_whether_or_not_anybody_is_in_it() -> None:
    found = served(some(3, listed=True, harm=False))
    assert [(one.dimension, one.group) for one in found] == [(by, row) for by in ASKED_BY for row in ROWS[by]]
    assert {one.group for one in found if one.dimension == "ethnicity"} == {*get_args(Ethnicity), "not recorded"}
    assert {one.suspects.words() for one in found} == {"fewer than 10"}
    assert served([]) == ()


def test_where_no_harm_was_reported_there_is_no_share_of_it() -> None:
    assert of(served(some(40, listed=True, harm=False)), "sex", "M").of_harm is None


def test_a_later_report_that_says_nothing_forgets_nothing() -> None:
    before = {"ethnicity": "black", "sex": "M"}
    assert together(before, {"ethnicity": "not recorded", "sex": "F"}) == {"ethnicity": "black", "sex": "F"}
    assert together({}, {"ethnicity": "not recorded"}) == {"ethnicity": "not recorded"}
