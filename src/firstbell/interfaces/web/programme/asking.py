"""Asking for help oneself: open to anyone, without an account, without JavaScript, and with little asked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import PROVIDER
from firstbell.interfaces.web.access.anybody import FormForAnybody
from firstbell.interfaces.web.access.doing import done, status_of
from firstbell.interfaces.web.access.limits import sends_too_often
from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.fields import offer, radios
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.actor import Actor
from firstbell.responses.programme.actions import refer
from firstbell.responses.programme.rules.participants import ONESELF, Introduction
from firstbell.responses.programme.rules.ways import CHANNELS, Way

PUBLIC = Actor("public", "")
LIMITED = 429
MESSAGE = {"no": _("No"), "yes": _("Yes")}
NOT_KEPT = {"autocomplete": "off"}


class Ask(FormForAnybody):
    """What must be known to reach somebody safely. ``providers`` (key: name) are open; the only one is not asked."""

    SALT = "programme.ask"
    provider = radios(_("Which programme?"), {})
    name = forms.CharField(
        label=_("What name do you go by?"),
        help_text=_("A first name is enough."),
        max_length=100,
        widget=forms.TextInput(attrs=NOT_KEPT | {"width": 20}),
    )
    channel = radios(_("How can we reach you?"), CHANNELS)
    detail = forms.CharField(
        label=_("The number or e-mail address"),
        help_text=_("One that nobody else answers or reads, if you can."),
        max_length=200,
        widget=forms.TextInput(attrs=NOT_KEPT | {"width": 20}),
    )
    when_safe = forms.CharField(
        label=_("When is a good time?"),
        help_text=_("Days and hours at which you can talk alone, such as weekdays after 6pm."),
        max_length=200,
        widget=forms.TextInput(attrs=NOT_KEPT),
    )
    message_allowed = radios(
        _("If you do not answer, may we leave a message?"),
        MESSAGE,
        _("Somebody else may hear or read it. A text or an e-mail is a message, so for those it must be yes."),
    )

    def __init__(self, *arguments: Any, providers: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "provider", providers.items())
        if len(providers) == 1:
            self.only = next(iter(providers))
            del self.fields["provider"]

    @property
    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "provider": said.get("provider") or self.only,
            "said": Introduction(referred_from=ONESELF, forenames=said["name"], surname=""),
            "way": Way(
                channel=said["channel"],
                detail=said["detail"],
                when_safe=said["when_safe"],
                message_allowed=said["message_allowed"] == "yes",
            ),
        }


@open_to_anyone("takes what somebody says of themselves, and shows nothing of anybody", methods=("GET", "POST"))
def ask(request: Any) -> HttpResponse:
    """What happens with what is told, the limits of that, whom to ring now, and the form."""
    providers = accounts.open_organisations(PROVIDER)
    if not providers:
        return page(request, "programme/ask.html", {"form": None})
    form = Ask.of(request, providers=providers, now=request.now)
    if request.method == "POST" and form.is_valid():
        if sends_too_often(request, "ask_programme"):
            return page(request, "programme/wait.html", status=LIMITED)
        made = list[str]()
        if done(form, lambda: made.append(refer(**form.given, by=PUBLIC, now=request.now))):
            tell(request, gettext("Sent. Your reference is %(reference)s.") % {"reference": made[0]})
            return redirect("programme:asked")
    return page(request, "programme/ask.html", {"form": form}, status=status_of(form))


@open_to_anyone("says what happens next, to whoever has just asked, and nothing of anybody")
def asked(request: Any) -> HttpResponse:
    return page(request, "programme/asked.html")
