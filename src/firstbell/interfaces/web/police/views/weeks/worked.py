"""A team's own page, for a phone: its tasks, and what came of them. Of the list it shows only who is theirs."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import Step, as_asked, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.case_steps import ASK_FIRST
from firstbell.interfaces.web.police.forms_of_weeks import FinishTask, RecordResult, StrikeResult
from firstbell.interfaces.web.police.views.weeks.given import school
from firstbell.interfaces.web.police.views.weeks.shared import CALMLY, GET_AND_POST, read_of
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.queries import ResultShown, TaskForTeam, WeekLine
from firstbell.joint.intensification.rules.weeks import FROZEN
from firstbell.joint.intensification.rules.working import RESULTS, TASKS

HERE = "police:team_week"


@needs("weeks.work")
def team_week(request: SeatedRequest) -> HttpResponse:
    """Every week in a team of which the reader is. Names stand on it: reading it is written down, week by week."""
    mine = queries.weeks_of_my_teams(seen_by=request.seat.actor)
    tasks = _tasks(request)
    shows = {
        "weeks": [
            (one, one.status == FROZEN, tasks.get(one.reference, []), _results(request, one))
            for one in sorted(mine, key=lambda week: week.status != FROZEN)
        ],
        "kinds": {code: gettext(said) for code, said in TASKS.items()},
        "results": {code: gettext(said) for code, said in RESULTS.items()},
        "school": school,
        "ask_first": ASK_FIRST,
    }
    return page(request, "police/weeks/team.html", shows)


def _tasks(request: SeatedRequest) -> dict[str, list[TaskForTeam]]:
    """The reader's tasks by week; that they were read is written down."""
    found: dict[str, list[TaskForTeam]] = {}
    for one in queries.tasks_of_my_teams(seen_by=request.seat.actor):
        found.setdefault(one.week, []).append(one)
    for week, tasks in found.items():
        read_of(request, "team", week, tasks=[one.number for one in tasks])
    return found


def _results(request: SeatedRequest, week: WeekLine) -> list[ResultShown]:
    """What the reader recorded themselves, the latest first."""
    found = queries.results(week.reference, seen_by=request.seat.actor)
    return [one for one in reversed(found.entries) if one.by == request.seat.email]


@needs("weeks.work", methods=GET_AND_POST)
def finish_week_task(request: SeatedRequest, reference: str, task: int) -> HttpResponse:
    found = next((one for one in _tasks(request).get(reference, ()) if one.number == task), None)
    if found is None:
        raise Http404
    said = f"{found.name}: {found.text}" if found.name else found.text
    step = _step(gettext("Finish a task"), said, gettext("It is done"), gettext("Done. Record its result too."))
    form = FinishTask.of(request)
    return take(
        request,
        step,
        form,
        lambda form: actions.finish_task(week=reference, task=task, **form.given, **as_asked(request)),
        template=CALMLY,
    )


@needs("weeks.work", methods=GET_AND_POST)
def record_result(request: SeatedRequest, reference: str) -> HttpResponse:
    """So many of a kind on a day; of somebody whom one of their tasks is about, where it is."""
    _mine(request, reference)
    tasks = [(one.number, f"{one.name}: {one.text}") for one in _tasks(request).get(reference, ()) if one.name]
    said = gettext("An arrest and a charge are two results. Neither is ever counted as the other.")
    step = _step(gettext("Record a result"), said, gettext("Record it"), gettext("Recorded."))
    form = RecordResult.of(request, tasks=tasks)
    return take(
        request,
        step,
        form,
        lambda form: actions.record_result(week=reference, **form.given, **as_asked(request)),
        template=CALMLY,
    )


@needs("weeks.work", methods=GET_AND_POST)
def strike_result(request: SeatedRequest, reference: str, result: int) -> HttpResponse:
    found = _results(request, _mine(request, reference))
    if all(one.number != result for one in found):
        raise Http404
    said = gettext("It counts no more, and stays on file with why. Record what is right as another result.")
    step = _step(gettext("Strike a result"), said, gettext("Strike it"), gettext("Struck."))
    form = StrikeResult.of(request)
    return take(
        request,
        step,
        form,
        lambda form: actions.strike_result(week=reference, result=result, **form.given, **as_asked(request)),
    )


def _mine(request: SeatedRequest, reference: str) -> WeekLine:
    """A week of a team of theirs; 404 for any other."""
    found = queries.weeks_of_my_teams(seen_by=request.seat.actor)
    mine = next((one for one in found if one.reference == reference), None)
    if mine is None:
        raise Http404
    return mine


def _step(heading: str, warning: str, button: str, told: str) -> Step:
    return Step(heading, warning, button, told, (reverse(HERE), gettext("Your tasks")))
