"""What other parts recorded becomes concerns, each once, however often the jobs go round."""

from datetime import UTC, datetime
from typing import Any

import pytest

from actions.test_cocoon_visits import VIC, Walk
from actions.test_cocoon_visits import walk as walk
from actions.test_encompass_authority_answers import answer, asked
from actions.test_encompass_authority_answers import area as area
from firstbell.joint.early_picture import jobs, queries
from firstbell.joint.early_picture.models import Concern, Signal, Subject
from firstbell.responses.cocoon import actions as cocoon
from world import Area
from world.feed import child, home
from world.picture import HUB, JOB, POLICY, night
from world.told import nowhere, tell

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 20, 10, tzinfo=UTC)


@pytest.fixture
def heard(walk: Walk) -> dict[str, str]:
    """What was said at one door: a worry about somebody elsewhere, a disclosure, and intelligence."""
    walk.send({"position": 2})
    door: dict[str, Any] = {"campaign": walk.campaign, "cell": walk.cell, "position": 2, "by": VIC, "now": NOW}
    return {
        "concern": cocoon.record_heard(kind="concern", said="Crying next door", informant="Nell", **door),
        "disclosure": cocoon.record_heard(kind="disclosure", said="He hits me", safeguarding_path="emergency", **door),
        "intelligence": cocoon.record_heard(kind="intelligence", said="A van", **door),
    }


def test_what_was_heard_at_doors_is_a_signal_of_the_public_without_its_words(heard: dict[str, str]) -> None:
    night(NOW)
    night(NOW)
    found = dict(Concern.objects.values_list("came_by", "source_class"))
    assert found == {f"cocoon:{heard[kind]}": "public" for kind in ("concern", "disclosure")}
    said = dict(Signal.objects.values_list("kind", "how"))
    assert said == {"worry": "heard", "disclosed": "told"}
    stored = str([*Concern.objects.values(), *Signal.objects.values()])
    assert not [words for words in ("Crying", "hits", "Nell", "van") if words in stored]


def test_a_disclosure_is_of_its_door_and_a_worry_of_nobody_yet(heard: dict[str, str]) -> None:
    night(NOW)
    places = dict(Concern.objects.values_list("came_by", "uprn"))
    assert places[f"cocoon:{heard['concern']}"] == ""
    assert int(places[f"cocoon:{heard['disclosure']}"])
    assert Concern.objects.values("household").distinct().count() == 2


def test_each_is_fed_once_and_then_there_is_nothing_to_do(heard: dict[str, str]) -> None:
    assert heard
    given: dict[str, Any] = {"by": JOB, "now": NOW, "policy": POLICY}
    assert [jobs.take_in_visits(**given) for _ in range(2)] == [2, 0]
    assert jobs.tie_concerns(**given) == 2
    assert [job(**given) for job in (jobs.tie_concerns, jobs.take_in_visits, jobs.take_in_answers)] == [0, 0, 0]


def test_an_answer_of_an_authority_is_one_with_the_incident_it_came_of(area: Area) -> None:
    zofia = child("C3", "Zofia", "Wójcik", "2015-01-20", sex="F", residence=home())
    tell(area, nowhere(children=[zofia]))
    (question,) = asked(area)
    answer(area, question.number, answer="not_known", note="No record of this child")
    night(NOW)
    night(NOW)
    (concern,) = Concern.objects.all()
    assert (concern.source_class, concern.basis, bool(concern.root)) == ("school", "public_task", True)
    assert concern.organisation.startswith("authority:")
    assert list(Signal.objects.values_list("kind", "text")) == [("missing_education", "")]
    (named,) = Subject.objects.values_list("forenames", "is_child")
    assert named == ("Zofia", True)
    assert concern.household is not None
    shown = queries.picture(concern.household.reference, seen_by=HUB, now=NOW)
    assert "No record" not in str(shown)
