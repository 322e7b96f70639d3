"""H3: a part's models and gateways are private to it, and its tables point only downward."""

from architecture.checks.contracts import broken
from architecture.checks.fields import ours, pointing_up
from architecture.checks.source import ROOT, told


def test_nobody_imports_another_parts_models() -> None:
    assert not broken(ROOT, "H3"), told(broken(ROOT, "H3"))


def test_tables_point_only_downward() -> None:
    models = ours()
    assert len(models) > 10
    assert not pointing_up(models), told(pointing_up(models))
