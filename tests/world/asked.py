"""A family of whom every part holds something, for whoever asks what is held about them.

Amy was harmed, Daniel is suspected, Noor is their child. What Amy said, and whatever shows that anybody helps her, has
``HERS`` in it; it must never reach Daniel.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from firstbell.foundations.subject_access import actions as requests
from firstbell.foundations.subject_access.rules.requests import Asked
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import actions as cases
from firstbell.responses.case_progress.rules.reviewing import EVIDENCE
from firstbell.responses.cocoon import actions as operations
from firstbell.responses.programme import actions as programme
from firstbell.responses.programme.rules import participants, ways
from firstbell.responses.programme.rules.partners import MEASURES
from firstbell.responses.programme.rules.reports import Earlier
from firstbell.responses.support import actions as support
from firstbell.responses.support import queries as support_read
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules import referrals
from firstbell.responses.support.rules.cases import NeedAnswer
from firstbell.responses.support.rules.safe_contact import Way, Window
from world import cocoon
from world.area import HOME, Area, at
from world.cast import CAST
from world.homes import home

HERS = "Quicksilver"
NUMBER = "01632 960017"
NOW = at("2026-11-23 07:45")
BORN = {"Amy": date(1992, 2, 3), "Daniel": date(1990, 5, 6), "Noor": date(2016, 6, 1)}
SAID = f"{HERS}: she told the officer so herself."
LIVES_AT = f"{HERS} Cottage, 3 Example Lane, Hanley"
HIS_WAY = ways.Way(channel="phone", detail="01632 960018", when_safe="In the evening", message_allowed=False)
HOURS = (Window(frozenset(range(5)), time(9), time(12)),)


def actor(name: str) -> Actor:
    return Actor(CAST[name].email, CAST[name].seats[0][0])


IRIS, IVO, SAM = actor("information_officer"), actor("second_information_officer"), actor("supervisor")


@dataclass(frozen=True, slots=True)
class Family:
    """By what each part knows them."""

    incident: int
    client: str
    participant: str
    case: str

    def record(self, person_id: str) -> tuple[str, str]:
        return "record", f"{self.incident}:{person_id}"


def family(reference: str = "STF/2026/0000005", surname: str = "Eriksen", *, now: datetime = NOW) -> Family:
    """The family of one report of the Monday morning, with all that could be held of them."""
    incident = incidents.find("staffordshire", reference)
    client = supported(surname, reference, now=now)
    participant = in_the_programme(surname, client, now=now)
    case = seen_through(incident, now=now)
    return Family(incident, client, participant, case)


def under_cocoon(area: Area, incident: int, *, now: datetime = NOW) -> str:
    """An operation for Amy, with her road as the only cell."""
    road = {"STREET": "Example Road", "POSTCODE": HOME}
    rows = [home(900_000_300_000 + n, str(n + 1), east=5 * n, **road) for n in range(24)]
    cocoon.settle(area.folder, rows, now=now)
    reason = {"basis": "senior_reason", "basis_reason": SAID}
    return operations.propose_operation(incident=incident, **reason, by=actor("desk"), now=now)


def supported(surname: str, reference: str, *, now: datetime, grade: str = "high", number: str = NUMBER) -> str:
    said = referrals.Introduction(
        referred_from="police", basis="consent", basis_reason=SAID, forenames="Amy", surname=surname,
        date_of_birth=BORN["Amy"], grade=grade, force="staffordshire", incident_reference=reference,
    )  # fmt: skip
    worker = actor("worker")
    referral = support.refer(service=worker.organisation, said=said, by=actor("desk"), now=now)
    support.answer_referral(reference=referral, into="accepted", reason=SAID, by=worker, now=now)
    support.allocate_referral(reference=referral, worker=worker.name, by=worker, now=now)
    client = support_read.referral(referral, seen_by=worker).client
    call = GivenWay(Way("phone", HOURS), number)
    support.make_plan(
        client=client, ways=[call], last_day=now.date() + timedelta(days=14), code_word=HERS, by=worker, now=now
    )
    support.record_attempt(
        referral=referral, channel="phone", at=now, reached=True, unsafe_why=SAID, by=worker, now=now
    )
    worked_on(referral, client, now=now)
    return client


def worked_on(referral: str, client: str, *, now: datetime) -> None:
    """Needs, a goal and its task, a review, an address that two people agreed on, and the end of it."""
    by, today = {"by": actor("worker"), "now": now}, now.date()
    support.conclude_referral(reference=referral, into="engaged", **by)
    of = {"referral": referral} | by
    support.record_need(need="housing", text=SAID, on=today, **of)
    goal = support.set_goal(need="housing", text=SAID, **of)
    task = support.set_task(goal=goal, owner="housing", text=SAID, due_on=today, **of)
    support.finish_task(task=task, on=today, how=SAID, **of)
    support.review_case(on=today, text=SAID, review_by=today + timedelta(days=28), **of)
    proposal = support.propose_address(client=client, text=LIVES_AT, **by)
    support.confirm_address(client=client, proposal=proposal, by=actor("support_lead"), now=now)
    support.close_case(answers={"housing": NeedAnswer("met")}, outcomes=["safer"], text=SAID, **of)


def passed_on(*, now: datetime) -> None:
    """Somebody whom the service passed to one that has no seat here, and somebody who wants no more contact."""
    by = {"by": actor("worker"), "now": now}
    said = referrals.Introduction(referred_from="agency", basis="consent", forenames="Bea", surname="Example")
    one, other = (support.refer(service=by["by"].organisation, said=said, by=actor("desk"), now=now) for _ in range(2))
    support.withdraw_consent(client=support_read.referral(other, seen_by=by["by"]).client, why=SAID, **by)
    support.transfer_referral(reference=one, to="A refuge elsewhere", agreed=["name"], reason=SAID, **by)


def in_the_programme(surname: str, client: str, *, now: datetime) -> str:
    one = started(surname, client, now=now)
    facilitator, worker = actor("facilitator"), actor("worker")
    days = [now.date() - timedelta(weeks=week) for week in (2, 1)]
    group = programme.make_group(
        title="Tuesdays", place="Hanley", capacity=8, to_complete=2, days=days, by=facilitator, now=now
    )
    of = {"participant": one, "now": now}
    programme.place(group=group, by=facilitator, **of)
    programme.record_attendance(on=days[0], missed_why="ill", by=facilitator, **of)
    programme.review_progress(week=6, text="Listens.", by=facilitator, **of)
    programme.record_answers(moment="referral", answers=dict.fromkeys(MEASURES, "2"), by=worker, **of)
    police = {"by": actor("case_officer"), **of}
    first, last = now.date() - timedelta(days=60), now.date() - timedelta(days=1)
    programme.count_reports(first_day=first, last_day=last, reports=1, **police)
    programme.count_before(own=Earlier(3, 1), alike=[Earlier(2, 0)], **police)
    programme.withdraw(exit="dropped", reason="Stopped coming.", by=facilitator, **of)
    programme.answer_alert(event="withdrawn", told=False, why=SAID, by=worker, **of)
    return one


def started(surname: str, client: str, *, now: datetime) -> str:
    """Daniel, referred 20 weeks ago with a lot drawn, and taking part for eight."""
    facilitator, worker, weeks_ago = actor("facilitator"), actor("worker"), now - timedelta(weeks=20)
    said = participants.Introduction(
        referred_from="agency", forenames="Daniel", surname=surname, date_of_birth=BORN["Daniel"], agreed=True
    )
    one = programme.refer(provider=facilitator.organisation, said=said, way=HIS_WAY, by=actor("desk"), now=weeks_ago)
    of = {"participant": one, "now": now}
    programme.draw_start(why="Nobody lives with him, and nobody is afraid.", by=facilitator, **of)
    for question in participants.QUESTIONS:
        answer = "yes" if question in participants.ELIGIBILITY else "no"
        programme.answer_question(question=question, answer=answer, why="Said so.", by=facilitator, **of)
    programme.accept(support_service=worker.organisation, reason="Wants to change.", by=facilitator, **of)
    programme.link_partner(
        worker=worker.name, offer="accepted", may_start=True, client_reference=client, by=worker, **of
    )
    sooner = "He cannot wait: he leaves in the spring."
    programme.start(participant=one, sooner_because=sooner, by=facilitator, now=now - timedelta(weeks=8))
    return one


def seen_through(incident: int, *, now: datetime) -> str:
    """A case of it with an entry in every table."""
    by = {"by": actor("case_officer"), "now": now}
    second = {"by": actor("case_supervisor"), "now": now}
    case, today = cases.open_case(incident=incident, victim="P1", **by), now.date()
    of = {"case": case} | by
    cases.record_stage(stage="crime_recorded", on=today, crime="21/5", **of)
    cases.record_stage(stage="suspect_identified", on=today, suspect="P2", **of)
    cases.record_stage(stage="arrest", on=today, **of)
    cases.record_stance(supports=False, asked_at=now, reasons=["afraid"], said=SAID, **of)
    cases.propose_outcome(code="16", on=today, why=SAID, **of)
    cases.record_review(found=dict.fromkeys(EVIDENCE, False), conclusion="cannot_proceed", why=SAID, **of)
    event = cases.record_event(kind="interviewed", on=today, **of)
    cases.record_attempt(at=now, channel="telephone", reached=True, events=[event], **of)
    cases.strike_event(event=event, why=SAID, **of)
    cases.vary_rights(enhanced=False, why=SAID, **of)
    cases.record_fact(topic="may_stop_supporting", fact="pressure", on=today, **of)
    cases.set_court_date(hearing="trial", on=today + timedelta(days=60), **of)
    cases.record_assessment(tool="dash", version="2009", answers={"q1": "yes"}, grade="high", assessed_at=now, **of)
    cases.grade_again(case=case, grade="medium", why=SAID, **second)
    order = cases.record_order(kind="dapn", made_at=now - timedelta(hours=1), conditions=["Stay away"], **of)
    cases.record_breach(order=order, at=now, what=SAID, condition="Stay away", arrested=True, **of)
    meeting = cases.call_conference(on=today + timedelta(days=7), area="Stoke", chair="DI Chowdhury", **second)
    item = cases.refer_case(conference=meeting, grounds=["professional_judgement"], why=SAID, **of)
    cases.record_research(item=item, agency="housing", text=SAID, knows_family=True, **of)
    cases.set_task(item=item, agency="housing", text=SAID, due_on=today + timedelta(days=9), **of)
    return case


def said(who: str, surname: str, **more: Any) -> Asked:
    """Somebody of the family asks for themself, unless it is said who does."""
    known: dict[str, Any] = {
        "asker": "self", "forenames": who, "surname": surname, "date_of_birth": BORN[who], "proof": "photograph",
        "proof_words": "A passport, seen at the counter in Hanley.", "received_on": NOW.date(), "proved_on": NOW.date(),
    }  # fmt: skip
    return Asked(**known | more)


def asked(who: str = "Amy", surname: str = "Eriksen", **more: Any) -> str:
    """A request for which somebody has looked."""
    reference = requests.make_request(asked=said(who, surname, **more), by=IRIS, now=NOW)
    requests.note_search(reference=reference, whose="subject", found=1, by=IRIS, now=NOW)
    return reference


def by_daniel(surname: str = "Okafor") -> str:
    """The father asks for his child, of whose incident he is the suspect."""
    he = {"asker_forenames": "Daniel", "asker_surname": surname, "asker_born": BORN["Daniel"]}
    return asked("Noor", surname, asker="parent", proof_words="A birth certificate that names him.", **he)


def picked(reference: str, *records: tuple[str, str], whose: str = "subject", now: datetime = NOW) -> str:
    requests.pick_records(reference=reference, whose=whose, records=records, by=IRIS, now=now)
    return reference
