"""Notices out to a school's own system: polled with a cursor, read, acknowledged."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from api.keys import AUTHORITY, NOW, OTHER_SCHOOL, SCHOOL, Key, said
from firstbell.foundations.audit import queries as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass import actions
from firstbell.responses.encompass import queries as encompass
from world import Area
from world.area import DESK, at
from world.feed import child, incident

Keys = Callable[..., Key]
BOTH = ("notices:read", "notices:acknowledge")


@pytest.fixture
def told(area: Area) -> Area:
    """Two children of two incidents, told to the first school and to the second."""
    area.pupil("100002", "Ada", "Osei", "2016-06-01", sex="F")
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(
        incident(), incident("STF/2026/0000002", children=[child("C2", "Ada", "Osei")]), now=at("2026-11-19 23:00")
    )
    area.run(NOW)
    return area


@pytest.fixture
def mine(key: Keys) -> Key:
    return key(SCHOOL, *BOTH)


def reference(told: Area, person_id: str = "C1") -> str:
    (notice,) = told.notices(person_id)
    return str(notice["reference"])


def steps(notice: str) -> list[tuple[str, str]]:
    return [(entry.action, entry.by) for entry in audit.entries_about(notice)]


def test_a_school_gets_its_own_notices_and_nobody_elses(told: Area, mine: Key) -> None:
    body = said(mine.get("/notices"))
    assert [notice["reference"] for notice in body["notices"]] == [reference(told)]
    (notice,) = body["notices"]
    assert notice["content"] == {
        "child_name": "Oliver Okafor",
        "known_as": None,
        "date_of_birth": "2016-06-01",
        "happened_at": "2026-11-19T22:05:00+00:00",
        "reported_at": "2026-11-19T22:05:00+00:00",
        "present": "yes",
        "welfare_check": True,
    }
    assert (notice["status"], notice["number"], notice["acknowledged_at"]) == ("sent", 1, None)
    assert not body["more"]


def test_fetching_is_in_the_trail_and_is_not_opening(told: Area, mine: Key) -> None:
    mine.get("/notices")
    mine.get(f"/notices/{reference(told)}")
    assert steps(reference(told))[-2:] == [("notice.fetched", f"client:{mine.client_id}")] * 2
    assert told.notices("C1")[0]["status"] == "sent"
    assert told.notices("C1")[0]["opened_at"] is None


def test_a_poll_that_finds_nothing_writes_nothing(told: Area, mine: Key) -> None:
    cursor = said(mine.get("/notices"))["cursor"]
    before = audit.verify_chain().entries
    body = said(mine.get(f"/notices?after={cursor}"))
    assert (body["notices"], body["cursor"]) == ([], cursor)
    assert audit.verify_chain().entries == before


def test_a_notice_comes_again_when_it_changes(told: Area, mine: Key) -> None:
    cursor = said(mine.get("/notices"))["cursor"]
    told.incidents(incident(version=2, children=[child(present="no")]), now=NOW)
    told.run(NOW)
    body = said(mine.get(f"/notices?after={cursor}"))
    assert [(n["number"], n["content"]["present"]) for n in body["notices"]] == [(2, "no")]
    assert said(mine.get(f"/notices?after={body['cursor']}"))["notices"] == []


def test_one_that_was_withdrawn_comes_again_without_its_content(told: Area, mine: Key, policy: ForcePolicy) -> None:
    cursor = said(mine.get("/notices"))["cursor"]
    actions.withdraw_notice(reference=reference(told), reason="another child", by=DESK, now=NOW, policy=policy)
    (notice,) = said(mine.get(f"/notices?after={cursor}"))["notices"]
    assert (notice["status"], notice["content"]) == ("withdrawn", None)
    assert said(mine.get(f"/notices/{reference(told)}"))["content"] is None


def test_pages_go_on_where_the_one_before_ended(area: Area, mine: Key) -> None:
    names = ["Ada", "Ben", "Cai", "Dee", "Eve"]
    for name in names:
        area.pupil("100001", name, "Osei", "2015-01-01", sex="U")
    area.take_in_registers(at("2026-11-19 12:00"))
    children = [child(f"K{n}", name, "Osei", "2015-01-01", sex="U") for n, name in enumerate(names)]
    area.incidents(incident(children=children), now=at("2026-11-19 23:00"))
    area.run(NOW)
    seen, cursor, more = [], "0", True
    while more:
        body = said(mine.get(f"/notices?after={cursor}&limit=2"))
        assert len(body["notices"]) <= 2
        seen += [notice["reference"] for notice in body["notices"]]
        cursor, more = body["cursor"], body["more"]
    assert len(seen) == len(set(seen)) == len(area.notices())


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=", f"after={10**30}", "limit=0", "limit=201", "limit=x"]
)
def test_a_cursor_or_limit_that_is_none_is_unfit(query: str, mine: Key) -> None:
    answer = mine.get(f"/notices?{query}")
    assert (answer.status_code, said(answer)["errors"][0]["field"]) == (422, query.partition("=")[0])


def test_anothers_notice_is_not_found_and_looks_like_none(told: Area, key: Keys) -> None:
    ben = key(OTHER_SCHOOL, *BOTH)
    theirs = reference(told)
    for method, path in (("GET", ""), ("POST", "/acknowledge")):
        content = json.dumps({"person": "R. Example"})
        anothers = ben.ask(method, f"/notices/{theirs}{path}", content)
        nobodys = ben.ask(method, f"/notices/N-ABCDEFGH23{path}", content)
        assert (anothers.status_code, nobodys.status_code) == (404, 404)
        assert anothers.content.replace(theirs.encode(), b"") == nobodys.content.replace(b"N-ABCDEFGH23", b"")
    assert told.notices("C1")[0]["status"] == "sent"


def test_an_authority_gets_its_own(area: Area, key: Keys) -> None:
    area.contact("E06000021", "officer@stoke.example", role="la_officer")
    area.pupil("", "Max", "Homer", "2016-06-01", education="ehe")
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(incident(children=[child("C9", "Max", "Homer")]), now=at("2026-11-19 23:00"))
    area.run(NOW)
    assert [n["status"] for n in said(key(AUTHORITY, *BOTH).get("/notices"))["notices"]] == ["sent"]
    assert said(key(SCHOOL, *BOTH).get("/notices"))["notices"] == []


def test_one_that_was_held_or_rerouted_is_given_to_no_machine(area: Area, mine: Key, policy: ForcePolicy) -> None:
    """A party works there: the notice is held, and then goes to a named person past the school's system (R8)."""
    area.works_at("100001", "Daniel", "Okafor", date_of_birth="1990-05-06")
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(incident(), now=at("2026-11-19 23:00"))
    area.run(NOW)
    held = reference(area)
    assert area.notices("C1")[0]["status"] == "held"
    assert said(mine.get("/notices"))["notices"] == []
    actions.reroute_notice(reference=held, to="head@100001.example", reason="not tied", by=DESK, now=NOW, policy=policy)
    area.run(NOW)
    assert area.notices("C1")[0]["status"] == "sent"
    assert said(mine.get("/notices"))["notices"] == []
    assert mine.get(f"/notices/{held}").status_code == 404
    assert mine.post(f"/notices/{held}/acknowledge", {"person": "R. Example"}).status_code == 404


def test_one_that_is_rerouted_later_is_no_longer_there(told: Area, mine: Key, policy: ForcePolicy) -> None:
    assert mine.get(f"/notices/{reference(told)}").status_code == 200
    actions.reroute_notice(
        reference=reference(told), to="head@100001.example", reason="tied", by=DESK, now=NOW, policy=policy
    )
    told.run(NOW)
    assert mine.get(f"/notices/{reference(told)}").status_code == 404
    assert said(mine.get("/notices"))["notices"] == []


def test_acknowledging_names_the_person_and_a_second_time_changes_nothing(told: Area, mine: Key) -> None:
    path = f"/notices/{reference(told)}/acknowledge"
    first, again = mine.post(path, {"person": " Siân O’Brien, DSL "}), mine.post(path, {"person": "somebody else"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert said(first) == said(again) == {"reference": reference(told), "status": "acknowledged"}
    assert [action for action, _ in steps(reference(told))].count("notice.acknowledged") == 1
    assert steps(reference(told))[-1] == ("notice.acknowledged", f"client:{mine.client_id}")
    assert told.notices("C1")[0]["acknowledged_at"]
    assert "Siân" not in json.dumps([str(entry) for entry in audit.entries_about(reference(told))])


def test_what_was_read_before_new_information_came_is_not_acknowledged(told: Area, mine: Key) -> None:
    told.incidents(incident(version=2, children=[child(present="no")]), now=NOW)
    told.run(NOW)
    path = f"/notices/{reference(told)}/acknowledge"
    answer = mine.post(path, {"person": "R. Example", "number": 1})
    assert (answer.status_code, told.notices("C1")[0]["status"]) == (409, "sent")
    assert mine.post(path, {"person": "R. Example", "number": 2}).status_code == 200


def test_one_that_is_closed_cannot_be_acknowledged(told: Area, mine: Key, policy: ForcePolicy) -> None:
    actions.withdraw_notice(reference=reference(told), reason="another child", by=DESK, now=NOW, policy=policy)
    answer = mine.post(f"/notices/{reference(told)}/acknowledge", {"person": "R. Example"})
    assert (answer.status_code, said(answer)["type"]) == (409, "urn:firstbell:problem:refused")


@pytest.mark.parametrize(
    "content",
    ['{"person": ""}', '{"person": "  "}', "{}", '{"person": 7}', "[]", "null", "", "{", '{"person": "a\\u0000b"}',
     '{"person": "a\\ud800b"}', '{"person": "' + "x" * 300 + '"}', "[" * 100_000, '{"person": ' + "9" * 9000 + "}",
     b"\xff", '{"person": "R. Example", "also": 1}'],
    ids=range(15),
)  # fmt: skip
def test_an_acknowledgement_by_nobody_is_unfit(content: Any, told: Area, mine: Key) -> None:
    answer = mine.post(f"/notices/{reference(told)}/acknowledge", content or " ")
    assert answer.status_code == 422, answer.content
    assert b"Example" not in answer.content
    assert told.notices("C1")[0]["status"] == "sent"


def test_a_trust_or_a_force_has_no_notices_of_its_own(told: Area) -> None:
    for organisation in ("trust:2048", "force:staffordshire", "force:west-mercia", "urn:100001"):
        page = encompass.notices_for_machine(seen_by=Actor("client:C-X", organisation), after=0, most=10)
        assert page.notices == ()


def test_counts_show_every_status(told: Area) -> None:
    assert encompass.notice_counts()["sent"] == 2
    assert encompass.notice_counts()["withdrawn"] == 0
