"""What came of a campaign, with its doubt in words and in a picture; and the monthly test of ourselves."""

import math
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.charts import Interval, intervals
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.cocoon_doing import outcome_words, state, tabs
from firstbell.pure.evaluation.families import Family
from firstbell.responses.cocoon import queries
from firstbell.responses.cocoon.queries import Judged, SelfAudited
from firstbell.responses.cocoon.rules.doors import OUTCOMES as DOORS
from firstbell.responses.cocoon.rules.selfaudit import SMALLEST_GROUP

FAMILIES = {Family.REPORTING: _("Reporting"), Family.HARM: _("Harm")}
HEARD = {"disclosure": _("Disclosures"), "concern": _("Concerns"), "intelligence": _("Intelligence")}
SUSPECT = 0.01
"""A p-value of the self-audit below which somebody must look: with three a month, chance brings one in three years."""


@needs("cocoon.read")
def cocoon_results(request: SeatedRequest, reference: str) -> HttpResponse:
    """The process always; each finding once its time is over; reporting and harm apart from each other."""
    found, campaign = queries.results(reference), queries.campaign(reference, request.now)
    families = {code: [one for one in found.judged if one.family == code] for code in FAMILIES}
    shows = {
        "campaign": campaign,
        "state": state(campaign.status),
        "doors": [(gettext(DOORS[code]), number) for code, number in found.process.doors.items()],
        "heard": [(str(HEARD[code]), number) for code, number in found.process.heard.items()],
        "process": found.process,
        "families": [(FAMILIES[code], judged, rows(judged), chart(code, judged)) for code, judged in families.items()],
        "outcome_words": outcome_words,
        "registrations": campaign.registrations,
    }
    return page(request, "police/cocoon/results.html", shows)


def rows(judged: Sequence[Judged]) -> list[tuple[str, str, str, str, int]]:
    """The chart's numbers as a table: outcome, ratio, interval, p-value, events."""
    return [
        (outcome_words(one.outcome), times(one.finding.ratio), between(one), f"{one.finding.p:.3f}", one.finding.events)
        for one in judged
        if one.finding
    ]


def times(ratio: float) -> str:
    return gettext("cannot tell") if math.isnan(ratio) else gettext("any") if math.isinf(ratio) else f"{ratio:.2f}"


def between(one: Judged) -> str:
    ends = {"low": times(one.finding.low), "high": times(one.finding.high)} if one.finding else {}
    return gettext("%(low)s to %(high)s") % ends


def chart(code: Family, judged: Sequence[Judged]) -> Markup:
    """Each finding that has a ratio, on its interval; nothing where there is none."""
    found = [(one, one.finding) for one in judged if one.finding and math.isfinite(one.finding.ratio)]
    drawn = [Interval(outcome_words(one.outcome), it.ratio, it.low, it.high) for one, it in found if it.ratio > 0]
    if not drawn:
        return Markup("")
    title = gettext("%(family)s: what the rates became, as a ratio") % {"family": FAMILIES[code]}
    said = gettext("A line that crosses 1 cannot tell a rise from a fall. The table below has the numbers.")
    return intervals(drawn, title=title, description=said, name=code)


@needs("cocoon.read")
def cocoon_self_audit(request: SeatedRequest) -> HttpResponse:
    """Each month: were skips, stays and revisits independent of whom the visits were for?"""
    found = queries.self_audits()
    table = [
        (one.month.strftime("%Y-%m"), one.operations, p(one.skips), p(one.stays), p(one.revisits), verdict(one))
        for one in found
    ]
    shows = {"rows": table, "tabs": tabs(request, "police:cocoon_self_audit"), "smallest": SMALLEST_GROUP}
    return page(request, "police/cocoon/self_audit.html", shows)


def p(value: float | None) -> str:
    return gettext("too few") if value is None else f"{value:.3f}"


def verdict(one: SelfAudited) -> str:
    values = [value for value in (one.skips, one.stays, one.revisits) if value is not None]
    if not values:
        return gettext("Cannot tell: too few operations were visited")
    if min(values) < SUSPECT:
        return gettext("Look at it: something depends on whom a visit was for")
    return gettext("Nothing points at a door")
