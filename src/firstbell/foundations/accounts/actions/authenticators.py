"""An authenticator that somebody is given instead of making it themselves: of the demo, of a rehearsal."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from firstbell.foundations.accounts.models import Account
from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused


def give_authenticator(*, account_id: int, key: str, by: Actor, now: datetime) -> None:
    """Let codes of this key (base 32) be the account's second factor. Refused where there is no such account."""
    with transaction.atomic():
        account = Account.objects.filter(pk=account_id).first()
        if account is None:
            raise Refused("There is no such account.", "Check whom you meant.")
        TOTP.activate(account, key)
        audit.record(by=by, now=now, action="account.authenticator_given", subject=f"account:{account_id}")
