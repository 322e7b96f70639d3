"""Recording in the street: late, twice, out of order; in the end every door has an outcome, by one rule for all."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from firstbell.foundations.audit.queries import entries_about
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.models import Visit
from firstbell.responses.cocoon.queries import DoorToVisit, SlotShown
from world import cocoon
from world.cocoon import NOW, actor, entry, on

pytestmark = pytest.mark.django_db
VIC = actor("visitor")


class Walk:
    """A cell of a programme of four, as Vic records it."""

    def __init__(self) -> None:
        self.campaign = cocoon.started(mode="programme", control_share=0.0, deferral_share=0.0)
        first = self.slots()[0]
        self.cell, self.day = first.cell, first.day or date.max
        self.revisit = first.revisit_day or date.max

    def slots(self) -> list[SlotShown]:
        return [slot for slot in queries.campaign(self.campaign, NOW).slots if slot.day]

    def send(self, *said: dict[str, Any], by: Actor = VIC, now: datetime | None = None) -> actions.Synced:
        when = on(self.day)
        made = [entry(self.campaign, **{"cell": self.cell, "position": 0, "when": when} | one) for one in said]
        return actions.record_visits(entries=made, by=by, now=now or on(self.revisit, 20))

    def doors(self) -> tuple[DoorToVisit, ...]:
        return queries.slot_for_visitor(self.campaign, self.cell, VIC.name).doors

    def every_door(self, **said: Any) -> list[dict[str, Any]]:
        return [{"position": door.position} | said for door in self.doors()]


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    cocoon.settle(tmp_path, cocoon.terraces(streets=4, houses=12))
    return Walk()


def test_every_door_is_on_the_list_once_and_alike(walk: Walk) -> None:
    pack = queries.slot_for_visitor(walk.campaign, walk.cell, VIC.name)
    assert sorted(door.position for door in pack.doors) == list(range(12))
    assert len({door.printed for door in pack.doors}) == 12
    (street,) = queries.slots_for(VIC.name, walk.day)[:1]
    assert (street.doors, street.open, street.attempt) == (12, 12, 1)


def test_sent_twice_it_is_kept_once(walk: Walk) -> None:
    key = uuid4()
    assert walk.send({"entry_key": key}).accepted == (key,)
    again = walk.send({"entry_key": key, "outcome": "vacant"}, {"entry_key": key})
    assert (again.accepted, again.already, again.refused) == ((), (key, key), ())
    assert list(Visit.objects.values_list("outcome", flat=True)) == ["answered"]
    twice = uuid4()
    both = walk.send({"entry_key": twice, "position": 1}, {"entry_key": twice, "position": 1})
    assert (both.accepted, both.already, both.refused) == ((twice,), (twice,), ())


def test_the_second_try_may_be_sent_before_the_first(walk: Walk) -> None:
    second = {"attempt": 2, "when": on(walk.revisit), "outcome": "answered"}
    assert len(walk.send(second, {"outcome": "no_answer"}).accepted) == 2
    assert len(walk.send(second | {"position": 1}).refused) == 1
    assert len(walk.send({"position": 1, "outcome": "no_answer"}).accepted) == 1
    assert len(walk.send(second | {"position": 1}).accepted) == 1


def test_what_cannot_be_kept_is_said_and_the_rest_is_kept(walk: Walk) -> None:
    elsewhere, wrong = uuid4(), uuid4()
    synced = walk.send(
        {"position": 3},
        {"cell": "C-99999", "entry_key": elsewhere},
        {"position": 4, "when": on(walk.day + timedelta(days=1)), "entry_key": wrong},
        {"position": 5},
    )
    assert len(synced.accepted) == 2
    assert dict(synced.refused)[elsewhere] == "C-99999 is not a street of yours. Look at the list of the day."
    assert dict(synced.refused)[wrong].endswith("Keep to the days of the list.")


def test_a_late_entry_is_kept_and_marked(walk: Walk) -> None:
    walk.send({"position": 0}, now=on(walk.day, 12))
    walk.send({"position": 1}, now=on(walk.day + timedelta(days=3)))
    assert dict(Visit.objects.values_list("position", "late_entry")) == {0: False, 1: True}


def test_another_pair_records_nothing_and_sees_nothing(walk: Walk) -> None:
    desk = actor("desk")
    assert len(walk.send({}, by=desk).refused) == 1
    with pytest.raises(NotYours):
        queries.slot_for_visitor(walk.campaign, walk.cell, desk.name)
    assert queries.slots_for(desk.name, walk.day) == ()


def test_a_door_that_nobody_came_to_is_shown_until_it_has_an_outcome(walk: Walk) -> None:
    """Whoever ends a campaign is told how many doors are open; each is made good on the revisit day."""
    said = walk.every_door()
    walk.send(*said[:-1])
    (left,) = [door for door in walk.doors() if not door.first]
    assert left.position == said[-1]["position"]
    with pytest.raises(Refused, match=rf"1 doors of {walk.cell} have no outcome"):
        actions.end_campaign(reference=walk.campaign, by=actor("cocoon_supervisor"), now=on(walk.day, 23))
    street = next(one for one in queries.slots_for(VIC.name, walk.revisit) if one.cell == walk.cell)
    assert (street.attempt, street.open) == (2, 1)
    walk.send({"position": left.position, "when": on(walk.revisit), "outcome": "vacant"})
    assert not [door for door in walk.doors() if not door.first]


def test_a_campaign_ends_when_every_door_has_an_outcome_or_it_is_paused(walk: Walk) -> None:
    end: dict[str, Any] = {"reference": walk.campaign, "by": actor("cocoon_supervisor"), "now": on(date(2027, 2, 20))}
    with pytest.raises(Refused):
        actions.end_campaign(**end)
    for slot in walk.slots():
        walk.cell, walk.day = slot.cell, slot.day or date.max
        walk.send(*walk.every_door(), now=on(date(2027, 2, 1)))
    actions.end_campaign(**end)
    assert queries.campaign(walk.campaign, NOW).status == "over"


def test_tries_are_by_one_rule_for_every_door(walk: Walk) -> None:
    walk.send(*walk.every_door(outcome="no_answer"))
    assert all(door.again for door in walk.doors())
    third = walk.send({"attempt": 3, "when": on(walk.revisit)})
    assert "is not visited on" in third.refused[0][1]


def test_the_trail_counts_and_tells_no_door(walk: Walk) -> None:
    walk.send({"position": 3}, {"position": 3})
    entry = next(one for one in entries_about(walk.campaign) if one.action == "cocoon.visits_recorded")
    assert entry.details == '{"kept":1,"refused":1,"sent":2}'


def test_what_was_heard_goes_on_and_a_disclosure_is_never_just_closed(walk: Walk) -> None:
    walk.send({"position": 2})
    door: dict[str, Any] = {"campaign": walk.campaign, "cell": walk.cell, "by": VIC, "now": NOW}
    with pytest.raises(NotYours):
        actions.record_heard(position=3, kind="concern", said="Crying", **door)
    concern = actions.record_heard(position=2, kind="concern", said="Crying", **door)
    told: dict[str, Any] = {"kind": "disclosure", "said": "He hits me", "safeguarding_path": "emergency"}
    disclosure = actions.record_heard(position=2, **told, **door)
    assert [line.reference for line in queries.heard_waiting()] == [disclosure, concern]
    assert queries.heard(disclosure).said == "He hits me"
    supervisor: dict[str, Any] = {"by": actor("cocoon_supervisor"), "now": NOW}
    with pytest.raises(Refused, match="never just closed"):
        actions.close_heard(reference=disclosure, **supervisor)
    actions.pass_on_heard(reference=disclosure, to="Victim support", **supervisor)
    actions.close_heard(reference=concern, **supervisor)
    assert queries.heard_waiting() == ()
    with pytest.raises(NotYours):
        actions.pass_on_heard(reference=disclosure, to="Once more", **supervisor)
