"""What counts of what people said of a child and a pupil, and what it does to the answer. Every row is decided."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.refusal import Refused
from firstbell.registers.linkage.rules.answering import DECIDED, GONE, SEVERAL, Line, Together, answer
from firstbell.registers.linkage.rules.judgements import (
    REVIEW,
    SAMPLE,
    Judgement,
    Told,
    pupil_key,
    refuse_label,
    settled_verdict,
)
from rulebook.tables import Page, Table, each_row
from rulebook.test_linkage import line, sought

BECAUSE = {DECIDED: "a person", GONE: "gone", SEVERAL: "several"}
FIRST = datetime(2026, 11, 20, 9, tzinfo=UTC)


def said(words: str) -> list[Judgement]:
    """``Amy reviewed: same; Ben labelled: different``, in the order of time."""
    found = []
    for minute, part in enumerate(filter(None, (part.strip() for part in words.split(";")))):
        who, verdict = part.split(": ")
        name, how = who.split()
        source = {"reviewed": REVIEW, "labelled": SAMPLE}[how]
        found.append(Judgement("A1", verdict, source, name, FIRST + timedelta(minutes=minute), "Seen"))
    return found


def counts(words: str) -> tuple[str]:
    return (settled_verdict(said(words)) or "nothing yet",)


def may_label(words: str, who: str) -> tuple[str]:
    try:
        refuse_label(said(words), who, "same", "Seen")
    except Refused as no:
        return (no.reason,)
    return ("yes",)


@cache
def _roll(words: str) -> tuple[object, list[Line]]:
    lines = [line(part, number) for number, part in enumerate(words.split(";"), start=1)] if words else []
    return index_of([pupil for pupil, _ in lines]), lines


class _RollOfLines:
    """An index that also gives its lines back."""

    def __init__(self, words: str) -> None:
        self._index, self._lines = _roll(words)

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def line(self, number: int) -> Line:
        return self._lines[number]


def obeyed(child: str, decided: str, roll: str) -> tuple[str, str]:
    """``decided``: ``same`` or ``different`` and a pupil as the roll of that day wrote it, parted by ``;``."""
    told: dict[str, set[str]] = {"same": set(), "different": set()}
    for part in filter(None, (part.strip() for part in decided.split(";"))):
        verdict, _, words = part.partition(" ")
        told[verdict].add(pupil_key(line(words, 1)[0]))
    asked = Together([sought(child)], told={"C1": Told(frozenset(told["same"]), frozenset(told["different"]))})
    of_lines: Any = _RollOfLines(roll)  # has what an index has, by __getattr__
    (answers,) = answer([asked], of_lines, shipped_model())
    return answers["C1"].outcome, BECAUSE.get(answers["C1"].reason, "the evidence")


OBEYED = Table(
    "A person's decision holds",
    "R11; readings that matter: people decide, and need not decide twice",
    "Whatever the evidence, on every later version and roll. A pupil is known again by UPN, else by name and birth.",
    obeyed,
    """
child             | decided                       | roll                                    => outcome   | by
Oliver Hill, home | same Eric Hill, upn A1        | Eric Hill, home, upn A1                 => automatic | a person
Oliver Hill, home | same Eric Hill                | Eric Hill, elsewhere; Oliver Hill, home => automatic | a person
Oliver Hill, home | same Eric Hill                | Eric Hill, home, upn A1                 => automatic | a person
Oliver Hill, home | same Eric Hill, upn A1        | Oliver Hill, home                       => review    | gone
Oliver Hill, home | same Eric Hill, upn A1        | Leo Price, 2012-02-03, elsewhere        => none      | the evidence
Oliver Hill, home | different Oliver Hill, upn A1 | Oliver Hill, home, upn A1               => none      | the evidence
Oliver Hill, home | different Oliver Hill         | Oliver Hill, home, upn A1               => automatic | the evidence
Oliver Hill, home | same Ed Hill; same Al Hill    | Ed Hill, home; Al Hill, home            => review    | several
""",
)

COUNTS = Table(
    "What counts of what people said",
    "LINKAGE: labels are doubled, blind",
    "A review binds at once. One label alone binds nobody; two alike do, and outweigh a review that saw the score.",
    counts,
    """
said                                                                => counts
Amy reviewed: same                                                  => same
Amy reviewed: same; Amy reviewed: different                         => different
Amy labelled: different                                             => nothing yet
Amy labelled: different; Ben labelled: different                    => different
Amy labelled: different; Ben labelled: same                         => nothing yet
Amy labelled: different; Ben labelled: same; Cem labelled: same     => same
Amy reviewed: same; Ben labelled: different                         => same
Amy reviewed: same; Ben labelled: different; Cem labelled: different => different
""",
)

MAY_LABEL = Table(
    "Who may label a sampled answer",
    "LINKAGE: two reviewers on a sample",
    "Two different people, and a third where they differ; never one who decided its review.",
    may_label,
    """
said so far                                   | who => may
                                              | Amy => yes
Amy labelled: same                            | Amy => Amy has already labelled this answer.
Amy labelled: same                            | Ben => yes
Amy labelled: same; Ben labelled: same        | Cem => Two people have labelled this answer alike.
Amy labelled: same; Ben labelled: different   | Cem => yes
Amy reviewed: same                            | Amy => Amy decided this child's review.
Amy reviewed: same                            | Ben => yes
""",
)

PAGE = Page(
    "linkage-judgements",
    "Linkage: what people decide",
    "What a person decides of a child and a pupil outlives every model, version and roll. A school's *not our pupil* "
    "is no such decision: registers err, and it closes that route only. Children and pupils are written as on the "
    "page of linkage. Who decides is *a person* or *the evidence*; then *gone*, the pupil decided for is on no roll "
    "now, and *several*, people decided for several. Everybody is invented.",
    (OBEYED, COUNTS, MAY_LABEL),
)


@each_row(PAGE)
def test_linkage_judgements(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
