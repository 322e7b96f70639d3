"""Whoever reports: anybody on the public page, and professionals with what their organisation may be told."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.access.anybody import QUICKEST
from firstbell.joint.early_picture import actions
from firstbell.joint.early_picture.models import Concern, Photograph, Signal, Subject
from world import hub_morning
from world.cast import Door, join
from world.monday import MORNING, NIGHT

Clock = Callable[[datetime], datetime]
WORRIED = "/worried/"
TOLD = {
    "what": ["fighting", "afraid"],
    "how": "seen",
    "day": "yesterday",
    "text": "Krzyki przez ścianę, codziennie.",
    "forenames": "Joan",
    "address": "14 Poplar Court\r\nStoke",
    "postcode": "ST4 3BB",
    "name": "Nell Neighbour",
    "contact": "01632 960777",
}
REPORT = {
    "what": ["injury"],
    "how": "seen",
    "day": "today",
    "text": "A bruise on the arm",
    "inferred": "She may be held by the arm",
    "basis": "public_task",
    "language": "en",
    "own_words": "He gets cross",
    "words_of": "child",
    "forenames": "Ivy",
    "surname": "Marlow",
    "is_child": "on",
    "postcode": "ST4 3BB",
}


@pytest.fixture
def anybody(db: None, at: Clock) -> Client:
    at(MORNING)
    cache.clear()
    return Client()


@pytest.fixture
def nurse(db: None, at: Clock, signed_in_as: Door) -> Client:
    at(MORNING)
    return signed_in_as("professional")


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def tells(client: Client, at: Clock, *, after: timedelta = QUICKEST, **more: Any) -> Any:
    """Opens the page, and sends it so long afterwards."""
    at(MORNING)
    found = re.search(r'name="shown_at" value="([^"]*)"', client.get(WORRIED).content.decode())
    assert found
    at(MORNING + after)
    return client.post(WORRIED, TOLD | {"shown_at": found[1]} | more)


def test_a_neighbour_tells_in_their_language_and_their_name_is_sealed(anybody: Client, at: Clock) -> None:
    answer = tells(anybody, at)
    assert (answer.status_code, answer["Location"]) == (302, "/worried/thanks/")
    row = Concern.objects.get()
    assert (row.source_class, row.organisation, row.named, row.postcode) == ("public", "", True, "ST4 3BB")
    assert "Nell" not in row.informant
    signals = Signal.objects.order_by("pk").values_list("kind", "on", "text")
    yesterday = MORNING.date() - timedelta(days=1)
    assert list(signals) == [("fighting", yesterday, TOLD["text"]), ("afraid", yesterday, "")]
    assert Subject.objects.get().forenames == "Joan"
    assert not Entry.objects.filter(by__contains="Nell").exists()


def test_nobody_need_say_who_they_are(anybody: Client, at: Clock) -> None:
    tells(anybody, at, name="", contact="")
    row = Concern.objects.get()
    assert (row.informant, row.root, row.named) == ("", "", False)


def test_nothing_of_it_stays_in_the_browser_and_the_answer_says_nothing(anybody: Client, at: Clock) -> None:
    for answer in (anybody.get(WORRIED), tells(anybody, at), anybody.get("/worried/thanks/")):
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
    assert not re.search("Joan|Poplar|police|worr|C-", text(anybody.get("/worried/thanks/")))
    page = anybody.get(WORRIED).content.decode()
    boxes = re.findall(r'<input[^>]+type="text"[^>]*>', page)
    assert [box for box in boxes if 'autocomplete="off"' not in box and "on_" not in box] == []


def test_the_page_says_whom_to_ring_first_and_what_happens_with_it(anybody: Client) -> None:
    said = text(anybody.get(WORRIED))
    assert said.index("ring 999") < said.index("What worries you?")
    for words in ("need not say who you are", "locked away", "others are told each time", "Exit this page"):
        assert words in said


@pytest.mark.parametrize("more", [{"website": "http://x.example"}, {"shown_at": "forged"}, {"shown_at": ""}])
def test_what_looks_like_a_program_is_asked_once_more(anybody: Client, at: Clock, more: dict[str, Any]) -> None:
    answer = tells(anybody, at, **more)
    assert (answer.status_code, Concern.objects.count()) == (409, 0)
    assert "send it once more" in text(answer)


def test_ten_an_hour_from_one_place_and_the_place_stands_in_no_concern(anybody: Client, at: Clock) -> None:
    here = Client(REMOTE_ADDR="192.0.2.77")
    answers = [tells(here, at) for _time in range(11)]
    assert [one.status_code for one in answers] == [*[302] * 10, 429]
    assert "0808 2000 247" in text(answers[-1])
    assert Concern.objects.count() == 10
    rows = [str(row) for model in (Concern, Signal, Subject, Entry) for row in model._default_manager.values()]
    assert not [row for row in rows if "192.0.2.77" in row]


def test_a_photograph_is_kept_without_where_it_was_taken(anybody: Client, at: Clock) -> None:
    where = b"\x00\x00\x00\x08eXIfLATITUDE\x00\x00\x00\x00"
    picture = hub_morning.PICTURE[:33] + where + hub_morning.PICTURE[33:]
    tells(anybody, at, photographs=[SimpleUploadedFile("a.png", picture), SimpleUploadedFile("b.png", picture)])
    assert Photograph.objects.count() == 2
    join("hub_supervisor", now=NIGHT)
    kept = actions.open_photograph(
        concern=Concern.objects.get().reference, number=1, by=hub_morning.SUPERVISOR, now=MORNING
    )
    assert kept == ("image/png", hub_morning.PICTURE)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"what": []}, "Choose an answer to “What worries you?”"),
        ({"text": ""}, "Fill in “What happened?”"),
        ({"day": "another"}, "Enter a date"),
        ({"day": "another", "on_day": "1", "on_month": "2", "on_year": "2030"}, "That day has not come."),
        ({"photographs": [SimpleUploadedFile("a.txt", b"no picture")]}, "Photographs are JPEG or PNG."),
        ({"photographs": [SimpleUploadedFile("a.png", b"x" * 10_000_001)]}, "Choose photographs of 10 MB at most"),
    ],
)
def test_what_cannot_be_is_said(anybody: Client, at: Clock, more: dict[str, Any], says: str) -> None:
    assert says in text(tells(anybody, at, **more))
    assert Concern.objects.count() == 0


def test_a_professional_reports_facts_apart_from_what_they_infer(nurse: Client) -> None:
    answer = nurse.post(reverse("professionals:new"), REPORT)
    row = Concern.objects.get()
    assert answer["Location"] == reverse("professionals:concern", args=[row.reference])
    assert (row.organisation, row.basis, row.words_of) == ("agency:health.city-surgery", "public_task", "child")
    facts = Signal.objects.order_by("pk").values_list("kind", "how", "text")
    assert list(facts) == [
        ("injury", "seen", "A bruise on the arm"),
        ("worry", "inferred", "She may be held by the arm"),
    ]
    entry = Entry.objects.filter(action="early_picture.raised").get()
    assert (entry.by, entry.organisation) == ("informant", "agency:health.city-surgery")


@pytest.mark.parametrize(("more", "says"), [({"basis": ""}, "On what lawful basis"), ({"words_of": ""}, "Own words")])
def test_a_report_without_a_basis_or_whose_words_is_not_taken(nurse: Client, more: dict[str, str], says: str) -> None:
    assert says in text(nurse.post(reverse("professionals:new"), REPORT | more))
    assert Concern.objects.count() == 0


def test_an_organisation_sees_its_own_concern_what_it_is_told_and_nobody_elses(
    nurse: Client, signed_in_as: Door
) -> None:
    nurse.post(reverse("professionals:new"), REPORT)
    reference = Concern.objects.get().reference
    join("hub_supervisor", now=NIGHT)
    actions.give_feedback(concern=reference, sentence="looked_at", by=hub_morning.SUPERVISOR, now=MORNING)
    address = reverse("professionals:concern", args=[reference])
    assert "Somebody has read your report and decided what to do." in text(nurse.get(address))
    assert reference in text(nurse.get(reverse("professionals:concerns")))
    read = Entry.objects.filter(action="early_picture.concern_read").latest("sequence")
    assert read.by == "informant", "who of the agency read it is who may have reported it"
    assert signed_in_as("asha").get(address).status_code == 404
    assert reference not in text(signed_in_as("asha").get(reverse("professionals:concerns")))


def test_a_signal_is_withdrawn_once_with_a_reason(nurse: Client) -> None:
    nurse.post(reverse("professionals:new"), REPORT)
    signal = Signal.objects.earliest("pk")
    address = reverse("professionals:withdraw", args=[signal.concern.reference, signal.pk])
    assert "Write in a sentence what was mistaken" in text(nurse.post(address, {"reason": "no"}))
    assert nurse.post(address, {"reason": "It was another child of that name."}).status_code == 302
    signal.refresh_from_db()
    assert (signal.withdrawn_at, signal.text) == (MORNING, "")
    assert nurse.get(address).status_code == 404


def test_whoever_asks_for_a_code_is_shown_it_once_and_sees_with_it_what_may_be_told(anybody: Client, at: Clock) -> None:
    answer = tells(anybody, at, wants_code="on", described="The girl at number 5, about seven")
    assert (answer.status_code, answer["Cache-Control"], bool(answer.cookies)) == (200, "no-store", False)
    found = re.search(r"(C-\w{8}) .*?(\w{4}-\w{4}-\w{4})", text(answer))
    assert found
    reference, code = found.groups()
    join("hub_supervisor", now=NIGHT)
    assert "looked" not in text(asks(anybody, at, reference, code)).partition("It was received.")[0]
    actions.give_feedback(concern=reference, sentence="helped", by=hub_morning.SUPERVISOR, now=MORNING)
    said = text(asks(anybody, at, reference, code))
    for words in ("It was received.", "Somebody has acted on your report.", "Nothing can be said of anybody"):
        assert words in said
    assert not re.search("Joan|Poplar|Krzyki|girl|Nell", said)
    assert code not in said
    wrong = asks(anybody, at, reference, "AAAA-BBBB-CCCC")
    assert "Nothing is kept under this reference with this code." in text(wrong)
    assert text(wrong).replace(reference, "") == text(asks(anybody, at, "C-AAAAAAAA", code)).replace("C-AAAAAAAA", "")


def test_codes_cannot_be_guessed_at_length(anybody: Client, at: Clock) -> None:
    answers = [asks(anybody, at, "C-AAAAAAAA", "AAAA-BBBB-CCCC") for _time in range(11)]
    assert [one.status_code for one in answers] == [*[409] * 10, 429]


def asks(client: Client, at: Clock, reference: str, code: str) -> Any:
    """Opens the page for codes, and sends this some seconds later."""
    at(MORNING)
    found = re.search(r'name="shown_at" value="([^"]*)"', client.get("/worried/told/").content.decode())
    assert found
    at(MORNING + QUICKEST)
    return client.post("/worried/told/", {"reference": reference, "code": code, "shown_at": found[1]})
