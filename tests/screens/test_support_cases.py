"""Working on a case at its pages: needs, children, an address that takes two people, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from fakes.pages_read import of_support, text_of
from firstbell.foundations.audit.models import Entry
from firstbell.responses.support import actions, queries
from world import support_morning
from world.cast import Door, join
from world.monday import MORNING, NIGHT
from world.support_morning import ADDRESS, CODE_WORD, LEAD, NUMBER, OTHER, WORKER, plan_of

Things = dict[str, Any]
LATER = MORNING.date() + timedelta(days=7)
SENTENCE = "Said so on the telephone this morning."


def dated(name: str, year: int, month: int, day: int) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


TODAY = dated("on", 2026, 11, 23)
SOON = dated("due_on", 2026, 11, 30)


def test_a_need_a_goal_and_a_task_are_written_down_and_done(new_era: Things, signed_in_as: Door) -> None:
    worker, case = signed_in_as("worker"), new_era["support_case"]
    assert worker.post(of_support("need", case), {"need": "money", "text": "The rent"} | TODAY).status_code == 302
    aim = {"text": "Pay the rent from an account of her own"}
    assert worker.post(of_support("goal", case, "money"), aim).status_code == 302
    (money,) = [one for one in queries.action_plan(case, seen_by=WORKER).needs if one.need == "money"]
    task = {"owner": "worker", "text": "Go to the bank together"} | SOON
    assert worker.post(of_support("task", case, money.goals[0].goal), task).status_code == 302
    assert "Go to the bank together" in text_of(worker.get(of_support("work", case)))
    assert case in text_of(worker.get(of_support("due")))
    done = {"how": "It was opened on the same day."} | TODAY
    assert worker.post(of_support("finish", case, new_era["support_task"]), done).status_code == 302
    assert "It was opened on the same day." in text_of(worker.get(of_support("work", case)))
    assert worker.post(of_support("finish", case, new_era["support_task"]), done).status_code == 409


@pytest.mark.parametrize("name", ["goal", "task", "finish"])
def test_what_is_another_cases_cannot_be_worked_on_from_here(new_era: Things, signed_in_as: Door, name: str) -> None:
    number = {"goal": "housing", "task": new_era["support_goal"], "finish": new_era["support_task"]}[name]
    sent = {"text": SENTENCE, "owner": "worker", "how": SENTENCE} | TODAY | SOON
    address = of_support(name, new_era["support_untried"], number)
    assert signed_in_as("worker").post(address, sent).status_code == 404


def test_a_case_is_reviewed_and_the_next_review_is_due(new_era: Things, signed_in_as: Door) -> None:
    worker, case = signed_in_as("worker"), new_era["support_case"]
    sent = {"text": "Nothing has changed since last month."} | TODAY
    assert worker.post(of_support("review", case), sent | dated("review_by", 2027, 11, 1)).status_code == 409
    assert worker.post(of_support("review", case), sent | dated("review_by", 2026, 11, 27)).status_code == 302
    shown = text_of(worker.get(of_support("work", case)))
    assert "Next review by Friday 27 November 2026" in shown
    assert "Nothing has changed since last month." in shown


def engaged(case: str) -> None:
    actions.record_attempt(referral=case, channel="phone", at=MORNING, reached=True, by=WORKER, now=MORNING)
    actions.conclude_referral(reference=case, into="engaged", by=WORKER, now=MORNING)


def test_a_case_closes_with_every_need_answered(new_era: Things, signed_in_as: Door) -> None:
    worker, case = signed_in_as("worker"), new_era["support_case"]
    assert "Close the case" not in text_of(worker.get(of_support("referral", case)))
    engaged(case)
    assert "Close the case" in text_of(worker.get(of_support("referral", case)))
    address = of_support("close", case)
    for wrong in ({}, {"outcomes": ["safer"]}, {"housing": "met"}):
        assert worker.post(address, wrong).status_code == 200
    assert worker.post(address, {"outcomes": ["safer"], "housing": "not_met"}).status_code == 409, "why is missing"
    assert worker.post(address, {"outcomes": ["safer", "none"], "housing": "met"}).status_code == 409
    assert worker.post(address, {"outcomes": ["safer"], "housing": "met", "housing_why": "x"}).status_code == 302
    assert "Feels safer" in text_of(worker.get(of_support("work", case)))
    assert queries.referral(case, seen_by=WORKER).status == "closed"


def test_a_child_is_a_client_in_their_own_right(new_era: Things, signed_in_as: Door) -> None:
    worker, case, child = signed_in_as("worker"), new_era["support_case"], new_era["support_child"]
    assert child in text_of(worker.get(of_support("referral", case)))
    assert case in text_of(worker.get(of_support("referral", child)))
    assert worker.post(of_support("apart", case, child), {"why": "short"}).status_code == 409
    assert (
        worker.post(of_support("apart", case, child), {"why": "Her sister’s child, it turned out."}).status_code == 302
    )
    assert child not in text_of(worker.get(of_support("referral", case)))
    assert worker.post(of_support("child", case), {"child": child.lower()}).status_code == 302
    assert worker.post(of_support("child", case), {"child": case}).status_code == 409, "nobody is their own child"
    assert worker.post(of_support("child", case), {"child": "SR-NOTHERE2"}).status_code == 404


CHILDS = {
    "phone_days_0": "workdays",
    "phone_opens_0": "4pm",
    "phone_closes_0": "5pm",
    "phone_who": "quiet",
    "lasts": "7",
}


def test_a_child_is_reached_through_an_adult_and_not_alone(new_era: Things, signed_in_as: Door) -> None:
    worker, child = signed_in_as("worker"), new_era["support_child"]
    address, own = of_support("plan", child), {"phone_detail": "01632 960077"}
    assert "Through whom is the child reached?" in text_of(worker.get(address))
    alone = CHILDS | own | {"through": "themselves", "safe_why": SENTENCE}
    refused = worker.post(address, alone)
    assert (refused.status_code, plan_of(child)) == (409, None)
    named = CHILDS | {"through": "named", "safe_why": SENTENCE}
    for wrong in (named | own, named | {"adult_name": "Gran"}, CHILDS | own | {"adult_name": "Gran"}):
        assert worker.post(address, wrong).status_code == 200
    assert worker.post(address, named | own | {"adult_name": "Gran"}).status_code == 302
    plan = plan_of(child)
    assert plan is not None
    assert [(way.adult.name, way.adult.safe_why) for way in plan.ways if way.adult] == [("Gran", SENTENCE)]


def test_a_child_is_reached_by_the_number_of_an_adult_who_is_a_client(new_era: Things, signed_in_as: Door) -> None:
    worker, child = signed_in_as("worker"), new_era["support_child"]
    adult = queries.referral(new_era["support_case"], seen_by=WORKER).client
    sent = CHILDS | {"through": adult, "safe_why": SENTENCE, "phone_opens_0": "7am"}
    assert worker.post(of_support("plan", child), sent).status_code == 302
    assert "Ada Castle" in text_of(worker.get(of_support("referral", child)))
    assert NUMBER in text_of(worker.post(of_support("reach", child, "phone")))


def test_an_address_takes_two_people_and_is_shown_once_for_a_reason(new_era: Things, signed_in_as: Door) -> None:
    worker, lead, case = signed_in_as("worker"), signed_in_as("support_lead"), new_era["support_case"]
    address, confirm = of_support("address", case), of_support("confirm_address", case, new_era["support_proposal"])
    assert ADDRESS not in text_of(worker.get(address))
    assert worker.get(confirm).status_code == 403
    assert worker.post(of_support("propose_address", case), {"text": "Elsewhere"}).status_code == 409
    assert ADDRESS in text_of(lead.get(confirm))
    assert Entry.objects.filter(action="support.proposed_address_shown").count() == 1
    assert "Look at it and confirm" in text_of(lead.get(address))
    assert lead.post(confirm).status_code == 302
    assert lead.get(confirm).status_code == 404, "it waits no longer"
    for sent in (worker.get(address), worker.post(address, {"why": "to look"})):
        assert ADDRESS not in text_of(sent)
    assert ADDRESS in text_of(worker.post(address, {"why": "A panic alarm is fitted there on Friday."}))
    assert ADDRESS not in text_of(worker.get(address))


def test_whoever_proposed_an_address_cannot_confirm_it(new_era: Things, signed_in_as: Door) -> None:
    lead, case = signed_in_as("support_lead"), new_era["support_untried"]
    client = queries.referral(case, seen_by=LEAD).client
    proposal = actions.propose_address(client=client, text="1 Elsewhere Road", by=LEAD, now=MORNING)
    answer = lead.post(of_support("confirm_address", case, proposal))
    assert (answer.status_code, "cannot confirm it" in text_of(answer)) == (409, True)
    assert "Look at it and confirm" not in text_of(lead.get(of_support("address", case)))
    turn_down = of_support("turn_down_address", case, proposal)
    assert lead.post(turn_down, {"reason": "The house number was wrong."}).status_code == 302
    assert queries.address(client, seen_by=LEAD).proposed is None


def test_with_consent_withdrawn_nothing_leads_to_the_client(new_era: Things, signed_in_as: Door) -> None:
    worker, case = signed_in_as("worker"), new_era["support_case"]
    said = text_of(worker.get(of_support("withdraw", case)))
    assert "Every contact, in any way and through anybody" in said
    assert "What the police hold of the incident" in said
    assert worker.post(of_support("withdraw", case), {"why": "no"}).status_code == 409
    assert worker.post(of_support("withdraw", case), {"why": "I do not want anybody to ring me."}).status_code == 302
    shown = text_of(worker.get(of_support("referral", case)))
    assert "The client withdrew their consent" in shown
    assert CODE_WORD not in shown
    assert worker.post(of_support("reach", case, "phone"), {"reason": SENTENCE}).status_code == 404


def test_a_death_ends_all_contact_and_leaves_the_children_as_they_are(new_era: Things, signed_in_as: Door) -> None:
    worker, case = signed_in_as("worker"), new_era["support_case"]
    assert worker.post(of_support("death", case), dated("on", 2030, 1, 1)).status_code == 409
    assert worker.post(of_support("death", case), dated("on", 2026, 11, 22)).status_code == 302
    assert "The client died" in text_of(worker.get(of_support("referral", case)))
    assert queries.referral(new_era["support_child"], seen_by=WORKER).status == "accepted"


def test_a_client_is_passed_on_with_what_they_agreed_to(new_era: Things, signed_in_as: Door) -> None:
    join("worker_elsewhere", now=NIGHT)
    lead, address = signed_in_as("support_lead"), of_support("transfer", new_era["support_case"])
    agreed = {
        "to": "support:haven",
        "agreed": ["name", "contact"],
        "basis": "consent",
        "reason": "She has moved there.",
    }
    assert signed_in_as("worker").post(address, agreed).status_code == 403
    assert lead.post(address, agreed | {"agreed": ["contact"]}).status_code == 409, "nobody is passed on nameless"
    assert lead.post(address, agreed).status_code == 302
    shown = text_of(lead.get(of_support("referral", new_era["support_case"])))
    assert "Haven, with: Name and date of birth, How they can be reached safely" in shown
    elsewhere = signed_in_as("worker_elsewhere")
    assert "Another agency" not in text_of(elsewhere.get(of_support("referrals")))
    assert elsewhere.get(of_support("referral", new_era["support_case"])).status_code == 404


def test_a_service_without_a_seat_here_is_written_down_by_its_name(new_era: Things, signed_in_as: Door) -> None:
    lead, address = signed_in_as("support_lead"), of_support("transfer", new_era["support_waits"])
    given = {"name": "Women’s Aid, Leeds", "agreed": [], "basis": "consent", "reason": "She lives there."}
    assert lead.post(address, given | {"name": ""}).status_code == 409
    assert lead.post(address, given).status_code == 302
    assert "Women’s Aid, Leeds, with: nothing" in text_of(lead.get(of_support("referral", new_era["support_waits"])))


def test_two_records_are_said_to_be_one_person_and_two_again(new_era: Things, signed_in_as: Door) -> None:
    again = support_morning.referred(made=MORNING, surname="Castle", incident_reference=OTHER)
    first, second = (queries.referral(one, seen_by=LEAD).client for one in (new_era["support_case"], again))
    lead, address = signed_in_as("support_lead"), of_support("same", new_era["support_case"])
    assert f'value="{second}"' in lead.get(address).content.decode(), "the likely one is filled in"
    assert second in text_of(lead.get(of_support("due")))
    word = {"other": second, "together": "yes", "why": SENTENCE}
    assert lead.post(address, word | {"why": "yes"}).status_code == 409
    assert lead.post(address, word).status_code == 302
    assert f"The same person as {second}" in text_of(lead.get(of_support("referral", new_era["support_case"])))
    assert lead.post(address, word | {"together": "no"}).status_code == 302
    assert queries.referral(again, seen_by=LEAD).one_person == ()
    assert lead.post(address, word | {"other": first}).status_code == 409


def test_each_side_of_an_incident_has_a_worker_of_its_own(new_era: Things, signed_in_as: Door) -> None:
    other = support_morning.referred(made=MORNING, surname="Otherside", incident_reference=OTHER)
    actions.answer_referral(reference=other, into="accepted", by=LEAD, now=MORNING)
    lead, worker = signed_in_as("support_lead"), signed_in_as("worker")
    refused = lead.post(of_support("allocate", other), {"worker": WORKER.name})
    assert (refused.status_code, "somebody on the other side" in text_of(refused)) == (409, True)
    assert other in text_of(lead.get(of_support("due")))
    assert other not in text_of(worker.get(of_support("due"))), "whoever works on one side is not told of the other"
    assert other not in text_of(worker.get(of_support("referral", new_era["support_case"])))
    assert lead.post(of_support("allocate", other), {"worker": LEAD.name}).status_code == 302


def test_a_client_who_works_for_a_force_is_closed_to_it(new_era: Things, signed_in_as: Door) -> None:
    lead, desk, case = signed_in_as("support_lead"), signed_in_as("desk"), new_era["support_case"]
    assert lead.post(of_support("close_to_force", case)).status_code == 302
    listed = text_of(desk.get(reverse("police:referrals")))
    assert (case in listed, OTHER in listed) == (True, False)
    assert desk.get(reverse("police:revoke_referral", args=[case])).status_code == 404
    assert "Yes: they learn no more" in text_of(lead.get(of_support("referral", case)))
