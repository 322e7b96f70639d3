"""H4: interfaces never import models."""

from architecture.checks.contracts import broken
from architecture.checks.source import ROOT, told


def test_ways_in_never_import_models() -> None:
    assert not broken(ROOT, "H4"), told(broken(ROOT, "H4"))
