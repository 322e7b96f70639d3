"""The page on which anybody may ask a support service for help, without an account.

Whoever abuses may look over their shoulder, or at the browser afterwards: the page can be left at once, no cookie is
set, and the answer says nothing of what was asked.
"""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from firstbell.interfaces.web.access.doing import done, status_of
from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.forms_of_asking import Ask
from firstbell.interfaces.web.support.words import services
from firstbell.pure.actor import Actor
from firstbell.responses.support import actions

THEMSELVES = Actor("self-referral", "")


@open_to_anyone("is how somebody asks for support who has no account; shows nobody", methods=("GET", "POST"))
@csrf_exempt  # it needs a cookie, and one would stay in a browser that somebody else looks through
def ask(request: Any) -> HttpResponse:
    known = services()
    if not known:
        return page(request, "support/ask_elsewhere.html")
    if request.method == "POST" and not ratelimit.consume(request, action="ask_support"):
        return page(request, "support/ask_elsewhere.html", status=429)
    form = Ask.of(request, services=list(known.items()))
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.ask_for_support(**form.asked, by=THEMSELVES, now=request.now)):
        return redirect("support:asked")
    shows = {"form": form, "services": list(known.values())}
    return page(request, "support/ask.html", shows, status=status_of(form))


@open_to_anyone("says that something has arrived, and neither what nor from whom")
def asked(request: Any) -> HttpResponse:
    return page(request, "support/asked.html")
