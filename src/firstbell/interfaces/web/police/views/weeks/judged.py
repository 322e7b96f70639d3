"""What became of a week, whom the system served and whom it did not, and what the public is told of it."""

import math
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.charts import Interval, intervals
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_weeks import ReleaseSummary
from firstbell.interfaces.web.police.views.weeks.shared import GET_AND_POST, back, of_week
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.queries import Fairness, Judged
from firstbell.joint.intensification.rules.groups import DIMENSIONS, STEPS, Group, Reach
from firstbell.joint.intensification.rules.judging import MEASURES, THE_WEEK
from firstbell.joint.intensification.rules.serving import ASKED_BY
from firstbell.joint.intensification.rules.working import ARREST, CHARGE, RESULTS
from firstbell.pure.evaluation.shares import Portion
from firstbell.pure.periods import london_date
from firstbell.responses.cocoon.rules.doors import OUTCOMES as DOORS

A_YEAR = timedelta(days=365)
MONTHS = 12


@needs("weeks.read")
def week_judgement(request: SeatedRequest, reference: str) -> HttpResponse:
    """The week beside the same days of the eight weeks before, and accepted names beside what chance brings."""
    shows = of_week(request, reference, "police:week_judgement")
    found = queries.judgement(reference, seen_by=request.seat.actor)
    shows |= {"judged": [(one, _when(one), _beside(one), _chart(one), _stages(one)) for one in found]}
    shows |= {"joined": _joined(request, reference)}
    return page(request, "police/weeks/judgement.html", shows)


def _when(one: Judged) -> str:
    if one.after == THE_WEEK:
        return gettext("The week itself")
    return gettext("%(days)d days after it") % {"days": one.after}


def _beside(one: Judged) -> list[tuple[str, ...]]:
    """Each measure: the week, each of the eight weeks before, and their average."""
    return [
        (gettext(MEASURES[it.measure]), str(it.count), *map(str, it.before), f"{it.usual:.1f}") for it in one.beside
    ]


def _chart(one: Judged) -> object:
    """The ratio of the week's rate to the usual one, on its interval; nothing where there is none to draw."""
    drawn = [
        Interval(gettext(MEASURES[it.measure]), it.compared.ratio, it.compared.low, it.compared.high)
        for it in one.beside
        if it.compared.low > 0 and math.isfinite(it.compared.high)
    ]
    title, said = gettext("Times the usual rate"), gettext("A line that crosses 1 cannot tell more from fewer.")
    return intervals(drawn, title=title, description=said, name="beside") if drawn else ""


def _stages(one: Judged) -> list[tuple[str, int]]:
    words = {ARREST: gettext("Arrested"), CHARGE: gettext("Charged")}
    return [(words[stage], many) for stage, many in one.stages.items()]


def _joined(request: SeatedRequest, reference: str) -> list[tuple[str, list[tuple[str, int]]]]:
    found = queries.joined(reference, seen_by=request.seat.actor)
    return [(one.campaign, [(gettext(DOORS[code]), many) for code, many in one.process.doors.items()]) for one in found]


@needs("weeks.read")
def week_groups(request: SeatedRequest, reference: str) -> HttpResponse:
    """Of the year up to the week: how far victims came, by what is recorded of them; and whom the list served worse."""
    shows = of_week(request, reference, "police:week_groups")
    until = min(shows["week"].last_day, london_date(request.now))
    period = {"first_day": until - A_YEAR, "last_day": until}
    found = queries.groups(force=request.seat.actor.code, **period)
    shows |= period | {"groups": [(gettext(said), _groups(found, code)) for code, said in DIMENSIONS.items()]}
    shows |= {"steps": [gettext(STEPS[step]) for step in ("referred", "supported", "seen_through")]}
    fair = queries.fairness(reference, seen_by=request.seat.actor, now=request.now)
    served = [(gettext("Suspects: %s") % gettext(DIMENSIONS[one]).lower(), _served(fair, one)) for one in ASKED_BY]
    return page(request, "police/weeks/groups.html", shows | {"fair": fair, "served": served})


def _groups(found: tuple[Group, ...], dimension: str) -> list[tuple[str, ...]]:
    """Each group: what it is, how many were reported, and how far they came with denominator and interval."""
    return [
        (group_words(one.group), one.reported.words(), *(_reach(it) for it in one.reached))
        for one in found
        if one.dimension == dimension
    ]


def group_words(group: str) -> str:
    return str(GROUPS.get(group, group))


GROUPS = {"F": _("Women and girls"), "M": _("Men and boys"), "not recorded": _("Not recorded")}
GROUPS |= {"yes": _("Yes"), "no": _("No"), "not_stated": _("Asked, and not said"), "other": _("Other")}
GROUPS |= {"asian": _("Asian or Asian British"), "black": _("Black, Black British, Caribbean or African")}
GROUPS |= {"mixed": _("Mixed or multiple"), "white": _("White"), "straight": _("Straight")}
GROUPS |= {"gay_or_lesbian": _("Gay or lesbian"), "bisexual": _("Bisexual"), "partner": _("Partner")}
GROUPS |= {"former_partner": _("Former partner"), "parent": _("Parent"), "child": _("Son or daughter")}
GROUPS |= {"sibling": _("Brother or sister"), "other_relative": _("Another relative"), "none": _("None of these")}
GROUPS |= {"X": _("Another sex, as recorded"), "U": _("Unknown, as recorded")}
GROUPS |= {"the same sex": _("Of the same sex"), "another sex": _("Of another sex")}
GROUPS |= {"no partner": _("No partner or former partner")}


def _reach(one: Reach) -> str:
    """``40 of 120: 33 % (25 to 42 %)``, and of how many it is not known, where they are ten or more."""
    said = gettext("%(count)s of %(of)s") % {"count": one.count.words(), "of": one.of.words()}
    if one.portion and one.portion.of:
        said += f": {_share(one.portion)}"
    if one.unknown.number:
        said += gettext("; of %(unknown)s it is not known") % {"unknown": one.unknown.words()}
    return said


def _served(found: Fairness, dimension: str) -> list[tuple[str, ...]]:
    """By group: suspects, the share of those with later serious harm whom the list missed, that of needless ones, and
    their share of the list beside that of the harm."""
    return [
        (
            group_words(one.group),
            one.suspects.words(),
            *(_share(portion) for portion in (one.missed, one.needless, one.of_list)),
            gettext("too few to say") if one.of_harm is None else f"{100 * one.of_harm:.0f} %",
        )
        for one in found.groups
        if one.dimension == dimension
    ]


def _share(one: Portion | None) -> str:
    if one is None:
        return gettext("too few to say")
    share = {name: f"{100 * getattr(one, name):.0f}" for name in ("share", "low", "high")}
    return gettext("%(share)s %% (%(low)s to %(high)s %%)") % share


@needs("weeks.read")
def week_summary(request: SeatedRequest, reference: str) -> HttpResponse:
    """What the public was told of each month's weeks, as it was released."""
    shows = of_week(request, reference, "police:week_summary")
    found = queries.summaries(force=request.seat.actor.code)
    rows = [(one, [(gettext(RESULTS[line.kind]), line.figure) for line in one.lines]) for one in found]
    return page(request, "police/weeks/summary.html", shows | {"summaries": rows, "month": month_words})


def month_words(first: date) -> str:
    return f"{first:%B %Y}"


@needs("weeks.decide", methods=GET_AND_POST)
def release_summary(request: SeatedRequest, reference: str) -> HttpResponse:
    """Release a month, by the rule for public figures. What is released stays."""
    step = Step(
        heading=gettext("Release a month"),
        warning=gettext("Anybody may read it from then on, and it is never changed. Nothing of a list is in it."),
        button=gettext("Release it"),
        told=gettext("Released."),
        back=back(queries.week(reference, seen_by=request.seat.actor), "week_summary"),
    )
    form = ReleaseSummary.of(request, months=_months(request))
    return take(
        request,
        step,
        form,
        lambda form: actions.release_summary(month=date.fromisoformat(form.cleaned_data["month"]), **as_asked(request)),
    )


def _months(request: SeatedRequest) -> list[tuple[str, str]]:
    """The last twelve that are over and not released, the latest first."""
    before = {one.month for one in queries.summaries(force=request.seat.actor.code)}
    month, found = london_date(request.now).replace(day=1), list[date]()
    for _number in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        found.append(month)
    return [(one.isoformat(), month_words(one)) for one in found if one not in before]
