"""The street page: what is sent once or twice or late is kept once, and it says nothing of why anybody visits."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.models import Heard, Visit
from world import cocoon, cocoon_morning
from world.area import Area
from world.cast import Door
from world.monday import MORNING

SYNC, STREET = reverse("police:cocoon_sync"), reverse("police:cocoon_street")
Json = dict[str, Any]


@pytest.fixture
def town(tmp_path: Path, db: None, settings: Settings, at: Callable[[datetime], datetime]) -> Json:
    settings.FIRSTBELL_HOME = tmp_path
    at(MORNING)
    return cocoon_morning.build(Area(tmp_path), streets=12)


def visit(town: Json, door: int, **more: Any) -> Json:
    """An entry as the page's script sends it, of a door counted from 0 in the order of the walk."""
    doors = queries.slot_for_visitor(town["campaign"], town["cell"], cocoon_morning.PAIR[0]).doors
    said = {"outcome": "answered", "minutes": 6, "leaflet": True, "attempt": 1, "seconds_ago": 60}
    return {
        "what": "visit",
        "key": str(uuid4()),
        "campaign": town["campaign"],
        "cell": town["cell"],
        "position": doors[door].position,
        **said,
        **more,
    }


def heard(town: Json, door: int, **more: Any) -> Json:
    place = {name: visit(town, door)[name] for name in ("campaign", "cell", "position")}
    said = {"kind": "intelligence", "said": "A van at night", "informant": "", "named": False, "path": ""}
    return {"what": "heard", "key": str(uuid4()), "seconds_ago": 30, **place, **said, **more}


def sent(client: Client, *entries: Any) -> Json:
    answer = client.post(SYNC, json.dumps({"entries": entries}), "application/json")
    assert answer.status_code == 200, answer.content
    found: Json = answer.json()
    return found


def test_an_entry_is_kept_once_however_often_it_is_sent(town: Json, signed_in_as: Door) -> None:
    vic, before = signed_in_as("visitor"), Visit.objects.count()
    entries = [visit(town, 1), visit(town, 2, outcome="no_answer"), heard(town, 1)]
    keys = {one["key"] for one in entries}
    for _again in range(3):
        answer = sent(vic, *entries)
        assert (set(answer["kept"]), answer["refused"]) == (keys, {})
    assert Visit.objects.count() - before == 2
    assert Heard.objects.count() == 2


def test_what_was_heard_may_come_before_its_visit_in_one_message(town: Json, signed_in_as: Door) -> None:
    answer = sent(signed_in_as("visitor"), heard(town, 3), visit(town, 3))
    assert len(answer["kept"]) == 2


def test_what_was_heard_where_nobody_was_is_refused_with_a_sentence(town: Json, signed_in_as: Door) -> None:
    entry = heard(town, 4)
    answer = sent(signed_in_as("visitor"), entry)
    assert answer["kept"] == []
    assert "Record the visit first." in answer["refused"][entry["key"]]


def test_a_bad_entry_holds_no_good_one_up(town: Json, signed_in_as: Door) -> None:
    good = visit(town, 5)
    bad = [
        visit(town, 6) | {"minutes": "long"},
        visit(town, 6) | {"more": "than is asked for"},
        visit(town, 6, outcome="skipped"),
        visit(town, 6, cell="C-99999"),
        visit(town, 6, position=999),
        visit(town, 6, what="nothing"),
        heard(town, 5, kind="disclosure"),
    ]
    answer = sent(signed_in_as("visitor"), *bad, good, "no entry", {"what": "visit"})
    assert answer["kept"] == [good["key"]]
    assert set(answer["refused"]) == {one["key"] for one in bad}
    assert all(said.strip().endswith(".") for said in answer["refused"].values())


@pytest.mark.parametrize("body", ["", "{", "[]", '{"entries": 7}', json.dumps({"entries": [0] * 501})])
def test_what_cannot_be_read_is_refused_whole(town: Json, signed_in_as: Door, body: str) -> None:
    assert signed_in_as("visitor").post(SYNC, body, "application/json").status_code == 400


def test_the_time_of_a_visit_is_when_it_was_made_whatever_a_telephones_clock_says(
    town: Json, signed_in_as: Door
) -> None:
    entry = visit(town, 7, seconds_ago=1800)
    sent(signed_in_as("visitor"), entry)
    assert Visit.objects.get(entry_key=entry["key"]).at == MORNING - timedelta(minutes=30)


def test_an_entry_that_comes_the_next_day_is_kept_and_marked_late(
    town: Json, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    entry = visit(town, 8, seconds_ago=24 * 3600)
    at(MORNING + timedelta(days=1))
    assert sent(signed_in_as("visitor"), entry)["kept"] == [entry["key"]]
    assert Visit.objects.get(entry_key=entry["key"]).late_entry


def test_nobody_records_in_a_street_that_is_not_theirs(town: Json, signed_in_as: Door) -> None:
    waiting = next(one.cell for one in queries.campaign(town["campaign"], MORNING).slots if one.arm == "waiting")
    entry = visit(town, 1, cell=waiting)
    answer = sent(signed_in_as("visitor"), entry)
    assert "not a street of yours" in answer["refused"][entry["key"]]


def test_who_is_signed_out_is_sent_to_sign_in_and_nothing_is_kept(town: Json, signed_in_as: Door) -> None:
    before = Visit.objects.count()
    answer = signed_in_as("nobody").post(SYNC, json.dumps({"entries": [visit(town, 1)]}), "application/json")
    assert (answer.status_code, Visit.objects.count()) == (302, before)


def test_the_page_may_be_kept_until_midnight_in_london(
    town: Json, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    vic = signed_in_as("visitor")
    assert vic.get(STREET)["X-Keep-Seconds"] == str(16 * 3600 + 15 * 60)
    assert vic.get(STREET)["Cache-Control"] == "no-store"


def test_the_page_has_every_door_of_today_in_its_order_and_says_nothing_of_why(town: Json, signed_in_as: Door) -> None:
    page = signed_in_as("visitor").get(STREET).content.decode()
    for street in queries.slots_for(cocoon_morning.PAIR[0], cocoon_morning.FIRST_DAY):
        doors = queries.slot_for_visitor(street.campaign, street.cell, cocoon_morning.PAIR[0]).doors
        places = [page.index(f'id="door-{street.cell}-{door.position}"') for door in doors]
        assert places == sorted(places)
    shown = re.sub(r"<[^>]+>", " ", page)
    assert not re.search("cocoon|operation|victim|incident", shown, re.IGNORECASE)
    assert "999" in shown


def test_a_door_sent_without_scripts_is_recorded_once(town: Json, signed_in_as: Door) -> None:
    vic, before = signed_in_as("visitor"), Visit.objects.count()
    entry = visit(town, 9)
    form = {name: entry[name] for name in ("campaign", "cell", "position", "attempt", "outcome", "minutes")}
    form |= {"entry_key": entry["key"], "leaflet": "on"}
    for _again in range(2):
        answer = vic.post(reverse("police:cocoon_visit"), form)
        assert answer["Location"] == f"{STREET}#door-{town['cell']}-{entry['position']}"
    assert Visit.objects.count() == before + 1
    assert vic.post(reverse("police:cocoon_visit"), form | {"entry_key": str(uuid4())}).status_code == 409
    assert vic.post(reverse("police:cocoon_visit"), form | {"outcome": "skipped"}).status_code == 409


def test_what_was_heard_sent_without_scripts_keeps_what_was_typed_until_it_is_whole(
    town: Json, signed_in_as: Door
) -> None:
    vic, address = signed_in_as("visitor"), reverse("police:cocoon_note_heard")
    sent(vic, visit(town, 1))
    door = f"{town['campaign']}/{town['cell']}/{visit(town, 1)['position']}"
    form = {"door": door, "kind": "disclosure", "said": "He counts her steps."}
    answer = vic.post(address, form)
    assert (answer.status_code, Heard.objects.count()) == (200, 1)
    assert "Say where the disclosure goes" in answer.content.decode()
    assert "He counts her steps." in answer.content.decode()
    assert vic.post(address, form | {"safeguarding_path": "emergency"}).status_code == 302
    assert queries.heard_waiting()[0].kind == "disclosure"


def test_nothing_of_what_was_heard_is_stored_or_entered_in_the_clear(town: Json, signed_in_as: Door) -> None:
    sent(signed_in_as("visitor"), visit(town, 1), heard(town, 1, said="A van at night", informant="Robin Example"))
    stored = " ".join(str(row) for row in Heard.objects.values_list())
    entries = " ".join(str(row) for row in Entry.objects.values_list())
    assert not re.search("van at night|Robin", stored + entries)


def test_the_worker_serves_the_street_alone_and_names_nobody(town: Json, signed_in_as: Door) -> None:
    answer = signed_in_as("nobody").get(reverse("police:cocoon_worker"))
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert f'const STREET = "{STREET}"' in script
    assert answer.request["PATH_INFO"].startswith(STREET)
    assert "&#34;" not in script
    assert script == signed_in_as("visitor").get(reverse("police:cocoon_worker")).content.decode()


def test_a_pause_stops_what_is_recorded_after_it_and_keeps_what_was_before(town: Json, signed_in_as: Door) -> None:
    supervisor = cocoon.actor("cocoon_supervisor")
    paused_at = MORNING - timedelta(minutes=10)
    actions.pause_campaign(
        reference=town["campaign"], why="A report", by=supervisor, now=paused_at, policy=cocoon.POLICY
    )
    before, after = visit(town, 1, seconds_ago=1200), visit(town, 2, seconds_ago=60)
    answer = sent(signed_in_as("visitor"), before, after)
    assert answer["kept"] == [before["key"]]
    assert "ask who supervises it" in answer["refused"][after["key"]]
