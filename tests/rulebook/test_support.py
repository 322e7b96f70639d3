"""Support: when a client can be reached, and how a referral goes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from firstbell.pure.periods import LONDON
from firstbell.pure.refusal import Refused
from firstbell.responses.support.rules import details, reaching, referrals, safe_contact
from firstbell.responses.support.rules.reaching import Reach
from firstbell.responses.support.rules.referrals import Introduction, Try
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, Window
from firstbell.responses.support.rules.uptake import Referred, uptake
from rulebook.tables import Page, Row, Table, each_row, verdict_of

WEEKDAYS = frozenset(range(5))
SCHOOL_RUN = (Window(WEEKDAYS, time(9, 30), time(14, 45)),)
NIGHTS = (Window(frozenset({5, 6}), time(0, 30), time(2, 30)),)
PLAN = SafeContactPlan(
    (
        Way("phone", SCHOOL_RUN, message=False),
        Way("e_mail", SCHOOL_RUN, message=True),
        Way("in_person", NIGHTS, others_read=True),
    ),
    last_day=date(2026, 12, 11),
)
MADE = date(2026, 11, 27)
REASON = "Her mother rang: she has fled and is alone."


def contacting(channel: str, when: str, message: str) -> tuple[str, ...]:
    at = datetime.fromisoformat(when).replace(tzinfo=LONDON)
    *special, channel = channel.split(": ")
    shared = SafeContactPlan((replace(PLAN.ways[1], others_read=True),), PLAN.last_day)
    plan = {"no plan": None, "others read": shared}[special[0]] if special else PLAN
    why = reaching.why_no_contact(Reach(plan=plan), channel, at, message=message == "left")
    return ("no", why) if why else ("yes", "")


def looking(when: str, reason: str) -> tuple[str, ...]:
    at = datetime.fromisoformat(when).replace(tzinfo=LONDON)
    try:
        within = reaching.may_look(Reach(plan=PLAN), "phone", at, REASON if reason == "written out" else reason)
    except Refused:
        return ("no", "")
    return ("yes", "within the plan" if within else "outside the plan")


def planning(channel: str, hours: str, message: str, others: str, days: str) -> tuple[str, ...]:
    windows = tuple(
        Window(WEEKDAYS, *(time.fromisoformat(clock) for clock in one.split("-"))) for one in hours.split(", ") if one
    )
    ways = tuple(Way(one, windows, message == "yes", others == "yes") for one in channel.split(" and "))
    plan = SafeContactPlan(ways, MADE + timedelta(days=int(days)))
    return verdict_of(safe_contact.check_plan, plan, MADE)


def referring(source: str, basis: str, grade: str, reason: str) -> tuple[str, ...]:
    said = Introduction(
        referred_from=source, basis=basis, grade=grade, basis_reason=reason, forenames="Ada", surname="Example"
    )
    return verdict_of(referrals.may_refer, said, MADE)


def becoming(before: str, after: str, reason: str) -> tuple[str, ...]:
    return verdict_of(referrals.may_become, before, after, reason)


def _tries(told: str) -> tuple[Try, ...]:
    """``safe 1, unsafe 2 spoke``: tries on those days of December."""
    parts = [one.split() for one in told.split(", ") if one]
    return tuple(Try(date(2026, 12, int(day)), how == "safe", bool(spoke)) for how, day, *spoke in parts)


def declining(told: str) -> tuple[str, ...]:
    return verdict_of(referrals.may_decline, _tries(told))


def giving_up(told: str) -> tuple[str, ...]:
    return verdict_of(referrals.may_give_up, _tries(told))


PAGE = Page(
    "support",
    "Support: reaching a client, and the way of a referral",
    "Nothing is safe until the client has said so. In these tables the plan allows calls without a message, and "
    "e-mails, on weekdays from 9:30 to 14:45, and meetings that others hear on Saturdays and Sundays from 0:30 to "
    "2:30, until 11 December 2026.",
    (
        Table(
            "When a client can be reached",
            "DOMAIN.md section 5",
            "London's clocks decide. On 25 October 2026 they show one hour twice, and it is safe both times; on 28 "
            "March 2027 they skip one.",
            contacting,
            """
by                  | at               | message => may | why not
phone               | 2026-11-27T09:30 |         => yes |
phone               | 2026-11-27T14:44 |         => yes |
phone               | 2026-11-27T14:45 |         => no  | A telephone call is not safe at this time.
phone               | 2026-11-28T10:00 |         => no  | A telephone call is not safe at this time.
phone               | 2026-11-27T10:00 | left    => no  | No message may be left: somebody else may find it.
e_mail              | 2026-11-27T10:00 |         => yes |
text                | 2026-11-27T10:00 |         => no  | A text message is not in the safe-contact plan.
phone               | 2026-12-11T10:00 |         => yes |
phone               | 2026-12-14T10:00 |         => no  | The safe-contact plan ran out on 11 December 2026.
in_person           | 2026-10-25T01:30 |         => yes |
in_person           | 2026-11-28T01:00 | left    => no  | No message may be left: somebody else may find it.
others read: e_mail | 2026-11-27T10:00 |         => no  | No message may be left: somebody else may find it.
no plan: phone      | 2026-11-27T10:00 |         => no  | There is no safe-contact plan.
""",
        ),
        Table(
            "Who sees the telephone number",
            "DOMAIN.md section 5",
            "Outside the plan the number is not even shown without a reason that is written out; the audit trail says "
            "which it was.",
            looking,
            """
at               | reason      => shown | and it is
2026-11-27T10:00 |             => yes   | within the plan
2026-11-27T20:00 |             => no    |
2026-11-27T20:00 | urgent      => no    |
2026-11-27T20:00 | written out => yes   | outside the plan
2026-12-14T10:00 | written out => yes   | outside the plan
""",
        ),
        Table(
            "What a plan may be",
            "ours",
            "For these hours on weekdays, and so many days from the one on which it is made. A plan that nobody could "
            "keep is worse than none.",
            planning,
            """
ways            | hours        | left | others | days => may | why not
phone           | 09-15        | no   | no     | 14   => yes |
phone           | 09-11, 11-12 | yes  | no     | 14   => yes |
phone and text  | 09-15        | yes  | no     | 14   => yes |
phone           | 09-11, 10-12 | no   | no     | 14   => no  | Two safe times of a Monday overlap.
phone           | 22-06        | no   | no     | 14   => no  | A safe time has days, and ends after it begins.
phone           |              | no   | no     | 14   => no  | A telephone call has no hours.
phone           | 09-15        | yes  | yes    | 14   => no  | No message is safe where others read or hear it.
text            | 09-15        | no   | no     | 14   => no  | A text message is a message, and none may be left.
phone and phone | 09-15        | no   | no     | 14   => no  | A plan has one way or more, and each channel once.
pigeon          | 09-15        | no   | no     | 14   => no  | A plan has one way or more, and each channel once.
phone           | 09-15        | no   | no     | -1   => no  | The plan's last day is past, or more than 92 days away.
phone           | 09-15        | no   | no     | 92   => yes |
phone           | 09-15        | no   | no     | 93   => no  | The plan's last day is past, or more than 92 days away.
""",
        ),
        Table(
            "Who may be referred",
            "DOMAIN.md section 5",
            "With consent, or by police where an officer graded the risk high and it is written down why nobody asked.",
            referring,
            """
by      | basis     | grade    | reason               => may | why not
police  | consent   | standard |                      => yes |
agency  | consent   |          |                      => yes |
oneself | consent   |          |                      => yes |
police  | high_risk | high     | He hears every call. => yes |
police  | high_risk | high     | unsafe               => no  | Why nobody asked is not written out.
police  | high_risk | medium   | He hears every call. => no  | Without consent, police and a high grade are needed.
agency  | high_risk | high     | He hears every call. => no  | Without consent, police and a high grade are needed.
police  | consent   | extreme  |                      => no  | That source, basis or grade is not known.
""",
        ),
        Table(
            "What may become of a referral",
            "ours",
            "What is not here cannot be done; an end is an end, and whoever comes again is referred again.",
            becoming,
            """
from     | to          | reason              => may | why not
received | accepted    |                     => yes |
received | rejected    |                     => no  | A referral is not rejected without a reason.
received | rejected    | Lives in Shropshire => yes |
received | engaged     |                     => no  | A referral that is received cannot become engaged.
accepted | engaged     |                     => yes |
accepted | revoked     | Consent withdrawn   => yes |
engaged  | closed      |                     => yes |
engaged  | declined    |                     => yes |
accepted | closed      |                     => no  | A referral that is accepted cannot become closed.
declined | engaged     |                     => no  | A referral that is declined cannot become engaged.
closed   | transferred | To Derbyshire       => no  | A referral that is closed cannot become transferred.
""",
        ),
        Table(
            "When somebody has declined",
            "DOMAIN.md section 5",
            "Who was never asked, or was asked when they may not have been free to answer, has not declined.",
            declining,
            """
tries                          => may | why not
safe 1 spoke                   => yes |
unsafe 1 spoke, safe 2 spoke   => yes |
                               => no  | Nobody has spoken with the client, so nothing was declined.
safe 1, safe 2, safe 3         => no  | Nobody has spoken with the client, so nothing was declined.
unsafe 1 spoke                 => no  | The client may not have been free to answer.
safe 1 spoke, unsafe 2 spoke   => no  | The client may not have been free to answer.
safe 1 spoke, unsafe 2, safe 3 => yes |
""",
        ),
        Table(
            "When somebody is out of reach",
            "ours",
            "Three safe tries on different days since they were last spoken with.",
            giving_up,
            """
tries                                => may | why not
safe 1, safe 2, safe 3               => yes |
safe 1, safe 1, safe 1               => no  | Safe tries were made on 1 different days; 3 are needed.
safe 1, unsafe 2, safe 3             => no  | Safe tries were made on 2 different days; 3 are needed.
safe 1, safe 2, safe 3, safe 4 spoke => no  | Safe tries were made on 0 different days; 3 are needed.
safe 1 spoke, safe 2, safe 3, safe 4 => yes |
                                     => no  | Safe tries were made on 0 different days; 3 are needed.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_a_worker_carries_no_more_than_eighty() -> None:
    referrals.may_allocate(79)
    with pytest.raises(Refused, match="80 open cases"):
        referrals.may_allocate(80)


@pytest.mark.parametrize(
    ("channel", "written", "spelled"),
    [
        ("phone", "01632 960001", "+441632960001"),
        ("text", "+44 (0)1632 960 001", "+441632960001"),
        ("e_mail", " Someone@Example.org ", "someone@example.org"),
        ("letter", "c/o  The Library,\nMarket St", "c/o the library, market st"),
    ],
)
def test_the_same_number_is_known_again(channel: str, written: str, spelled: str) -> None:
    assert details.spelled(channel, written) == spelled


@pytest.mark.parametrize(
    ("channel", "written"), [("phone", "ask her"), ("phone", "12"), ("e_mail", "at home"), ("letter", " ")]
)
def test_what_leads_nowhere_is_no_way(channel: str, written: str) -> None:
    with pytest.raises(Refused):
        details.spelled(channel, written)


def test_uptake_keeps_its_three_groups_apart() -> None:
    march, april = date(2027, 3, 31), date(2027, 4, 1)
    counted = uptake(
        [Referred(march, True, True)] * 6 + [Referred(march, True, False)] * 6 + [Referred(march, False, False)] * 12
        + [Referred(april, False, True)]
    )  # fmt: skip
    assert [(one.year, one.referred, one.contacted, one.engaged) for one in counted] == [
        (2026, 24, 12, 6),
        (2027, 1, 1, 1),
    ]
    assert [(one.count, one.of, one.among, one.share) for one in counted[0].shares] == [
        (12, "referred", 24, 0.5),
        (6, "contacted", 12, 0.5),
        (6, "referred", 24, 0.25),
    ]
    assert [one.share for one in counted[1].shares] == [None, None, None], "one person has no rate"
