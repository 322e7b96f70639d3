"""Which month a page is of: one that the address names, or the last that was loaded whole."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from firstbell.pure.refusal import NotYours
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance import queries

OFFERED = 48


def month_named(text: str) -> date:
    """``2026-10``, as in an address. NotYours for what is no month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise NotYours(f"{text} is no month.", "Write it such as 2026-10.") from None


def month_asked(request: HttpRequest, force: str) -> date:
    """Refused before any figures were made."""
    asked = request.GET.get("month", "")
    return month_named(asked) if asked else queries.last_month(force)


def measures_of(month: date) -> str:
    """The address of all measures in a month."""
    return f"{reverse('analysts:measures')}?month={month:%Y-%m}"


def months_offered(chosen: date, force: str) -> list[tuple[str, str, bool]]:
    """Code, words, and whether it is the one that is open: the month that is running, and four years before it."""
    last = month_after(queries.last_month(force), 1)
    months = [month_after(last, -many) for many in range(OFFERED)]
    return [(f"{one:%Y-%m}", f"{one:%B %Y}", one == chosen) for one in sorted({*months, chosen}, reverse=True)]
