"""H8: every action is one transaction, keyword-only, takes `by` and `now`, and writes its audit entry inside."""

from architecture.checks.admitted import NOT_AN_ACTION, WRITES_ELSEWHERE
from architecture.checks.source import ROOT, sources, told
from architecture.checks.writing import (
    actions,
    badly_made_actions,
    past_the_list,
    writes_outside_a_transaction,
    written_elsewhere,
)


def test_actions_are_made_alike() -> None:
    assert len(actions(sources(ROOT))) > 20
    found = badly_made_actions(ROOT, NOT_AN_ACTION)
    assert not found, told(found)


def test_nothing_is_written_outside_a_transaction() -> None:
    found = writes_outside_a_transaction(ROOT, NOT_AN_ACTION)
    assert not found, told(found)


def test_only_actions_write() -> None:
    found = written_elsewhere(ROOT, WRITES_ELSEWHERE)
    assert not found, told(found)


def test_actions_are_called_by_the_list() -> None:
    assert not past_the_list(ROOT), told(past_the_list(ROOT))
