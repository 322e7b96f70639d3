"""H6: one table says which parts each way in may import."""

from architecture.checks.plan import REACH
from architecture.checks.source import ROOT, told
from architecture.checks.tree import beyond_reach


def test_no_way_in_reaches_beyond_its_row() -> None:
    assert not beyond_reach(ROOT), told(beyond_reach(ROOT))


def test_the_public_reaches_published_figures_only() -> None:
    assert REACH["web/public"] == {"publication"}
