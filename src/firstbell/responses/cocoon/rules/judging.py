"""What a campaign can be judged on. Reporting and harm are two families, and are never netted against each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.evaluation.families import HARM, REPORTING
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts

OUTCOMES = {
    "third_party_reports": (REPORTING, "Reports by somebody other than the victim"),
    "reports": (REPORTING, "All reports"),
    "injuries": (HARM, "Reports of violence with injury"),
    "repeat_injuries": (HARM, "Reports of violence with injury at a home that was reported in the year before"),
}
"""By key: the family, and what is counted by cell and week."""
ANALYSES = {"drawn_slots": "Cells by their drawn slots, visited or not, against cells that still wait"}
INJURY = frozenset({"1", "2", "4/1", "5D", "5E", "8N", "8P", "8S"})
"""Home Office codes of homicide and of violence with injury."""
A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)
WEEKS_AFTER = 26
"""For how many weeks after its last visit a campaign is judged, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is counted: on which London day, in which cell, and what it was. ``repeat``: at a home that was
    reported within a year before."""

    cell: str
    on: date
    third_party: bool
    injury: bool
    repeat: bool


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks from ``first`` (a Monday): as many before the first visit as are judged after the last."""

    first: date
    many: int

    @classmethod
    def around(cls, first_day: date, last_day: date, window: int) -> "Weeks":
        first = first_day - timedelta(days=first_day.weekday()) - window * A_WEEK
        return cls(first, (last_day - first).days // 7 + 1 + window)

    @property
    def after(self) -> date:
        """The first day that is no longer judged."""
        return self.first + self.many * A_WEEK

    def number(self, day: date) -> int:
        return (day - self.first).days // 7


def family_of(outcome: str, analysis: str) -> str:
    """The family of an outcome. Refused for an outcome or an analysis that does not exist."""
    if outcome not in OUTCOMES or analysis not in ANALYSES:
        raise Refused(
            "That is no outcome, or no analysis.",
            f"Outcomes: {', '.join(OUTCOMES)}. Analyses: {', '.join(ANALYSES)}.",
        )
    return OUTCOMES[outcome][0]


def is_by_third_party(facts: IncidentFacts) -> bool:
    return facts.reported_by == "third_party"


def is_injury(facts: IncidentFacts) -> bool:
    return not INJURY.isdisjoint(facts.offence_codes)


def is_counted(outcome: str, report: Report) -> bool:
    if outcome == "third_party_reports":
        return report.third_party
    if outcome == "injuries":
        return report.injury
    return outcome == "reports" or (report.injury and report.repeat)


def counts(outcome: str, reports: Iterable[Report], cells: Sequence[str], weeks: Weeks) -> NDArray[np.int64]:
    """How many reports that count fell on each cell (a row, in the order given) in each week (a column)."""
    rows = {cell: row for row, cell in enumerate(cells)}
    table = np.zeros((len(cells), weeks.many), dtype=np.int64)
    for report in reports:
        if report.cell in rows and weeks.first <= report.on < weeks.after and is_counted(outcome, report):
            table[rows[report.cell], weeks.number(report.on)] += 1
    return table


def first_weeks(days: Mapping[str, date | None], cells: Sequence[str], weeks: Weeks) -> NDArray[np.int64]:
    """The week of each cell's drawn day; -1 for a cell that waits.

    A cell that was left out counts as drawn: who asks for that, and why, must not choose the comparison.
    """
    drawn = [days[cell] for cell in cells]
    return np.array([-1 if day is None else weeks.number(day) for day in drawn], dtype=np.int64)
