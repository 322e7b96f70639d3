"""Partners of those in a programme: links to make before a start, alerts to answer, and what partners say."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support import words
from firstbell.interfaces.web.support.forms_of_partners import AnswerAlert, Link, Measures
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.queries import (
    AlertForPartnerSupport,
    LinkForPartnerSupport,
    PartnerForPartnerSupport,
)
from firstbell.responses.programme.rules.participants import ACCEPTED, STATUSES
from firstbell.responses.programme.rules.partners import (
    ALERTS,
    LINKS,
    MAY,
    MAY_NOT,
    MEASURES,
    MINE,
    MOMENTS,
    NEVER,
    OFFERS,
    OPEN,
    TO_MAKE,
)
from firstbell.responses.support import queries as support

COLOURS = {TO_MAKE: "red", MAY: "green", MAY_NOT: "orange"}
PAGES = (
    ("support:partners", _("Links")),
    ("support:partners_alerts", _("Alerts")),
    ("support:partners_bounds", _("What partners say")),
)


def tabs(here: str) -> list[tuple[str, str, bool]]:
    return [(str(words), reverse(view), view == here) for view, words in PAGES]


@needs("partners.support")
def partners(request: SeatedRequest) -> HttpResponseBase:
    """Everybody for whose partner the service answers, the links to make first. Nobody is named in the list."""
    columns: list[Column[LinkForPartnerSupport]] = [
        Column("participant", _("Participant"), lambda row: row.participant, link=_address, plain=True),
        Column("link", _("Link"), lambda row: Tag(gettext(LINKS[_stands(row)]), COLOURS.get(_stands(row), "grey"))),
        Column("status", _("How it stands"), lambda row: gettext(STATUSES[row.status])),
        Column("client", _("Client"), lambda row: row.client_reference, plain=True),
        Column("worker", _("Answers for the partner"), lambda row: row.worker),
    ]
    by_link: Choice[LinkForPartnerSupport] = Choice("link", _("Link"), {one: _(said) for one, said in LINKS.items()})
    rows = queries.partner_links(seen_by=request.seat.actor)
    empty = gettext("No programme has accepted anybody for whose partner you answer.")
    found = listing(
        request, rows, columns, name="partners", empty=empty, caption=gettext("Partners"), filters=[by_link]
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "support/partners/partners.html", {"list": found, "tabs": tabs("support:partners")})


def _address(row: LinkForPartnerSupport) -> str:
    return reverse("support:partners_one", args=[row.participant])


def _stands(row: LinkForPartnerSupport) -> str:
    if row.may_start is None:
        return TO_MAKE if row.status == ACCEPTED else NEVER
    return MAY if row.may_start else MAY_NOT


@needs("partners.support")
def alerts(request: SeatedRequest) -> HttpResponseBase:
    """What partners should hear from their workers, the open ones first. Nothing is ever sent by itself."""
    columns: list[Column[AlertForPartnerSupport]] = [
        Column("participant", _("Participant"), lambda row: row.participant, link=_answering, plain=True),
        Column("event", _("What happened"), lambda row: gettext(STATUSES[row.event])),
        Column("made_at", _("Since"), lambda row: row.made_at),
        Column("worker", _("Answers for the partner"), lambda row: row.worker or gettext("Nobody yet")),
        Column("told", _("Partner told"), lambda row: row.told),
    ]
    states = {one: _(said) for one, said in ALERTS.items()}
    by_state: Choice[AlertForPartnerSupport] = Choice("alert", _("Alert"), states, first=OPEN)
    whose: Choice[AlertForPartnerSupport] = Choice("whose", _("Whose"), {MINE: _("Mine")})
    rows = queries.partner_alerts(seen_by=request.seat.actor)
    empty = gettext("No partner waits to hear anything.")
    filters = [by_state, whose]
    found = listing(request, rows, columns, name="alerts", empty=empty, caption=gettext("Alerts"), filters=filters)
    if not isinstance(found, Listing):
        return found
    return page(request, "support/partners/alerts.html", {"list": found, "tabs": tabs("support:partners_alerts")})


def _answering(row: AlertForPartnerSupport) -> str:
    return reverse("support:partners_alert", args=[row.participant, row.event])


@needs("partners.support")
def one(request: SeatedRequest, participant: str) -> HttpResponse:
    """What is recorded of one partner. That it was read is written down."""
    found = _opened(request, participant)
    answers = {(each.moment, each.measure): each.answer for each in found.answers}
    shows = {
        "partner": found,
        "status": gettext(STATUSES[found.link.status]),
        "offer": gettext(OFFERS[found.link.offer]) if found.link.offer else "",
        "alerts": [(each, gettext(STATUSES[each.event])) for each in found.alerts],
        "moments": [(code, gettext(said)) for code, said in MOMENTS.items()],
        "measures": [(code, gettext(said)) for code, said in MEASURES.items()],
        "answers": answers,
    }
    return page(request, "support/partners/one.html", shows)


@needs("partners.support", methods=("GET", "POST"))
def link(request: SeatedRequest, participant: str) -> HttpResponse:
    """What the partner was offered, who answers for them, and whether it may start."""
    found = _opened(request, participant)
    workers = accounts.who_may("partners.support", request.seat.organisation)
    form = Link.of(request, workers=workers, initial=_as_it_stands(found.link, request.seat.email))
    valid = request.method == "POST" and form.is_valid() and _is_a_client(request, form)
    if valid and done(form, lambda: actions.link_partner(participant=participant, **form.given, **as_asked(request))):
        tell(request, gettext("Recorded. The programme sees whether it may start, and nothing else."))
        return redirect("support:partners_one", participant=participant)
    return page(request, "support/partners/link.html", {"partner": found, "form": form}, status=status_of(form))


def _as_it_stands(link: LinkForPartnerSupport, email: str) -> dict[str, Any]:
    if link.may_start is None:
        return {"worker": email}
    kept = {name: getattr(link, name) for name in ("offer", "worker", "client_reference", "also_participant")}
    return kept | {"may_start": "yes" if link.may_start else "no"}


def _is_a_client(request: SeatedRequest, form: Link) -> bool:
    """Whether the client is one of the service, where one is named."""
    reference = form.cleaned_data["client_reference"]
    try:
        if reference:
            support.contact_now(reference, seen_by=request.seat.actor, now=request.now)
    except NotYours:
        form.add_error("client_reference", gettext("You have no such client: look at the reference"))
    return form.is_valid()


@needs("partners.support", methods=("GET", "POST"))
def alert(request: SeatedRequest, participant: str, event: str) -> HttpResponse:
    """What the partner should hear, when they can be reached safely, and whether they were told."""
    found = _opened(request, participant)
    raised = next((each for each in found.alerts if each.event == event), None)
    if raised is None:
        raise Http404
    form = AnswerAlert.of(request)
    given = {"participant": participant, "event": event, **as_asked(request)}
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.answer_alert(**form.given, **given)):
        tell(request, gettext("Recorded."))
        return redirect("support:partners_alerts")
    shows = {"alert": raised, "event": gettext(STATUSES[event]), "partner": found, "form": form}
    return page(request, "support/partners/alert.html", shows | _reached(request, found), status=status_of(form))


def _reached(request: SeatedRequest, found: PartnerForPartnerSupport) -> dict[str, Any]:
    """When the plan lets the client be reached; where to is on no page of partners."""
    client = found.link.client_reference
    plan = support.contact_now(client, seen_by=request.seat.actor, now=request.now) if client else None
    return {"plan": plan, "channels": {way.channel: words.channel(way.channel) for way in plan.ways} if plan else {}}


@needs("partners.support", methods=("GET", "POST"))
def answers(request: SeatedRequest, participant: str, moment: str) -> HttpResponse:
    """What the partner says of the six measures at one moment."""
    if moment not in MOMENTS:
        raise Http404
    found = _opened(request, participant)
    known = {each.measure: each.answer for each in found.answers if each.moment == moment}
    form = Measures.of(request, initial=known)
    given = {"participant": participant, "moment": moment, **as_asked(request)}
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.record_answers(answers=form.given, **given)):
        tell(request, gettext("Recorded."))
        return redirect("support:partners_one", participant=participant)
    shows = {"partner": found, "form": form, "moment": gettext(MOMENTS[moment])}
    return page(request, "support/partners/answers.html", shows, status=status_of(form))


@needs("partners.support")
def bounds(request: SeatedRequest) -> HttpResponse:
    """Between which means the answers lie, over everybody for whose partner the service answers."""
    found = {(each.measure, each.moment): each.bounds for each in queries.outcomes(seen_by=request.seat.actor)}
    shows = {
        "bounds": found,
        "moments": [(code, gettext(said)) for code, said in MOMENTS.items()],
        "measures": [(code, gettext(said)) for code, said in MEASURES.items()],
        "tabs": tabs("support:partners_bounds"),
    }
    return page(request, "support/partners/bounds.html", shows)


def _opened(request: SeatedRequest, participant: str) -> PartnerForPartnerSupport:
    actions.note_partner_read(participant=participant, **as_asked(request))
    return queries.partner(participant, seen_by=request.seat.actor)
