"""What teams are given to do in a week, what it might be about, and what came of it day by day."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.times import brief, day
from firstbell.interfaces.web.police.forms_of_weeks import SetTask
from firstbell.interfaces.web.police.views.weeks.shared import GET_AND_POST, address, of_week, read_of
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.queries import Openings, Results
from firstbell.joint.intensification.rules import working
from firstbell.joint.intensification.rules.working import RESULTS, TASKS
from firstbell.pure.refusal import Refused
from firstbell.registers.schools import queries as schools
from firstbell.responses.case_progress.rules.orders import KINDS
from firstbell.responses.case_progress.rules.warnings import WARNINGS

MOST = 100
"""So many of each kind are offered; the case desk's own lists have them all."""


@needs("weeks.read")
def week_tasks(request: SeatedRequest, reference: str) -> HttpResponse:
    """What is given and what it might be about. Victims are named on it: reading it is written down."""
    shows = of_week(request, reference, "police:week_tasks")
    found = queries.openings(reference, seen_by=request.seat.actor, now=request.now)
    read_of(request, "tasks", reference, victims=len(found.victims))
    shows |= {"tasks": queries.tasks_of_week(reference, seen_by=request.seat.actor), "kinds": _kinds()}
    shows |= {"openings": _openings(found), "school": school}
    return page(request, "police/weeks/tasks.html", shows)


def _kinds() -> dict[str, str]:
    return {code: gettext(said) for code, said in TASKS.items()}


def school(urn: str) -> str:
    """What a school is called; its URN where there is none of it."""
    found = schools.establishment(urn)
    return found.name if found else urn


def _openings(found: Openings) -> list[tuple[str, str, int, list[str]]]:
    """By kind of task: its code and heading, how many there are, and the first of them in words."""
    things = _things(found)
    many = {
        working.SUSPECT: found.outstanding.count(),
        working.BREACH: found.breaches.count(),
        working.ORDER: found.orders.count(),
        working.VICTIM: len(found.victims),
    }
    return [(code, str(HEADINGS[code]), number, [words for _, words in things[code]]) for code, number in many.items()]


HEADINGS = {
    working.SUSPECT: _("Suspects who are outstanding"),
    working.BREACH: _("Breaches of the last eight weeks"),
    working.ORDER: _("Orders that end, or that nobody has followed"),
    working.VICTIM: _("Victims of accepted names"),
}


def _things(found: Openings) -> dict[str, list[tuple[str, str]]]:
    """By kind, what a task may be about: what is kept of it, and how it is shown."""
    return {
        working.SUSPECT: [
            (one.case, gettext("%(case)s, reported %(on)s") % {"case": one.case, "on": day(one.reported_on)})
            for one in found.outstanding.between(0, MOST)
        ],
        working.BREACH: [
            (f"{one.case} {one.order}", gettext("%(case)s, breached %(at)s") % {"case": one.case, "at": brief(one.at)})
            for one in found.breaches.between(0, MOST)
        ],
        working.ORDER: [
            (f"{one.case} {one.order}", f"{one.case}, {gettext(KINDS[one.kind])}: {gettext(WARNINGS[one.warning])}")
            for one in found.orders.between(0, MOST)
        ],
        working.VICTIM: [
            (
                f"{one.incident} {one.person}",
                gettext("%(name)s (%(incident)s, reported %(on)s)")
                % {"name": one.name or one.person, "incident": one.incident, "on": day(one.reported_on)}
                + (gettext("; also recorded as a suspect") if one.also_accused else ""),
            )
            for one in found.victims[:MOST]
        ],
    }


@needs("weeks.plan", methods=GET_AND_POST)
def set_task(request: SeatedRequest, reference: str, kind: str) -> HttpResponse:
    """Give a team something to do. Names may stand on it to choose from: reading it is written down."""
    if kind not in TASKS:
        raise Http404
    found = queries.week(reference, seen_by=request.seat.actor)
    teams = [(one.number, one.called) for one in found.teams]
    form = SetTask.of(request, kind=kind, teams=teams, things=_choices(request, reference, kind))
    read_of(request, "task_choices", reference, kind=kind)
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.set_task(week=reference, **_checked(form), **as_asked(request))):
        tell(request, gettext("The team has it."))
        return redirect(address(reference, "week_tasks"))
    shows = {"form": form, "week": found, "about": _kinds()[kind], "asks_first": kind == working.VICTIM}
    return page(request, "police/weeks/set_task.html", shows, status=status_of(form))


def _choices(request: SeatedRequest, reference: str, kind: str) -> list[tuple[Any, str]] | None:
    """What a task of this kind may be about; None where somebody writes it."""
    by = request.seat.actor
    if kind == working.LISTED:
        listed = queries.week_list(reference, seen_by=by)
        return [(one.number, f"{one.number}. {one.name}") for one in (*listed.names, *listed.apart) if one.accepted]
    if kind in (working.SCHOOL, working.VENUE, working.OTHER):
        return None
    return [*_things(queries.openings(reference, seen_by=by, now=request.now))[kind]]


def _checked(form: SetTask) -> dict[str, Any]:
    """What the form was given. Refused for a school that there is not."""
    given = form.given
    if form.kind == working.SCHOOL and schools.establishment(given["about"].strip()) is None:
        raise Refused("There is no school with that URN.", "Look at its number.")
    return given


@needs("weeks.read")
def week_results(request: SeatedRequest, reference: str) -> HttpResponse:
    """Day by day, by kind, without what was struck. Nobody is named."""
    shows = of_week(request, reference, "police:week_results")
    found = queries.results(reference, seen_by=request.seat.actor)
    entries = [
        (day(one.on), gettext(RESULTS[one.kind]), one.many, one.by, one.struck_why or "–") for one in found.entries
    ]
    shows |= {"total": [(gettext(RESULTS[kind]), many) for kind, many in found.total.items()]}
    return page(request, "police/weeks/results.html", shows | {"days": _days(found), "entries": entries})


def _days(found: Results) -> list[tuple[str, str, int]]:
    return [
        (day(on), gettext(RESULTS[kind]), many) for on, counted in found.days.items() for kind, many in counted.items()
    ]
