"""Victims referred to a support service from their incident, and how each referral stands."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import Choice as Answer
from firstbell.interfaces.web.design.listing import Choice, Column, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_referrals import Refer, TakeBack
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.registers.incidents.rules import IncidentFacts, PartyFacts
from firstbell.responses.support import actions, queries
from firstbell.responses.support.queries import ReferralForReferrer
from firstbell.responses.support.rules.referrals import POLICE, REVOKED, STATUSES, STEPS, Introduction

LIST = "police:referrals"
VICTIMS = ("victim", "both")
YES = {"open": _("Not ended"), "ended": _("Ended")}
COLOURS = {"received": "blue", "accepted": "green", "engaged": "green", "rejected": "red"}


@needs("support.refer")
def referrals(request: SeatedRequest) -> HttpResponse:
    """What this force referred and how each stands; nobody is named, and nothing that a client said is known here."""
    rows = queries.referrals_made(seen_by=request.seat.actor)
    numbers = incidents_read.numbers_by_name({(row.force, row.incident_reference) for row in rows})
    reads = request.seat.may("desk.read")
    names = services()

    def incident(row: ReferralForReferrer) -> str | None:
        number = numbers.get((row.force, row.incident_reference))
        return reverse("police:incident", args=[number]) if number and reads else None

    columns: list[Column[ReferralForReferrer]] = [
        Column("reference", _("Referral"), lambda row: row.reference, link=_take_back, plain=True),
        Column("status", _("State"), state),
        Column("service", _("To"), lambda row: names.get(row.service, row.service)),
        Column("incident", _("Incident"), lambda row: row.incident_reference, link=incident, plain=True),
        Column("made_at", _("Made"), lambda row: row.made_at),
        Column("answered_at", _("Answered"), lambda row: row.answered_at),
    ]
    by_end: Choice[ReferralForReferrer] = Choice(
        "standing", _("Standing"), YES, lambda row: "open" if row.status in STEPS else "ended"
    )
    found = listing(
        request,
        rows,
        columns,
        name="referrals",
        empty=gettext("Nobody has been referred yet. A victim is referred from the page of an incident."),
        caption=gettext("Referred to support"),
        filters=[by_end],
    )
    return found if isinstance(found, HttpResponse) else page(request, "police/referrals.html", {"list": found})


def _take_back(row: ReferralForReferrer) -> str | None:
    return reverse("police:revoke_referral", args=[row.reference]) if REVOKED in STEPS.get(row.status, ()) else None


def state(row: ReferralForReferrer) -> Tag:
    return Tag(gettext(STATUSES[row.status]), COLOURS.get(row.status, "grey"))


def services() -> dict[str, str]:
    """Every support service that is open, by its code, with its name."""
    found = (one for one in accounts.organisations() if one.kind == "support" and one.closed_at is None)
    return {one.key: one.name for one in found}


@needs("support.refer", methods=("GET", "POST"))
def refer(request: SeatedRequest, number: int) -> HttpResponse:
    """Refer a victim of an incident. Names and date of birth come from it; that it was read is written down."""
    incidents.open_record(incident_id=number, what="incident", policy=request.policy, **as_asked(request))
    facts = incidents_read.facts(number)
    victims = {one.person.person_id: one for one in facts.parties if one.role in VICTIMS}
    form = Refer.of(
        request,
        initial={"victim": request.GET.get("victim")},
        victims=[(code, _named(one)) for code, one in victims.items()],
        services=list(services().items()),
    )
    if request.method == "POST" and form.is_valid() and _referred(request, form, facts, victims):
        return redirect(LIST)
    shows = {
        "incident": facts,
        "victims": [(name_of(one), one.person.birth.day, one.role == "both") for one in victims.values()],
        "form": form,
        "possible": bool(victims and services()),
        "earlier": [(one, state(one)) for one in _earlier(request, facts)],
    }
    return page(request, "police/refer.html", shows, status=status_of(form))


def _referred(request: SeatedRequest, form: Refer, facts: IncidentFacts, victims: Mapping[str, PartyFacts]) -> bool:
    given = form.given
    victim = victims[given.pop("victim")]
    said = introduced(victim, facts, given)
    made = list[str]()
    if not done(form, lambda: made.append(actions.refer(service=given["service"], said=said, **as_asked(request)))):
        return False
    tell(request, gettext("Referred as %(reference)s. The service answers next.") % {"reference": made[0]})
    return True


def introduced(victim: PartyFacts, facts: IncidentFacts, given: Mapping[str, Any]) -> Introduction:
    """What the service is told: nothing of the incident but its reference, and that a suspect is one."""
    return Introduction(
        referred_from=POLICE,
        basis=given["basis"],
        basis_reason=given["basis_reason"],
        grade=given["grade"],
        forenames=victim.person.forenames,
        surname=victim.person.surname,
        date_of_birth=victim.person.birth.day,
        force=facts.force,
        incident_reference=facts.reference,
        also_suspect=victim.role == "both",
    )


def _earlier(request: SeatedRequest, facts: IncidentFacts) -> tuple[ReferralForReferrer, ...]:
    return queries.referrals_made(seen_by=request.seat.actor, incident=facts.reference)


def name_of(party: PartyFacts) -> str:
    return f"{party.person.forenames} {party.person.surname}".strip() or party.person.person_id


def _named(party: PartyFacts) -> Answer:
    return Answer(name_of(party), gettext("Recorded as a suspect too") if party.role == "both" else "")


@needs("support.refer", methods=("GET", "POST"))
def revoke_referral(request: SeatedRequest, reference: str) -> HttpResponse:
    """Take a referral back, such as when consent is withdrawn."""
    queries.referral_made(reference, seen_by=request.seat.actor)
    step = Step(
        heading=gettext("Take the referral back"),
        warning=gettext("The service stops, and makes no further contact. A new referral can be made at any time."),
        button=gettext("Take it back"),
        told=gettext("Taken back."),
        back=(reverse(LIST), gettext("Referred to support")),
    )

    def revoke(form: Any) -> None:
        actions.revoke_referral(reference=reference, reason=form.cleaned_data["reason"], **as_asked(request))

    return take(request, step, TakeBack.of(request), revoke)
