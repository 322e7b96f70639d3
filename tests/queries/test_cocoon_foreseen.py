"""What a campaign could see is said before it is drawn, from last year's reports, and never of a few homes."""

from datetime import timedelta
from pathlib import Path

import pytest

from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon import queries
from firstbell.responses.cocoon.queries import Foreseen
from firstbell.responses.cocoon.rules.judging import WEEKS_AFTER
from world import cocoon
from world.area import Area
from world.cocoon import NOW, POLICY

pytestmark = pytest.mark.django_db
JUDGED = WEEKS_AFTER + 2 + WEEKS_AFTER
"""As many weeks before as after, and the two of the visits."""


@pytest.fixture
def town(tmp_path: Path) -> Area:
    cocoon.settle(tmp_path, cocoon.terraces(streets=50, houses=12))
    return Area(tmp_path, policy=POLICY)


def of(campaign: str) -> dict[str, Foreseen]:
    return {one.outcome: one for one in queries.foreseen(campaign, NOW)}


def test_last_years_reports_say_how_many_are_to_come_and_what_would_be_seen(town: Area) -> None:
    campaign = cocoon.planned()
    for n in range(26):
        told_by = "third_party" if n % 2 else "victim"
        cocoon.reported(town, f"STF/{n}", n, 0, now=NOW - timedelta(weeks=2 * n + 1), reported_by=told_by)
    cocoon.reported(town, "STF/before", 3, 0, now=NOW - timedelta(weeks=60), reported_by="third_party")
    cocoon.reported(town, "STF/this-week", 3, 0, now=NOW, reported_by="third_party")
    found = of(campaign)
    assert found["reports"].events == pytest.approx(26 / 52 * JUDGED)
    assert found["third_party_reports"].events == pytest.approx(13 / 52 * JUDGED)
    every, by_others = found["reports"].ratio, found["third_party_reports"].ratio
    assert every is not None
    assert by_others is not None
    assert 1 < every < by_others, "fewer events show only a larger rise"
    assert (found["repeat_injuries"].events, found["repeat_injuries"].ratio) == (0, None)


def test_nothing_is_said_of_so_few_cells_that_a_count_would_tell_of_a_home(town: Area) -> None:
    cocoon.reported(town, "STF/1", 3, 0, now=NOW - timedelta(weeks=5))
    assert queries.foreseen(cocoon.planned(mode="programme", cells=cocoon.cells()[:49]), NOW) == ()


def test_where_all_cells_are_visited_at_once_nothing_could_be_seen(town: Area) -> None:
    cocoon.reported(town, "STF/1", 3, 0, now=NOW - timedelta(weeks=5))
    campaign = cocoon.planned(control_share=0.0, last_day=cocoon.FIRST_DAY)
    assert of(campaign)["reports"].ratio is None


def test_of_no_campaign_there_is_nothing(town: Area) -> None:
    with pytest.raises(NotYours):
        queries.foreseen("CA-NOTTHERE", NOW)
