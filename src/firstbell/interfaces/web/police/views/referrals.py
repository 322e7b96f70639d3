"""Victims referred to a support service from their incident, and how each referral stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import Choice as Answer
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.times import day
from firstbell.interfaces.web.police.forms_of_referrals import Refer, TakeBack
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people.rules import PersonFacts
from firstbell.responses.support import actions, queries
from firstbell.responses.support.queries import ReferralForReferrer
from firstbell.responses.support.rules.referrals import POLICE, REVOKED, STATUSES, STEPS, Introduction

LIST = "police:referrals"
VICTIMS = ("victim", "both")
STANDINGS = {"open": _("Not ended"), "ended": _("Ended")}
COLOURS = {"received": "blue", "accepted": "green", "engaged": "green", "rejected": "red"}


@needs("support.refer")
def referrals(request: SeatedRequest) -> HttpResponseBase:
    """What this force referred and how each stands; nobody is named, and nothing that a client said is known here."""
    names = services()
    columns: list[Column[ReferralForReferrer]] = [
        Column("reference", _("Referral"), lambda row: row.reference, link=_address, plain=True),
        Column("status", _("State"), state),
        Column("service", _("To"), lambda row: names.get(row.service, row.service)),
        Column("incident", _("Incident"), lambda row: row.incident_reference, plain=True),
        Column("made_at", _("Made"), lambda row: row.made_at),
        Column("answered_at", _("Answered"), lambda row: row.answered_at),
    ]
    found = listing(
        request,
        queries.referrals_made(seen_by=request.seat.actor),
        columns,
        name="referrals",
        empty=gettext("Nobody has been referred yet. A victim is referred from the page of an incident."),
        caption=gettext("Referred to support"),
        filters=[Choice("standing", _("Standing"), STANDINGS)],
    )
    return page(request, "police/referrals.html", {"list": found}) if isinstance(found, Listing) else found


def _address(row: ReferralForReferrer) -> str | None:
    """None for somebody who is closed to the force."""
    return reverse("police:revoke_referral", args=[row.reference]) if row.made_at else None


def state(row: ReferralForReferrer) -> Tag:
    return Tag(gettext(STATUSES[row.status]), COLOURS.get(row.status, "grey"))


def services() -> dict[str, str]:
    """Every support service that is open, by its code, with its name."""
    found = (one for one in accounts.organisations() if one.kind == "support" and one.closed_at is None)
    return {one.key: one.name for one in found}


@needs("support.refer", methods=("GET", "POST"))
def refer(request: SeatedRequest, number: int) -> HttpResponse:
    """Refer a victim or a child of an incident. Names and dates of birth come from it; that it was read is an entry."""
    incidents.open_record(incident_id=number, what="incident", policy=request.policy, **as_asked(request))
    facts = incidents_read.facts(number)
    people = {one.facts.person_id: one for one in clients_of(facts)}
    earlier = tuple(queries.referrals_made(seen_by=request.seat.actor, incident=facts.reference))
    form = Refer.of(
        request,
        initial={"person": request.GET.get("person"), "with_adult": ""},
        people=[(code, _named(one)) for code, one in people.items()],
        services=list(services().items()),
        adults=[(one.reference, one.reference) for one in earlier if one.status in STEPS and facts.children],
    )
    if request.method == "POST" and form.is_valid() and _referred(request, form, facts, people):
        return redirect(LIST)
    shows = {
        "incident": facts,
        "people": list(people.values()),
        "form": form,
        "possible": bool(people and services()),
        "earlier": [(one, state(one)) for one in earlier],
    }
    return page(request, "police/refer.html", shows, status=status_of(form))


@dataclass(frozen=True, slots=True)
class MayBeReferred:
    """Somebody of an incident for whom support may be asked: a victim, who may be ``accused`` too, or a child."""

    facts: PersonFacts
    accused: bool = False
    is_child: bool = False

    @property
    def name(self) -> str:
        return f"{self.facts.forenames} {self.facts.surname}".strip() or self.facts.person_id

    @property
    def recorded_as(self) -> str:
        if self.is_child:
            return gettext("Child")
        return gettext("Victim, and as a suspect too") if self.accused else gettext("Victim")


def clients_of(facts: IncidentFacts) -> list[MayBeReferred]:
    """Victims, also those who are accused by the other, and then the children, each once."""
    victims = [MayBeReferred(one.person, one.role == "both") for one in facts.parties if one.role in VICTIMS]
    known = {one.person.person_id for one in facts.parties}
    children = [one.person for one in facts.children if one.person.person_id not in known]
    return [*victims, *(MayBeReferred(one, is_child=True) for one in children)]


def _named(one: MayBeReferred) -> Answer:
    born = one.facts.birth.day
    told = [one.recorded_as, gettext("born %(day)s") % {"day": day(born)}] if born else [one.recorded_as]
    return Answer(one.name, ", ".join(told))


def _referred(request: SeatedRequest, form: Refer, facts: IncidentFacts, people: Mapping[str, MayBeReferred]) -> bool:
    said = introduced(people[form.given["person"]], facts, form.given)
    made = list[str]()
    do = partial(actions.refer, service=form.given["service"], said=said, **as_asked(request))
    if not done(form, lambda: made.append(do())):
        return False
    tell(request, gettext("Referred as %(reference)s. The service answers next.") % {"reference": made[0]})
    return True


def introduced(one: MayBeReferred, facts: IncidentFacts, given: Mapping[str, Any]) -> Introduction:
    """What the service is told: nothing of the incident but its reference, and whether they are accused in it too."""
    return Introduction(
        referred_from=POLICE,
        basis=given["basis"],
        basis_reason=given["basis_reason"],
        grade=given["grade"],
        forenames=one.facts.forenames,
        surname=one.facts.surname,
        date_of_birth=one.facts.birth.day,
        force=facts.force,
        incident_reference=facts.reference,
        also_suspect=one.accused,
        with_adult=given.get("with_adult", "") if one.is_child else "",
        closed_to_force=given["closed_to_force"],
    )


@needs("support.refer", methods=("GET", "POST"))
def revoke_referral(request: SeatedRequest, reference: str) -> HttpResponse:
    """How a referral stands, and taking it back, such as when consent is withdrawn."""
    found = queries.referral_made(reference, seen_by=request.seat.actor)
    form = TakeBack.of(request)
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.revoke_referral(reference=reference, **form.given, **as_asked(request))):
        tell(request, gettext("Taken back."))
        return redirect(LIST)
    number = incidents_read.numbers_by_name([(found.force, found.incident_reference)])
    shows = {"referral": found, "state": state(found), "form": form, "may_end": REVOKED in STEPS.get(found.status, ())}
    shows |= {"service": services().get(found.service, found.service), "number": next(iter(number.values()), None)}
    return page(request, "police/take_back.html", shows, status=status_of(form))
