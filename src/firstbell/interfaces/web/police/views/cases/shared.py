"""What the case desk's pages share: where one can go from here, words and colours, and the page of a list."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.exports import Export, Stream
from firstbell.interfaces.web.design.listing import Listing
from firstbell.interfaces.web.design.pages import page
from firstbell.responses.case_progress.rules import (
    clocks,
    conferences,
    facts,
    orders,
    outcomes,
    reviewing,
    risk,
    stages,
    stances,
    warnings,
)
from firstbell.responses.case_progress.rules.clocks import DUE, LATE, MET, OVERDUE
from firstbell.responses.case_progress.rules.reviewing import PROPOSED, STANDS, TURNED_DOWN

PARTS = (
    ("cases.read", "police:cases", _("Cases")),
    ("cases.read", "police:due", _("Who is to be told")),
    ("cases.read", "police:orders", _("Orders")),
    ("figures.read", "police:case_figures", _("How cases go on")),
)
"""The pages beside each other, each for who has its permission."""

STATES = {DUE: _("Due"), OVERDUE: _("Overdue"), MET: _("Told in time"), LATE: _("Told late"), "": _("Done")}
STATUSES = {PROPOSED: _("Proposed"), STANDS: _("Stands"), TURNED_DOWN: _("Turned down")}
COLOURS = {DUE: "blue", OVERDUE: "red", MET: "green", LATE: "yellow", PROPOSED: "purple", STANDS: "green"}

CALM = {warnings.HEARING_WAITS: "blue", warnings.HEARING_DUE: "orange", warnings.ENDS_SOON: "yellow"}
"""Colours of warnings about what can still be done in time; the others are red."""


def tabs(request: SeatedRequest, here: str) -> list[tuple[str, str, bool]]:
    """For ``tabs_nav``: what this seat may open; ``here`` is the name of the page that is open."""
    return [
        (str(words), reverse(view), view == here) for permission, view, words in PARTS if request.seat.may(permission)
    ]


def running() -> dict[str, Any]:
    """What a list of clocks or tasks can be narrowed to."""
    return {one: STATES[one] for one in (OVERDUE, DUE)}


def state(code: str) -> Tag:
    """How a clock or a task stands."""
    return Tag(str(STATES[code]), COLOURS.get(code, "grey"))


def status(code: str) -> Tag | None:
    """How an outcome stands; None where there is none."""
    return Tag(str(STATUSES[code]), COLOURS.get(code, "grey")) if code else None


def warned(code: str) -> Tag:
    """What somebody must look to of a notice or order."""
    return Tag(phrase(warnings.WARNINGS[code]), CALM.get(code, "red"))


def phrase(words: str) -> str:
    """Words of a rule, as they begin a line."""
    said = gettext(words)
    return said[:1].upper() + said[1:]


def phrases(words: dict[str, str]) -> dict[str, str]:
    """What there is to choose from, by code."""
    return {code: phrase(said) for code, said in words.items()}


def in_words() -> dict[str, Any]:
    """For templates: the words of what is stored as a code, and how things stand."""
    return {
        "phrase": phrase,
        "state": state,
        "status": status,
        "time_left": time_left,
        "agencies": conferences.AGENCIES,
        "channels": clocks.CHANNELS,
        "codes": outcomes.codes(),
        "conclusions": reviewing.CONCLUSIONS,
        "events": clocks.EVENTS,
        "evidence": reviewing.EVIDENCE,
        "facts": facts.FACTS,
        "grounds": conferences.GROUNDS,
        "hearings": facts.HEARINGS,
        "kinds": orders.KINDS,
        "reasons": stances.REASONS,
        "stages": stages.STAGES,
        "tools": risk.TOOLS,
        "topics": facts.TOPICS,
        "warned": warned,
    }


def time_left(working_days: int) -> str:
    """How many working days a clock has left, or is past its last day."""
    if working_days < 0:
        past = ngettext("%(days)d working day past", "%(days)d working days past", -working_days)
        return past % {"days": -working_days}
    left = ngettext("%(days)d working day left", "%(days)d working days left", working_days)
    return left % {"days": working_days}


def address(case: str) -> str:
    return reverse("police:case", args=[case])


def shown(
    request: SeatedRequest, found: Listing | Export | Stream, here: str, title: str, said: str = ""
) -> HttpResponseBase:
    """The page of a list; or its file, where that was asked for."""
    if not isinstance(found, Listing):
        return found
    shows = {"list": found, "tabs": tabs(request, here), "title": title, "said": said}
    shows |= {"opens": here == "police:cases"}
    return page(request, "police/cases/listed.html", shows)
