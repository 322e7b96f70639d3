"""In and out: password and second factor, passkey, an organisation's own directory."""

from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from requests import RequestException

from firstbell.interfaces.web.access import held_forms
from firstbell.interfaces.web.access.locks import open_to_anyone, signed_in
from firstbell.interfaces.web.design.pages import page


class SignIn(LoginView):
    """E-mail and password; the page also offers a passkey and the directories that there are."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        directories = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        kept = held_forms.waits(self.request)
        shown: dict[str, Any] = super().get_context_data(**named)
        return shown | {"directories": directories, "kept": kept, "next": self.get_next_url() or ""}


sign_in = open_to_anyone("is how somebody comes in; asks for a password", methods=("GET", "POST"))(SignIn.as_view())
second_factor = open_to_anyone("only answers who has just given a password", methods=("GET", "POST"))(
    AuthenticateView.as_view()
)
passkey = open_to_anyone("is how somebody comes in; asks for a passkey", methods=("GET", "POST"))(
    LoginWebAuthnView.as_view()
)
sign_out = signed_in(methods=("GET", "POST"))(LogoutView.as_view())


@open_to_anyone("says that an account is closed, to who has just given its password")
def closed(request: HttpRequest) -> HttpResponse:
    return page(request, "account/account_inactive.html", status=403)


@open_to_anyone("sends who asks to the directory of their organisation", methods=("POST",))
def directory(request: Any, provider_id: str) -> HttpResponse:
    """To sign in and for nothing else: whatever more the address asks of the library is taken off."""
    request.GET = request.GET.copy()
    for name in set(request.GET) - {"next"}:
        del request.GET[name]
    request.POST = request.POST.copy()
    for name in set(request.POST) - {"next"}:
        del request.POST[name]
    return _unless_down(request, login, provider_id)


@open_to_anyone("comes back from a directory; the library checks that it was sent there from here")
def directory_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _unless_down(request, callback, provider_id)


def _unless_down(request: HttpRequest, step: Callable[..., HttpResponse], provider_id: str) -> HttpResponse:
    """A directory that cannot be reached, or talks no sense, is no fault of ours to trip over."""
    try:
        return step(request, provider_id)
    except (RequestException, KeyError):
        return page(request, "socialaccount/authentication_error.html", status=401)


@open_to_anyone("says that a directory did not let somebody in")
def directory_failed(request: HttpRequest) -> HttpResponse:
    return page(request, "socialaccount/authentication_error.html", status=401)


@open_to_anyone("somebody thought better of their directory")
def directory_stopped(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("account_login"))
