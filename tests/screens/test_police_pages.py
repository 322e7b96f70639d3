"""The desk's pages, as somebody of the cast opens them: who may, what they show, and what is written down."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.delivery.models import Message
from firstbell.registers.incidents import actions as records
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police
from world.area import CONTACT, Area
from world.cast import Door
from world.desk import ASKED, AWAY, HELD, NOBODY, POLICY, RUN, TOLD, night, notice, number, report, seat
from world.feed import home, party, suspect

NAMES = ("Noor", "Abara", "Mwangi", "Hussain", "Amy", "Daniel")


@pytest.fixture
def area(tmp_path: Path, db: None, at: Callable[[datetime], datetime]) -> Area:
    at(RUN)
    return night(tmp_path)


def review() -> int:
    return for_police.reviews(seat("supervisor"), RUN)[0].number


def text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def title(response: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return found[1]


def addresses(area: Area) -> list[str]:
    """Every page of the desk that can be opened, with what the night left."""
    one = {
        "review": [review()],
        "incident": [number(TOLD)],
        "notice": [notice(area, TOLD)],
        "school": ["100001"],
        "decide": [notice(area, TOLD), "withdraw"],
    }
    lists = "morning figures reviews incidents notices telephone held messages schools contactless contacts handed_over"
    further = "receive receive_by_hand pause search feeds take_in rejects"
    names = [*lists.split(), *further.split(), *one]
    return [reverse(f"police:{name}", args=one.get(name, [])) for name in names]


def test_every_page_opens_for_the_desk_and_its_title_names_nobody(area: Area, signed_in_as: Door) -> None:
    desk = signed_in_as("desk")
    for address in addresses(area):
        shown = desk.get(address)
        assert (shown.status_code, address) == (200, address)
        assert not any(name in title(shown) for name in NAMES)
        assert shown["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["asha", "officer", "desk_elsewhere", "analyst", "administrator", "stranger"])
def test_no_page_opens_for_anybody_else(area: Area, signed_in_as: Door, name: str) -> None:
    client = signed_in_as(name)
    opened = [address for address in addresses(area) if client.get(address).status_code == 200]
    assert opened == ([reverse("police:figures")] if name == "analyst" else [])


def test_the_morning_leads_to_lists_that_hold_what_it_counts(area: Area, signed_in_as: Door) -> None:
    desk = signed_in_as("desk")
    page = desk.get(reverse("police:morning")).content.decode()
    rows = re.findall(r"(\d+)</td>\s*<th[^>]*>\s*<a [^>]*href=\"([^\"]+)\"", page)
    assert len(rows) >= 5
    for count, address in rows:
        shown = text(desk.get(address.replace("&amp;", "&")))
        assert re.search(rf"\bof {count}\b", shown), (count, address)


def test_the_analyst_sees_the_same_counts_and_no_links(area: Area, signed_in_as: Door) -> None:
    page = signed_in_as("analyst").get(reverse("police:figures"))
    assert "2 hours 20 minutes until the bell at 8:30am" in text(page)
    assert "Notices held: somebody there may be tied to a party" in text(page)
    assert "/desk/notices" not in page.content.decode()


@pytest.mark.parametrize(
    ("view", "action"), [("incident", "incident.read"), ("notice", "notice.read"), ("review", "review.read")]
)
def test_every_reading_of_a_person_is_written_down(area: Area, signed_in_as: Door, view: str, action: str) -> None:
    what = {"incident": number(TOLD), "notice": notice(area, TOLD), "review": review()}[view]
    desk = signed_in_as("desk")
    desk.get(reverse(f"police:{view}", args=[what]))
    assert list(Entry.objects.filter(action=action).values_list("by", flat=True)) == ["desk@force.example"]


def test_reviews_are_cleared_one_after_the_other_from_one_page(
    tmp_path: Path, db: None, at: Callable[[datetime], datetime], signed_in_as: Door
) -> None:
    at(RUN)
    night(tmp_path, report("STF/8", "Hussain", "Oliva", sex="U"))
    desk, first = signed_in_as("desk"), review()
    answer = {"choice": "urn:100001", "reason": "The mother said so.", "version": "1"}
    after = desk.post(reverse("police:review", args=[first]), answer, follow=True)
    assert "Decided. 1 is left." in text(after)
    assert after.redirect_chain[0][0] == reverse("police:review", args=[review()])
    after = desk.post(after.redirect_chain[0][0], answer | {"choice": "nobody"}, follow=True)
    assert "That was the last one" in text(after)


def test_another_establishment_is_searched_for_and_chosen(area: Area, signed_in_as: Door) -> None:
    desk, address = signed_in_as("desk"), reverse("police:review", args=[review()])
    asked = {"choice": "another", "school": "trent vale", "reason": "She moved.", "version": "1"}
    shown = desk.post(address, asked)
    assert "Choose the establishment, or search again" in text(shown)
    assert "Trent Vale Academy" in text(shown)
    assert "She moved." in shown.content.decode()
    desk.post(address, asked | {"urn": "100004"})
    told = [row["establishment_urn"] for row in area.notices() if row["incident_reference"] == ASKED]
    assert told == ["100004"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"choice": "another", "school": "Hogwarts"}, "No establishment on the register fits"),
        ({"choice": "another"}, "Say which establishment"),
        ({"choice": "officer"}, "Choose the authority"),
        ({}, "Choose an answer to “Who is to be told?”"),
        ({"choice": "urn:999999"}, "Choose one of those shown"),
        ({"choice": "nobody", "reason": ""}, "Fill in “How do you know?”"),
    ],
)
def test_a_decision_that_is_not_whole_says_what_is_missing(
    area: Area, signed_in_as: Door, given: dict[str, str], says: str
) -> None:
    address = reverse("police:review", args=[review()])
    shown = signed_in_as("desk").post(address, {"reason": "I know her.", "version": "1"} | given)
    assert says in text(shown)
    assert for_police.reviews(seat("desk"), RUN)


def test_a_review_that_somebody_decided_meanwhile_says_so_and_loses_nothing(area: Area, signed_in_as: Door) -> None:
    number_ = review()
    actions.answer_review(
        number=number_, seen=1, urn="100002", reason="Seen.", by=seat("supervisor").actor, now=RUN, policy=POLICY
    )
    late = {"choice": "urn:100001", "reason": "A long story of mine.", "version": "1"}
    shown = signed_in_as("desk").post(reverse("police:review", args=[number_]), late)
    assert shown.status_code == 409
    assert "super@force.example decided this at 6:10am on Monday 23 November: tell Milton Primary School." in text(
        shown
    )
    assert "A long story of mine." in text(shown)


def test_a_button_pressed_twice_decides_once(area: Area, signed_in_as: Door) -> None:
    desk, reference = signed_in_as("desk"), notice(area, TOLD)
    version = for_police.notice(seat("desk"), reference, RUN, POLICY).seen
    told = {"to": "Ms Khan", "said": "Yes", "version": version}
    for _ in range(2):
        answer = desk.post(reverse("police:decide", args=[reference, "telephone"]), told)
        assert answer.status_code == 302
    assert Entry.objects.filter(action="notice.acknowledged", subject=reference).count() == 1


def test_a_stale_notice_is_refused_with_what_was_typed_and_can_be_sent_again(area: Area, signed_in_as: Door) -> None:
    desk, reference = signed_in_as("desk"), notice(area, NOBODY)
    address = reverse("police:decide", args=[reference, "withdraw"])
    old = for_police.notice(seat("desk"), reference, RUN, POLICY).seen
    actions.hold_notice(
        reference=reference, reason="Wait.", until=RUN.replace(hour=9), by=seat("supervisor").actor, now=RUN
    )
    typed = {"reason": "The wrong Tom.", "sure": "on", "version": old}
    shown = desk.post(address, typed)
    assert shown.status_code == 409
    assert "is no longer as you saw it: held by super@force.example" in text(shown)
    assert "The wrong Tom." in shown.content.decode()
    (now_is,) = re.findall(r'name="version" value="([^"]+)"', shown.content.decode())
    assert desk.post(address, typed | {"version": now_is}).status_code == 302
    assert for_police.notice(seat("desk"), reference, RUN, POLICY).status == "withdrawn"


def test_a_notice_is_not_taken_back_without_being_sure(area: Area, signed_in_as: Door) -> None:
    reference = notice(area, TOLD)
    signed_in_as("desk").post(reverse("police:decide", args=[reference, "withdraw"]), {"reason": "Wrong child."})
    assert for_police.notice(seat("desk"), reference, RUN, POLICY).status == "sent"


def test_a_protected_address_is_asked_for_with_a_reason_that_is_written_down(
    tmp_path: Path, db: None, at: Callable[[datetime], datetime], signed_in_as: Door
) -> None:
    at(RUN)
    safe = home("ST4 2BB", "7 Hidden Lane", protected=True)
    night(tmp_path, report("STF/8", "Sole", "Ada", parties=[party(surname="Sole", residence=safe), suspect()]))
    desk, address = signed_in_as("desk"), reverse("police:incident", args=[number("STF/8")])
    assert "Hidden Lane" not in text(desk.get(address))
    assert "Hidden Lane" not in text(desk.post(address, {"reason": " "}))
    assert "7 Hidden Lane" in text(desk.post(address, {"reason": "To warn the school."}))
    (entry,) = Entry.objects.filter(action="protected_address.read")
    assert (entry.by, entry.why) == ("desk@force.example", "To warn the school.")


def test_search_asks_for_a_purpose_shows_the_least_and_writes_each_look_down(area: Area, signed_in_as: Door) -> None:
    desk, address = signed_in_as("desk"), reverse("police:search")
    asked = {"purpose": "school", "why": "They rang.", "name": "Noor Abara"}
    assert "Choose an answer to “Why are you searching?”" in text(desk.post(address, {"name": "Noor Abara"}))
    assert not Entry.objects.filter(action="person.searched").exists()
    shown = desk.post(address, asked)
    assert TOLD in text(shown)
    assert "2016" in text(shown)
    assert "Noor" not in text(shown)
    look = {"number": number(TOLD), "person": "C1", "purpose": "school", "why": "They rang."}
    after = desk.post(reverse("police:look"), look, follow=True)
    assert "Noor Abara" in text(after)
    deeds = Entry.objects.filter(action__in=("person.searched", "found_person.read", "incident.read"))
    assert [entry.action for entry in deeds.order_by("sequence")] == [
        "person.searched",
        "found_person.read",
        "incident.read",
    ]


def test_to_an_officer_who_is_a_party_the_record_does_not_exist(area: Area, signed_in_as: Door) -> None:
    desk = signed_in_as("desk")
    this, one = number(ASKED), review()
    for name in (TOLD, HELD, NOBODY, ASKED, AWAY):
        records.restrict_record(
            incident_id=number(name), to="desk@force.example", reason="A sister.", by=seat("supervisor").actor, now=RUN
        )
    closed = [
        reverse("police:incident", args=[this]),
        reverse("police:incident", args=[number(TOLD)]),
        reverse("police:notice", args=[notice(area, TOLD)]),
        reverse("police:decide", args=[notice(area, TOLD), "withdraw"]),
        reverse("police:review", args=[one]),
    ]
    nothing = text(desk.get(reverse("police:incident", args=[999_999])))
    for address in closed:
        shown = desk.get(address)
        assert (shown.status_code, text(shown)) == (404, nothing)
    for name in ("notices", "held", "reviews", "incidents", "handed_over", "messages", "telephone"):
        for query in ("", "?export=csv"):
            body = desk.get(reverse(f"police:{name}") + query).content.decode()
            assert "STF/" not in body
            assert "N-" not in re.sub(r"UTF-8|[A-Z]N-", "", body)
    found = desk.post(reverse("police:search"), {"purpose": "check", "why": "To see.", "name": "Abara"})
    assert "0 people found" in text(found)
    assert (
        desk.post(reverse("police:look"), {"number": this, "person": "C1", "purpose": "check", "why": "x"}).status_code
        == 404
    )
    supervisor = signed_in_as("supervisor")
    assert "Somebody asked for a record that is closed to them" in text(supervisor.get(reverse("police:morning")))


def test_a_supervisor_opens_a_namesakes_record_again(area: Area, signed_in_as: Door) -> None:
    desk, supervisor = signed_in_as("desk"), signed_in_as("supervisor")
    close = reverse("police:close_record", args=[number(TOLD)])
    assert desk.get(close).status_code == 403
    supervisor.post(close, {"to": "desk@force.example", "reason": "A namesake?"})
    incident = reverse("police:incident", args=[number(TOLD)])
    assert desk.get(incident).status_code == 404
    (closed,) = re.findall(
        r'href="(/desk/supervision/closed/\d+/)"', supervisor.get("/desk/supervision/").content.decode()
    )
    supervisor.post(closed, {"reason": "Born elsewhere."})
    assert desk.get(incident).status_code == 200


def test_a_pause_is_on_every_page_of_everybody_and_only_a_supervisor_starts_it(area: Area, signed_in_as: Door) -> None:
    given = {"owner": "Insp. Hale", "reason": "A wrong roll.", "until_day": "23", "until_month": "11"}
    given |= {"until_year": "2026", "until_time": "7am"}
    start = reverse("police:start_pause")
    assert signed_in_as("desk").post(start, given).status_code == 403
    signed_in_as("supervisor").post(start, given)
    for name in ("desk", "supervisor"):
        shown = text(signed_in_as(name).get(reverse("police:reviews")))
        assert "No notice leaves until Monday 23 November 2026, 7am." in shown
        assert "Insp. Hale answers for the pause." in shown
    signed_in_as("supervisor").post(reverse("police:end_pause"))
    assert "No notice leaves" not in text(signed_in_as("desk").get(reverse("police:reviews")))


def test_the_other_force_reads_and_accepts_its_own_handover_only(area: Area, signed_in_as: Door) -> None:
    elsewhere, reference = signed_in_as("desk_elsewhere"), notice(area, AWAY)
    assert reference in text(elsewhere.get(reverse("police:handovers")))
    shown = elsewhere.get(reverse("police:handover", args=[reference]))
    assert "Sam Away" in text(shown)
    assert Entry.objects.filter(action="handover.read", by="desk@mercia.example").count() == 1
    for _ in range(2):
        assert elsewhere.post(reverse("police:accept", args=[reference])).status_code == 302
    assert for_police.handovers(seat("desk"), RUN)[0].status == "handed_over"
    assert elsewhere.get(reverse("police:handover", args=[notice(area, TOLD)])).status_code == 404
    assert elsewhere.post(reverse("police:accept", args=[notice(area, TOLD)])).status_code == 404


def test_a_contact_is_verified_and_the_next_one_comes(
    tmp_path: Path, db: None, at: Callable[[datetime], datetime], signed_in_as: Door
) -> None:
    at(RUN)
    area = Area(tmp_path)
    area.school("100001", contacts=False)
    for rank, email in enumerate(("old@100001.example", "older@100001.example"), 1):
        area.contact("100001", email, rank=str(rank), verified_on=f"2026-0{4 - rank}-01")
    area.take_in_registers(RUN)
    desk = signed_in_as("desk")
    first, second = for_police.contacts_to_verify(seat("desk"), RUN, POLICY)
    assert first.contact.email == "older@100001.example"
    after = desk.post(reverse("police:contact", args=[first.contact.number]), {"what": "verified"}, follow=True)
    assert "Written down. 1 is left." in text(after)
    assert "old@100001.example" in text(after)
    address = reverse("police:contact", args=[second.contact.number])
    wrong = desk.post(address, {"what": "correct", "name": "Kit Low", "email": "not an address", "phone": ""})
    assert "Enter a valid email address" in text(wrong)
    desk.post(address, {"what": "correct", "name": "Kit Low", "email": "kit@100001.example", "phone": "01782 1"})
    assert [row.contact.email for row in for_police.contacts_to_verify(seat("desk"), RUN, POLICY)] == [
        "kit@100001.example"
    ]
    desk.post(address, {"what": "verified"})
    assert for_police.contacts_to_verify(seat("desk"), RUN, POLICY) == []
    assert desk.post(address, {"what": "verified"}).status_code == 404


@pytest.mark.parametrize("text_", ["", "{}", "not json"])
def test_what_is_no_handover_is_refused_on_the_page(area: Area, signed_in_as: Door, text_: str) -> None:
    shown = signed_in_as("desk").post(reverse("police:receive"), {"text": text_})
    assert shown.status_code == (409 if text_ else 200)
    assert "There is a problem" in text(shown)


def test_a_handover_by_telephone_is_taken_over(area: Area, signed_in_as: Door) -> None:
    given = {"from_force": "west-mercia", "incident_reference": "wm/5", "forenames": "Siân", "surname": "O'Hara"}
    given |= {"reported_at_day": "22", "reported_at_month": "11", "reported_at_year": "2026", "reported_at_time": "9pm"}
    given |= {"born_day": "1", "born_month": "6", "born_year": "2016", "line": "1 New Road", "postcode": "ST4 1AA"}
    after = signed_in_as("desk").post(reverse("police:receive_by_hand"), given, follow=True)
    assert "Taken over." in text(after)
    assert [row.force for row in for_police.latest_incidents(seat("desk"))].count("west-mercia") == 1


def test_messages_that_did_not_leave_are_sent_again_or_resolved_and_nothing_else(
    area: Area, signed_in_as: Door
) -> None:
    keys = list(Message.objects.filter(reference__in=[notice(area, TOLD)]).values_list("key", flat=True))
    Message.objects.filter(key__in=keys).update(status="failed", failed_reason="the mail server is full")
    desk = signed_in_as("desk")
    shown = text(desk.get(reverse("police:messages")))
    assert "the mail server is full" in shown
    assert "@100001.example" not in shown
    assert desk.post(reverse("police:message", args=[keys[0], "burn"])).status_code == 404
    assert desk.post(reverse("police:message", args=[keys[0], "sent"])).status_code == 409
    assert desk.post(reverse("police:message", args=[keys[0], "again"])).status_code == 302
    assert Message.objects.get(key=keys[0]).status == "waiting"


def test_an_alarm_about_a_closed_record_is_in_no_officers_list(area: Area, signed_in_as: Door) -> None:
    records.restrict_record(
        incident_id=number(TOLD), to="desk@force.example", reason="A sister.", by=seat("supervisor").actor, now=RUN
    )
    area.run(RUN)
    Message.objects.filter(reference__startswith="CR-").update(status="failed")
    assert Message.objects.filter(reference__startswith="CR-").exists()
    assert "CR-" not in text(signed_in_as("desk").get(reverse("police:messages")))
    assert "CR-" in text(signed_in_as("supervisor").get(reverse("police:messages")))


def test_a_file_is_uploaded_taken_in_and_its_rejected_line_corrected(area: Area, signed_in_as: Door) -> None:
    line = "100004,1,dsl,Kit Low,{},01782 1,,,2026-11-01,,"
    whole = "\n".join([",".join(CONTACT), line.format("no address"), line.format("head@100004.example")])
    desk = signed_in_as("desk")
    sent = {"kind": "contacts", "file": SimpleUploadedFile("contacts.csv", whole.encode())}
    after = desk.post(reverse("police:take_in"), sent, follow=True)
    address = after.redirect_chain[-1][0]
    assert "Waits" in text(after)
    area.run(RUN)
    assert "Lines to correct" in text(desk.get(address))
    (reject,) = re.findall(rf'href="({address}\d+/)"', desk.get(address).content.decode())
    assert "no address" in text(desk.get(reject))
    still = desk.post(reject, {"text": line.format("not one either")})
    assert "not one either" in still.content.decode()
    assert "There is a problem" in text(still)
    assert "The line is taken in." in text(desk.post(reject, {"text": line.format("kit@100004.example")}, follow=True))
    assert "kit@100004.example" in text(desk.get(reverse("police:school", args=["100004"])))
    assert Entry.objects.filter(action="take_in.reject_read").count() == 3


def test_a_file_of_another_kind_is_refused_in_a_sentence(area: Area, signed_in_as: Door) -> None:
    sent = {"kind": "contacts", "file": SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00")}
    shown = signed_in_as("desk").post(reverse("police:take_in"), sent)
    assert shown.status_code == 409
    assert "There is a problem" in text(shown)
