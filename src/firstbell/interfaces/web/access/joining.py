"""Accepting an invitation: how somebody comes in for the first time, and the one way back in."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.foundations.accounts import actions as accounts
from firstbell.interfaces.web.access.adapters import AccountAdapter
from firstbell.interfaces.web.access.forms import JoinForm
from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused


@open_to_anyone("asks for what only somebody who was invited has", methods=("GET", "POST"))
def join(request: Any) -> HttpResponse:
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="join")
    if limited is not None:
        return limited
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.accept_invitation(**form.typed, by=Actor("sign-in", ""), now=request.now)
        except Refused as refusal:
            form.add_error(None, f"{refusal.reason} {refusal.remedy}")
        else:
            AccountAdapter(request).forgive(request, form.typed["email"])
            tell(request, _("You can sign in now, with your e-mail address and the password that you have chosen."))
            return HttpResponseRedirect(reverse("account_login"))
    return page(request, "access/join.html", {"form": form}, status=400 if form.errors else 200)
