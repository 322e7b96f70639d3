"""What the pages of weeks share: the parts of a week, how it stands, and that somebody was read about."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.audit import actions as audit
from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.components import Tag
from firstbell.joint.intensification import queries
from firstbell.joint.intensification.queries import WeekShown
from firstbell.joint.intensification.rules.weeks import DRAWN, FROZEN, PLANNED
from firstbell.pure.areas import authority_name

GET_AND_POST = ("GET", "POST")
CALMLY = "police/weeks/step.html"
"""Asks for a step that is everyday work, and nothing to be warned of."""
PARTS = (
    ("police:week", _("Plan")),
    ("police:week_list", _("List")),
    ("police:week_tasks", _("Tasks")),
    ("police:week_results", _("Results")),
    ("police:week_judgement", _("What became of it")),
    ("police:week_groups", _("Everybody")),
    ("police:week_summary", _("For the public")),
)
"""The pages of one week beside each other."""

STATES = {PLANNED: _("Planned"), DRAWN: _("Being decided"), FROZEN: _("Frozen")}
COLOURS = {PLANNED: "blue", DRAWN: "purple", FROZEN: "green"}


def of_week(request: SeatedRequest, reference: str, here: str) -> dict[str, Any]:
    """For every page of a week: the week, its parts, and how it stands. NotYours for another force's."""
    found = queries.week(reference, seen_by=request.seat.actor)
    parts = [(str(words), reverse(view, args=[reference]), view == here) for view, words in PARTS]
    return {"week": found, "tabs": parts, "state": state(found.status), "area": area_words(found.area)}


def state(status: str) -> Tag:
    return Tag(str(STATES[status]), COLOURS[status])


def area_words(area: str) -> str:
    return authority_name(area) if area else gettext("The whole force")


def read_of(request: SeatedRequest, what: str, reference: str, **details: Any) -> None:
    """Somebody is shown on a page of a week: write it down."""
    audit.note(action=f"week.{what}_read", subject=reference, details=details, **as_asked(request))


def address(reference: str, view: str = "week") -> str:
    return reverse(f"police:{view}", args=[reference])


def back(week: WeekShown, view: str = "week") -> tuple[str, str]:
    """To a page of the week, for a ``Step``."""
    return address(week.reference, view), gettext("Week")
