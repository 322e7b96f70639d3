"""H9: lower never calls upper: no signals, no event bus, no `save()` overrides."""

from architecture.checks.source import ROOT, told
from architecture.checks.writing import calls_upward


def test_nothing_below_calls_up() -> None:
    assert not calls_upward(ROOT), told(calls_upward(ROOT))
