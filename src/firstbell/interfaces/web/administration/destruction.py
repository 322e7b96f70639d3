"""What is old of people: looked at, proposed by one, approved by another, certified; and what is held."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from firstbell.config import destruction as table
from firstbell.config.destruction import Forecast
from firstbell.foundations.retention import actions, queries
from firstbell.foundations.retention.queries import Hold
from firstbell.foundations.retention.rules import KINDS, PROPOSED, STATUSES
from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms_of_retention import EndHoldForm, HoldForm, SureForm
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours

RUN = "retention.run"
MOST = 200
"""References that a page lists."""
RETENTION = "administration:retention"


def forecast_list(request: SeatedRequest) -> Listing | HttpResponse:
    """Every class of records of people, with what is older than was decided; each leads to its dry run."""
    columns: tuple[Column[Forecast], ...] = (
        Column("what", _("What"), lambda one: str(one.records.what), link=_dry_run, sorts=False),
        Column("years", _("Kept"), years_words, sorts=False),
        Column("older", _("Older than that"), lambda one: len(one.subjects), numeric=True),
        Column("held", _("Older, and held"), lambda one: one.held, numeric=True),
    )
    rows = table.forecasts(now=request.now, policy=request.policy)
    caption = gettext("Records of people")
    return listing(request, rows, columns, name="people", caption=caption, empty=gettext("Nothing."), prefix="people-")


def _dry_run(one: Forecast) -> str:
    return reverse("administration:dry_run", args=[one.records.kind])


def years_words(one: Forecast) -> str:
    """How long, or that it is not decided, or too short."""
    if one.is_too_short:
        said = gettext("%(years)d years are too few: nothing goes")
        return said % {"years": one.years}
    if not one.is_decided:
        return gettext("Not decided: nothing goes")
    said = ngettext("%(years)d year", "%(years)d years", one.years)
    return said % {"years": one.years}


@needs(RUN, methods=("GET", "POST"))
def dry_run(request: SeatedRequest, kind: str) -> HttpResponse:
    """What would go of one class, table by table; sent, it is proposed to somebody else."""
    if kind not in table.CLASSES:
        raise NotYours("There is no such class of records.", "Look at the list.")
    form = SureForm.of(request)
    asked = as_asked(request) | {"policy": request.policy}
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: table.propose(kind, **asked)):
        tell(request, gettext("Proposed. Somebody else who may have it removed looks at it, and approves it."))
        return redirect(RETENTION)
    found = table.forecast(table.CLASSES[kind], now=request.now, policy=request.policy)
    shows = {"found": found, "kept": years_words(found), "form": form, "rows": list(found.rows.items())}
    return page(request, "administration/dry_run.html", shows, status=status_of(form))


@needs(RUN, methods=("GET", "POST"))
def removal(request: SeatedRequest, reference: str) -> HttpResponse:
    """What somebody proposed; sent by somebody else, it is destroyed."""
    found, form = queries.removal(reference), SureForm.of(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _decide(request, reference)):
        tell(request, gettext("Kept. What is approved goes with the next runs, and its certificate is made then."))
        return redirect(RETENTION)
    shows = {
        "found": found,
        "what": gettext(KINDS[found.kind]),
        "state": Tag(gettext(STATUSES[found.status]), "blue"),
        "subjects": queries.subjects_of(reference)[:MOST],
        "more": max(found.subjects - MOST, 0),
        "form": form,
        "waits": found.status == PROPOSED,
        "mine": found.proposed_by == request.seat.email,
    }
    return page(request, "administration/removal.html", shows, status=status_of(form))


def _decide(request: SeatedRequest, reference: str) -> None:
    if "take_back" in request.POST:
        actions.take_back_removal(reference=reference, **as_asked(request))
    else:
        actions.approve_removal(reference=reference, **as_asked(request))


@needs(RUN)
def certificate(request: SeatedRequest, reference: str) -> HttpResponse:
    """A certificate of destruction, to print."""
    found = queries.certificate(reference)
    shows = {"found": found, "what": gettext(KINDS[found.kind]), "rows": list(found.rows.items())}
    return page(request, "administration/certificate.html", shows)


@needs(RUN)
def holds(request: SeatedRequest) -> HttpResponse:
    """Every hold, those that stand first."""
    columns: tuple[Column[Hold], ...] = (
        Column("reference", _("Hold"), lambda one: one.reference, link=_hold_address, plain=True),
        Column("subject", _("On"), lambda one: one.subject.replace(":", " ", 1), plain=True),
        Column("placed_at", _("Placed"), lambda one: one.placed_at),
        Column("placed_by", _("By"), lambda one: one.placed_by),
        Column("state", _("State"), _hold_state),
    )
    empty = gettext("Nothing is held.")
    found = listing(request, queries.holds(), columns, name="holds", caption=gettext("Legal holds"), empty=empty)
    return page(request, "administration/holds.html", {"list": found}) if isinstance(found, Listing) else found


def _hold_address(one: Hold) -> str:
    return reverse("administration:hold", args=[one.reference])


def _hold_state(one: Hold) -> Tag:
    return Tag(gettext("Ended"), "grey") if one.ended_at else Tag(gettext("Held"), "red")


@needs(RUN, methods=("GET", "POST"))
def place_hold(request: SeatedRequest) -> HttpResponse:
    form, made = HoldForm.of(request), list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(table.place_hold(**form.given, **as_asked(request)))):
        tell(request, gettext("It is held until somebody ends the hold."))
        return redirect("administration:holds")
    return page(request, "administration/place_hold.html", {"form": form}, status=status_of(form))


@needs(RUN, methods=("GET", "POST"))
def hold(request: SeatedRequest, reference: str) -> HttpResponse:
    """One hold, why it is there, and its end."""
    found = queries.hold(reference)
    if found.ended_at:
        return page(request, "administration/hold.html", {"found": found})
    words = {
        "heading": gettext("End the hold"),
        "warning": gettext("What was held may be destroyed from then on, if it is old. It was held because: %(why)s")
        % {"why": found.reason},
        "button": gettext("End the hold"),
        "told": gettext("The hold has ended."),
    }
    step = Step(**words, back=(reverse("administration:holds"), gettext("Legal holds")))
    return take(
        request,
        step,
        EndHoldForm.of(request),
        lambda form: actions.end_hold(reference=reference, reason=form.given["reason"], **as_asked(request)),
    )
