"""Measures: all of them in a month, one with everything that is known of it, and where its limits begin anew."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import Step, as_asked, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.analysts.forms_of_figures import RebaseChart
from firstbell.interfaces.web.analysts.months import measures_of, month_asked, months_offered
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.documents.webpage import body_of
from firstbell.pure.figures.places import Level
from firstbell.pure.refusal import NotYours, Refused
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance import actions, queries
from firstbell.reporting.performance.queries import How, Seen
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.wording import HOW_TO_READ, LEVELS, TOGETHER, sections_of, together

REVISED = 6
"""Months back to which somebody may ask what has come since."""


@needs("figures.read")
def measures(request: SeatedRequest) -> HttpResponse:
    """Each with its month's figure and what may be said of the year, in sentences; four lines above them."""
    force = request.seat.actor.code
    try:
        month = month_asked(request, force)
    except NotYours:
        raise
    except Refused as refusal:
        return page(request, "analysts/figures/none.html", {"refusal": refusal})
    seen = queries.seen_measures(How(month=month, force=force))
    shows = {
        "month": month,
        "months": months_offered(month, force),
        "together": body_of((together(seen),)),
        "seen": seen,
    }
    return page(request, "analysts/figures/measures.html", shows)


@needs("figures.read")
def measure(request: SeatedRequest, code: str) -> HttpResponse:
    """One, in a month, by a level, perhaps of one area."""
    measure_of(code)
    force = request.seat.actor.code
    how = _how(request, force)
    (seen,) = queries.seen_measures(how, [code])
    sections = sections_of(seen)
    if code in TOGETHER:
        sections += (together(queries.seen_measures(how, TOGETHER)),)
    shows: dict[str, Any] = {
        "measure": seen.measure,
        "month": how.month,
        "months": months_offered(how.month, force),
        "levels": [(one.value, gettext(words), one is how.level) for one, words in LEVELS.items()],
        "level": how.level.value,
        "areas": _areas(seen),
        "since": _since(how.month, how.revised_since),
        "how_to_read": HOW_TO_READ,
        "back_to": measures_of(how.month),
        "body": body_of(sections),
    }
    return page(request, "analysts/figures/measure.html", shows)


def measure_of(code: str) -> queries.MeasureLine:
    """NotYours for a code that none has."""
    for one in queries.measures():
        if one.code == code:
            return one
    raise NotYours(f"There is no measure {code}.", "Look at the list.")


def _how(request: SeatedRequest, force: str) -> How:
    """What the address asks for. An area of another level than the one that is chosen now is none."""
    asked = request.GET
    level = next((one for one in LEVELS if one.value == asked.get("level")), Level.DISTRICT)
    since = asked.get("since", "")
    return How(
        month=month_asked(request, force),
        force=force,
        level=level,
        area=asked.get("area", "") if asked.get("of", level.value) == level.value else "",
        groups=True,
        revised_since=date.fromisoformat(f"{since}-01")
        if since in _offered_since(month_asked(request, force))
        else None,
    )


def _areas(seen: Seen) -> list[tuple[str, str, bool]]:
    names = sorted((gazetteer().name(code), code) for code in seen.table.areas())
    return [(code, name, code == seen.area) for name, code in names]


def _offered_since(month: date) -> list[str]:
    return [f"{month_after(month, -many):%Y-%m}" for many in range(REVISED)]


def _since(month: date, chosen: date | None) -> list[tuple[str, str, bool]]:
    days = [date.fromisoformat(f"{one}-01") for one in _offered_since(month)]
    return [(f"{one:%Y-%m}", f"{one.day} {one:%B %Y}", one == chosen) for one in days]


@needs("figures.rebase", methods=("GET", "POST"))
def rebase(request: SeatedRequest, code: str) -> HttpResponse | HttpResponseRedirect:
    """Have its limits begin anew on a day, for a reason that is kept for good."""
    one = measure_of(code)
    step = Step(
        heading=gettext("Have limits of “%(measure)s” begin anew") % {"measure": one.title},
        warning=gettext("Only for something that changed on that day. The reason stands on every chart, and stays."),
        button=gettext("Begin anew"),
        told=gettext("Limits begin anew from that day on."),
        back=(reverse("analysts:measure", args=[code]), one.title),
    )
    given = {"measure": code, **as_asked(request)}
    return take(request, step, RebaseChart.of(request), lambda form: actions.rebase_chart(**given, **form.given))
