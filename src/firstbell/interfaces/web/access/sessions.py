"""Where somebody is signed in, staying signed in, and what was typed when a session ended."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts.rules.devices import device_in_words
from firstbell.interfaces.web.access import held_forms
from firstbell.interfaces.web.access.locks import open_to_anyone, signed_in
from firstbell.interfaces.web.access.middleware import actor_of
from firstbell.interfaces.web.design.pages import page


@signed_in(methods=("GET", "POST"))
def sessions(request: Any) -> HttpResponse:
    """Every place where this account is signed in; each can be ended, and all others at once."""
    found = sorted(UserSession.objects.purge_and_list(request.user), key=lambda one: one.created_at, reverse=True)
    if request.method == "GET":
        return page(request, "usersessions/usersession_list.html", {"sessions": [_shown(one) for one in found]})
    ended = [one for one in found if request.POST.get("session") in (str(one.pk), "others") and not one.is_current()]
    if not ended and request.POST.get("session") != "others":
        raise Http404
    for one in ended:
        one.end()
    accounts.note_sessions_ended(
        account_id=request.user.pk, number=len(ended), by=actor_of(request, request.user), now=request.now
    )
    return HttpResponseRedirect(reverse("usersessions_list"))


@signed_in(methods=("POST",))
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there. That the request came is what keeps their session."""
    return HttpResponse(status=204)


@open_to_anyone("keeps what was typed for whoever's session has just ended here", methods=("POST",))
def keep(request: HttpRequest) -> HttpResponse:
    """Called by the page itself when its time is up. 409 where the session lives on in another window."""
    if request.user.is_authenticated:
        return HttpResponse(status=409)
    held_forms.hold(request, request.POST.get("page_path", ""))
    return HttpResponse(status=204)


def _device(browser: str, system: str) -> str:
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that does not say what it is")


def _shown(session: Any) -> dict[str, object]:
    browser, system = device_in_words(session.user_agent)
    return {
        "key": session.pk,
        "since": session.created_at,
        "device": _device(browser, system),
        "address": session.ip,
        "current": session.is_current(),
    }
