"""The three ways in which a campaign can be called, and what each of them tells a perpetrator."""

from dataclasses import dataclass
from datetime import date

from firstbell.pure.refusal import Refused

CALENDAR, PROGRAMME, TRIGGERED = "calendar", "programme", "triggered"
MODES = {
    CALENDAR: "Every cell of an area, on days drawn before anything happens",
    PROGRAMME: "Cells that are drawn once and visited by a fixed calendar",
    TRIGGERED: "Cells that are visited because of a report",
}
SMALLEST_CALENDAR = 50
DRAFT, DRAWN, RUNNING, PAUSED, OVER = "draft", "drawn", "running", "paused", "over"
SCRIPTS = {
    "neighbours": "Community safety: noise and worry next door, and whom to call.",
}
"""What is said at every door of a campaign, by its key: never a case, never a person."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A campaign as somebody wants it: cells by their codes, days both included, shares from 0 to 1.

    ``authority`` is the e-mail of who answers for a triggered one.
    """

    title: str
    mode: str
    cells: tuple[str, ...]
    first_day: date
    last_day: date
    shifts_a_day: int
    minutes_a_door: int
    doors_revisited: bool
    revisit_after_days: int
    script: str
    deferral_share: float
    control_share: float
    authority: str


def may_plan(proposal: Proposal, by: str, on: date) -> None:
    """Refused unless the campaign hides in itself: enough cells, or a named authority for one that cannot."""
    if proposal.mode not in MODES or proposal.script not in SCRIPTS:
        raise Refused("That is no mode, or no script.", f"Modes: {', '.join(MODES)}. Scripts: {', '.join(SCRIPTS)}.")
    if proposal.first_day <= on or proposal.last_day < proposal.first_day:
        raise Refused("A campaign begins after today, and ends no earlier than it begins.", "Give other days.")
    if not (proposal.shifts_a_day and proposal.minutes_a_door and proposal.revisit_after_days):
        raise Refused("A campaign needs shifts, a stay and a revisit rule.", "Give numbers of 1 or more.")
    if not (0 <= proposal.deferral_share < 1 and 0 <= proposal.control_share < 1):
        raise Refused("A share is from 0 to less than 1.", "Write a tenth as 0.1.")
    _enough_cells(proposal, by)


def _enough_cells(proposal: Proposal, by: str) -> None:
    if len(set(proposal.cells)) != len(proposal.cells) or not proposal.cells:
        raise Refused("A campaign needs cells, each of them once.", "Look at the list of cells.")
    if proposal.mode == CALENDAR and len(proposal.cells) < SMALLEST_CALENDAR:
        raise Refused(
            f"A calendar campaign covers {SMALLEST_CALENDAR} cells or more; these are {len(proposal.cells)}.",
            "Take a larger area.",
        )
    if proposal.mode == TRIGGERED and (not proposal.authority or proposal.authority == by):
        raise Refused(
            "A triggered campaign tells whoever caused it that it was for them.",
            "Have somebody else answer for it by name, or take a calendar campaign.",
        )


def may_become(status: str, into: str) -> None:
    """Refused unless a campaign can go from ``status`` to ``into``."""
    allowed = {
        DRAFT: {DRAWN, OVER},
        DRAWN: {RUNNING, OVER},
        RUNNING: {PAUSED, OVER},
        PAUSED: {RUNNING, OVER},
    }
    if into not in allowed.get(status, set()):
        raise Refused(
            f"A campaign that is {status} cannot become {into}.",
            "What is drawn does not change: end it, and plan a new one." if status != OVER else "Plan a new one.",
        )
