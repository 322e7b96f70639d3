"""The programme: who may come, when it may start, how it ends, and what missing answers could hide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.refusal import Refused
from firstbell.responses.programme.rules import courses, groups, participants, partners, ways
from firstbell.responses.programme.rules.bounds import bounds
from firstbell.responses.programme.rules.courses import Course
from firstbell.responses.programme.rules.participants import ELIGIBILITY, QUESTIONS, Introduction
from firstbell.responses.programme.rules.ways import Way
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)


def referring(source: str, forename: str, agreed: str) -> tuple[str, ...]:
    said = Introduction(referred_from=source, forenames=forename, surname="", agreed=agreed == "yes")
    return verdict_of(participants.may_refer, said)


def reaching(channel: str, detail: str, when_safe: str, message: str) -> tuple[str, ...]:
    way = Way(channel=channel, detail=detail, when_safe=when_safe, message_allowed=message == "yes")
    return verdict_of(ways.check_way, way)


def answering(question: str, answer: str, why: str) -> tuple[str, ...]:
    return verdict_of(participants.may_find, question, answer, why)


def deciding(into: str, otherwise: str) -> tuple[str, ...]:
    """``otherwise``: ``denial yes``, or ``denial open``; everything else speaks for it."""
    answers = {question: "yes" if question in ELIGIBILITY else "no" for question in QUESTIONS}
    for question, answer in [one.split() for one in otherwise.split(", ") if one]:
        answers[question] = answer
    return verdict_of(participants.may_decide, into, {one: said for one, said in answers.items() if said != "open"})


def becoming(before: str, after: str, reason: str) -> tuple[str, ...]:
    return verdict_of(participants.may_become, before, after, reason)


def starting(support_service: str) -> tuple[str, ...]:
    return verdict_of(participants.may_start, {"nothing": None, "may not": False, "may": True}[support_service])


def placing(placed: str, capacity: str, apart: str) -> tuple[str, ...]:
    return verdict_of(groups.may_place, int(placed), int(capacity), apart == "yes")


def making(title: str, capacity: str, to_complete: str, gaps: str) -> tuple[str, ...]:
    """``gaps``: days between one session and the next."""
    days = [TODAY]
    for gap in gaps.split():
        days.append(days[-1] + timedelta(days=int(gap)))
    return verdict_of(groups.check_group, title, "Hanley", int(capacity), int(to_complete), days)


def attending(days: str, in_the_group: str, missed_why: str) -> tuple[str, ...]:
    on = TODAY + timedelta(days=int(days))
    return verdict_of(groups.may_attend, on, TODAY, in_the_group == "yes", missed_why)


def reviewing(week: str, weeks: str, text: str) -> tuple[str, ...]:
    return verdict_of(groups.may_review, int(week), int(weeks), text)


def completing(attended: str, to_complete: str) -> tuple[str, ...]:
    return verdict_of(groups.may_complete, int(attended), int(to_complete))


def speaking(worker: str, by: str, leads: str) -> tuple[str, ...]:
    return verdict_of(partners.may_speak_for, worker, by, leads == "yes")


def alerting(answered: str, told: str, why: str) -> tuple[str, ...]:
    return verdict_of(partners.may_answer_alert, answered == "yes", told == "yes", why)


def counting(first: str, last: str, reports: str) -> tuple[str, ...]:
    days = (TODAY + timedelta(days=int(day)) for day in (first, last))
    return verdict_of(partners.check_reports, *days, int(reports), TODAY)


def looking_at(of: str) -> tuple[str, ...]:
    return verdict_of(courses.must_be_everybody, of)


def bounding(answers: str) -> tuple[str, ...]:
    found = bounds([None if one == "-" else int(one) for one in answers.split()], partners.SCALE)
    return f"{found.lowest:.2f}", f"{found.highest:.2f}", str(found.missing)


PAGE = Page(
    "programme",
    "The programme: who comes, when it starts, and how it ends",
    "People answer and people decide; nothing is scored, and coming is not success. Nothing starts before the support "
    "service has spoken for the partner, and facilitators learn no more of the partner than that it may.",
    (
        Table(
            "Who can be referred",
            "DOMAIN.md section 6",
            "By themselves, or by an agency that they have agreed with: nobody is sent.",
            referring,
            """
by        | name | agreed => may | why not
oneself   | Ben  | no     => yes |
agency    | Ben  | yes    => yes |
agency    | Ben  | no     => no  | They have not agreed to be referred.
neighbour | Ben  | yes    => no  | That source is not known.
oneself   |      | no     => no  | Nobody is named.
""",
        ),
        Table(
            "How a participant can be reached",
            "ours",
            "By what they say is safe: they may live with the partner. A text or an e-mail is a message by itself.",
            reaching,
            """
by     | to               | when     | message => may | why not
phone  | 01632 960001     | Mornings | no      => yes |
phone  | 01632 960001     | Mornings | yes     => yes |
text   | 01632 960001     | Mornings | yes     => yes |
text   | 01632 960001     | Mornings | no      => no  | A text message can be read by others, and no message is safe.
e_mail | ben@home.example | Mornings | no      => no  | An e-mail can be read by others, and no message is safe.
e_mail | ben@home.example | Mornings | yes     => yes |
phone  | 01632 960001     |          | no      => no  | When it is safe is not said.
phone  | 12               | Mornings | no      => no  | Nobody can be reached there.
e_mail | 01632 960001     | Mornings | yes     => no  | Nobody can be reached there.
e_mail | ben@             | Mornings | yes     => no  | Nobody can be reached there.
pigeon | 01632 960001     | Mornings | yes     => no  | That way is not known.
""",
        ),
        Table(
            "How a question is answered",
            "DOMAIN.md section 6",
            "Seven questions, each by a person and with a reason.",
            answering,
            """
question | answer | reason  => may | why not
adult    | yes    | Born 1990. => yes |
denial   | no     | Names it.  => yes |
denial   | no     |            => no  | The answer has no reason.
denial   | maybe  | Unsure.    => no  | That question or answer is not known.
postcode | no     | Moved.     => no  | That question or answer is not known.
""",
        ),
        Table(
            "Who can be accepted",
            "DOMAIN.md section 6",
            "What is not said here speaks for it. A concern rules nobody out and lets nobody in: a person weighs it.",
            deciding,
            """
decision   | otherwise             => may | why not
accepted   |                       => yes |
accepted   | denial yes            => yes |
accepted   | denial yes, substance_use yes, mental_health yes, live_proceedings yes => yes |
accepted   | denial open           => no  | 1 questions are not answered.
accepted   | adult no              => no  | They are not eligible.
accepted   | declares_risk no      => no  | They are not eligible.
accepted   | not_ordered no        => no  | They are not eligible.
unsuitable | denial open, adult no => yes |
""",
        ),
        Table(
            "What becomes of whom",
            "DOMAIN.md section 6",
            "Each end is one, and nobody leaves twice.",
            becoming,
            """
from       | into       | reason => may | why not
referred   | accepted   | Able.  => yes |
referred   | accepted   |        => no  | Nobody is accepted without a reason.
referred   | unsuitable | Far.   => yes |
referred   | started    |        => no  | Somebody who is referred cannot become started.
accepted   | started    |        => yes |
accepted   | completed  |        => no  | Somebody who is accepted cannot become completed.
started    | completed  |        => yes |
started    | excluded   | Threat => yes |
started    | excluded   |        => no  | Nobody is excluded without a reason.
started    | withdrawn  | Moved. => yes |
withdrawn  | withdrawn  | Moved. => no  | Somebody who is withdrawn cannot become withdrawn.
completed  | withdrawn  | Moved. => no  | Somebody who is completed cannot become withdrawn.
excluded   | started    |        => no  | Somebody who is excluded cannot become started.
unsuitable | accepted   | Able.  => no  | Somebody who is unsuitable cannot become accepted.
""",
        ),
        Table(
            "When it can start",
            "DOMAIN.md section 6",
            "By what the support service has said. No and nothing are refused alike: why is not for facilitators.",
            starting,
            """
said    => may | why not
nothing => no  | The support service has not said that it may start.
may not => no  | The support service has not said that it may start.
may     => yes |
""",
        ),
        Table(
            "What a group is",
            "ours",
            "With so many days between one session and the next. A capacity of one is one-to-one counselling.",
            making,
            """
title    | capacity | to complete | days between => may | why not
Tuesdays | 8        | 3           | 7 7 14       => yes |
Ben      | 1        | 1           | 7            => yes |
Tuesdays | 8        | 3           | 7            => no  | 3 of 2 sessions cannot be attended.
Tuesdays | 8        | 0           | 7            => no  | 0 of 2 sessions cannot be attended.
Tuesdays | 8        | 1           | 6            => no  | Sessions are weekly, in order.
Tuesdays | 0        | 1           | 7            => no  | A group has a title, a place, and room for somebody.
         | 8        | 1           | 7            => no  | A group has a title, a place, and room for somebody.
""",
        ),
        Table(
            "Who can be placed",
            "ours",
            "A full group and one with the partner are refused in the same words: why is not for facilitators.",
            placing,
            """
placed | of | kept apart => may | why not
7      | 8  | no         => yes |
8      | 8  | no         => no  | This group has no place for them.
0      | 8  | yes        => no  | This group has no place for them.
""",
        ),
        Table(
            "What is recorded of a session",
            "DOMAIN.md section 6",
            "So many days from today. Without a reason they were there.",
            attending,
            """
days | in the group | missed because => may | why not
0    | yes          |                => yes |
-7   | yes          | excused        => yes |
-7   | yes          | bored          => no  | That reason is not known.
-7   | no           |                => no  | They are not in the group of this session.
1    | yes          |                => no  | This session has not been held.
""",
        ),
        Table(
            "When progress is reviewed",
            "ours",
            "By a facilitator, in the weeks that are set, so many weeks after the start.",
            reviewing,
            """
week | after | text       => may | why not
6    | 6     | Speaks.    => yes |
12   | 11    | Speaks.    => no  | Week 12 has not come.
7    | 8     | Speaks.    => no  | No review is due in that week.
6    | 6     |            => no  | The review says nothing.
""",
        ),
        Table(
            "Who can complete",
            "DOMAIN.md section 6",
            "It says that they came so often, and nothing of what changed.",
            completing,
            """
attended | needed => may | why not
20       | 20     => yes |
19       | 20     => no  | 19 sessions were attended; 20 are needed.
""",
        ),
        Table(
            "Who may say that a partner was told",
            "ours",
            "The worker whom the link names, and whoever leads the service.",
            speaking,
            """
worker | by   | leads => may | why not
noor   | noor | no    => yes |
noor   | lena | yes   => yes |
noor   | sam  | no    => no  | Another worker answers for this partner.
       | sam  | no    => no  | Another worker answers for this partner.
       | lena | yes   => yes |
""",
        ),
        Table(
            "When an alert is done",
            "DOMAIN.md section 6",
            "When the support worker says that the partner was told, or why not.",
            alerting,
            """
answered | told | why         => may | why not
no       | yes  |             => yes |
no       | no   | No safe way => yes |
no       | no   |             => no  | Why the partner was not told is not said.
yes      | yes  |             => no  | This alert is answered already.
""",
        ),
        Table(
            "What police give",
            "METHODS.md section 8",
            "A number and two days, so many from today, and nothing of a case.",
            counting,
            """
from | to | reports => may | why not
-90  | -1 | 2       => yes |
-90  | -1 | 0       => yes |
-90  | 0  | 2       => no  | Counts are of a period that is over, and none is below nought.
-1   | -2 | 2       => no  | Counts are of a period that is over, and none is below nought.
-90  | -1 | -1      => no  | Counts are of a period that is over, and none is below nought.
""",
        ),
        Table(
            "Whom an analysis follows",
            "METHODS.md section 8",
            "Everybody from the referral on.",
            looking_at,
            """
of        => may | why not
referred  => yes |
completed => no  | Completers alone say nothing of the programme: those who stay differ from those who leave.
started   => no  | That group is not known.
""",
        ),
        Table(
            "What missing answers could hide",
            "METHODS.md section 8",
            "Answers from 1 (worst) to 5; a dash is a missing one.",
            bounding,
            """
answers   => lowest mean | highest mean | missing
3 3 3     => 3.00        | 3.00         | 0
3 3 -     => 2.33        | 3.67         | 1
5 - - -   => 2.00        | 5.00         | 3
- -       => 1.00        | 5.00         | 2
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


SCALED = st.lists(st.integers(1, 5), min_size=1, max_size=30)


@given(SCALED, st.data())
def test_the_truth_lies_within_the_bounds_whatever_is_missing(truth: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.booleans(), min_size=len(truth), max_size=len(truth)))
    found = bounds([None if out else one for one, out in zip(truth, gone, strict=True)], (1, 5))
    assert found.lowest <= sum(truth) / len(truth) <= found.highest
    assert found.highest - found.lowest == pytest.approx(4 * sum(gone) / len(truth)), "no wider than what is missing"
    assert (found.answered, found.missing) == (len(truth) - sum(gone), sum(gone))


@pytest.mark.parametrize("answers", [[], [0], [6, None]])
def test_nobody_and_answers_off_the_scale_have_no_bounds(answers: list[int | None]) -> None:
    with pytest.raises(Refused):
        bounds(answers, (1, 5))


def test_everybody_is_counted_and_exits_stay_apart() -> None:
    found = courses.remained(
        [
            Course(False, False, False, False, ""),
            Course(True, True, False, False, "dropped"),
            Course(True, True, True, False, "risk"),
            Course(True, True, True, True, ""),
        ]
    )
    assert (found.referred, found.assessed, found.started, found.half, found.completed) == (4, 3, 3, 2, 1)
    assert found.exits == {"dropped": 1, "risk": 1}
