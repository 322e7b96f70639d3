"""H2: inside a part, jobs > intake > actions | gateways > queries > models > rules; rules and pure know no Django."""

from architecture.checks.contracts import broken
from architecture.checks.source import ROOT, told


def test_inside_a_part_imports_point_downward() -> None:
    assert not broken(ROOT, "H2"), told(broken(ROOT, "H2"))
