"""What is not code: nothing of one machine in the tree, locks that lock, documents whose links lead somewhere."""

from architecture.checks.papers import (
    broken_links,
    loose_locks,
    missing_from_locks,
    tied_to_a_machine,
    unexplained_dependencies,
)
from architecture.checks.source import ROOT, told


def test_no_tracked_file_knows_one_machine() -> None:
    assert not tied_to_a_machine(ROOT), told(tied_to_a_machine(ROOT))


def test_locks_pin_and_hash_and_say_no_more() -> None:
    assert list((ROOT / "requirements").glob("*.txt"))
    assert not loose_locks(ROOT), told(loose_locks(ROOT))


def test_locks_hold_every_dependency() -> None:
    assert not missing_from_locks(ROOT), told(missing_from_locks(ROOT))


def test_every_dependency_says_what_it_is_for() -> None:
    assert not unexplained_dependencies(ROOT), told(unexplained_dependencies(ROOT))


def test_links_between_documents_lead_somewhere() -> None:
    assert not broken_links(ROOT), told(broken_links(ROOT))
