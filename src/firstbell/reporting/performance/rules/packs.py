"""The pack of a performance meeting: one document, from which its page, its PDF and its spreadsheet are made."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.documents.document import Column, Document, Section, Sentences, Table
from firstbell.pure.periods import day_in_words, moment_in_words
from firstbell.reporting.performance.rules.questions import QuestionShown
from firstbell.reporting.performance.rules.seen import Seen
from firstbell.reporting.performance.rules.wording import HOW_TO_READ, sections_of, together

MARKING = "Not for publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """``columns`` names the making of the columns that were counted, at ``extracted`` (UTC), loaded up to a day."""

    month: date
    force: str
    columns: str
    extracted: datetime
    loaded_until: date
    seen: tuple[Seen, ...]
    questions: tuple[QuestionShown, ...]

    @property
    def reference(self) -> str:
        """Which month's, counted from which columns: the same two give the same pack."""
        return f"{self.month:%Y-%m} {self.columns}"


def document_of(pack: Pack, *, in_short: bool = False) -> Document:
    """All of it; or ``in_short``, without what each measure's own page has."""
    of_each = () if in_short else tuple(section for one in pack.seen for section in sections_of(one))
    return Document(
        title=f"Performance meeting, {pack.month:%B %Y}",
        reference=pack.reference,
        marking=MARKING,
        made_at=pack.extracted,
        sections=(_about(pack), _in_short(pack), together(pack.seen), *of_each, _asked(pack)),
    )


def _about(pack: Pack) -> Section:
    lines = (
        f"Figures of {pack.force.replace('-', ' ').title()} for {pack.month:%B %Y}, counted on"
        f" {moment_in_words(pack.extracted)} from what was loaded up to {day_in_words(pack.loaded_until)}.",
        "For the meeting, and not for publication: small numbers in it may be of people whom somebody knows. What the"
        " public may know is released by two people and has its own pages.",
        *HOW_TO_READ,
        "Parts are never scaled to their total: what is left over is printed.",
    )
    return Section("about", "About these figures", (Sentences(lines),))


def _in_short(pack: Pack) -> Section:
    rows = tuple((one.measure.title, one.figure(), one.trend()) for one in pack.seen)
    columns = (Column("Measure"), Column("The month"), Column("The last twelve months against the 36 before"))
    table = Table(name="in_short", title=f"Every measure in {pack.month:%B %Y}", columns=columns, rows=rows)
    return Section("in_short", "In short", (table,))


def _asked(pack: Pack) -> Section:
    """The log: every answer, the latest last."""
    if not pack.questions:
        return Section(
            "questions", "Questions", (Sentences(("No question is open, and none was asked or answered.",)),)
        )
    rows = tuple(
        (
            one.reference,
            one.text,
            f"{one.asked_by}, {day_in_words(one.asked_on)}",
            " ".join(reply.text for reply in one.replies) or "Not answered yet.",
        )
        for one in pack.questions
    )
    columns = (Column("Question"), Column("What was asked"), Column("By whom, when"), Column("Answer"))
    return Section("questions", "Questions", (Table(name="questions", title="The log", columns=columns, rows=rows),))
