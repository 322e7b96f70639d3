"""Second factors: an authenticator app, passkeys, and codes on paper for the day that both are lost."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from firstbell.interfaces.web.access.adapters import FactorAdapter
from firstbell.interfaces.web.access.locks import signed_in
from firstbell.interfaces.web.design.pages import page

BOTH = ("GET", "POST")


class AddApp(ActivateTOTPView):
    """Whoever has just typed a code of their new app has shown their second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return answer


class AddPasskey(AddWebAuthnView):
    """Whoever has just made a passkey has shown their second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        return answer


class RemovePasskey(RemoveWebAuthnView):
    """Never the last factor: without one nobody signs in."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**named)
        return shown | {"only": not self._may()}

    def form_valid(self, form: Any) -> HttpResponse:
        if not self._may():
            return HttpResponseRedirect(self.request.path)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def _may(self) -> bool:
        return FactorAdapter().can_delete_authenticator(self.get_object())


@signed_in()
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """Why a page did not open, and how to make or give the second factor that it asks for."""
    return page(request, "access/second_factor_needed.html", {"has_one": is_mfa_enabled(request.user)})


factors = signed_in()(IndexView.as_view())
add_app = signed_in(methods=BOTH)(AddApp.as_view())
remove_app = signed_in(methods=BOTH)(DeactivateTOTPView.as_view())
passkeys = signed_in()(ListWebAuthnView.as_view())
add_passkey = signed_in(methods=BOTH)(AddPasskey.as_view())
remove_passkey = signed_in(methods=BOTH)(RemovePasskey.as_view())
codes = signed_in()(ViewRecoveryCodesView.as_view())
new_codes = signed_in(methods=BOTH)(GenerateRecoveryCodesView.as_view())
