"""The audit trail: read, exported, and verified. Reading it is an entry too."""

import json
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.foundations.audit import actions, queries
from firstbell.foundations.audit.rules import Sealed, Sought
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms import SOUGHT_BOXES, SoughtForm
from firstbell.interfaces.web.design.components import words
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page

SOUGHT = "audit_sought"
MOST_SHOWN, MOST_EXPORTED = 1_000, 50_000


@needs("audit.read", methods=("GET", "POST"))
def audit(request: SeatedRequest) -> HttpResponse:
    """The entries sought. What is sought may be a person's, so it is kept in the session and never in the address."""
    if request.method == "POST":
        return _remember(request)
    form = SoughtForm(request.session.get(SOUGHT, {}))
    sought = form.sought() if form.is_valid() else Sought()
    exported = request.GET.get("export") == "csv"
    most = MOST_EXPORTED if exported else MOST_SHOWN
    found = queries.entries(sought, most=most)
    details = {"sought": sought.used, "entries": len(found)}
    action = "audit.exported" if exported else "audit.read"
    actions.note(by=request.seat.actor, now=request.now, action=action, subject="audit:trail", details=details)
    shown = listing(request, found, columns=_columns(), name="audit-trail", caption=_("Audit trail"), empty=_nothing())
    if not isinstance(shown, Listing):
        return shown
    shows = {"form": form, "listing": shown, "narrowed": bool(sought.used), "more": len(found) == most, "most": most}
    return page(request, "administration/audit.html", shows)


@needs("audit.read")
def entry(request: SeatedRequest, sequence: int) -> HttpResponse:
    found = queries.entry(sequence)
    if found is None:
        raise Http404
    actions.note(by=request.seat.actor, now=request.now, action="audit.read", subject=f"audit:{sequence}")
    details = [(name, words(value)) for name, value in json.loads(found.details).items()]
    return page(request, "administration/entry.html", {"entry": found, "details": details})


@needs("audit.read", methods=("GET", "POST"))
def chain(request: SeatedRequest) -> HttpResponse:
    """What the last reading of the whole trail found; sent, a job reads it anew."""
    if request.method == "POST":
        if queries.verification().waiting is None:
            actions.ask_for_verification(by=request.seat.actor, now=request.now)
        tell(request, _("The trail will be read from its first entry to its last. Look here again in a few minutes."))
        return HttpResponseRedirect(reverse("administration:chain"))
    return page(request, "administration/chain.html", {"verification": queries.verification()})


def _remember(request: SeatedRequest) -> HttpResponse:
    form = SoughtForm(request.POST)
    if "clear" in request.POST:
        request.session.pop(SOUGHT, None)
    elif form.is_valid():
        request.session[SOUGHT] = {name: request.POST[name] for name in SOUGHT_BOXES if request.POST.get(name)}
    else:
        return page(request, "administration/audit.html", {"form": form, "listing": None, "narrowed": True})
    return HttpResponseRedirect(reverse("administration:audit"))


def _columns() -> tuple[Column[Any], ...]:
    return (
        Column("sequence", _("Entry"), lambda one: one.sequence, link=_address, numeric=True),
        Column("at", _("When"), lambda one: one.at),
        Column("by", _("Who"), lambda one: one.by),
        Column("organisation", _("For"), lambda one: one.organisation),
        Column("action", _("What was done"), lambda one: one.action),
        Column("subject", _("To what"), lambda one: one.subject),
        Column("why", _("Why"), lambda one: one.why, hidden=True),
        Column("details", _("Details"), lambda one: one.details, sorts=False, hidden=True),
        Column("hash", _("Seal"), lambda one: one.hash, sorts=False, hidden=True),
    )


def _address(one: Sealed) -> str:
    return reverse("administration:entry", args=[one.sequence])


def _nothing() -> str:
    return _("No entry is like that. Seek with less, or look at another day.")
