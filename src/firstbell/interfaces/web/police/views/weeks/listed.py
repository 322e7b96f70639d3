"""A week's list: why each name stands where it does, drawn by one person, decided on by another, and frozen."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_cocoon import Sure
from firstbell.interfaces.web.police.forms_of_weeks import DecideName, DrawList
from firstbell.interfaces.web.police.views.weeks.shared import GET_AND_POST, address, back, of_week, read_of
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.queries import ListedShown, ListShown
from firstbell.joint.intensification.rules import published

HERE = "police:week_list"
DECIDED = {None: Tag(str(_("Waits")), "blue"), True: Tag(str(_("Accepted")), "green")}
DECIDED |= {False: Tag(str(_("Refused")), "grey")}
AT_ONCE = 20
"""Names on one page: a telephone shows about three to a screen."""
NAMES: dict[str, tuple[Any, Callable[[ListedShown, bool], bool]]] = {
    "waits": (_("Waits"), lambda one, _apart: one.accepted is None),
    "accepted": (_("Accepted"), lambda one, _apart: one.accepted is True),
    "refused": (_("Refused"), lambda one, _apart: one.accepted is False),
    "apart": (_("Stands apart"), lambda _one, apart: apart),
    "everybody": (_("Everybody"), lambda _one, _apart: True),
}
"""What can be shown of a list: its words, and who is in it."""


@needs("weeks.read")
def week_list(request: SeatedRequest, reference: str) -> HttpResponse:
    """Everybody on it, with all that their place rests on. Reading it is written down, with how many names."""
    found, shows = _opened(request, reference)
    shows |= {"apart_rows": _rows(found.apart), "name_rows": _rows(found.names), "steps": _steps(found)}
    waits = sum(one.accepted is None for one in (*found.names, *found.apart))
    shows |= {"waits": waits, "drew_it": request.seat.email == shows["week"].drawn_by}
    return page(request, "police/weeks/list.html", shows | _some(request, found, waits))


def _some(request: SeatedRequest, found: ListShown, waits: int) -> dict[str, Any]:
    """Of one state and one page, so that a telephone can show them: whom is waited for first, then everybody."""
    everybody = [(one, False) for one in found.names] + [(one, True) for one in found.apart]
    states = {code: [pair for pair in everybody if is_in(*pair)] for code, (_said, is_in) in NAMES.items()}
    asked = request.GET.get("state", "")
    state = asked if asked in states else ("waits" if waits else "everybody")
    pages = Paginator(states[state], AT_ONCE)
    shown = pages.get_page(request.GET.get("page", 1))
    here = address(found.week, "week_list")
    return {
        "names": [(one, DECIDED[one.accepted], is_apart) for one, is_apart in shown],
        "states": [
            (str(NAMES[code][0]), f"{here}?state={code}", code == state, len(names)) for code, names in states.items()
        ],
        "shown": shown,
        "turns": {number: f"{here}?state={state}&page={number}" for number in pages.page_range},
    }


def _opened(request: SeatedRequest, reference: str) -> tuple[ListShown, dict[str, Any]]:
    found = queries.week_list(reference, seen_by=request.seat.actor)
    read_of(request, "list", reference, names=len(found.names) + len(found.apart))
    shows = of_week(request, reference, HERE)
    words = {code: gettext(said) for code, said in published.PARTS.items()}
    return found, shows | {
        "list": found,
        "decided": DECIDED,
        "components": words,
        "facts_of": facts_of,
        "places": places,
    }


def facts_of(one: ListedShown) -> list[tuple[str, str, int, float]]:
    """By component: its code, the fact it rests on in words, its points, and what it adds to the score."""
    facts = {
        "recency": ngettext("%(days)d day ago", "%(days)d days ago", one.days) % {"days": one.days},
        "frequency": ngettext("%(many)d report", "%(many)d reports", one.reports) % {"many": one.reports},
        "gravity": gettext("summed weight %(harm)s") % {"harm": f"{one.harm:,.0f}"},
        "victims": ngettext("%(many)d victim", "%(many)d victims", one.victims) % {"many": one.victims},
    }
    return [(code, facts[code], getattr(one.points, code), one.contributions[code]) for code in published.PARTS]


def _rows(names: Iterable[ListedShown]) -> list[tuple[Any, ...]]:
    """For the table of everybody at once: number, name, place, how far it may move, score, points, decision."""
    return [
        (
            f"{one.number}. {one.name}",
            one.rank,
            places(one.alone),
            f"{one.score:.0f}",
            *one.points,
            DECIDED[one.accepted],
        )
        for one in names
    ]


def places(of: Any) -> str:
    """From the best to the worst place, or the only one."""
    said = {"best": of.best, "worst": of.worst}
    return str(of.best) if of.best == of.worst else gettext("%(best)d to %(worst)d") % said


def _steps(found: ListShown) -> list[tuple[str, ...]]:
    """The published table: for 1 to 5 points, what there must be."""
    begins = found.harm.begins if found.harm else ()
    return [
        (
            str(points),
            gettext("up to %(days)d days") % {"days": days},
            gettext("from %(reports)d") % {"reports": reports},
            gettext("above %(weight)s") % {"weight": f"{weight:,.1f}"},
            gettext("from %(victims)d") % {"victims": victims},
        )
        for points, (days, reports, weight, victims) in enumerate(published.steps(begins) if begins else (), 1)
    ]


@needs("weeks.plan", methods=GET_AND_POST)
def draw_list(request: SeatedRequest, reference: str) -> HttpResponse:
    """Draw it, with weights that everybody may read. It is a proposal, and another person decides."""
    found = queries.week(reference, seen_by=request.seat.actor)
    form = DrawList.of(request)
    drawn = list[int]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: drawn.append(actions.draw_list(week=reference, **form.given, **as_asked(request)))):
        tell(request, gettext("Drawn: %(names)d names. Another person decides on each.") % {"names": drawn[0]})
        return redirect(address(reference, "week_list"))
    shows = {"form": form, "week": found, "harm": queries.harm_loaded()}
    return page(request, "police/weeks/draw.html", shows, status=status_of(form))


@needs("weeks.decide", methods=GET_AND_POST)
def decide_name(request: SeatedRequest, reference: str, number: int) -> HttpResponse:
    """Accept or refuse one name, with all that its place rests on in view. Refused to who drew the list."""
    found, shows = _opened(request, reference)
    name = next((one for one in (*found.names, *found.apart) if one.number == number), None)
    if name is None:
        raise Http404
    form = DecideName.of(request)
    by: dict[str, Any] = {"week": reference, "number": number, **as_asked(request)}
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.decide_name(**form.given, **by)):
        tell(request, gettext("Decided on number %(number)d.") % {"number": number})
        return redirect(f"{address(reference, 'week_list')}#name-{number}")
    return page(request, "police/weeks/decide.html", shows | {"one": name, "form": form}, status=status_of(form))


@needs("weeks.decide", methods=GET_AND_POST)
def freeze_list(request: SeatedRequest, reference: str) -> HttpResponse:
    step = Step(
        heading=gettext("Freeze the list"),
        warning=gettext("From then on nothing of it changes, and teams may be given tasks. It cannot be undone."),
        button=gettext("Freeze it"),
        told=gettext("Frozen. Tasks may be given now."),
        back=back(queries.week(reference, seen_by=request.seat.actor), "week_list"),
    )
    form = Sure.of(request)
    return take(request, step, form, lambda _form: actions.freeze_list(week=reference, **as_asked(request)))
