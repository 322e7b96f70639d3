"""Where the sign-in library asks us: who may sign up (nobody), and what leaves by e-mail (nothing of its own)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """By invitation only; every e-mail that Firstbell sends is one of delivery's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: our own notices of sign-in are messages with an audit entry."""


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Somebody from an organisation's directory must have been invited before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""
