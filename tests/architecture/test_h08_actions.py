"""H8: every action is one transaction, keyword-only, takes `by` and `now`, and writes its audit entry inside."""

from architecture.checks.admitted import NOT_AN_ACTION, WRITES_ELSEWHERE
from architecture.checks.source import ROOT, sources, told
from architecture.checks.writing import badly_made_actions, functions, writes_outside_a_transaction, written_elsewhere


def test_actions_are_made_alike() -> None:
    assert sum(function.is_action for function in functions(sources(ROOT)).values()) > 10
    found = badly_made_actions(ROOT, NOT_AN_ACTION)
    assert not found, told(found)


def test_nothing_is_written_outside_a_transaction() -> None:
    found = writes_outside_a_transaction(ROOT, NOT_AN_ACTION)
    assert not found, told(found)


def test_only_actions_write() -> None:
    found = written_elsewhere(ROOT, WRITES_ELSEWHERE)
    assert not found, told(found)
