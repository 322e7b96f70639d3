"""The first page, and whom somebody acts for."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.access.locks import open_to_anyone, signed_in
from firstbell.interfaces.web.access.middleware import ACTS_FOR
from firstbell.interfaces.web.design.navigation import address_of
from firstbell.interfaces.web.design.pages import page

HOMES = (
    ("desk.read", "police:morning"),
    ("handovers.receive", "police:handovers"),
    ("people.manage", "administration:home"),
    ("phone_back.answer", "authorities:home"),
    ("rolls.upload", "authorities:home"),
    ("notices.read", "schools:notices"),
    ("cases.read", "police:cases"),
    ("weeks.read", "police:weeks"),
    ("weeks.work", "police:team_week"),
    ("support.read", "support:referrals"),
    ("programme.read", "programme:participants"),
    ("hub.read", "police:hub"),
    ("concerns.raise", "professionals:concerns"),
    ("subject_access.handle", "administration:requests"),
    ("figures.read", "analysts:measures"),
    ("cocoon.visit", "police:cocoon_street"),
    ("cocoon.read", "police:cocoon_map"),
    ("cocoon.operations", "police:cocoon_operations"),
)
"""Where somebody begins: the first page whose permission they have."""


def home_of(seat: Seat) -> str:
    """The name of the page where this seat's work begins; its account, where it has no work here."""
    return next((name for permission, name in HOMES if seat.may(permission)), "access:account")


def titles(seats: list[Seat]) -> dict[str, str]:
    """What somebody is in each organisation, in words."""
    return {seat.organisation: ", ".join(ROLES[role].title for role in seat.roles) for seat in seats}


@open_to_anyone("says what Firstbell is, and nothing of anybody")
def start(request: Any) -> HttpResponse:
    if not request.user.is_authenticated:
        return page(request, "access/start.html")
    if request.seat is not None:
        return HttpResponseRedirect(address_of(home_of(request.seat)) or reverse("access:account"))
    return HttpResponseRedirect(reverse("access:seats"))


@signed_in(methods=("GET", "POST"))
def seats(request: Any) -> HttpResponse:
    """Choose whom to act for; who has no role is told whom to ask."""
    if request.method == "GET":
        return page(request, "access/seats.html", {"seats": request.seats, "titles": titles(request.seats)})
    chosen = next((one for one in request.seats if one.organisation == request.POST.get("organisation")), None)
    if chosen is None:
        raise Http404
    request.session[ACTS_FOR] = chosen.organisation
    accounts.take_seat(seat=chosen, by=chosen.actor, now=request.now)
    return HttpResponseRedirect(reverse("access:start"))
