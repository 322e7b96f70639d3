"""H7: every view and endpoint carries its lock. None exists yet; none may exist without the table of URL by role."""

from architecture.checks.source import ROOT, told
from architecture.checks.tree import without_locks


def test_no_screen_without_its_lock() -> None:
    assert not without_locks(ROOT), told(without_locks(ROOT))
