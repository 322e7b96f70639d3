"""Operation Cocoon: what must be true before, during and after the visits to a cell."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from firstbell.responses.cocoon.rules import deferring, doors, gates, listening, modes, stopping, words
from firstbell.responses.cocoon.rules.doors import Entry, Walk
from firstbell.responses.cocoon.rules.gates import Standing
from firstbell.responses.cocoon.rules.modes import Proposal
from firstbell.responses.cocoon.rules.stopping import Reported
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2027, 1, 11)
DAY, REVISIT = date(2027, 1, 11), date(2027, 1, 18)


def proposing(basis: str, reason: str, quiet: str, after: str) -> tuple[str, ...]:
    until = date.fromisoformat(quiet) if quiet else None
    return verdict_of(gates.may_propose, basis=basis, basis_reason=reason, quiet_until=until, quiet_why=after, on=TODAY)


def signing(status: str, who: str, quiet: str) -> tuple[str, ...]:
    until = date.fromisoformat(quiet) if quiet else None
    standing = Standing(
        "OC-22A2", status, "the officer", "the advocate", until, "arrest" if until else "", frozenset({"a walker"})
    )
    rule = gates.may_confirm if who.startswith("confirms: ") else gates.may_sign_off
    day = () if who.startswith("confirms: ") else (TODAY,)
    return verdict_of(rule, standing, who.partition(": ")[2], *day)


def walking(pair: str) -> tuple[str, ...]:
    return verdict_of(gates.may_walk, pair.split(" and "), {"the officer", "the advocate"})


def at_the_door(who: str, arm: str, status: str, door: str, attempt: str, when: str, outcome: str) -> tuple[str, ...]:
    walk = Walk(
        arm=arm,
        status=status,
        pair=("Vic", "Wren"),
        order=(2, 0, 1),
        day=DAY,
        revisit_day=REVISIT,
        doors_revisited=True,
        first={0: doors.NO_ANSWER, 1: doors.ANSWERED},
        done={(0, 1), (1, 1)},
        paused_at=datetime(2027, 1, 11, 12, tzinfo=UTC) if status == "paused" else None,
    )
    at = datetime.fromisoformat(when).replace(tzinfo=UTC)
    entry = Entry(uuid4(), "CA-2222AAAA", "C-00042", int(door), int(attempt), outcome, 6, True, at)
    return verdict_of(doors.may_record, entry, walk, who, datetime(2027, 1, 20, 9, tzinfo=UTC))


def leaving_out(status: str, arm: str, visited: str, day: str) -> tuple[str, ...]:
    on = DAY + timedelta(days=int(day))
    return verdict_of(deferring.may_defer, status=status, arm=arm, day=DAY, visited=int(visited), on=on)


def shown(arm: str, day: str) -> tuple[str, ...]:
    return (deferring.shown_arm(arm, DAY, DAY + timedelta(days=int(day))),)


def planning(mode: str, cells: str, authority: str) -> tuple[str, ...]:
    codes = tuple(f"C-{n:05}" for n in range(int(cells)))
    proposal = Proposal(
        title="January",
        mode=mode,
        cells=codes,
        first_day=TODAY + timedelta(days=7),
        last_day=TODAY + timedelta(days=20),
        shifts_a_day=2,
        minutes_a_door=6,
        doors_revisited=True,
        revisit_after_days=7,
        script="neighbours",
        deferral_share=0.1,
        control_share=0.5,
        authority=authority,
    )
    return verdict_of(modes.may_plan, proposal, "the planner", TODAY)


def becoming(status: str, into: str) -> tuple[str, ...]:
    return verdict_of(modes.may_become, status, into)


def stopping_for(kind: str, on: str) -> tuple[str, ...]:
    reports = [Reported(kind, date.fromisoformat(on))]
    why = stopping.must_stop(reports, first_visit=date(2027, 1, 11), last_visit=date(2027, 1, 15))
    return ("stops" if why else "goes on",)


def hearing(kind: str, path: str) -> tuple[str, ...]:
    return verdict_of(listening.may_be_heard, kind, "Shouting at night", path)


PAGE = Page(
    "cocoon",
    "Operation Cocoon",
    "Whole cells of homes are visited on days that were drawn before anything happened, every door alike. What is done "
    "for a victim stands apart from it, under seal, and changes no visit.",
    (
        Table(
            "An operation may be proposed",
            "METHODS.md 1.6 (1)",
            "The victim was asked and agrees, or a senior officer writes down why asking would be unsafe. After "
            "an arrest, a release, a separation or a court date it is quiet until a day that is written down. "
            "Today is 11 January.",
            proposing,
            """
basis         | reason                             | quiet until | after  => may | why not
consent       |                                    |             |        => yes |
consent       |                                    | 2027-01-25  | arrest => yes |
senior_reason | He reads all that she is sent.     |             |        => yes |
senior_reason | unsafe | | => no | A senior officer's reason is not written out.
her mother | | | => no | 'her mother' is no basis for an operation.
consent | | 2027-01-25 | => no | A quiet period has a last day and what it follows.
consent | | | court => no | A quiet period has a last day and what it follows.
consent | | 2027-01-25 | rain => no | A quiet period has a last day and what it follows.
consent | | 2027-01-04 | court => no | The quiet period ended on 4 January 2027.
""",
        ),
        Table(
            "It is made safe and signed off",
            "METHODS.md 1.6 (1)",
            "Nobody does two of it: the officer proposes, the advocate confirms, and a supervisor who walks "
            "nowhere signs.",
            signing,
            """
it is            | who                     | quiet until => may | why not
proposed         | confirms: the advocate  |             => yes |
proposed         | confirms: the officer   |             => no  | Whoever proposed it cannot do this too.
safety_confirmed | confirms: the advocate | => no | OC-22A2 does not wait for its safety plan: it is safety confirmed.
safety_confirmed | signs: a supervisor     |             => yes |
safety_confirmed | signs: a supervisor     | 2027-01-10  => yes |
safety_confirmed | signs: a manager | 2027-01-11 => no | OC-22A2 follows an arrest: it is quiet until 11 January 2027.
safety_confirmed | signs: the officer      |             => no  | Whoever proposed or confirmed it cannot do this too.
safety_confirmed | signs: the advocate     |             => no  | Whoever proposed or confirmed it cannot do this too.
safety_confirmed | signs: a walker         |             => no  | Whoever walks in a campaign cannot do this too.
proposed | signs: a supervisor | => no | OC-22A2 does not wait for sign-off: it is proposed.
withdrawn | signs: a supervisor | => no | OC-22A2 does not wait for sign-off: it is withdrawn.
""",
        ),
        Table(
            "Who may walk",
            "METHODS.md 1.6 (5)",
            "Two people who have a part in no operation at all: to say no for one street only would point at it.",
            walking,
            """
pair                    => may | why not
Vic and Wren            => yes |
Vic and Vic             => no  | A pair is two different people.
Vic and the officer     => no  | the officer has a part in operations, and cannot visit.
the advocate and Wren   => no  | the advocate has a part in operations, and cannot visit.
""",
        ),
        Table(
            "What may be recorded of a door",
            "METHODS.md 1.6 (5)",
            "Every door on the drawn day; whoever did not answer, and what was missed, on the revisit day a week "
            "later. Door 0 did not answer and door 1 did; nobody was at door 2. To leave a door out is no "
            "outcome: it stays open.",
            at_the_door,
            """
who  | arm      | campaign | door | attempt | when             | outcome   => may | why not
Vic  | visited  | running  | 2    | 1       | 2027-01-11T10:00 | answered  => yes |
Vic  | visited  | running  | 2    | 1       | 2027-01-11T10:00 | vacant    => yes |
Vic  | visited  | running  | 2    | 1       | 2027-01-18T10:00 | refused   => yes |
Vic  | visited  | running  | 0    | 2       | 2027-01-18T10:00 | answered  => yes |
Vic  | visited  | over     | 2    | 1       | 2027-01-11T10:00 | answered  => yes |
Vic  | visited  | paused   | 2    | 1       | 2027-01-11T11:59 | answered  => yes |
Vic  | visited  | paused   | 2    | 1       | 2027-01-11T12:00 | answered  => no  | Nobody visits in CA-2222AAAA now.
Vic  | visited  | drawn    | 2    | 1       | 2027-01-11T10:00 | answered  => no  | Nobody visits in CA-2222AAAA now.
Asha | visited  | running  | 2    | 1       | 2027-01-11T10:00 | answered  => no  | C-00042 is not a street of yours.
Vic  | deferred | running  | 2    | 1       | 2027-01-11T10:00 | answered  => no  | C-00042 is not a street of yours.
Vic  | visited  | running  | 7    | 1       | 2027-01-11T10:00 | answered  => no  | C-00042 has no door 7.
Vic  | visited  | running  | 2    | 1       | 2027-01-11T10:00 | skipped   => no  | That is no outcome, or no stay.
Vic | visited | running | 2 | 1 | 2027-01-12T10:00 | answered => no | C-00042 is not visited on 12 January 2027.
Vic  | visited  | running  | 2    | 1       | 2027-01-25T10:00 | answered  => no  | That visit lies ahead.
Vic | visited | running | 1 | 1 | 2027-01-11T10:00 | no_answer => no | Door 1 has an outcome for that attempt.
Vic | visited | running | 1 | 2 | 2027-01-18T10:00 | answered => no | Door 1 is not one that did not answer.
Vic | visited | running | 0 | 2 | 2027-01-11T18:00 | answered => no | C-00042 is not visited on 11 January 2027.
Vic | visited | running | 0 | 3 | 2027-01-18T10:00 | answered => no | C-00042 is not visited on 18 January 2027.
""",
        ),
        Table(
            "A whole cell may be left out",
            "METHODS.md 1.6 (5)",
            "For one door that must not be visited, until somebody has knocked. A share of cells is drawn to be "
            "left out, so that it says nothing; days are counted from the cell's.",
            leaving_out,
            """
campaign | cell     | doors visited | days after => may | why not
drawn    | visited  | 0             | -5         => yes |
running  | visited  | 0             | 0          => yes |
running  | deferred | 0             | -1         => yes |
running | visited | 1 | 0 => no | The cell's visits have begun, and every door of it is visited.
running | visited | 0 | 1 => no | The cell's visits have begun, and every door of it is visited.
running  | waiting  | 0             | -5         => no  | That cell is not going to be visited in this campaign.
draft    | visited  | 0             | -5         => no  | That cell is not going to be visited in this campaign.
""",
        ),
        Table(
            "How a cell that is left out is shown",
            "METHODS.md 1.6 (5)",
            "As one that is visited, until its day is over: whoever watches the plan cannot see it being taken out.",
            shown,
            """
cell     | days after => shown
deferred | -5         => visited
deferred | 0          => visited
deferred | 1          => deferred
visited  | 1          => visited
waiting  | 1          => waiting
""",
        ),
        Table(
            "A campaign may be planned",
            "METHODS.md 1.6 (4)",
            "A calendar campaign covers fifty cells or more. One that is triggered by a report hides nothing, and "
            "needs somebody else who answers for it.",
            planning,
            """
mode      | cells | authority      => may | why not
calendar  | 50    |                => yes |
calendar  | 49    |                => no  | A calendar campaign covers 50 cells or more; these are 49.
programme | 12    |                => yes |
programme | 0     |                => no  | A campaign needs cells, each of them once.
triggered | 1     | the supervisor => yes |
triggered | 1     |                => no  | A triggered campaign tells whoever caused it that it was for them.
triggered | 1     | the planner    => no  | A triggered campaign tells whoever caused it that it was for them.
weekly    | 60    |                => no  | That is no mode, or no script.
""",
        ),
        Table(
            "What becomes of a campaign",
            "ours",
            "Drawn once. To change one midway is to end it and plan a new one.",
            becoming,
            """
from    | to      => may | why not
draft   | drawn   => yes |
drawn   | running => yes |
running | paused  => yes |
paused  | running => yes |
running | over    => yes |
draft   | running => no  | A campaign that is draft cannot become running.
drawn   | draft   => no  | A campaign that is drawn cannot become draft.
running | drawn   => no  | A campaign that is running cannot become drawn.
over    | running => no  | A campaign that is over cannot become running.
""",
        ),
        Table(
            "What stops a campaign",
            "METHODS.md 2.2",
            "One report within four weeks of the visits is enough. They were from 11 to 15 January.",
            stopping_for,
            """
report      | on         => the campaign
retaliation | 2027-01-11 => stops
retaliation | 2027-02-12 => stops
disengaged  | 2027-01-20 => stops
retaliation | 2027-01-10 => goes on
retaliation | 2027-02-13 => goes on
""",
        ),
        Table(
            "What is heard at a door",
            "DOMAIN.md section 2",
            "Whoever says that it happens to them is made safe: which way is written down at once.",
            hearing,
            """
kind         | path           => may | why not
intelligence |                => yes |
concern      |                => yes |
concern      | child_referral => yes |
disclosure   | emergency      => yes |
disclosure   |                => no  | A disclosure needs its safeguarding path.
concern      | the pub        => no  | A disclosure needs its safeguarding path.
gossip       |                => no  | What was heard needs a kind and words.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_what_a_mode_tells_is_said_in_words() -> None:
    assert words.cost_in_words(0.15, 0.15).endswith("tells a perpetrator nothing about whether it was for his case.")
    assert "at 90%, where he thought 15% before" in words.cost_in_words(0.898, 0.15)
    assert len(words.LIMITS) == 3
    assert "adds nothing" in words.PROMISE
