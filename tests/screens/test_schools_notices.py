"""A place's notices on the screen: from the list to the acknowledgement, and every wrong turn on the way."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.responses.encompass import actions
from world import Area
from world.area import DESK
from world.cast import MORNING, Door
from world.feed import child
from world.told import actor, at_milton, notice, schools, tell, told


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings, morning: datetime) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    tell(made, told(), at_milton())
    return made


def address(view: str, reference: str | None = None) -> str:
    return reverse(f"schools:{view}", args=(reference or notice(),))


def text(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_from_the_list_to_the_acknowledgement(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    listed = text(asha, reverse("schools:notices"))
    assert notice() in listed
    assert "Oliver" not in listed
    shown = text(asha, address("notice"))
    assert "Oliver Okafor" in shown
    assert "Acknowledge by Monday 23 November 2026, 8:30am" in shown
    done = asha.post(address("acknowledge"), {"version": "1"}, follow=True)
    assert "You acknowledged it on Monday 23 November 2026, 7:45am" in done.content.decode()
    assert "Oliver Okafor" in text(asha, reverse("schools:acknowledged"))
    assert notice() not in text(asha, reverse("schools:notices"))


PAGES = ("notice", "not_our_pupil", "not_me", "note", "pass_on", "pdf", "json", "history")


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("who", ["ben", "officer"])
def test_another_places_notice_does_not_exist(area: Area, signed_in_as: Door, view: str, who: str) -> None:
    allowed = 404 if who == "ben" or view != "pass_on" else 403
    assert signed_in_as(who).get(address(view)).status_code == allowed


@pytest.mark.parametrize("view", ["acknowledge", "not_our_pupil", "not_me", "note", "pass_on"])
def test_another_places_notice_cannot_be_answered(area: Area, signed_in_as: Door, view: str) -> None:
    before = Entry.objects.count()
    sent = {"version": "1", "reason": "x", "text": "x", "place": "100002"}
    assert signed_in_as("ben").post(address(view), sent).status_code == 404
    assert not Entry.objects.filter(sequence__gt=before, subject=notice()).exists()


def test_a_second_acknowledgement_is_a_sentence(area: Area, signed_in_as: Door) -> None:
    asha, deputy = signed_in_as("asha"), signed_in_as("deputy")
    for _ in range(2):  # a button pressed twice
        again = asha.post(address("acknowledge"), {"version": "1"}, follow=True).content.decode()
        assert "You have acknowledged this notice." in again
    other = deputy.post(address("acknowledge"), {"version": "1"}, follow=True).content.decode()
    assert "had acknowledged this notice already" in other
    assert "Designated safeguarding lead acknowledged it on" in other


def test_a_page_older_than_the_notice_shows_what_is_new_first(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    text(asha, address("notice"))
    tell(area, told(version=2, children=[child(welfare_check=False)]), now=MORNING)
    answer = asha.post(address("acknowledge"), {"version": "1"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "New information came while you were reading. Read what is new, then acknowledge." in shown
    assert 'name="version" value="2"' in shown
    assert asha.post(address("acknowledge"), {"version": "2"}).status_code == 302


def test_withdrawn_while_the_page_stood_open(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    text(asha, address("notice"))
    actions.withdraw_notice(reference=notice(), reason="Another", by=DESK, now=MORNING, policy=area.policy)
    for answer in (asha.post(address("acknowledge"), {"version": "1"}), asha.get(address("notice"))):
        shown = answer.content.decode()
        assert "The police have withdrawn this notice." in shown
        assert "Oliver" not in shown
    assert asha.get(address("pdf")).status_code == 409


def test_not_our_pupil_asks_what_is_known_and_closes(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    empty = asha.post(address("not_our_pupil"), {"reason": " "})
    assert "Say what you know, or that you do not know" in empty.content.decode()
    done = asha.post(address("not_our_pupil"), {"reason": "Left in July"}, follow=True).content.decode()
    assert "not our pupil. The police desk looks for the right place" in done
    assert "Oliver" not in done
    assert asha.post(address("not_our_pupil"), {"reason": "Left in July"}).status_code == 302


def test_not_the_right_person(area: Area, signed_in_as: Door) -> None:
    done = signed_in_as("asha").post(address("not_me"), {"reason": ""}, follow=True).content.decode()
    assert "The next contact of your place is told now." in done
    signed_in_as("deputy").post(address("not_me"), {"reason": ""})
    last = signed_in_as("trust").post(address("not_me"), {"reason": ""}, follow=True).content.decode()
    assert "the police desk telephones your place" in last


def test_a_refused_answer_keeps_what_was_typed(area: Area, signed_in_as: Door) -> None:
    actions.acknowledge_notice(reference=notice(), by=actor("deputy"), now=MORNING, policy=area.policy)
    answer = signed_in_as("asha").post(address("not_me"), {"reason": "On a residential with Year 6"})
    assert answer.status_code == 409
    assert "On a residential with Year 6" in answer.content.decode()


def test_a_note_is_shown_with_the_notice(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    shown = asha.post(address("note"), {"text": "Settled by <b>Mr O'Hara</b>"}, follow=True).content.decode()
    assert "Settled by &lt;b&gt;Mr O&#39;Hara&lt;/b&gt;" in shown
    assert "Write what was done" in asha.post(address("note"), {"text": ""}).content.decode()


def test_the_trusts_lead_sees_counts_and_opens_a_school(area: Area, signed_in_as: Door) -> None:
    trust = signed_in_as("trust")
    overview = text(trust, reverse("schools:trust"))
    assert "Milton Primary School" in overview
    assert "Oliver" not in overview
    assert notice() in text(trust, reverse("schools:trust_school", args=(100001,)))
    assert notice("STF/2026/0000002") not in text(trust, reverse("schools:trust_school", args=(100002,)))
    assert trust.get(reverse("schools:trust_school", args=(100003,))).status_code == 404
    assert signed_in_as("asha").get(reverse("schools:trust")).status_code == 404


def test_passing_a_history_on(area: Area, signed_in_as: Door) -> None:
    asha, ben = signed_in_as("asha"), signed_in_as("ben")
    asha.post(address("acknowledge"), {"version": "1"})
    several = asha.post(address("pass_on"), {"place": "Primary", "reason": "Moved"}).content.decode()
    assert "Several are like that" in several
    assert 'value="100002"' in several
    none = asha.post(address("pass_on"), {"place": "Hogwarts", "reason": "Moved"}).content.decode()
    assert "No open school or setting is like that" in none
    sent = {"place": "Primary", "which": "100002", "reason": "Started there"}
    assert asha.post(address("pass_on"), sent).status_code == 302
    assert notice() in text(ben, reverse("schools:passed_on"))
    assert "Oliver Okafor" in text(ben, address("history"))
    assert ben.get(address("notice")).status_code == 404


def test_what_was_seen_is_in_the_trail(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    text(asha, reverse("schools:notices"))
    assert not Entry.objects.filter(action="notices.listed").exists()
    text(asha, address("notice"))
    text(asha, reverse("schools:notices"))
    text(asha, reverse("schools:all") + "?export=csv")
    assert Entry.objects.filter(action="notices.listed").count() == 2
    assert Entry.objects.filter(action="notice.opened", subject=notice()).count() == 1


@pytest.mark.parametrize("view", ["notices", "acknowledged", "all", "passed_on"])
def test_an_empty_list_says_what_will_happen(area: Area, signed_in_as: Door, view: str) -> None:
    assert "e-mail tells you" in text(signed_in_as("officer"), reverse("schools:notices"))
    assert signed_in_as("officer").get(reverse(f"schools:{view}")).status_code == 200


def test_no_name_in_a_title_an_address_or_a_file_name(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    for view in ("notice", "note", "not_me"):
        title = text(asha, address(view)).split("<title>")[1].split("</title>")[0]
        assert "Oliver" not in title
    for view in ("pdf", "json"):
        assert asha.get(address(view))["Content-Disposition"].startswith(f'attachment; filename="{notice()}.')
