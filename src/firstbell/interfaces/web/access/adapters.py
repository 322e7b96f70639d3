"""Where the sign-in library asks us: who may sign in and by what, what is said, and what is kept of it."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import filter_users_by_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import actions, queries
from firstbell.interfaces.web.access import devices, held_forms, squares
from firstbell.interfaces.web.access.middleware import SIGNED_IN_AT, THROUGH, actor_of
from firstbell.pure.actor import Actor


class AccountAdapter(DefaultAccountAdapter):
    """By invitation only. No e-mail of the library's own leaves, and its notes to the screen are ours instead."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. Check both and try again. "
            "If you have forgotten your password, telephone the police desk that works with you for a new invitation."
        ),
        "too_many_login_attempts": _(
            "There were five wrong tries, so signing in is closed for 15 minutes. Wait, then try again. "
            "If a notice cannot wait, telephone the police desk that works with you."
        ),
        "rate_limited": _("There were too many tries. Wait 15 minutes, then try again."),
        "incorrect_password": _("That is not your password. Type the password that you signed in with."),
        "enter_current_password": _("That is not your password. Type the password that you signed in with."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: our own notices of sign-in are messages with an audit entry."""

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """The library would write an e-mail about a password or second factor; we write it into the audit trail."""
        what = template_prefix.rpartition("/")[2]
        request: Any = self.request
        actions.note_factor(account_id=user.pk, what=what, by=actor_of(request, user), now=request.now)

    def add_message(self, *arguments: Any, **named: Any) -> None:
        """Only what went wrong is said; "you have signed in" is plain to see."""
        if named.get("message") is not None:
            super().add_message(*arguments, **named)

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        email = str(credentials.get("email", ""))
        actions.note_failed_sign_in(email=email, by=Actor("sign-in", ""), now=request.now)

    def post_login(self, request: Any, user: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **named)
        request.session[SIGNED_IN_AT] = request.now.isoformat()
        _limit_to_directory(request, (named.get("signal_kwargs") or {}).get("sociallogin"))
        held_forms.drop_anothers(request, user.pk)
        by = actor_of(request, user)
        methods = tuple(one.get("type", one["method"]) for one in get_authentication_records(request, user))
        actions.note_sign_in(account_id=user.pk, methods=methods, by=by, now=request.now)
        devices.recognise(request, response, user.pk, by)
        return response

    def logout(self, request: Any) -> None:
        """What is still typed in another window is kept for the same person, as when a session ends by itself."""
        user = request.user
        by = actor_of(request, user)
        super().logout(request)
        held_forms.whose(request, user.pk)
        actions.note_sign_out(account_id=user.pk, why="asked", by=by, now=request.now)

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Not of somebody who signed in only minutes ago."""
        request: Any = context.request
        began = datetime.fromisoformat(request.session[SIGNED_IN_AT])
        return bool(request.now - began > timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT))

    def forgive(self, request: HttpRequest, email: str) -> None:
        """Somebody has shown another way that this e-mail is theirs: their wrong passwords are forgotten."""
        self._delete_login_attempts_cached_email(request, email=email)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """An organisation's directory says who somebody is; whether they may come in was said by an invitation before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Never by the library's own way, which would take the password away from the account."""
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Lets in the account whose e-mail the directory has verified, and which has a role where it is trusted."""
        sociallogin.state["process"] = "login"
        for address in sociallogin.email_addresses:
            for user in filter_users_by_email(address.email) if address.verified else ():
                if user.is_active and _trusted_with(sociallogin, user.pk):
                    sociallogin.user = user
                    return
        actions.note_failed_sign_in(email="", by=Actor("directory", ""), now=request.now)
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("socialaccount_login_error")))


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "That code is not right. Type the six digits that the app shows now; each code works for 30 seconds. "
            "If it is never right, check that the clock of your telephone sets itself."
        ),
        "cannot_delete_authenticator": _(
            "This is your only second factor, and nobody signs in without one. Add another first, then remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Keys of apps and recovery codes lie sealed in the database: who reads it or a copy of it cannot use them."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return squares.square(url)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        mine = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(mine.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Firstbell"}


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(settings.FACTOR_SECRET.encode()).digest()))


def _trusted_with(sociallogin: Any, account_id: int) -> bool:
    organisations = sociallogin.provider.app.settings["organisations"]
    return any(seat.organisation in organisations for seat in queries.seats_of(account_id))


def _limit_to_directory(request: Any, sociallogin: Any) -> None:
    """A directory answers for its own organisations: through it nobody takes a seat in another."""
    request.session.pop(THROUGH, None)
    if sociallogin is not None:
        request.session[THROUGH] = list(sociallogin.provider.app.settings["organisations"])
