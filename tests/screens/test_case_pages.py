"""The case desk's pages, as somebody of the cast opens them: what they show, what they ask, and what they refuse."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries as accounts_read
from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.police.case_steps import RECORD, RECORD_ABOUT, SUPERVISE
from firstbell.interfaces.web.police.conference_steps import KEEP, KEEP_ABOUT
from firstbell.interfaces.web.police.forms_of_cases import RecordReview
from firstbell.registers.incidents import actions as records
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.rules.reviewing import EVIDENCE
from world import monday
from world.cases_morning import COORDINATOR, OFFICER, REFERENCES, SUPERVISOR
from world.cast import ADMINISTRATOR, CAST, Door

MORNING = monday.MORNING
SECRETS = ("12 Example Road", "ST4 1AA", "07700 900111", "amy@home.example")
"""Of the victim: neither a number nor an address of theirs stands on any page."""


def text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def case(reference: str) -> queries.CaseShown:
    return queries.case(reference, seen_by=OFFICER, now=MORNING)


def sent(client: Client, view: str, *where: Any, **fields: Any) -> str:
    """What the page says after the form was sent, in words."""
    answer = client.post(reverse(f"police:{view}", args=where), fields, follow=True)
    assert answer.status_code in (200, 409)
    return text(answer)


def on(day: int, name: str = "on") -> dict[str, str]:
    """The boxes of a day of November 2026."""
    return {f"{name}_day": str(day), f"{name}_month": "11", f"{name}_year": "2026"}


def moment(day: int, clock: str, name: str = "at") -> dict[str, str]:
    return on(day, name) | {f"{name}_time": clock}


def test_each_action_has_a_page_of_its_own_but_forgetting_which_is_retentions() -> None:
    steps = (*RECORD.values(), *RECORD_ABOUT.values(), *SUPERVISE.values(), *KEEP.values(), *KEEP_ABOUT.values())
    pages = {"open_case", "call_conference", "refer_case"}
    assert {step.do.__name__ for step in steps} | pages == set(actions.__all__) - {"forget_cases"}
    assert set(EVIDENCE) < set(RecordReview.base_fields)


def test_every_page_of_a_case_opens_and_neither_title_nor_page_says_where_the_victim_is(
    case_desk: dict[str, Any], signed_in_as: Door
) -> None:
    desk = {name: signed_in_as(name) for name in ("case_officer", "case_supervisor", "coordinator")}
    here, there, meeting, item = case_desk["case"], case_desk["served_case"], case_desk["conference"], case_desk["item"]
    order = queries.orders(there, seen_by=OFFICER, now=MORNING)[0].order
    about = {"vary-order": order, "discharge-order": order, "breach": order, "fact": "screens", "stage": "charge"}
    about |= {"correct-stage": "reported", "strike-event": case(there).clocks[0].event}
    addresses = [("case_officer", reverse(f"police:{name}")) for name in ("cases", "due", "orders", "find_incident")]
    addresses += [("case_officer", reverse("police:open_case", args=[case_desk["incident_to_open"]]))]
    addresses += [("case_officer", reverse("police:case", args=[one])) for one in (here, there)]
    addresses += [("case_officer", reverse("police:record", args=[here, what])) for what in RECORD]
    addresses += [("case_officer", reverse("police:record_about", args=[there, *one])) for one in about.items()]
    addresses += [("case_supervisor", reverse("police:supervise", args=[here, what])) for what in SUPERVISE]
    addresses += [("coordinator", reverse("police:conference", args=[meeting]))]
    addresses += [("coordinator", reverse("police:keep", args=[meeting, item, "task"]))]
    kept = {"research": "health", "correct-research": "police", "finish-task": case_desk["task"]}
    addresses += [("coordinator", reverse("police:keep_about", args=[meeting, item, *one])) for one in kept.items()]
    addresses += [("coordinator", reverse(f"police:{name}")) for name in ("conferences", "call_conference")]
    assert set(about) == set(RECORD_ABOUT)
    for name, address in addresses:
        answer = desk[name].get(address)
        assert (address, answer.status_code) == (address, 200)
        said = answer.content.decode()
        assert not any(secret in said for secret in SECRETS), address
        assert not re.search(r"<title>[^<]*(Amy|Fairweather|CP-|\d)", said), address
        assert "failed" not in text(answer).lower(), address


def test_an_outcome_16_needs_reasons_a_review_and_another_person(
    case_desk: dict[str, Any], cora: Client, signed_in_as: Door
) -> None:
    here = case_desk["served_case"]
    actions.record_stage(
        case=here, stage="suspect_identified", on=MORNING.date(), suspect="P2", by=OFFICER, now=MORNING
    )
    cyrus = signed_in_as("case_supervisor")
    proposal = {"code": "16", **on(23)}
    assert "Fill in “Why this outcome?”" in sent(cora, "record", here, "proposal", **proposal)
    said = sent(cora, "record", here, "proposal", **proposal, why="She wants it to be over.")
    assert "The last that was asked of them does not" in said
    stance = {"supports": "no", "reasons": ["afraid", "children"], **moment(23, "7am", "asked_at")}
    assert "They stopped supporting the case" in sent(cora, "record", here, "stance", **stance)
    assert "It is not written out" in sent(cora, "record", here, "proposal", **proposal, why="over")
    said = sent(cyrus, "record", here, "proposal", **proposal, why="She wants it to be over, and said so twice.")
    assert "Proposed. Next: the evidence-led review." in said
    found = dict.fromkeys(EVIDENCE, "no") | {"call_999": "yes", "conclusion": "cannot_proceed"}
    why = {"why": "Without her nobody can say who was there."}
    review = found | why | {"version": version(here)}
    assert "Choose an answer to “The 999 call”" in sent(cora, "record", here, "review", **review | {"call_999": ""})
    assert "Reviewed. A supervisor decides next." in sent(cora, "record", here, "review", **review)
    assert cora.get(reverse("police:supervise", args=[here, "approve"])).status_code == 403
    said = sent(cyrus, "supervise", here, "approve", sure="on", version=version(here))
    assert "Whoever proposed an outcome cannot decide on it." in said
    assert case(here).outcomes[-1].status == "proposed"


def version(reference: str) -> str:
    """What the page of somebody who weighs a proposal carries."""
    proposed = next(one for one in case(reference).outcomes if one.status == "proposed")
    return f"{proposed.proposed_at.isoformat()} {len(proposed.reviews)}"


def test_a_supervisor_reads_reasons_and_review_and_lets_an_outcome_stand(
    case_desk: dict[str, Any], signed_in_as: Door
) -> None:
    here, cyrus = case_desk["case"], signed_in_as("case_supervisor")
    shown = text(cyrus.get(reverse("police:supervise", args=[here, "approve"])))
    assert "She has moved away and wants it to be over." in shown
    assert "A prosecution without the victim was considered, and cannot proceed" in shown
    assert "The 999 call" in shown
    said = sent(cyrus, "supervise", here, "approve", sure="on", version=version(here))
    assert "The outcome stands. The victim is to be told." in said
    assert case(here).outcomes[-1].status == "stands"


def test_nobody_decides_on_a_proposal_that_is_no_longer_the_one_they_read(
    case_desk: dict[str, Any], cora: Client, signed_in_as: Door
) -> None:
    here, cyrus = case_desk["case"], signed_in_as("case_supervisor")
    read = version(here)
    found = dict.fromkeys(EVIDENCE, True)
    review = {"found": found, "conclusion": "cannot_proceed", "why": "A neighbour came forward on Sunday."}
    actions.record_review(case=here, **review, by=OFFICER, now=MORNING)
    said = sent(cyrus, "supervise", here, "approve", sure="on", version=read)
    assert "What is proposed is not what you read." in said
    assert "A neighbour came forward on Sunday." in said
    assert "Turned down. The case goes on." in sent(
        cyrus, "supervise", here, "turn-down", why="The neighbour has not been heard yet.", version=version(here)
    )


def test_a_stage_is_recorded_with_its_names_corrected_and_taken_back(case_desk: dict[str, Any], cora: Client) -> None:
    here = case_desk["served_case"]
    assert "Fill in “The crime’s number”" in sent(cora, "record_about", here, "stage", "crime_recorded", **on(13))
    assert "21/7" in sent(cora, "record_about", here, "stage", "crime_recorded", **on(13), crime="21/7")
    page = text(cora.get(reverse("police:record_about", args=[here, "stage", "suspect_identified"])))
    assert "Daniel Fairweather" in page
    assert "Amy Fairweather" not in page.partition("Who is the suspect?")[2]
    sent(cora, "record_about", here, "stage", "suspect_identified", **on(13), suspect="P2")
    sent(cora, "record_about", here, "stage", "arrest", **on(20))
    assert case(here).clocks[-1].kind == "arrested"
    why = {"why": "It was another man who was arrested."}
    assert "Give this too, if it happened" in sent(
        cora, "record_about", here, "correct-stage", "arrest", happened="yes", **why
    )
    assert "Corrected." in sent(cora, "record_about", here, "correct-stage", "arrest", happened="no", **why)
    assert [one.stage for one in case(here).stages] == ["reported", "crime_recorded", "suspect_identified"]
    assert cora.get(reverse("police:record_about", args=[here, "correct-stage", "arrest"])).status_code == 404


def test_whoever_tries_to_reach_a_victim_is_sent_to_the_support_service_first(
    case_desk: dict[str, Any], cora: Client
) -> None:
    here = case_desk["case"]
    for view, where in (("case", [here]), ("record", [here, "attempt"]), ("due", [])):
        assert "ask the support service" in text(cora.get(reverse(f"police:{view}", args=where)))
    (clock,) = case(here).clocks
    tried = {"events": [clock.event], "channel": "advocate", **moment(23, "7:15am"), "reached": "no"}
    assert "Not reached" in sent(cora, "record", here, "attempt", **tried)
    assert here in text(cora.get(reverse("police:due")))
    assert "Told late" in sent(cora, "record", here, "attempt", **tried | {"reached": "yes"})
    assert here not in text(cora.get(reverse("police:due")))


def test_what_never_happened_is_struck_and_stays_on_file(case_desk: dict[str, Any], cora: Client) -> None:
    here = case_desk["case"]
    (clock,) = case(here).clocks
    said = sent(cora, "record_about", here, "strike-event", clock.event, why="That was another man’s arrest.")
    assert "What never happened" in said
    assert "That was another man’s arrest." in said
    assert case(here).clocks == ()


def test_a_notice_shows_its_48_hours_and_warns_until_a_court_has_heard(case_desk: dict[str, Any], cora: Client) -> None:
    there = case_desk["served_case"]
    shown = text(cora.get(reverse("police:case", args=[there])))
    assert "Monday 23 November 2026, midday (in 4 hours)" in shown
    assert "A court must hear of it within 12 hours" in shown
    listed = text(cora.get(reverse("police:orders")))
    assert "A court must hear of it within 12 hours" in listed
    assert "Has ended, and no order follows" in listed
    notice, bail = (one.order for one in reversed(queries.orders(there, seen_by=OFFICER, now=MORNING)))
    order = {"kind": "dvpo", **moment(23, "7:30am", "made_at"), **on(14, "ends_at"), "ends_at_time": "10am"}
    order |= {"ends_at_month": "12", "conditions": "Not to come near her\r\n\r\nNot to contact her"}
    said = sent(cora, "record", there, "order", **order, follows=notice)
    assert "Recorded." in said
    made_now = queries.orders(there, seen_by=OFFICER, now=MORNING)[-1]
    assert (made_now.follows, made_now.entries[0].conditions) == (
        notice,
        ("Not to come near her", "Not to contact her"),
    )
    assert "Nothing in this list is like that." in text(cora.get(reverse("police:orders") + "?kind=dvpn"))
    assert bail != notice


def test_an_order_is_varied_breached_and_ended(case_desk: dict[str, Any], cora: Client) -> None:
    there = case_desk["served_case"]
    notice = queries.orders(there, seen_by=OFFICER, now=MORNING)[-1]
    page = cora.get(reverse("police:record_about", args=[there, "vary-order", notice.order])).content.decode()
    assert "Not to come within 100 metres of her home" in page
    varied = {**moment(22, "9am"), **moment(24, "10am", "ends_at"), "conditions": "Not to contact her"}
    sent(
        cora,
        "record_about",
        there,
        "vary-order",
        notice.order,
        **varied,
        why="The court adjourned the hearing to Tuesday.",
    )
    broken = {**moment(22, "10am"), "what": "He wrote to her sister to pass it on.", "arrested": "yes"}
    gone = broken | {"condition": "Not to come within 100 metres of her home"}
    assert "The order had no such condition at that time." in sent(
        cora, "record_about", there, "breach", notice.order, **gone
    )
    assert "He wrote to her sister" in sent(
        cora, "record_about", there, "breach", notice.order, **broken, condition="Not to contact her"
    )
    ended = sent(
        cora, "record_about", there, "discharge-order", notice.order, **moment(23, "7am"), why="The court refused it."
    )
    assert "It has ended." in ended
    assert "What it said before" in ended


def test_risk_is_kept_as_answered_and_graded_by_two(
    case_desk: dict[str, Any], cora: Client, signed_in_as: Door
) -> None:
    here = case_desk["case"]
    form = {"tool": "dara", "edition": "1", "grade": "medium", **moment(22, "9am", "assessed_at")}
    assert "No answer to a question stands in the line “4 perhaps”" in sent(
        cora, "record", here, "assessment", **form, answers="4 perhaps"
    )
    assert "Question 4 is answered twice" in sent(cora, "record", here, "assessment", **form, answers="4 yes\r\n4: no")
    answers = "1 yes\r\n2: not known\r\nQ 3 = No\r\nno-4; not asked"
    sent(cora, "record", here, "assessment", **form, answers=answers)
    (found,) = queries.assessments(here, seen_by=OFFICER)
    assert found.answers == {"1": "yes", "2": "not_known", "Q 3": "no", "no-4": "not_asked"}
    cyrus = signed_in_as("case_supervisor")
    assert "It is not written out why it is high" in sent(cyrus, "supervise", here, "grade", grade="high")
    said = sent(cyrus, "supervise", here, "grade", grade="high", why="He has strangled her before.")
    assert "A supervisor’s grade" in said
    assert "He has strangled her before." in said


def test_facts_with_their_days_are_shown_and_never_added_up(case_desk: dict[str, Any], cora: Client) -> None:
    here = case_desk["served_case"]
    shown = text(cora.get(reverse("police:case", args=[here])))
    assert "Said that somebody presses them to stop" in shown
    assert "there is no score" in shown
    assert "Granted by the court, 20 November 2026" in sent(
        cora, "record_about", here, "fact", "screens", fact="granted", **on(20)
    )
    assert "Taken, 21 November 2026" in sent(
        cora, "record_about", here, "fact", "personal_statement", fact="taken", **on(21)
    )
    assert "Told within 5 working days" in sent(
        cora, "record", here, "rights", enhanced="no", why="He is the landlord and no partner."
    )
    assert "30 November 2026" in sent(cora, "record", here, "court-date", hearing="trial", **on(30))
    assert "Suspect interviewed" in sent(cora, "record", here, "event", kind="interviewed", **on(20))
    assert "18: Investigation complete" in sent(cora, "record", here, "outcome", code="18", **on(20))


def test_a_case_is_opened_out_of_an_incident_for_one_victim(case_desk: dict[str, Any], cora: Client) -> None:
    page = sent(cora, "find_incident", incident=REFERENCES["to_open"])
    assert "Whose case is it?" in page
    assert "Daniel" not in page
    assert "Opened as CP-" in sent(cora, "open_case", case_desk["incident_to_open"], victim="P1")
    assert "There are cases of this incident already:" in sent(cora, "find_incident", incident=REFERENCES["to_open"])


def test_an_incident_that_is_closed_looks_like_one_that_there_is_not(
    case_desk: dict[str, Any], cora: Client, signed_in_as: Door
) -> None:
    for number in (case(case_desk["served_case"]).incident, case_desk["incident_to_open"]):
        records.restrict_record(incident_id=number, to=OFFICER.name, reason="His sister", by=SUPERVISOR, now=MORNING)
    closed, none = (sent(cora, "find_incident", incident=one) for one in (REFERENCES["to_open"], "STF/2026/9999999"))
    assert closed.replace(REFERENCES["to_open"], "") == none.replace("STF/2026/9999999", "")
    there, order = case_desk["served_case"], "1"
    for view, where in (
        ("case", [there]),
        ("record", [there, "stance"]),
        ("record_about", [there, "breach", order]),
        ("open_case", [case_desk["incident_to_open"]]),
    ):
        assert cora.get(reverse(f"police:{view}", args=where)).status_code == 404
    for view in ("cases", "due", "orders", "conferences"):
        assert there not in cora.get(reverse(f"police:{view}")).content.decode()
    assert "No case is on the agenda" in text(cora.get(reverse("police:conference", args=[case_desk["conference"]])))
    assert Entry.objects.filter(action="record.closed_tried", by=OFFICER.name).count() >= 5
    assert signed_in_as("case_supervisor").get(reverse("police:case", args=[there])).status_code == 200


def test_every_look_at_a_case_and_an_agenda_is_written_down(case_desk: dict[str, Any], cora: Client) -> None:
    cora.get(reverse("police:case", args=[case_desk["case"]]))
    cora.get(reverse("police:conference", args=[case_desk["conference"]]))
    read, agenda = Entry.objects.filter(by=OFFICER.name).order_by("-sequence")[:2][::-1]
    assert (read.action, read.subject) == ("case.read", f"staffordshire/{REFERENCES['waits']}")
    assert (agenda.action, agenda.subject) == ("conference.read", case_desk["conference"])
    assert case_desk["served_case"] in agenda.details


def test_a_conference_is_called_and_kept_by_its_coordinator_only(case_desk: dict[str, Any], signed_in_as: Door) -> None:
    marta, cora = signed_in_as("coordinator"), signed_in_as("case_officer")
    called = sent(marta, "call_conference", **on(30), area="Stafford", chair="DI Noor")
    assert "Conference of Monday 30 November 2026, Stafford" in called
    later = next(
        one.reference for one in queries.conferences(seen_by=COORDINATOR, now=MORNING) if one.area == "Stafford"
    )
    again = {"conference": later, "grounds": ["repeat"]}
    assert "No conference heard of this victim" in sent(marta, "refer_case", case_desk["case"], **again)
    why = "He waited for her at work on Friday."
    assert "It is on the agenda." in sent(
        marta, "refer_case", case_desk["case"], conference=later, grounds=["escalation"], why=why
    )
    item = queries.agenda(later, seen_by=COORDINATOR, now=MORNING).items[0].item
    text_of = {"knows_family": "yes", "text": "Seen twice in the emergency department."}
    said = sent(marta, "keep_about", later, item, "research", "health", **text_of)
    assert "Seen twice" in said
    assert marta.get(reverse("police:keep_about", args=[later, item, "research", "health"])).status_code == 404
    corrected = text_of | {
        "text": "Seen three times in the emergency department.",
        "why": "One more visit was found in the notes.",
    }
    assert "1 time" in sent(marta, "keep_about", later, item, "correct-research", "health", **corrected)
    task = {"agency": "health", "text": "Flag her record for the next visit.", **on(30, "due_on")}
    assert "Flag her record" in sent(marta, "keep", later, item, "task", **task)
    number = queries.agenda(later, seen_by=COORDINATOR, now=MORNING).items[0].tasks[0].task
    assert "Done" in sent(
        marta, "keep_about", later, item, "finish-task", number, **on(23), how="The record is flagged."
    )
    assert f"/conferences/{later}/{item}/" not in cora.get(reverse("police:conference", args=[later])).content.decode()
    for view, where in (("call_conference", []), ("keep", [later, item, "task"]), ("refer_case", [case_desk["case"]])):
        assert cora.get(reverse(f"police:{view}", args=where)).status_code == 403


def test_who_only_reads_is_offered_nothing_to_record(case_desk: dict[str, Any], signed_in_as: Door) -> None:
    page = signed_in_as("coordinator").get(reverse("police:case", args=[case_desk["case"]])).content.decode()
    assert "/record/" not in page
    assert "/supervise/" not in page
    assert "/refer/" in page


def test_whoever_is_at_both_desks_opens_a_case_from_the_incidents_page(
    case_desk: dict[str, Any], signed_in_as: Door
) -> None:
    number = accounts_read.account_of(CAST["case_officer"].email)
    asked = {"organisation": "force:staffordshire", "role": "desk_officer", "by": ADMINISTRATOR, "now": MORNING}
    accounts.give_role(account_id=number, **asked)
    page = signed_in_as("case_officer").get(reverse("police:incident", args=[case(case_desk["case"]).incident]))
    assert case_desk["case"] in text(page)
    assert "Open a case for one victim" in text(page)
