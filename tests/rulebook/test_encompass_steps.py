"""R7, R11 and R12: the life of a notice, and who is told next while nobody answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.rules import chase, status
from firstbell.responses.encompass.rules.questions import QUESTIONS
from firstbell.responses.encompass.rules.standing import standing
from rulebook.invented import in_london, london_time
from rulebook.tables import Page, Table, each_row

STEPS: tuple[Callable[[str], None], ...] = (
    status.release,
    status.hold,
    status.reroute,
    status.open_,
    status.acknowledge,
    status.not_our_pupil,
    status.withdraw,
    status.hand_over,
)


def allowed(words: str) -> tuple[str, ...]:
    return tuple(_outcome(step, words.replace(" ", "_")) for step in STEPS)


def _outcome(step: Callable[[str], None], state: str) -> str:
    try:
        step(state)
    except Refused as refused:
        return "-" if refused.remedy else "refused, and not told what to do instead"
    return "yes"


def counted(words: str) -> tuple[str, ...]:
    state = words.replace(" ", "_")
    sets = (status.WAITING, status.AWAITING_ANSWER, status.TOLD, status.FINISHED)
    return tuple("yes" if state in each else "-" for each in sets)


def stands(scope: str, notices: str, review: str) -> tuple[str, ...]:
    """``establishment sent, force released``; ``-`` for no notice."""
    pairs = [notice.split(" ", 1) for notice in notices.split(", ") if notice != "-"]
    found = standing(
        in_scope=scope != "out",
        nowhere=scope == "in, no setting",
        notices=[(kind, state.replace(" ", "_")) for kind, state in pairs],
        open_review=review == "open",
    )
    return (found or "an error that verify finds",)


def chased(released: str, due: str) -> tuple[str, ...]:
    moments = chase.rungs(released_at=london_time(released), due_by=london_time(due), policy=ForcePolicy())
    return tuple(in_london(moment)[-5:] for moment in moments)


def telephoned(released: str, due: str, contacts: str) -> tuple[str, ...]:
    """The first minute at which a person must telephone."""
    start, end, policy = london_time(released), london_time(due), ForcePolicy()
    minutes = (start + timedelta(minutes=n) for n in range(24 * 60 * 4))
    first = next(
        now
        for now in minutes
        if chase.needs_phone(released_at=start, due_by=end, now=now, contacts=int(contacts), policy=policy)
    )
    return (in_london(first),)


TRANSITIONS = Table(
    "Which step may follow which",
    "R7, R8, R11; FORMATS.md, Desk by command",
    "A step that is not allowed is refused, with what to do instead.",
    allowed,
    """
a notice that is => release | hold | re-route | open | acknowledge | not our pupil | withdraw | hand over
draft            => yes     | yes  | yes      | -    | -           | -             | yes      | -
held             => yes     | yes  | yes      | -    | -           | -             | yes      | -
rerouted         => yes     | yes  | yes      | -    | -           | -             | yes      | -
released         => -       | yes  | yes      | yes  | yes         | yes           | yes      | yes
sent             => -       | -    | yes      | yes  | yes         | yes           | yes      | yes
delivered        => -       | -    | yes      | yes  | yes         | yes           | yes      | yes
opened           => -       | -    | yes      | yes  | yes         | yes           | yes      | yes
acknowledged     => -       | -    | -        | yes  | -           | yes           | yes      | -
not our pupil    => -       | -    | -        | -    | -           | -             | -        | -
withdrawn        => -       | -    | -        | -    | -           | -             | -        | -
handed over      => -       | -    | -        | yes  | -           | -             | yes      | -
""",
)

MEANINGS = Table(
    "What a status means",
    'R11; Readings that matter ("told from status sent on")',
    "Sent is not done: somebody is chased until the notice is finished.",
    counted,
    """
status        => waits, nobody told | an answer is awaited | told, and it stands | finished
draft         => yes                | -                    | -                   | -
held          => yes                | -                    | -                   | -
rerouted      => yes                | -                    | -                   | -
released      => -                  | yes                  | -                   | -
sent          => -                  | yes                  | yes                 | -
delivered     => -                  | yes                  | yes                 | -
opened        => -                  | yes                  | yes                 | -
acknowledged  => -                  | -                    | yes                 | yes
not our pupil => -                  | -                    | -                   | yes
withdrawn     => -                  | -                    | -                   | yes
handed over   => -                  | -                    | yes                 | yes
""",
)

STANDING = Table(
    "Every child in scope stands in one place",
    "R14; Readings that matter (exposures carry `place`)",
    "A notice that left outranks a question beside it. One that waits for a person is a person's.",
    stands,
    """
scope          | notices                                          | review => stands in
in             | establishment sent                               | none   => establishment
in             | establishment acknowledged, establishment held   | none   => establishment
in             | establishment sent                               | open   => establishment
in             | establishment held                               | none   => person
in             | establishment not our pupil                      | open   => person
in             | establishment not our pupil, establishment sent  | none   => establishment
in             | establishment withdrawn                          | open   => person
in             | authority delivered                              | none   => authority
in             | force handed over                                | none   => force
in             | force sent, establishment sent                   | none   => force
in             | -                                                | open   => person
in, no setting | -                                                | none   => no_establishment
out            | -                                                | none   => none
in             | -                                                | none   => an error that verify finds
in             | establishment withdrawn                          | none   => an error that verify finds
""",
)

CHASED = Table(
    "When the next contacts are told",
    "R11; force setting (60, 45, 30 and 15 minutes before the bell)",
    "The first contact is told at the release. Nobody is passed over within ten minutes.",
    chased,
    """
released             | due                  => second | third | fourth | fifth
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 => 07:30  | 07:45 | 08:00  | 08:15
Fri 2026-11-20 07:25 | Fri 2026-11-20 08:30 => 07:35  | 07:45 | 08:00  | 08:15
Fri 2026-11-20 07:50 | Fri 2026-11-20 08:30 => 08:00  | 08:10 | 08:20  | 08:30
Fri 2026-11-20 08:20 | Fri 2026-11-20 08:30 => 08:30  | 08:40 | 08:50  | 09:00
Fri 2026-11-20 09:00 | Fri 2026-11-20 08:30 => 09:10  | 09:20 | 09:30  | 09:40
""",
)

TELEPHONED = Table(
    "From when somebody must telephone",
    "R11",
    "When nobody is left to tell by e-mail, and at the latest when less than a quarter of an hour remains.",
    telephoned,
    """
released             | due                  | contacts => telephone from
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 | 1        => Fri 2026-11-20 07:30
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 | 2        => Fri 2026-11-20 07:45
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 | 4        => Fri 2026-11-20 08:15
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 | 9        => Fri 2026-11-20 08:16
Thu 2026-11-19 23:00 | Fri 2026-11-20 08:30 | 0        => Thu 2026-11-19 23:00
Fri 2026-11-20 07:50 | Fri 2026-11-20 08:30 | 2        => Fri 2026-11-20 08:10
Fri 2026-11-20 08:20 | Fri 2026-11-20 08:30 | 3        => Fri 2026-11-20 08:20
Fri 2026-11-20 22:00 | Mon 2026-11-23 08:30 | 2        => Mon 2026-11-23 07:45
""",
)

PAGE = Page(
    "encompass-steps",
    "R7, R11 and R12: sent is not done",
    "From draft to acknowledged, and what happens while nobody answers.",
    (TRANSITIONS, MEANINGS, STANDING, CHASED, TELEPHONED),
)


@each_row(PAGE)
def test_steps(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_every_status_has_its_row() -> None:
    written = [given[0].replace(" ", "_") for given, _ in TRANSITIONS.rows]
    assert written == list(status.STATUSES)


def test_a_refusal_names_no_more_than_the_status() -> None:
    with pytest.raises(Refused, match=r"A notice that is not our pupil cannot be withdrawn\."):
        status.withdraw(status.NOT_OUR_PUPIL)


@pytest.mark.parametrize("code", QUESTIONS)
def test_every_question_is_a_question_in_words(code: str) -> None:
    assert QUESTIONS[code].endswith("?")
    assert len(QUESTIONS[code].split()) < 25
