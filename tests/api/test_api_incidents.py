"""Incidents in, one by one and by the file; what became of their children."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from api.keys import FORCE, LINES, NOW, Key, ask, said
from firstbell.config import env
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import Stored
from firstbell.registers.incidents import actions
from firstbell.registers.incidents import queries as incidents
from world import Area
from world.area import at
from world.feed import child, incident

Keys = Callable[..., Key]
REFERENCE = "STF/2026/0000001"


@pytest.fixture
def feed(key: Keys) -> Key:
    return key(FORCE, "incidents:write", "incidents:read")


def test_a_new_version_is_kept_and_the_same_again_changes_nothing(feed: Key) -> None:
    first, again = feed.post("/incidents", incident()), feed.post("/incidents", incident())
    assert (first.status_code, again.status_code) == (201, 200)
    assert said(first) == {"force": "staffordshire", "reference": REFERENCE, "version": 1, "result": "new"}
    assert said(again)["result"] == "unchanged"
    assert [v.version for v in incidents.version_times(incidents.find("staffordshire", REFERENCE))] == [1]
    assert feed.post("/incidents", incident(version=2)).status_code == 201
    entries = [(entry.action, entry.by) for entry in audit.entries_about(f"incident:staffordshire:{REFERENCE}")]
    assert entries.count(("incidents.record", f"client:{feed.client_id}")) == 2


def test_other_content_under_the_same_version_is_a_conflict(feed: Key) -> None:
    feed.post("/incidents", incident())
    answer = feed.post("/incidents", incident(crime=False))
    body = said(answer)
    assert (answer.status_code, body["errors"][0]["field"]) == (409, "version")
    assert body["type"] == "urn:firstbell:problem:other-content"


def test_a_force_sends_its_own_incidents_only(feed: Key) -> None:
    answer = feed.post("/incidents", incident(force="cheshire"))
    assert (answer.status_code, said(answer)["errors"][0]["field"]) == (422, "force")
    assert not incidents.any_taken_in()


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (json.dumps(incident(children=[child(born="2016-13-01")])), "children[0].date_of_birth"),
        (json.dumps(incident(children=[child(born="2036-01-01")])), "children[0].date_of_birth"),
        (json.dumps(incident(risk={"answers": {"a": 1e308}})).replace("1e+308", "1e999"), "risk.answers"),
        (json.dumps(incident(version=0)), "version"),
        (json.dumps(incident(version=2**63)), "version"),
        (json.dumps(incident(protected=True)), "protected"),
        ('{"a":' * 100_000, ""),
        ("[" * 500_000, ""),
        ('{"version": ' + "9" * 10_000 + "}", ""),
        (json.dumps(incident()).replace("Oliver", "Oli\\u0000ver"), ""),
        (json.dumps(incident()).replace("Oliver", "Oli\\ud800ver"), ""),
        (json.dumps(incident()).replace('"crime": true', '"crime": NaN'), ""),
        (json.dumps(incident()).replace('"crime": true', '"crime": true, "crime": false'), "crime"),
        ("{}", "format"),
        ("null", ""),
        ("[]", ""),
        ("", ""),
        ('"Oliver Okafor"', ""),
        (json.dumps(incident()) + json.dumps(incident()), ""),
    ],
    ids=range(19),
)
def test_what_cannot_be_used_is_answered_with_field_and_reason(content: str, field: str, feed: Key) -> None:
    answer = feed.post("/incidents", content or " ")
    assert answer.status_code == 422, answer.content
    assert said(answer)["errors"][0]["field"] == field
    for name in (b"Oliver", b"Okafor", b"Example Road"):
        assert name not in answer.content
    assert not incidents.any_taken_in()


def test_bytes_that_are_no_text_are_unfit(feed: Key) -> None:
    for content in (b"\xff\xfe{\x00", b"\x00", b'{"force": "\xe9"}'):
        assert feed.post("/incidents", content).status_code == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "garbage", LINES])
def test_another_type_is_refused(kind: str, feed: Key) -> None:
    assert feed.post("/incidents", json.dumps(incident()), kind).status_code == 415


def test_the_type_may_name_its_letters(feed: Key) -> None:
    answer = feed.post("/incidents", json.dumps(incident()), "application/json; charset=UTF-8")
    assert answer.status_code == 201


def test_a_document_of_more_than_a_mebibyte_is_too_large(feed: Key) -> None:
    answer = feed.post("/incidents", " " * ((1 << 20) + 1))
    assert (answer.status_code, said(answer)["type"]) == (413, "urn:firstbell:problem:too-large")


def lines(*documents: dict[str, Any] | str) -> str:
    return "".join((d if isinstance(d, str) else json.dumps(d)) + "\n" for d in documents)


def bulk(feed: Key, content: str | bytes, kind: str = LINES) -> HttpResponse:
    return feed.post("/incidents/bulk", content, kind)


def test_a_file_with_bad_lines_keeps_the_good_ones(feed: Key) -> None:
    content = lines(
        incident("A/1"),
        "{not json",
        incident("A/2", children=[child(born="2016-13-01")]),
        incident("A/3", force="cheshire"),
        "",
        incident("A/4"),
    )
    answer = bulk(feed, content)
    body = said(answer)
    assert answer.status_code == 200
    assert {name: body[name] for name in ("lines", "changed", "unchanged", "rejected", "resumed_at")} == {
        "lines": 6,
        "changed": 2,
        "unchanged": 0,
        "rejected": 3,
        "resumed_at": None,
    }
    assert [(each["line"], each["field"]) for each in body["rejects"]] == [
        (2, ""),
        (3, "children[0].date_of_birth"),
        (4, "force"),
    ]
    assert b"Okafor" not in answer.content
    assert list((env.home() / "arriving").iterdir()) == []


def test_the_same_file_twice_changes_nothing(feed: Key) -> None:
    content = lines(incident("A/1"), incident("A/2"), "{bad")
    first, again = said(bulk(feed, content)), said(bulk(feed, content))
    assert (first["changed"], first["unchanged"], first["rejected"]) == (2, 0, 1)
    assert (again["changed"], again["unchanged"], again["rejected"]) == (0, 2, 1)
    assert take_ins.reject_count() == 1


def test_a_document_sent_alone_and_in_a_file_is_one(feed: Key) -> None:
    feed.post("/incidents", incident("A/1"))
    assert said(bulk(feed, lines(incident("A/1"))))["unchanged"] == 1


@pytest.mark.parametrize("content", ["", "\n\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04", "[\n", b"\xff\xfeA\x00"])
def test_a_file_that_cannot_be_used_is_refused_as_a_whole(content: str | bytes, feed: Key) -> None:
    answer = bulk(feed, content or b"\n")
    assert (answer.status_code, said(answer)["detail"]) == (422, "The file as a whole cannot be taken in.")


def test_a_compressed_file_is_refused(feed: Key) -> None:
    headers = {"authorization": f"Bearer {feed.token}", "content-encoding": "gzip"}
    assert ask("POST", "/incidents/bulk", b"\x1f\x8b", LINES, **headers).status_code == 415


def test_a_file_of_many_lines_is_taken_in_by_batches(feed: Key) -> None:
    content = lines(*(incident(f"A/{n}") for n in range(1200)))
    assert said(bulk(feed, content))["changed"] == 1200


def test_a_file_that_was_cut_short_is_resumed(feed: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    content = lines(*(incident(f"A/{n}") for n in range(1200)))
    whole, calls = actions.record_versions, []

    def failing(**arguments: Any) -> Stored:
        calls.append(1)
        if len(calls) == 2:
            raise OperationalError("the server went away")
        return whole(**arguments)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "record_versions", failing)
        assert bulk(feed, content).status_code == 503
    body = said(bulk(feed, content))
    assert (body["resumed_at"], body["changed"], body["lines"]) == (500, 1200, 1200)


# the children of an incident


@pytest.fixture
def told(area: Area) -> Area:
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(incident(), now=at("2026-11-19 23:00"))
    area.run(NOW)
    return area


def test_what_became_of_the_children(told: Area, feed: Key) -> None:
    (notice,) = told.notices("C1")
    answer = feed.get(f"/incidents/staffordshire/children?reference={REFERENCE}")
    assert said(answer) == {
        "force": "staffordshire",
        "reference": REFERENCE,
        "version": 1,
        "assessed": 1,
        "children": [
            {
                "person_id": "C1",
                "in_scope": True,
                "place": "establishment",
                "notices": [{"reference": notice["reference"], "status": "sent"}],
            }
        ],
    }
    read = [entry.action for entry in audit.entries_about(f"staffordshire/{REFERENCE}")]
    assert read[-1] == "incident.children_read"


def test_a_version_not_yet_assessed_says_so(feed: Key) -> None:
    feed.post("/incidents", incident())
    body = said(feed.get(f"/incidents/staffordshire/children?reference={REFERENCE}"))
    assert (body["version"], body["assessed"], body["children"]) == (1, None, [])


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/staffordshire/children?reference=STF/2026/9999999",
        "/incidents/west-mercia/children?reference=STF/2026/0000001",
        "/incidents/nowhere/children?reference=STF/2026/0000001",
    ],
)
def test_what_is_not_there_or_another_forces_is_not_found(path: str, told: Area, feed: Key) -> None:
    assert said(feed.get(path))["status"] == 404


def test_anothers_incident_looks_like_none(told: Area, key: Keys) -> None:
    """What answers a question about an incident that is another's and about one that is nobody's is the same."""
    feed = key(FORCE, "incidents:read")
    theirs = feed.get(f"/incidents/west-mercia/children?reference={REFERENCE}")
    nobodys = feed.get("/incidents/west-mercia/children?reference=STF/2026/7777777")
    assert theirs.content.replace(b"0000001", b"") == nobodys.content.replace(b"7777777", b"")


@pytest.mark.parametrize("reference", ["", "%00", "a%0Ab", "x" * 101, "%ff"])
def test_a_reference_that_cannot_be_one_is_unfit_or_not_found(reference: str, feed: Key) -> None:
    assert feed.get(f"/incidents/staffordshire/children?reference={reference}").status_code in (404, 422)
