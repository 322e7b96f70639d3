"""How cases go on, in counts: each unit by itself, and which share had ended how by which day. Nobody is seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from markupsafe import Markup

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.charts import Bar, legend, stacked
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.views.cases.shared import phrase, tabs
from firstbell.pure.evaluation.competing import Mark
from firstbell.pure.periods import london_date
from firstbell.responses.case_progress import queries
from firstbell.responses.case_progress.rules.ends import ENDS, OPEN
from firstbell.responses.case_progress.rules.funnel import Count, Funnel, may_be_shown
from firstbell.responses.case_progress.rules.stages import STAGES

WAYS = [end for end in ENDS if end != OPEN]
ZOOMED = 14
"""The last day of the picture: most who stop supporting do within the first fortnight."""
YEARS = 5


@needs("figures.read")
def case_figures(request: SeatedRequest) -> HttpResponse:
    """Of the cases reported in one year: this one, unless the address names another."""
    this = london_date(request.now).year
    years = range(this, this - YEARS, -1)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else this
    period: dict[str, Any] = {
        "force": request.seat.actor.code,
        "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31),
    }
    marks = queries.attrition(**period, now=request.now)
    shows = {
        "tabs": tabs(request, "police:case_figures"),
        "years": [(str(one), f"{reverse('police:case_figures')}?year={one}", one == year) for one in years],
        "units": units(queries.funnel(**period)),
        "chart": chart(marks),
        "legend": legend([gettext(ENDS[way]) for way in WAYS]),
        "headings": [gettext("Day"), gettext("In sight"), *(gettext(ENDS[way]) for way in (*WAYS, OPEN))],
        "rows": [row(mark) for mark in marks],
    }
    return page(request, "police/cases/figures.html", shows)


def units(found: Funnel) -> list[tuple[str, str]]:
    """Every unit by itself, and the cases at each stage."""
    by_stage = [
        (gettext("Cases: %(stage)s") % {"stage": gettext(STAGES[code])}, one) for code, one in found.reached.items()
    ]
    named: list[tuple[str, Count]] = [
        (gettext("Incidents"), found.incidents),
        (gettext("Crimes"), found.crimes),
        (gettext("Suspects"), found.suspects),
        *by_stage,
    ]
    return [
        (phrase(words), str(count.number) if may_be_shown(count) else gettext("under 10")) for words, count in named
    ]


def row(mark: Mark) -> tuple[str, ...]:
    shares = [mark.ended[way] for way in WAYS]
    return (str(mark.day), str(mark.at_risk), *(f"{100 * share:.1f}%" for share in (*shares, mark.open)))


def chart(marks: Sequence[Mark]) -> Markup:
    """The first fortnight, day by day; nothing where too few cases were in sight."""
    bars = [
        Bar(gettext("Day %(day)d") % {"day": mark.day}, tuple(mark.ended[way] for way in WAYS))
        for mark in marks
        if mark.day <= ZOOMED
    ]
    if not bars:
        return Markup("")
    title = gettext("Which share of cases had ended in which way by each day after the report")
    said = gettext("The first two weeks. The table below has the numbers, and the later days.")
    return stacked(bars, title=title, description=said, name="ends")
