"""H5: what an audience may see is a type; a field that is not on it cannot leak."""

from architecture.checks.admitted import ANSWERS_WITH_ROWS
from architecture.checks.answers import loose_facts, shapeless_answers
from architecture.checks.source import ROOT, told


def test_queries_answer_with_types_made_for_their_readers() -> None:
    found = shapeless_answers(ROOT, ANSWERS_WITH_ROWS)
    assert not found, told(found)


def test_facts_are_frozen() -> None:
    assert not loose_facts(ROOT), told(loose_facts(ROOT))
