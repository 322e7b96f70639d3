"""A participant from referral to an end: what is written, what is refused, and what their partner should hear."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.models import Participant, PartnerAlert
from firstbell.responses.programme.rules.participants import ELIGIBILITY, QUESTIONS, Introduction
from firstbell.responses.programme.rules.partners import MEASURES

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
TODAY = date(2026, 11, 27)
PROVIDER = "provider:choices"
FACILITATOR = Actor("facilitator@choices.example", PROVIDER)
OTHER_PROVIDER = Actor("facilitator@elsewhere.example", "provider:elsewhere")
SUPPORT = Actor("worker@service.example", "support:new-era")
OTHER_SUPPORT = Actor("worker@elsewhere.example", "support:elsewhere")
FORCE = Actor("desk@force.example", "force:staffordshire")
DAYS = tuple(TODAY + timedelta(weeks=week) for week in (-2, -1, 0, 1))


def referred(**more: Any) -> str:
    said: dict[str, Any] = {"referred_from": "agency", "forenames": "Ben", "surname": "Example", "agreed": True}
    return actions.refer(provider=PROVIDER, said=Introduction(**said | more), by=FORCE, now=NOW - timedelta(weeks=20))


def answered(participant: str, **other: str) -> None:
    for question in QUESTIONS:
        answer = other.get(question, "yes" if question in ELIGIBILITY else "no")
        actions.answer_question(
            participant=participant, question=question, answer=answer, why="Said so.", by=FACILITATOR, now=NOW
        )


def accepted(**other: str) -> str:
    participant = referred()
    answered(participant, **other)
    accept(participant)
    return participant


def accept(participant: str) -> None:
    terms: dict[str, Any] = {"support_service": SUPPORT.organisation, "reason": "Wants to change.", "by": FACILITATOR}
    actions.accept(participant=participant, **terms, now=NOW - timedelta(weeks=19))


def linked(participant: str, **more: Any) -> None:
    said: dict[str, Any] = {"worker": SUPPORT.name, "offer": "accepted", "may_start": True, "by": SUPPORT, "now": NOW}
    actions.link_partner(participant=participant, **said | more)


def started(**more: Any) -> str:
    participant = accepted()
    linked(participant, **more)
    actions.start(participant=participant, by=FACILITATOR, now=NOW - timedelta(weeks=13))
    return participant


def group(**more: Any) -> str:
    terms: dict[str, Any] = {"title": "Tuesdays", "place": "Hanley", "capacity": 8, "to_complete": 2, "days": DAYS}
    return actions.make_group(**terms | more, by=FACILITATOR, now=NOW)


def placed(participant: str, into: str) -> str:
    actions.place(participant=participant, group=into, by=FACILITATOR, now=NOW)
    return participant


def came(participant: str, on: date, missed_why: str = "") -> None:
    actions.record_attendance(participant=participant, on=on, missed_why=missed_why, by=FACILITATOR, now=NOW)


def withdraw(participant: str) -> None:
    actions.withdraw(participant=participant, exit="dropped", reason="Stopped coming.", by=FACILITATOR, now=NOW)


def alerts() -> list[tuple[str, str]]:
    return [(one.participant, one.event) for one in queries.partner_alerts(seen_by=SUPPORT)]


def deeds() -> list[str]:
    return [entry.action.split(".")[1] for entry in reversed(entries(Sought(), most=100))]


def test_from_referral_to_completion() -> None:
    participant = placed(started(), group())
    came(participant, DAYS[0])
    came(participant, DAYS[1], "ill")
    came(participant, DAYS[2])
    actions.review_progress(participant=participant, week=12, text="Speaks of her.", by=FACILITATOR, now=NOW)
    actions.complete(participant=participant, by=FACILITATOR, now=NOW)
    shown = queries.participant(participant, seen_by=FACILITATOR)
    assert (shown.status, [one.week for one in shown.reviews]) == ("completed", [12])
    assert [(one.on, one.missed_why) for one in shown.attendances] == [(DAYS[0], ""), (DAYS[1], "ill"), (DAYS[2], "")]
    assert alerts() == [(participant, "completed")]
    assert sorted(set(deeds())) == sorted(
        "referred question_answered accepted partner_linked started group_made placed attendance_recorded "
        "progress_reviewed completed".split()
    )


def test_nothing_starts_before_the_partner_link_or_against_it() -> None:
    participant = accepted()
    with pytest.raises(Refused) as nothing_said:
        actions.start(participant=participant, by=FACILITATOR, now=NOW)
    linked(participant, may_start=False)
    with pytest.raises(Refused) as said_no:
        actions.start(participant=participant, by=FACILITATOR, now=NOW)
    assert str(nothing_said.value) == str(said_no.value), "whether it said no is not the facilitator's to know"
    linked(participant, offer="unreached")
    actions.start(participant=participant, by=FACILITATOR, now=NOW)


def test_nobody_is_accepted_while_a_question_is_open_or_where_not_eligible() -> None:
    participant = referred()
    with pytest.raises(Refused, match="7 questions are not answered"):
        accept(participant)
    answered(participant, not_ordered="no")
    with pytest.raises(Refused, match="not eligible"):
        accept(participant)


def test_a_concern_decides_nothing_and_a_person_does() -> None:
    assert queries.participant(accepted(denial="yes"), seen_by=FACILITATOR).status == "accepted"
    participant = referred()
    with pytest.raises(Refused, match="without a reason"):
        actions.decline(participant=participant, reason=" ", by=FACILITATOR, now=NOW)
    actions.decline(participant=participant, reason="Lives too far away.", by=FACILITATOR, now=NOW)
    assert queries.participant(participant, seen_by=FACILITATOR).status == "unsuitable"
    with pytest.raises(Refused, match="decided on already"):
        answered(participant)


def test_a_second_withdrawal_is_refused_and_raises_no_second_alert() -> None:
    participant = started()
    withdraw(participant)
    with pytest.raises(Refused, match="withdrawn cannot become withdrawn"):
        withdraw(participant)
    assert alerts() == [(participant, "withdrawn")]


def test_two_at_the_same_instant_raise_one_alert() -> None:
    """One who still saw the participant taking part, and the database itself."""
    participant = started()
    withdraw(participant)
    Participant.objects.update(status="started")
    withdraw(participant)
    assert alerts() == [(participant, "withdrawn")]
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerAlert.objects.create(participant=Participant.objects.get(), event="withdrawn", made_at=NOW)


def test_exclusion_for_risk_tells_the_support_worker() -> None:
    participant = started()
    actions.exclude(participant=participant, reason="Threatened her.", by=FACILITATOR, now=NOW)
    assert alerts() == [(participant, "excluded")]
    assert [one.exit for one in Participant.objects.all()] == ["risk"]


def test_who_leaves_before_anybody_answers_for_a_partner_raises_nothing() -> None:
    withdraw(referred())
    assert PartnerAlert.objects.count() == 0


def test_an_alert_is_done_when_the_worker_says_so_or_why_not() -> None:
    participant = started()
    withdraw(participant)
    answer: dict[str, Any] = {"participant": participant, "event": "withdrawn", "by": SUPPORT, "now": NOW}
    with pytest.raises(Refused, match="not told is not said"):
        actions.answer_alert(**answer, told=False)
    actions.answer_alert(**answer, told=False, why="No safe way in the plan today.")
    (shown,) = queries.partner_alerts(seen_by=SUPPORT).narrowed({"whose": "mine"})
    assert (shown.told, shown.why) == (False, "No safe way in the plan today.")
    with pytest.raises(Refused, match="answered already"):
        actions.answer_alert(**answer, told=True)


def test_a_full_group_and_one_with_the_partner_are_refused_in_the_same_words() -> None:
    full = group(capacity=1)
    placed(started(), full)
    with pytest.raises(Refused) as no_room:
        placed(started(), full)
    theirs = group()
    partner = placed(started(), theirs)
    with pytest.raises(Refused) as kept_apart:
        placed(started(also_participant=partner), theirs)
    assert (no_room.value.reason, no_room.value.remedy) == (kept_apart.value.reason, kept_apart.value.remedy)


def test_partners_are_kept_apart_whichever_is_placed_first() -> None:
    theirs, second = group(), started()
    placed(started(also_participant=second), theirs)
    with pytest.raises(Refused, match="no place for them"):
        placed(second, theirs)
    placed(second, group(capacity=1))


@pytest.mark.parametrize(
    ("on", "missed_why", "says"),
    [
        (DAYS[3], "", "has not been held"),
        (TODAY - timedelta(days=1), "", "not in the group"),
        (DAYS[0], "bored", "not known"),
    ],
)
def test_attendance_that_cannot_be(on: date, missed_why: str, says: str) -> None:
    participant = placed(started(), group())
    with pytest.raises(Refused, match=says):
        came(participant, on, missed_why)


def test_attendance_of_somebody_who_is_not_in_the_group() -> None:
    group()
    with pytest.raises(Refused, match="not in the group"):
        came(started(), DAYS[0])
    with pytest.raises(Refused, match="does not take part"):
        came(accepted(), DAYS[0])


def test_nobody_completes_without_enough_sessions() -> None:
    participant = placed(started(), group())
    came(participant, DAYS[0])
    came(participant, DAYS[1], "excused")
    with pytest.raises(Refused, match="1 sessions were attended; 2 are needed"):
        actions.complete(participant=participant, by=FACILITATOR, now=NOW)
    came(participant, DAYS[1])
    actions.complete(participant=participant, by=FACILITATOR, now=NOW)
    with pytest.raises(Refused, match="is in no group"):
        actions.complete(participant=started(), by=FACILITATOR, now=NOW)


@pytest.mark.parametrize(
    ("week", "text", "says"), [(7, "x", "No review"), (18, "x", "has not come"), (6, " ", "nothing")]
)
def test_a_review_that_cannot_be(week: int, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        actions.review_progress(participant=started(), week=week, text=text, by=FACILITATOR, now=NOW)


def test_a_week_is_reviewed_once() -> None:
    participant = started()
    actions.review_progress(participant=participant, week=6, text="Came.", by=FACILITATOR, now=NOW)
    with pytest.raises(Refused, match="reviewed already"):
        actions.review_progress(participant=participant, week=6, text="Came.", by=FACILITATOR, now=NOW)


def test_partners_answer_six_measures_or_say_why_not() -> None:
    participant = started()
    said = dict.fromkeys(MEASURES, "not_asked") | {"safety": "4", "space": "would_not_say"}
    given: dict[str, Any] = {"participant": participant, "moment": "referral", "by": SUPPORT, "now": NOW}
    actions.record_answers(**given, answers=dict.fromkeys(MEASURES, "1"))
    actions.record_answers(**given, answers=said)
    assert {one.measure: one.answer for one in queries.partner_answers(participant, seen_by=SUPPORT)} == said
    for wrong in ({"safety": "4"}, said | {"safety": "6"}):
        with pytest.raises(Refused, match="six measures"):
            actions.record_answers(**given, answers=wrong)
    linked(participant, offer="no_partner")
    with pytest.raises(Refused, match="no partner"):
        actions.record_answers(**given, answers=said)


def test_police_give_a_number_and_dates() -> None:
    participant = started()
    count: dict[str, Any] = {"participant": participant, "reports": 2, "by": FORCE, "now": NOW}
    actions.count_reports(**count, first_day=DAYS[0], last_day=DAYS[1])
    with pytest.raises(Refused, match="recorded already"):
        actions.count_reports(**count, first_day=DAYS[1], last_day=DAYS[1])
    with pytest.raises(Refused, match="period that is over"):
        actions.count_reports(**count, first_day=DAYS[1], last_day=TODAY)
    assert [one.reports for one in queries.police_reports(participant, seen_by=SUPPORT)] == [2]


def test_another_provider_and_another_service_find_nothing() -> None:
    participant, theirs = started(), group()
    withdraw(placed(started(), theirs))
    for attempt in (
        lambda: queries.participant(participant, seen_by=OTHER_PROVIDER),
        lambda: actions.start(participant=participant, by=OTHER_PROVIDER, now=NOW),
        lambda: actions.place(participant=participant, group=theirs, by=OTHER_PROVIDER, now=NOW),
        lambda: linked(participant, by=OTHER_SUPPORT),
        lambda: linked(participant, by=FACILITATOR),
        lambda: actions.answer_alert(participant=participant, event="excluded", told=True, by=SUPPORT, now=NOW),
        lambda: actions.count_reports(
            participant=participant, first_day=DAYS[0], last_day=DAYS[1], reports=1, by=FACILITATOR, now=NOW
        ),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert not list(queries.participants(seen_by=OTHER_PROVIDER))
    assert not list(queries.partner_alerts(seen_by=OTHER_SUPPORT))


def test_nobody_is_their_own_partner_and_someone_answers_for_every_partner() -> None:
    participant = accepted()
    with pytest.raises(Refused, match="their own partner"):
        linked(participant, also_participant=participant)
    with pytest.raises(Refused, match="what was offered"):
        linked(participant, offer="perhaps")
    with pytest.raises(Refused, match="answer for the partner"):
        actions.accept(participant=participant, support_service=PROVIDER, reason="x", by=FACILITATOR, now=NOW)


def test_a_provider_writes_no_link_even_where_a_row_names_it_as_the_support_service() -> None:
    participant = accepted()
    Participant.objects.update(support_service=PROVIDER)
    with pytest.raises(NotYours):
        linked(participant, by=FACILITATOR)


def test_a_whole_session_is_recorded_at_once_or_not_at_all() -> None:
    theirs = group()
    first, second = placed(started(), theirs), placed(started(), theirs)
    given: dict[str, Any] = {"group": theirs, "on": DAYS[0], "by": FACILITATOR, "now": NOW}
    for wrong, refusal in ({first: "", second: "bored"}, Refused), ({first: "", started(): ""}, NotYours):
        with pytest.raises(refusal):
            actions.record_session(**given, missed_why=wrong)
    assert {one.missed_why for one in queries.at_session(theirs, DAYS[0], seen_by=FACILITATOR)} == {None}
    actions.record_session(**given, missed_why={first: "", second: "ill"})
    at_it = queries.at_session(theirs, DAYS[0], seen_by=FACILITATOR)
    assert {one.reference: one.missed_why for one in at_it} == {first: "", second: "ill"}
    assert deeds().count("attendance_recorded") == 2
    with pytest.raises(NotYours):
        actions.record_session(**given | {"by": OTHER_PROVIDER}, missed_why={first: ""})
