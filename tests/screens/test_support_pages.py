"""A support service at its pages: what they send, what they refuse, and what they never show."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from fakes.pages_read import of_support, text_of
from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.support.views.workload import of
from firstbell.responses.support import queries
from firstbell.responses.support.rules.uptake import Share
from world import support_morning
from world.cast import Door
from world.monday import MORNING
from world.support_morning import LEAD, NUMBER, WORKER, plan_of

Things = dict[str, Any]
EVENING = MORNING.replace(hour=20)
CALL = {
    "phone_detail": "01632 960007",
    "phone_days_0": ["workdays", "6"],
    "phone_opens_0": "9am",
    "phone_closes_0": "3pm",
    "phone_who": "quiet",
    "lasts": "28",
}


def test_reading_a_referral_is_written_down_and_shows_no_number(new_era: Things, signed_in_as: Door) -> None:
    worker = signed_in_as("worker")
    shown = worker.get(of_support("referral", new_era["support_case"])).content.decode()
    assert NUMBER not in shown
    assert "07700" not in shown
    assert "A telephone call" in shown
    assert Entry.objects.filter(action="support.referral_read", subject=new_era["support_case"]).count() == 1


def test_the_list_names_nobody_and_ones_own_come_first(new_era: Things, signed_in_as: Door) -> None:
    first = support_morning.referred(made=MORNING)
    page = signed_in_as("worker").get(of_support("referrals"))
    assert not re.search("Ada|Castle|Waitley|Underwood|Withers", text_of(page))
    places = [page.content.decode().index(new_era[one]) for one in ("support_case", "support_untried")]
    assert max(places) < page.content.decode().index(first)
    nobodys = text_of(signed_in_as("worker").get(of_support("referrals"), {"worker": "nobody"}))
    assert (first in nobodys, new_era["support_case"] in nobodys) == (True, False)
    waiting = text_of(signed_in_as("worker").get(of_support("referrals"), {"status": "received"}))
    assert (first in waiting, new_era["support_case"] in waiting) == (True, False)
    assert new_era["support_ended"] in text_of(signed_in_as("worker").get(of_support("ended")))


def test_a_worker_answers_no_referral_and_a_stranger_sees_none(new_era: Things, signed_in_as: Door) -> None:
    worker, elsewhere = signed_in_as("worker"), signed_in_as("worker_elsewhere")
    accept = of_support("answer", new_era["support_waits"], "accept")
    assert worker.post(accept).status_code == 403
    assert elsewhere.post(accept).status_code == 404
    assert "Accept it" not in text_of(worker.get(of_support("referral", new_era["support_waits"])))
    assert new_era["support_waits"] not in text_of(elsewhere.get(of_support("referrals")))
    assert signed_in_as("support_lead").post(of_support("answer", new_era["support_waits"], "burn")).status_code == 404
    assert queries.referral(new_era["support_waits"], seen_by=WORKER).status == "received"


def test_a_number_is_shown_within_the_plan_and_outside_it_only_for_a_reason(
    new_era: Things, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    worker, address = signed_in_as("worker"), of_support("reach", new_era["support_case"], "phone")
    assert NUMBER not in text_of(worker.get(address))
    assert NUMBER in text_of(worker.post(address))
    at(EVENING)
    worker = signed_in_as("worker")
    for sent in (worker.get(address), worker.post(address), worker.post(address, {"reason": "short"})):
        assert NUMBER not in text_of(sent)
        assert "not safe at this time" in text_of(sent)
    assert NUMBER in text_of(worker.post(address, {"reason": "Police are at the door and ask for her."}))
    assert Entry.objects.filter(action="support.way_shown_outside_plan").count() == 1
    assert worker.get(of_support("reach", new_era["support_case"], "e_mail")).status_code == 404
    assert worker.get(of_support("reach", new_era["support_untried"], "phone")).status_code == 404


def test_a_plan_that_ran_out_shows_no_button_for_the_number(
    new_era: Things, signed_in_as: Door, at: Callable[[datetime], datetime]
) -> None:
    at(MORNING + timedelta(days=28))
    shown = text_of(signed_in_as("worker").get(of_support("referral", new_era["support_case"])))
    assert "The safe-contact plan ran out on 14 December 2026" in shown
    assert "Show where it leads" not in shown


def test_what_a_client_says_is_kept_as_they_say_it(new_era: Things, signed_in_as: Door) -> None:
    worker, address = signed_in_as("worker"), of_support("plan", new_era["support_untried"])
    second = {"phone_days_1": ["2"], "phone_opens_1": "18:00", "phone_closes_1": "18:30", "code_word": "Marigold"}
    assert worker.post(address, CALL | second).status_code == 302
    plan = plan_of(new_era["support_untried"])
    (way,) = plan.ways
    assert (way.channel, way.message, way.others_read) == ("phone", False, False)
    assert [(sorted(one.days), one.opens.hour, one.closes.hour) for one in way.windows] == [
        ([0, 1, 2, 3, 4, 6], 9, 15),
        ([2], 18, 18),
    ]
    assert (plan.last_day, plan.code_word) == (MORNING.date() + timedelta(days=28), "Marigold")


@pytest.mark.parametrize(
    ("who", "message", "others_read"), [("message", True, False), ("quiet", False, False), ("others", False, True)]
)
def test_who_else_hears_decides_what_may_be_left(
    new_era: Things, signed_in_as: Door, who: str, message: bool, others_read: bool
) -> None:
    case = new_era["support_untried"]
    assert signed_in_as("worker").post(of_support("plan", case), CALL | {"phone_who": who}).status_code == 302
    plan = plan_of(case)
    assert plan is not None
    assert [(way.message, way.others_read) for way in plan.ways] == [(message, others_read)]


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
    new_era: Things, signed_in_as: Door, missing: dict[str, Any], said: str
) -> None:
    answer = signed_in_as("worker").post(of_support("plan", new_era["support_untried"]), CALL | missing)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert plan_of(new_era["support_untried"]) is None


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
    new_era: Things, signed_in_as: Door, wrong: dict[str, Any], said: str
) -> None:
    answer = signed_in_as("worker").post(of_support("plan", new_era["support_untried"]), CALL | wrong)
    assert answer.status_code == 409
    assert said in text_of(answer)
    assert f'value="{(CALL | wrong)["phone_detail"]}"' in answer.content.decode()
    assert plan_of(new_era["support_untried"]) is None


def test_a_try_outside_the_plan_is_said_to_be_one(new_era: Things, signed_in_as: Door) -> None:
    worker, address = signed_in_as("worker"), of_support("attempt", new_era["support_case"])
    tried = {"channel": "text", "reached": "no", "at_day": "23", "at_month": "11", "at_year": "2026", "at_time": "7:30"}
    assert "No message may be left" not in text_of(worker.get(address))
    refused = worker.post(address, tried)
    assert (refused.status_code, "not safe at this time" in text_of(refused)) == (409, True)
    why = {"unsafe_why": "The wrong line of the list was open when I sent it."}
    assert "as a try outside the plan" in text_of(worker.post(address, tried | why, follow=True))
    assert "Outside the plan" in text_of(worker.get(of_support("referral", new_era["support_case"])))


def test_full_workers_are_shown_with_their_cases(new_era: Things, signed_in_as: Door) -> None:
    lead, address = signed_in_as("support_lead"), of_support("allocate", new_era["support_untried"])
    assert "2 open cases of at most 80" in text_of(lead.get(address))
    assert lead.post(address, {"worker": "worker@haven.example"}).status_code == 200, "works elsewhere"
    assert lead.post(address, {"worker": LEAD.name}).status_code == 302
    assert queries.referral(new_era["support_untried"], seen_by=WORKER).worker == LEAD.name


def test_uptake_keeps_its_denominators_apart(new_era: Things, signed_in_as: Door) -> None:
    page = text_of(signed_in_as("worker").get(of_support("workload")))
    assert re.search(r"2026 Referred 6 .{0,60}0 of 6 .{0,60}0 of 0 .{0,60}0 of 6", page)
    assert of(Share(3, "referred", 12)) == "3 of 12 (25 %)"
    assert of(Share(3, "referred", 9)) == "3 of 9"
    export = signed_in_as("worker").get(of_support("workload"), {"cases-export": "csv"})
    assert export["Content-Type"].startswith("text/csv")
