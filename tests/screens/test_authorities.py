"""An authority's pages: what waits, where a child goes, and the roll with its rejected lines."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.foundations.take_in import queries as take_ins
from firstbell.responses.encompass import queries
from world import Area
from world.area import ROLL
from world.cast import MORNING, Door
from world.told import actor, nowhere, schools, tell, told


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings, morning: datetime) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    tell(made, told(), nowhere())
    return made


def asked(area: Area) -> str:
    (row,) = queries.questions_for_authority(seen_by=actor("officer"), now=MORNING, policy=area.policy)
    return reverse("authorities:question", args=(row.number,))


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_from_what_waits_to_an_answer(area: Area, signed_in_as: Door) -> None:
    officer = signed_in_as("officer")
    assert "Children without a known school" in text(officer, reverse("authorities:home"))
    listed = text(officer, reverse("authorities:questions"))
    assert "Zofia" not in listed
    page = asked(area)
    assert page in listed
    shown = text(officer, page)
    assert "Zofia Wójcik" in shown
    assert "omestic" not in shown
    sent = {"answer": "place", "place": "Milton", "note": "Admissions"}
    done = officer.post(page, sent, follow=True).content.decode()
    assert "Your answer is kept." in done
    area.run(MORNING)
    assert area.told("C3") == ["100002"]


def test_a_child_the_authority_answers_for_comes_as_a_notice(area: Area, signed_in_as: Door) -> None:
    officer = signed_in_as("officer")
    officer.post(asked(area), {"answer": "officer", "place": "", "note": ""})
    area.run(MORNING)
    (row,) = queries.notices_for_school(seen_by=actor("officer"), which="new", now=MORNING, policy=area.policy)
    notice = reverse("schools:notice", args=(row.reference,))
    assert "Zofia Wójcik" in text(officer, notice)
    acknowledged = officer.post(reverse("schools:acknowledge", args=(row.reference,)), {"version": "1"}, follow=True)
    assert "You acknowledged it on" in acknowledged.content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose an answer"),
        ({"answer": "place"}, "Enter the name, town, postcode or URN"),
        ({"answer": "place", "place": "Hogwarts"}, "No open school or setting is like that"),
        ({"answer": "place", "place": "Primary"}, "Several are like that"),
    ],
)
def test_an_answer_that_is_none(area: Area, signed_in_as: Door, sent: dict[str, str], says: str) -> None:
    shown = signed_in_as("officer").post(asked(area), sent | {"note": "Typed before"}).content.decode()
    assert says in shown
    assert "Typed before" in shown


def test_somebody_answered_meanwhile(area: Area, signed_in_as: Door) -> None:
    officer, page = signed_in_as("officer"), asked(area)
    officer.post(page, {"answer": "place", "place": "100002", "note": ""})
    for answer in (officer.get(page, follow=True), officer.post(page, {"answer": "not_known"}, follow=True)):
        assert "Somebody has answered this question meanwhile." in answer.content.decode()


@pytest.mark.parametrize("who", ["asha", "keeper", "desk", "analyst"])
def test_nobody_else_sees_whom_it_is_about(area: Area, signed_in_as: Door, who: str) -> None:
    client = signed_in_as(who)
    assert client.get(asked(area)).status_code == 403
    assert client.get(reverse("authorities:questions")).status_code == 403


def test_not_yours_is_not_there(area: Area, signed_in_as: Door) -> None:
    assert signed_in_as("officer").get(reverse("authorities:question", args=(999,))).status_code == 404


def roll(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("roll.csv", "\r\n".join([",".join(ROLL), *lines]).encode(), "text/csv")


def line(urn: str, born: str) -> str:
    row = dict.fromkeys(ROLL, "") | {"urn": urn, "forenames": "Ada", "surname": "O'Hara", "date_of_birth": born}
    return ",".join((row | {"entry_date": "2024-09-02", "enrolment": "C", "education": "school"}).values())


SENT = {"as_of_day": "20", "as_of_month": "11", "as_of_year": "2026", "shrink_agreed_by": "Owen Price"}


def test_a_roll_is_sent_read_and_its_lines_corrected(area: Area, signed_in_as: Door) -> None:
    keeper = signed_in_as("keeper")
    file = roll(line("100001", "2016-06-01"), line("100001", "2016-13-45"))
    answer = keeper.post(reverse("authorities:rolls"), SENT | {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    page = answer["Location"]
    assert "This page looks again by itself." in text(keeper, page)
    area.run(MORNING)
    (upload,) = take_ins.uploads(seen_by=actor("keeper"))
    assert (upload.state, upload.open_rejects) == ("done", 1), upload
    (wrong,) = take_ins.rejects_of(upload.number, seen_by=actor("keeper"))
    correction = reverse("authorities:reject", args=(upload.number, wrong.line))
    assert correction in text(keeper, page)
    assert "2016-13-45" in text(keeper, correction)
    still = keeper.post(correction, {"text": line("100001", "2016-02-31")})
    assert still.status_code == 409
    assert "2016-02-31" in still.content.decode()
    assert keeper.post(correction, {"text": line("100001", "2016-02-28")}).status_code == 302
    assert keeper.post(correction, {"text": line("100001", "2016-02-28")}).status_code == 302  # pressed twice
    for who, status in (("asha", 403), ("desk", 403)):
        assert signed_in_as(who).get(page).status_code == status


@pytest.mark.parametrize(
    ("more", "content"),
    [({}, b""), ({}, b"%PDF-1.7 not a roll"), ({"as_of_year": "2031"}, None), ({"as_of_day": "31"}, None)],
)
def test_the_wrong_file_or_day_is_a_sentence(
    area: Area, signed_in_as: Door, more: dict[str, str], content: bytes | None
) -> None:
    good = roll(line("100001", "2016-06-01"))
    file = good if content is None else SimpleUploadedFile("roll.csv", content)
    answer = signed_in_as("keeper").post(reverse("authorities:rolls"), SENT | more | {"file": file})
    assert answer.status_code == 409
    assert "There is a problem" in answer.content.decode()
    assert take_ins.uploads(seen_by=actor("keeper")) == []
