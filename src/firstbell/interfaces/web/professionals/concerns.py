"""Concerns of an organisation: reported, what may be told of them, and withdrawn where they were mistaken."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.organisations import source_class_of
from firstbell.interfaces.web.access.doing import Step, as_asked, as_decided, status_of, take, tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.professionals.forms_of_professionals import Professional, Withdraw
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import OwnConcern
from firstbell.joint.early_picture.rules.feedback import SENTENCES
from firstbell.joint.early_picture.rules.raising import BASES
from firstbell.joint.early_picture.rules.settings import settings_of
from firstbell.joint.early_picture.rules.signals import HOW_KNOWN, KINDS
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours

RAISE = "concerns.raise"
BOTH = ("GET", "POST")


@needs(RAISE)
def concerns(request: SeatedRequest) -> HttpResponseBase:
    """Those of the organisation, whoever of it reported them. Nobody is named."""
    columns: list[Column[OwnConcern]] = [
        Column("reference", _("Concern"), lambda row: row.reference, link=lambda row: _address(row.reference)),
        Column("raised_at", _("Reported"), lambda row: row.raised_at),
        Column("mine", _("By you"), lambda row: row.mine),
        Column("last_told", _("What you were told"), lambda row: _told(row.last_told)),
    ]
    found = listing(
        request,
        queries.own_concerns(seen_by=request.seat.actor),
        columns,
        name="concerns",
        empty=gettext("Your organisation has reported nothing yet."),
        caption=gettext("Concerns of your organisation"),
        filters=[Choice("whose", _("Whose"), {"mine": _("Reported by you")})],
    )
    return page(request, "professionals/concerns.html", {"list": found}) if isinstance(found, Listing) else found


@needs(RAISE, methods=BOTH)
def new(request: SeatedRequest) -> HttpResponse:
    source_class = source_class_of(request.seat.organisation)
    form = Professional.of(request, source_class=source_class, today=london_date(request.now))
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.raise_concern(report=form.report, **as_decided(request)))
        if made is not None:
            tell(request, gettext("Reported. What may be told of it will stand here."))
            return redirect("professionals:concern", reference=made)
    return page(request, "professionals/new.html", {"form": form}, status=status_of(form))


@needs(RAISE)
def concern(request: SeatedRequest, reference: str) -> HttpResponse:
    """One of the organisation's, with everything that it was told. Reading it is an entry."""
    found = queries.own_concern(reference, seen_by=request.seat.actor)
    actions.note_concern_read(concern=reference, **as_asked(request))
    shows = {"concern": found, "bases": BASES, "kinds": KINDS, "how_known": HOW_KNOWN, "sentences": SENTENCES}
    shows |= {"set_by": settings_of(request.policy)}
    return page(request, "professionals/concern.html", shows)


@needs(RAISE, methods=BOTH)
def withdraw(request: SeatedRequest, reference: str, number: int) -> HttpResponse:
    """404 for a signal of another organisation's concern, or one that is withdrawn already."""
    found = queries.own_concern(reference, seen_by=request.seat.actor)
    if number not in [one.number for one in found.facts if one.withdrawn_at is None]:
        raise NotYours(f"There is no such signal of {reference}.", "Look at the concern.")
    step = Step(
        heading=gettext("It was mistaken"),
        warning=gettext("The picture forgets it. What was decided on it before stays as it was."),
        button=gettext("Withdraw it"),
        told=gettext("Withdrawn."),
        back=(_address(reference), gettext("Concern")),
    )
    given = {"concern": reference, "number": number, **as_asked(request)}
    return take(request, step, Withdraw.of(request), lambda form: actions.withdraw_signal(**given, **form.given))


def _address(reference: str) -> str:
    return reverse("professionals:concern", args=[reference])


def _told(code: str) -> str:
    return gettext(SENTENCES[code].words) if code else gettext("Nothing yet")
