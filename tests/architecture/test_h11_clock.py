"""H11: the clock is read at the edge; everything else is given `now`."""

from architecture.checks.admitted import READS_THE_CLOCK
from architecture.checks.edges import reads_the_clock
from architecture.checks.source import ROOT, told


def test_the_clock_is_read_at_the_edge_only() -> None:
    found = reads_the_clock(ROOT, READS_THE_CLOCK)
    assert not found, told(found)
