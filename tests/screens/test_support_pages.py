"""Support's pages: what they send, what they refuse, what they never show, and what anybody may ask."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.config import env
from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.support.views.workload import of
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.responses.support import queries
from firstbell.responses.support.rules.uptake import Share
from world import support_morning
from world.area import Area
from world.cast import CAST, Door, join
from world.feed import incident, party, suspect
from world.monday import MORNING, NIGHT
from world.support_morning import CODE_WORD, LEAD, NUMBER, WORKER

Morning = dict[str, Any]
EVENING = MORNING.replace(hour=20)
CONSENT = {"basis": "consent", "grade": "none"}
POLICY = ForcePolicy(force="staffordshire")
CALL = {
    "phone_detail": "01632 960007",
    "phone_days_0": ["workdays", "6"],
    "phone_opens_0": "9am",
    "phone_closes_0": "3pm",
    "phone_who": "quiet",
    "lasts": "28",
}
ASKED = {
    "name": "Marigold",
    "way": "phone",
    "detail": "01632 960008",
    "days": "workdays",
    "opens": "9am",
    "closes": "2pm",
    "hears": "message",
}


@pytest.fixture
def area(
    tmp_path: Path, db: None, settings: Settings, at: Callable[[datetime], datetime], monkeypatch: pytest.MonkeyPatch
) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(env, "policy", lambda: POLICY)
    at(MORNING)
    for name in ("worker", "support_lead"):
        join(name, now=NIGHT)
    return Area(tmp_path)


@pytest.fixture
def morning(area: Area) -> Morning:
    return support_morning.build()


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def of_support(name: str, *given: object) -> str:
    return reverse(f"support:{name}", args=given)


def reported(area: Area, reference: str, *parties: dict[str, Any]) -> int:
    area.incidents(incident(reference, parties=list(parties), children=[]), now=NIGHT)
    return incidents_read.find("staffordshire", reference)


# Police


def test_a_victim_is_referred_as_the_incident_names_them(area: Area, signed_in_as: Door) -> None:
    number = reported(area, "STF/2026/0000001", party(), suspect())
    desk = signed_in_as("desk")
    assert "Refer to support" in text(desk.get(reverse("police:incident", args=[number])))
    asked = text(desk.get(reverse("police:refer", args=[number])))
    assert "Amy Okafor" in asked
    assert "Daniel" not in asked
    assert "To which service?" not in asked
    assert desk.post(reverse("police:refer", args=[number]), CONSENT).status_code == 302
    (line,) = queries.referrals(seen_by=WORKER)
    said = queries.referral(line.reference, seen_by=WORKER)
    assert (said.forenames, said.surname, str(said.date_of_birth)) == ("Amy", "Okafor", "1992-02-03")
    assert (said.referred_from, said.basis, said.grade, said.also_suspect) == ("police", "consent", "", False)
    assert "Referred from this incident already" in text(desk.get(reverse("police:refer", args=[number])))


def test_each_of_two_who_accuse_each_other_is_referred_and_it_is_said(area: Area, signed_in_as: Door) -> None:
    number = reported(area, "STF/2026/0000001", party(role="both"), suspect(role="both"))
    desk, address = signed_in_as("desk"), reverse("police:refer", args=[number])
    assert "Each has accused the other" in text(desk.get(address))
    assert 'value="P2" checked' in desk.get(f"{address}?person=P2").content.decode()
    assert desk.post(address, CONSENT).status_code == 200, "nobody is chosen"
    assert desk.post(address, CONSENT | {"person": "P2"}).status_code == 302
    (line,) = queries.referrals(seen_by=WORKER)
    shown = text(signed_in_as("worker").get(of_support("referral", line.reference)))
    assert "Daniel Okafor" in shown
    assert "recorded as a suspect in the same incident too" in shown


def test_without_consent_it_takes_a_high_grade_and_a_reason(area: Area, signed_in_as: Door) -> None:
    address = reverse("police:refer", args=[reported(area, "STF/2026/0000001", party(), suspect())])
    desk = signed_in_as("desk")
    alone = {"basis": "high_risk", "grade": "medium", "basis_reason": "He sat beside her the whole time."}
    refused = desk.post(address, alone)
    assert (refused.status_code, "a high grade are needed" in text(refused)) == (409, True)
    assert desk.post(address, alone | {"grade": "high", "basis_reason": "unsafe"}).status_code == 409
    assert not queries.referrals(seen_by=WORKER)
    assert desk.post(address, alone | {"grade": "high"}).status_code == 302


def test_where_there_are_two_services_one_is_chosen(area: Area, signed_in_as: Door) -> None:
    join("worker_elsewhere", now=NIGHT)
    address = reverse("police:refer", args=[reported(area, "STF/2026/0000001", party(), suspect())])
    desk = signed_in_as("desk")
    assert "To which service?" in text(desk.get(address))
    assert desk.post(address, CONSENT).status_code == 200
    assert desk.post(address, CONSENT | {"service": "school:100001"}).status_code == 200
    assert desk.post(address, CONSENT | {"service": "support:haven"}).status_code == 302
    assert not queries.referrals(seen_by=WORKER)


def test_without_a_victim_or_a_service_nothing_can_be_sent(area: Area, signed_in_as: Door) -> None:
    address = reverse("police:refer", args=[reported(area, "STF/2026/0000001", suspect())])
    assert "names no victim" in text(signed_in_as("desk").get(address))
    assert signed_in_as("desk").post(address, CONSENT).status_code == 200
    assert not queries.referrals(seen_by=WORKER)


def test_whom_a_record_is_closed_to_neither_refers_from_it_nor_learns_that_anybody_was(
    area: Area, signed_in_as: Door
) -> None:
    number = reported(area, "STF/2026/0000001", party(), suspect())
    reference = support_morning.referred(made=NIGHT, incident_reference="STF/2026/0000001")
    desk, take_back = signed_in_as("desk"), reverse("police:revoke_referral", args=[reference])
    assert reference in text(desk.get(reverse("police:referrals")))
    by = {"reason": "Lives with the suspect", "by": support_morning.SUPERVISOR, "now": NIGHT}
    incidents.restrict_record(incident_id=number, to=CAST["desk"].email, **by)
    listed = text(desk.get(reverse("police:referrals")))
    assert (reference in listed, "STF/2026/0000001" in listed) == (False, False)
    assert desk.get(take_back).status_code == 404
    assert desk.post(take_back, {"reason": "I want to know"}).status_code == 404
    assert desk.get(reverse("police:refer", args=[number])).status_code == 404
    assert reference in text(signed_in_as("supervisor").get(reverse("police:referrals")))


def test_police_see_how_a_referral_stands_and_nothing_of_the_client(morning: Morning, signed_in_as: Door) -> None:
    listed = text(signed_in_as("case_officer").get(reverse("police:referrals")))
    assert morning["support_case"] in listed
    assert not re.search(f"Ada|Castle|{NUMBER}|{CODE_WORD}|Lives elsewhere|Noor", listed)


def test_a_referral_is_taken_back_with_a_reason(morning: Morning, signed_in_as: Door) -> None:
    desk, address = signed_in_as("desk"), reverse("police:revoke_referral", args=[morning["support_case"]])
    assert desk.post(address, {"reason": " "}).status_code == 200
    assert desk.post(address, {"reason": "Consent withdrawn."}).status_code == 302
    assert queries.referral(morning["support_case"], seen_by=WORKER).status == "revoked"
    ended = signed_in_as("worker").get(of_support("referral", morning["support_case"]))
    assert not re.search("Make a new plan|Show where it leads|Needs and plan", text(ended))


# The service


def test_reading_a_referral_is_written_down_and_shows_no_number(morning: Morning, signed_in_as: Door) -> None:
    worker = signed_in_as("worker")
    shown = worker.get(of_support("referral", morning["support_case"])).content.decode()
    assert NUMBER not in shown
    assert "07700" not in shown
    assert "A telephone call" in shown
    assert Entry.objects.filter(action="support.referral_read", subject=morning["support_case"]).count() == 1


def test_the_list_names_nobody_and_ones_own_come_first(morning: Morning, signed_in_as: Door) -> None:
    first = support_morning.referred(made=MORNING)
    page = signed_in_as("worker").get(of_support("referrals"))
    assert not re.search("Ada|Castle|Waitley|Underwood|Withers", text(page))
    places = [page.content.decode().index(morning[one]) for one in ("support_case", "support_untried")]
    assert max(places) < page.content.decode().index(first)
    nobodys = text(signed_in_as("worker").get(of_support("referrals"), {"worker": "nobody"}))
    assert (first in nobodys, morning["support_case"] in nobodys) == (True, False)
    waiting = text(signed_in_as("worker").get(of_support("referrals"), {"status": "received"}))
    assert (first in waiting, morning["support_case"] in waiting) == (True, False)
    assert morning["support_ended"] in text(signed_in_as("worker").get(of_support("ended")))


def test_a_worker_answers_no_referral_and_a_stranger_sees_none(morning: Morning, signed_in_as: Door) -> None:
    worker, elsewhere = signed_in_as("worker"), signed_in_as("worker_elsewhere")
    accept = of_support("answer", morning["support_waits"], "accept")
    assert worker.post(accept).status_code == 403
    assert elsewhere.post(accept).status_code == 404
    assert "Accept it" not in text(worker.get(of_support("referral", morning["support_waits"])))
    assert morning["support_waits"] not in text(elsewhere.get(of_support("referrals")))
    assert signed_in_as("support_lead").post(of_support("answer", morning["support_waits"], "burn")).status_code == 404
    assert queries.referral(morning["support_waits"], seen_by=WORKER).status == "received"


def test_a_number_is_shown_within_the_plan_and_outside_it_only_for_a_reason(
    morning: Morning, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    worker, address = signed_in_as("worker"), of_support("reach", morning["support_case"], "phone")
    assert NUMBER not in text(worker.get(address))
    assert NUMBER in text(worker.post(address))
    at(EVENING)
    worker = signed_in_as("worker")
    for sent in (worker.get(address), worker.post(address), worker.post(address, {"reason": "short"})):
        assert NUMBER not in text(sent)
        assert "not safe at this time" in text(sent)
    assert NUMBER in text(worker.post(address, {"reason": "Police are at the door and ask for her."}))
    assert Entry.objects.filter(action="support.way_shown_outside_plan").count() == 1
    assert worker.get(of_support("reach", morning["support_case"], "e_mail")).status_code == 404
    assert worker.get(of_support("reach", morning["support_untried"], "phone")).status_code == 404


def test_a_plan_that_ran_out_shows_no_button_for_the_number(
    morning: Morning, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    at(MORNING + timedelta(days=28))
    shown = text(signed_in_as("worker").get(of_support("referral", morning["support_case"])))
    assert "The safe-contact plan ran out on 14 December 2026" in shown
    assert "Show where it leads" not in shown


def plan_of(reference: str) -> Any:
    return queries.referral(reference, seen_by=WORKER).plan


def test_what_a_client_says_is_kept_as_they_say_it(morning: Morning, signed_in_as: Door) -> None:
    worker, address = signed_in_as("worker"), of_support("plan", morning["support_untried"])
    second = {"phone_days_1": ["2"], "phone_opens_1": "18:00", "phone_closes_1": "18:30", "code_word": "Marigold"}
    assert worker.post(address, CALL | second).status_code == 302
    plan = plan_of(morning["support_untried"])
    (way,) = plan.ways
    assert (way.channel, way.message, way.others_read) == ("phone", False, False)
    assert [(sorted(one.days), one.opens.hour, one.closes.hour) for one in way.windows] == [
        ([0, 1, 2, 3, 4, 6], 9, 15),
        ([2], 18, 18),
    ]
    assert (plan.last_day, plan.code_word) == (MORNING.date() + timedelta(days=28), "Marigold")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"phone_detail": ""}, "Fill in “Telephone number”"),
        ({"phone_days_0": []}, "Choose an answer to “On which days?”"),
        ({"phone_closes_0": ""}, "Enter a time"),
        ({"phone_who": ""}, "Choose an answer to “Who else hears it"),
        ({"phone_opens_1": "6pm"}, "Choose an answer to “On which days?”"),
        ({"lasts": "another"}, "Enter a date"),
        ({"e_mail_detail": "ada@client.example"}, "Tick that nobody else reads it, or leave this way out"),
        ({"phone_opens_0": "9"}, "Enter a time, such as 8:30am or 15:10"),
    ],
)
def test_a_plan_with_anything_left_open_is_not_kept(
    morning: Morning, signed_in_as: Door, missing: dict[str, Any], said: str
) -> None:
    answer = signed_in_as("worker").post(of_support("plan", morning["support_untried"]), CALL | missing)
    assert answer.status_code == 200
    assert said in text(answer)
    assert plan_of(morning["support_untried"]) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"phone_detail": "12"}, "This is no telephone number."),
        ({"phone_opens_0": "10pm", "phone_closes_0": "2am"}, "For a night, give two: one each side."),
        ({"phone_days_1": ["0"], "phone_opens_1": "10:00", "phone_closes_1": "11:00"}, "Two safe times of a Monday"),
        ({"phone_detail": NUMBER}, "Another client of this service is reached in the same way."),
        (
            {"lasts": "another", "last_day_day": "1", "last_day_month": "6", "last_day_year": "2027"},
            "more than 92 days away",
        ),
    ],
)
def test_a_plan_that_the_rules_refuse_keeps_what_was_typed(
    morning: Morning, signed_in_as: Door, wrong: dict[str, Any], said: str
) -> None:
    answer = signed_in_as("worker").post(of_support("plan", morning["support_untried"]), CALL | wrong)
    assert answer.status_code == 409
    assert said in text(answer)
    assert f'value="{(CALL | wrong)["phone_detail"]}"' in answer.content.decode()
    assert plan_of(morning["support_untried"]) is None


def test_a_try_outside_the_plan_is_said_to_be_one(morning: Morning, signed_in_as: Door) -> None:
    worker, address = signed_in_as("worker"), of_support("attempt", morning["support_case"])
    tried = {"channel": "text", "reached": "no", "at_day": "23", "at_month": "11", "at_year": "2026", "at_time": "7:30"}
    assert "No message may be left" not in text(worker.get(address))
    refused = worker.post(address, tried)
    assert (refused.status_code, "not safe at this time" in text(refused)) == (409, True)
    why = {"unsafe_why": "The wrong line of the list was open when I sent it."}
    assert "as a try outside the plan" in text(worker.post(address, tried | why, follow=True))
    assert "Outside the plan" in text(worker.get(of_support("referral", morning["support_case"])))


def test_full_workers_are_shown_with_their_cases(morning: Morning, signed_in_as: Door) -> None:
    lead, address = signed_in_as("support_lead"), of_support("allocate", morning["support_untried"])
    assert "2 open cases of at most 80" in text(lead.get(address))
    assert lead.post(address, {"worker": "worker@haven.example"}).status_code == 200, "works elsewhere"
    assert lead.post(address, {"worker": LEAD.name}).status_code == 302
    assert queries.referral(morning["support_untried"], seen_by=WORKER).worker == LEAD.name


def test_uptake_keeps_its_denominators_apart(morning: Morning, signed_in_as: Door) -> None:
    page = text(signed_in_as("worker").get(of_support("workload")))
    assert re.search(r"2026 Referred 5 .{0,60}0 of 5 .{0,60}0 of 0 .{0,60}0 of 5", page)
    assert of(Share(3, "referred", 12)) == "3 of 12 (25 %)"
    assert of(Share(3, "referred", 9)) == "3 of 9"
    export = signed_in_as("worker").get(of_support("workload"), {"cases-export": "csv"})
    assert export["Content-Type"].startswith("text/csv")


# Anybody


@pytest.fixture
def anybody(morning: Morning) -> Client:
    cache.clear()
    return Client()


def test_somebody_asks_and_the_service_has_their_first_plan(anybody: Client) -> None:
    before = {one.reference for one in queries.referrals(seen_by=WORKER)}
    answer = anybody.post(of_support("ask"), ASKED | {"code_word": "Tulip"})
    assert (answer.status_code, answer["Location"]) == (302, of_support("asked"))
    (line,) = [one for one in queries.referrals(seen_by=WORKER) if one.reference not in before]
    asked = queries.referral(line.reference, seen_by=WORKER)
    assert (asked.forenames, asked.referred_from, asked.basis) == ("Marigold", "oneself", "consent")
    assert asked.plan is not None
    assert (asked.plan.last_day, asked.plan.code_word) == (MORNING.date() + timedelta(days=14), "Tulip")
    assert [(way.channel, way.message) for way in asked.plan.ways] == [("phone", True)]


def test_nobody_learns_by_asking_whether_a_number_is_known(anybody: Client, morning: Morning) -> None:
    """Whoever abuses may type her number: neither the answer nor her own plan may be changed by it."""
    known = anybody.post(of_support("ask"), ASKED | {"detail": NUMBER.replace(" ", "")})
    other = anybody.post(of_support("ask"), ASKED)
    assert (known.status_code, known.headers, known.content) == (other.status_code, other.headers, other.content)
    assert plan_of(morning["support_case"]).ways[0].others_read is False
    lines = queries.referrals(seen_by=WORKER)
    told = [one for one in lines if queries.referral(one.reference, seen_by=WORKER).basis_reason]
    (asked,) = [queries.referral(one.reference, seen_by=WORKER) for one in told]
    assert queries.referral(morning["support_case"], seen_by=WORKER).client in asked.basis_reason
    assert asked.plan is None


def test_nothing_of_it_stays_in_the_browser(anybody: Client) -> None:
    for answer in (anybody.get(of_support("ask")), anybody.post(of_support("ask"), ASKED)):
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
    page = anybody.get(of_support("ask")).content.decode()
    boxes = re.findall(r'<input[^>]+type="text"[^>]*>', page)
    assert boxes
    assert all('autocomplete="off"' in box for box in boxes)


@pytest.mark.parametrize("way", ["text", "e_mail"])
def test_what_others_can_read_is_not_taken_for_safe(anybody: Client, way: str) -> None:
    detail = {"text": "07700 900003", "e_mail": "ada@client.example"}[way]
    for hears in ("quiet", "others"):
        answer = anybody.post(of_support("ask"), ASKED | {"way": way, "detail": detail, "hears": hears})
        assert "Somebody may find what we write to you" in text(answer)
    assert len(queries.referrals(seen_by=WORKER)) == 5


def test_too_many_at_once_are_told_where_else_to_turn(anybody: Client, settings: Settings) -> None:
    answers = [anybody.post(of_support("ask"), ASKED | {"detail": ""}) for _ in range(11)]
    assert [one.status_code for one in answers] == [*[200] * 10, 429]
    assert "0808 2000 247" in text(answers[-1])
    assert anybody.get(of_support("ask")).status_code == 200, "reading is not limited"


def test_without_a_service_the_page_still_says_whom_to_ring(db: None) -> None:
    shown = text(Client().get(of_support("ask")))
    assert "999" in shown
    assert "0808 2000 247" in shown
