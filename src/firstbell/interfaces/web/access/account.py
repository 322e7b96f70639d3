"""One's own account, and showing once more that it is one's own."""

from typing import Any

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin

from firstbell.interfaces.web.access.locks import signed_in
from firstbell.interfaces.web.access.start import titles
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page

BOTH = ("GET", "POST")


@signed_in()
def account(request: Any) -> HttpResponse:
    held = titles(request.seats)
    roles = [(seat.organisation_name, held[seat.organisation]) for seat in request.seats]
    has_factor = is_mfa_enabled(request.user)
    return page(request, "access/account.html", {"seats": request.seats, "roles": roles, "has_factor": has_factor})


class ChangePassword(PasswordChangeView):
    """Once it is changed, every other session of the account has ended."""

    def get_default_success_url(self) -> str:
        tell(self.request, _("Your password is changed. You are signed out everywhere else."))
        return reverse("access:account")


class _InOurWords(ContextMixin):
    """Names the other ways of showing once more who one is."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        ways = {
            "reauthenticate": _("Use your password instead"),
            "mfa_reauthenticate": _("Use a code instead"),
            "mfa_reauthenticate:webauthn": _("Use a passkey instead"),
        }
        return super().get_context_data(**named) | {"ways": ways}


class PasswordAgain(_InOurWords, ReauthenticateView):
    """By password."""


class CodeAgain(_InOurWords, CodeAgainView):
    """By a code."""


class PasskeyAgain(_InOurWords, ReauthenticateWebAuthnView):
    """By a passkey."""


change_password = signed_in(methods=BOTH)(ChangePassword.as_view())
again = signed_in(methods=BOTH)(PasswordAgain.as_view())
again_by_code = signed_in(methods=BOTH)(CodeAgain.as_view())
again_by_passkey = signed_in(methods=BOTH)(PasskeyAgain.as_view())
