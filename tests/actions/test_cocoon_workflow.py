"""From a victim's word to a recorded visit: who may do what, and that no table, entry or line ever holds whom it is for."""

from pathlib import Path

import pytest

from firstbell.responses.cocoon import queries
from world import cocoon

pytestmark = pytest.mark.django_db


def test_it_goes(tmp_path: Path) -> None:
    cocoon.settle(tmp_path)
    print(queries.partition_now())
    reference = cocoon.started()
    shown = queries.campaign(reference, cocoon.NOW)
    print(shown.slots[:3])
    print(queries.visit_pack(reference, [s.cell for s in shown.slots if s.day][0]))
