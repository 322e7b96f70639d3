"""Ends what lets somebody in. Called inside the transactions of others."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession


def end_sessions(account_id: int) -> int:
    """Sign the account out everywhere; how many sessions there were."""
    found = list(UserSession.objects.filter(user_id=account_id))
    for one in found:
        one.end()
    return len(found)


def forget_factors(account_id: int) -> int:
    """Take every second factor from the account; how many there were, recovery codes among them."""
    number: int = Authenticator.objects.filter(user_id=account_id).delete()[0]
    return number
