"""Referring somebody of an incident to a programme, and how what was referred stands."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import PROVIDER
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_programme import ReferToProgramme
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.programme.actions import refer_suspect
from firstbell.responses.programme.queries import for_referrers
from firstbell.responses.programme.queries.for_referrers import ReferralForReferrer
from firstbell.responses.programme.rules.participants import STATUSES


@needs("programme.refer", methods=("GET", "POST"))
def refer_to_programme(request: SeatedRequest, number: int) -> HttpResponse:
    """Refer a suspect of this incident who has agreed. Nothing is typed that the incident says."""
    by = as_asked(request)
    incidents.open_record(incident_id=number, what="incident", policy=request.policy, **by)
    found = for_referrers.suspects(number, seen_by=request.seat.actor)
    providers = accounts.open_organisations(PROVIDER)
    form = ReferToProgramme.of(request, suspects=found, providers=providers)
    valid = request.method == "POST" and form.is_valid()
    made = list[str]()
    if valid and done(form, lambda: made.append(refer_suspect(incident=number, **form.given, **by))):
        tell(
            request, gettext("Referred: %(reference)s. The programme gets in touch with them.") % {"reference": made[0]}
        )
        return redirect("police:programme_referrals")
    shows = {"number": number, "form": form, "suspects": found, "providers": providers}
    return page(request, "police/refer_to_programme.html", shows, status=status_of(form))


@needs("programme.refer")
def programme_referrals(request: SeatedRequest) -> HttpResponseBase:
    """What this force referred to programmes, and how each stands. Nobody is named in the list."""
    names = {one.key: one.name for one in accounts.organisations() if one.kind == PROVIDER}
    columns: list[Column[ReferralForReferrer]] = [
        Column("reference", _("Referral"), lambda row: row.reference, plain=True),
        Column("provider", _("To"), lambda row: names.get(row.provider, row.provider), plain=True),
        Column("status", _("How it stands"), lambda row: gettext(STATUSES[row.status])),
        Column("made_at", _("Referred"), lambda row: row.made_at),
        Column("decided_at", _("Decided"), lambda row: row.decided_at),
    ]
    statuses = {one: _(said) for one, said in STATUSES.items()}
    by_status: Choice[ReferralForReferrer] = Choice("status", _("How it stands"), statuses)
    rows = for_referrers.referrals_made(seen_by=request.seat.actor)
    empty = gettext("Nobody was referred yet. Somebody is referred from the page of an incident.")
    found = listing(
        request,
        rows,
        columns,
        name="programme-referrals",
        empty=empty,
        caption=gettext("Referred"),
        filters=[by_status],
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/programme_referrals.html", {"list": found})
