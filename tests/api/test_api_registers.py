"""Contacts and rolls in."""

from collections.abc import Callable

import pytest

from api.keys import AUTHORITY, FORCE, Key, said
from firstbell.foundations.accounts.rules import clients
from firstbell.registers.schools import queries as schools
from world import Area
from world.area import ROLL, STOKE, at

Keys = Callable[..., Key]
HEADER = "urn,rank,role,name,email,phone,verified_on\n"


@pytest.fixture
def schooled(area: Area) -> Area:
    area.school("200001", "A county school", **{"LA (code)": "860"})
    area.take_in_registers(at("2026-11-19 12:00"))
    return area


def row(owner: str, email: str, verified_on: str = "", role: str = "deputy") -> str:
    return f"{owner},3,{role},R. Example,{email},01782 000000,{verified_on}\n"


def test_the_force_sends_anybodys_contacts(schooled: Area, key: Keys) -> None:
    force = key(FORCE, "contacts:write")
    content = HEADER + row("100001", "a@100001.example", "2026-11-01") + row("200001", "a@200001.example")
    body = said(force.post("/contacts", content, "text/csv"))
    assert (body["changed"], body["rejected"]) == (2, 0)
    again = said(force.post("/contacts", content, "text/csv"))
    assert (again["changed"], again["unchanged"]) == (0, 2)


def test_an_authority_sends_those_of_its_own_places(schooled: Area, key: Keys) -> None:
    stoke = key(AUTHORITY, "contacts:write")
    content = (
        HEADER
        + row("100001", "a@100001.example")
        + row("200001", "a@200001.example")
        + row(STOKE, "b@stoke.example", role="la_officer")
        + row("100002", "a@100002.example", "2026-11-01")
    )
    body = said(stoke.post("/contacts", content, "text/csv"))
    assert (body["changed"], body["rejected"]) == (2, 2)
    assert [(each["line"], each["field"]) for each in body["rejects"]] == [(3, "urn"), (5, "verified_on")]


def test_the_same_file_of_another_organisation_is_another(schooled: Area, key: Keys) -> None:
    """What one may not say, another may: the file is judged by who sends it."""
    content = HEADER + row("200001", "a@200001.example")
    assert said(key(AUTHORITY, "contacts:write").post("/contacts", content, "text/csv"))["rejected"] == 1
    assert said(key(FORCE, "contacts:write").post("/contacts", content, "text/csv"))["changed"] == 1


def test_another_force_sends_no_contacts(schooled: Area, key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(clients.SCOPES_OF, "other_force", frozenset({"contacts:write", "rolls:write", "metrics:read"}))
    mercia = key("force:west-mercia", "contacts:write", "rolls:write", "metrics:read")
    assert mercia.post("/contacts", HEADER + row("100001", "x@y.example"), "text/csv").status_code == 403
    assert mercia.post("/rolls?authority=E06000021&as_of=2026-11-17", ROLL_HEADER, "text/csv").status_code == 404
    assert mercia.get("/metrics").status_code == 403


ROLL_HEADER = ",".join(ROLL) + "\n"


def pupil(urn: str, forenames: str, born: str = "2016-06-01") -> str:
    values = dict.fromkeys(ROLL, "") | {"urn": urn, "forenames": forenames, "surname": "Osei", "date_of_birth": born}
    values |= {"address_line_1": "1 Example Road", "postcode": "ST4 1AA", "entry_date": "2024-09-02"}
    values |= {"enrolment": "C", "education": "school"}
    return ",".join(values[column] for column in ROLL) + "\n"


def test_an_authority_sends_its_roll(schooled: Area, key: Keys) -> None:
    stoke = key(AUTHORITY, "rolls:write")
    content = ROLL_HEADER + pupil("100001", "Ada") + pupil("100002", "Ben") + pupil("100001", "Cai", "2016-13-01")
    path = "/rolls?authority=E06000021&as_of=2026-11-17"
    body = said(stoke.post(path, content, "text/csv"))
    assert (body["changed"], body["rejected"], body["lines"]) == (2, 1, 4)
    assert body["rejects"][0]["field"] == "date_of_birth"
    assert [(roll.authority, str(roll.as_of)) for roll in schools.current_rolls()] == [(STOKE, "2026-11-17")]
    assert said(stoke.post(path, content, "text/csv"))["unchanged"] == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("authority=E10000028&as_of=2026-11-17", 404),
        ("authority=E06000021&as_of=2026-12-24", 422),
        ("authority=E06000021&as_of=2026-11-01", 422),
        ("authority=E06000021&as_of=yesterday", 422),
        ("authority=E06000021", 422),
        ("authority=861&as_of=2026-11-17", 422),
        ("as_of=2026-11-17", 422),
    ],
)
def test_a_roll_that_is_not_its_own_or_of_no_day_is_refused(query: str, status: int, schooled: Area, key: Keys) -> None:
    answer = key(AUTHORITY, "rolls:write").post(f"/rolls?{query}", ROLL_HEADER + pupil("100001", "Ada"), "text/csv")
    assert answer.status_code == status, answer.content
    assert b"Ada" not in answer.content


def test_a_roll_that_halves_is_refused_as_a_whole(schooled: Area, key: Keys) -> None:
    stoke = key(AUTHORITY, "rolls:write")
    many = "".join(pupil("100001", name) for name in ("Ada", "Ben", "Cai", "Dee"))
    assert stoke.post("/rolls?authority=E06000021&as_of=2026-11-17", ROLL_HEADER + many, "text/csv").status_code == 200
    answer = stoke.post("/rolls?authority=E06000021&as_of=2026-11-18", ROLL_HEADER + pupil("100001", "Ada"), "text/csv")
    assert answer.status_code == 422
    assert [str(roll.as_of) for roll in schools.current_rolls()] == ["2026-11-17"]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"name,mail\nx,y\n", b"PK\x03\x04", b"\xff\xfeu\x00", b"urn;rank;role;email\n"]
)
def test_the_wrong_file_is_refused_as_a_whole(content: bytes, schooled: Area, key: Keys) -> None:
    answer = key(FORCE, "contacts:write").post("/contacts", content or b" ", "text/csv")
    assert answer.status_code == 422, answer.content
    assert said(answer)["errors"][0]["reason"]


def test_another_type_is_refused(schooled: Area, key: Keys) -> None:
    force = key(FORCE, "contacts:write")
    assert force.post("/contacts", HEADER, "application/json").status_code == 415
