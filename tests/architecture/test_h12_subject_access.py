"""H12: whoever asks what is held about them is told of every table that holds something, or it is said why not."""

from architecture.checks.fields import ours, told_to_nobody
from architecture.checks.source import told
from firstbell.config.subject_access import HOLDINGS, KINDS, NOT_TOLD

TABLES = frozenset(table for holding in HOLDINGS for table in holding.tables)


def test_every_table_with_something_of_a_person_is_told_or_has_a_reason() -> None:
    found = told_to_nobody(ours(), TABLES, NOT_TOLD)
    assert not found, told(found)


def test_a_table_that_is_forgotten_is_seen() -> None:
    assert [one.where for one in told_to_nobody(ours(), TABLES - {"support.Client"}, NOT_TOLD)] == ["support.Client"]
    both = told_to_nobody(ours(), TABLES | {"cocoon.Operation"}, NOT_TOLD)
    assert [one.where for one in both] == ["cocoon.Operation"]
    assert [one.where for one in told_to_nobody(ours(), TABLES | {"jobs.Lease"}, NOT_TOLD)] == ["jobs.Lease"]
    unreasoned = told_to_nobody(ours(), TABLES, NOT_TOLD | {"cocoon.Heard": "no"})
    assert [one.says for one in unreasoned] == ["is left out without a reason"]


def test_nothing_of_operation_cocoon_is_ever_told() -> None:
    assert not [table for table in TABLES if table.startswith("cocoon.")]


def test_every_kind_of_key_is_somebodys() -> None:
    assert {holding.kind for holding in HOLDINGS} == set(KINDS)
