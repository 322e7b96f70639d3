"""What holds for the API as a whole: too large, not there, broken, up or down, and what it says of itself."""

import json
import os
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from api.keys import FORCE, LINES, NOW, PROBLEM, SCHOOL, Key, ask, said
from firstbell.config import env
from firstbell.foundations.jobs import queries as jobs
from firstbell.interfaces.api.v1 import bodies
from firstbell.interfaces.api.v1.middleware import Problems
from firstbell.interfaces.api.v1.problems import KINDS
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import queries as encompass
from world import Area
from world.area import at
from world.feed import incident

Keys = Callable[..., Key]
MEGABYTE = 1 << 20


class Untouched(BytesIO):
    """A body that must not be read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("path", ["/incidents", "/incidents/bulk", "/rolls", "/token", "/nothing", "/health"])
@pytest.mark.parametrize("length", [str(500 * MEGABYTE), str(200 * MEGABYTE + 1), "9" * 5000])
def test_a_body_that_is_too_large_is_refused_unread(path: str, length: str, anybody: Client) -> None:
    answer = anybody.post(f"/api/v1{path}", content_type=LINES, **{"CONTENT_LENGTH": length, "wsgi.input": Untouched()})
    assert said(answer)["type"] == "urn:firstbell:problem:too-large"
    assert answer.status_code == 413


def test_without_a_token_no_body_is_read(anybody: Client) -> None:
    answer = anybody.post(
        "/api/v1/incidents/bulk", content_type=LINES, **{"CONTENT_LENGTH": "1000", "wsgi.input": Untouched()}
    )
    assert answer.status_code == 401


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "１"])
def test_a_length_that_is_none_is_malformed(length: str, anybody: Client) -> None:
    answer = anybody.post("/api/v1/incidents", content_type="application/json", CONTENT_LENGTH=length)
    assert (answer.status_code, said(answer)["type"]) == (400, "urn:firstbell:problem:malformed")


def test_a_body_without_a_length_is_refused(anybody: Client) -> None:
    answer = anybody.post("/api/v1/incidents", content_type="application/json", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411


@pytest.mark.parametrize(("path", "kind"), [("/incidents/bulk", LINES), ("/incidents", "application/json")])
def test_a_body_that_is_cut_off_is_not_taken_in(path: str, kind: str, key: Keys) -> None:
    feed = key(FORCE, "incidents:write")
    whole = (json.dumps(incident()) + "\n").encode()
    answer = Client().post(
        f"/api/v1{path}",
        content_type=kind,
        headers={"authorization": f"Bearer {feed.token}"},
        **{"CONTENT_LENGTH": str(len(whole) + 1), "wsgi.input": BytesIO(whole)},
    )
    assert (answer.status_code, said(answer)["detail"]) == (400, "The body ended before its stated length.")
    assert not incidents.any_taken_in()
    assert not list((env.home() / "arriving").glob("*"))


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1/", "/api/v2/notices", "/api/v1/notices/", "/api/v1/docs", "/api/v1/%00"],
)
def test_what_is_not_there_is_a_problem(path: str, anybody: Client) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = anybody.generic(method, path)
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def test_a_host_that_is_not_ours_is_a_problem(anybody: Client) -> None:
    answer = anybody.get("/api/v1/health", HTTP_HOST="elsewhere.example")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_pages_are_left_to_the_pages(anybody: Client) -> None:
    page = HttpResponse("a page", status=404)
    assert Problems(lambda request: page)(RequestFactory().get("/sign-in/")) is page


def test_what_goes_wrong_here_names_nobody(
    key: Keys, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: Any) -> None:
        raise ValueError("Oliver Okafor of 12 Example Road")

    mine = key(SCHOOL, "notices:read")
    monkeypatch.setattr(encompass, "notices_for_machine", broken)
    answer = mine.get("/notices")
    assert (answer.status_code, said(answer)["type"]) == (500, "urn:firstbell:problem:failed")
    assert "Okafor" not in answer.content.decode() + caplog.text
    assert "ValueError" in caplog.text


def test_a_database_that_does_not_answer_is_said(key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: Any) -> None:
        raise OperationalError("server closed the connection: host=db.example password=x")

    mine = key(SCHOOL, "notices:read")
    monkeypatch.setattr(encompass, "notices_for_machine", away)
    answer = mine.get("/notices")
    assert (answer.status_code, said(answer)["type"]) == (503, "urn:firstbell:problem:no-database")


def test_every_problem_has_a_title_and_a_remedy() -> None:
    assert all(kind.title and kind.remedy for kind in KINDS.values())


def test_answers_lie_in_no_cache(key: Keys, anybody: Client) -> None:
    mine = key(SCHOOL, "notices:read")
    for answer in (mine.get("/notices"), anybody.get("/api/v1/notices"), anybody.get("/api/v1/nothing")):
        assert answer["Cache-Control"] == "no-store"
    assert not mine.get("/notices").cookies


def test_what_a_killed_process_left_is_removed(key: Keys, tmp_path: Path) -> None:
    arrivals = env.home() / "arriving"
    arrivals.mkdir(exist_ok=True)
    old, young = arrivals / "old", arrivals / "young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "arriving").write_text("a child's name")
    long_ago = time.time() - bodies.LEFT_BEHIND - 60
    os.utime(old, (long_ago, long_ago))
    key(FORCE, "incidents:write").post("/incidents/bulk", json.dumps(incident()) + "\n", LINES)
    assert [folder.name for folder in arrivals.iterdir()] == ["young"]
    (young / "arriving").unlink()
    young.rmdir()


# up or down


def test_up_and_the_database_answers_but_no_job_ran(anybody: Client) -> None:
    answer = anybody.get("/api/v1/health")
    assert (answer.status_code, json.loads(answer.content)) == (503, {"up": True, "database": True, "jobs": False})


def test_up_where_jobs_run(anybody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "last_run_at", lambda: NOW)
    assert anybody.get("/api/v1/health").status_code == 200


def test_up_without_a_database(anybody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(jobs, "last_run_at", away)
    answer = anybody.get("/api/v1/health")
    assert (answer.status_code, json.loads(answer.content)["database"]) == (503, False)


# figures


def test_figures_count_and_name_nobody(area: Area, key: Keys) -> None:
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(incident(), now=at("2026-11-19 23:00"))
    area.run(NOW)
    answer = key(FORCE, "metrics:read").get("/metrics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    for line in (
        'firstbell_notices{status="sent"} 1.0',
        'firstbell_notices{status="held"} 0.0',
        'firstbell_needs{need="late"} 0.0',
        "firstbell_build_info{version=",
        'firstbell_job_age_seconds{job="send messages"}',
    ):
        assert line in text, text
    for name in ("Okafor", "Oliver", "100001", "STF/", "N-"):
        assert name not in text


def test_a_late_notice_is_counted(area: Area, key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    area.take_in_registers(at("2026-11-12 12:00"), as_of=date(2026, 11, 9))
    area.incidents(incident(reported="2026-11-12T22:05:00+00:00"), now=at("2026-11-12 23:00"))
    area.run(at("2026-11-12 23:30"))
    assert 'firstbell_needs{need="late"} 1.0' in key(FORCE, "metrics:read").get("/metrics").content.decode()


# what it says of itself


def test_it_describes_itself(anybody: Client) -> None:
    described = json.loads(anybody.get("/api/v1/openapi.json").content)
    assert described["openapi"].startswith("3.1")
    assert set(described["components"]["securitySchemes"]) == {"Token"}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], (method, path)
            assert operation["summary"], (method, path)
            assert "500" in operation["responses"]
    assert "IncidentDocument" in described["components"]["schemas"]


def test_no_page_of_documentation_is_loaded_from_elsewhere() -> None:
    assert ask("GET", "/docs").status_code == 404
