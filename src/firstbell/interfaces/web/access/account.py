"""One's own account, and showing once more that it is one's own."""

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgain
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse

from firstbell.interfaces.web.access.locks import signed_in
from firstbell.interfaces.web.design.pages import page

BOTH = ("GET", "POST")


@signed_in()
def account(request: HttpRequest) -> HttpResponse:
    return page(request, "access/account.html", {"seats": request.seats})


change_password = signed_in(methods=BOTH)(PasswordChangeView.as_view())
again = signed_in(methods=BOTH)(ReauthenticateView.as_view())
again_by_code = signed_in(methods=BOTH)(CodeAgain.as_view())
again_by_passkey = signed_in(methods=BOTH)(ReauthenticateWebAuthnView.as_view())
