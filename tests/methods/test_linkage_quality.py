"""How well children are found on a force as hard as a real one: held from below, the wrong ones from above.

The force is the benchmark's (``benchmarks/linkage``), a third of its size. What each figure is at full size, and what
peers reach in the same run, stands in its README.
"""

from functools import cache

from benchmarks.linkage import by_hand, judging, ours
from benchmarks.linkage.force import Force, force_to_judge
from benchmarks.linkage.judging import Found

PUPILS, CHILDREN = 56_000, 6_600


@cache
def judged() -> Force:
    return force_to_judge(PUPILS, CHILDREN)


@cache
def found(name: str) -> tuple[Found, ...]:
    force = judged()
    ways = {"exact": by_hand.exact, "as shipped": ours.as_shipped, "by weight": ours.by_weight}
    return tuple(Found(*said) for said in ways[name](force.roll, force.cases))


def truths() -> list[int | None]:
    return [case.truth for case in judged().cases]


def test_as_shipped_five_children_of_six_are_found_and_next_to_nobody_wrongly() -> None:
    links = [each.outcome == "automatic" for each in found("as shipped")]
    outcome = judging.three_way(found("as shipped"), truths(), links)
    assert outcome.recall > 0.84
    assert outcome.wrong <= outcome.links / 2000
    assert outcome.links > 4_500


def test_seven_of_eight_where_one_link_in_a_thousand_may_be_wrong() -> None:
    """Without any label. Exact name and day of birth, which forces use by hand, find fewer than half."""
    assert judging.recall_at(found("by weight"), truths()) > 0.865
    assert judging.recall_at(found("exact"), truths()) < 0.5


def test_few_are_put_before_a_person() -> None:
    asked = sum(each.outcome in ("review", "many") for each in found("as shipped"))
    assert asked < 0.11 * CHILDREN
