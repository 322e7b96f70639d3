"""Other systems' keys: made, changed, taken away, and shown for a token that lasts an hour."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from firstbell.foundations.accounts.actions.drawing import drawn_key
from firstbell.foundations.accounts.models import Client, Organisation, Token
from firstbell.foundations.accounts.rules.clients import (
    LONGEST_OVERLAP,
    SEEN_EVERY,
    SHORT_OVERLAP,
    TOKEN_LASTS,
    IssuedToken,
    WrongScope,
    refuse_scopes,
)
from firstbell.foundations.accounts.rules.codes import digest
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

WRONG_KEY = ("The client or its secret is not right.", "Check both, or ask the force for new ones.")


def create_client(*, organisation: str, name: str, scopes: Iterable[str], by: Actor, now: datetime) -> tuple[str, str]:
    """Let another system speak for an organisation: its client id and its secret, which is told this once.

    Refused without a name, for an organisation that is not open, and for a scope that its kind may not have.
    """
    wanted = frozenset(scopes)
    if not name.strip():
        raise Refused("A system needs a name.", "Write what it is called where it is looked after.")
    with transaction.atomic():
        place = Organisation.objects.filter(key=organisation, closed_at=None).first()
        if place is None:
            raise Refused("There is no such organisation, or it is closed.", "Open it first.")
        refuse_scopes(wanted, place.kind)
        client_id, secret = drawn_reference("C"), drawn_key()
        Client.objects.create(
            client_id=client_id,
            organisation=place,
            name=name.strip(),
            scopes=sorted(wanted),
            digest=digest(secret),
            made_at=now,
        )
        details = {"organisation": organisation, "scopes": sorted(wanted)}
        audit.record(by=by, now=now, action="client.created", subject=client_id, details=details)
    return client_id, secret


def rotate_secret(*, client_id: str, by: Actor, now: datetime, overlap_hours: int = SHORT_OVERLAP) -> str:
    """A new secret, told this once; the one before works for ``overlap_hours`` more (0 to 168), any older one never."""
    if not 0 <= overlap_hours <= LONGEST_OVERLAP:
        raise Refused(f"An old secret can work for 0 to {LONGEST_OVERLAP} more hours.", "Choose fewer hours.")
    with transaction.atomic():
        client = _locked(client_id)
        secret = drawn_key()
        client.old_digest, client.old_until = client.digest, now + timedelta(hours=overlap_hours)
        client.digest = digest(secret)
        client.save()
        audit.record(by=by, now=now, action="client.rotated", subject=client_id, details={"hours": overlap_hours})
    return secret


def revoke_client(*, client_id: str, reason: str, by: Actor, now: datetime) -> None:
    """From now on neither its secrets nor its tokens work. Refused without a reason."""
    if not reason.strip():
        raise Refused("This needs a reason.", "Give a reason.")
    with transaction.atomic():
        client = _locked(client_id)
        client.revoked_at = now
        client.save()
        Token.objects.filter(client=client).delete()
        audit.record(by=by, now=now, action="client.revoked", subject=client_id, why=reason)


def issue_token(
    *, client_id: str, secret: str, by: Actor, now: datetime, scopes: Iterable[str] | None = None
) -> IssuedToken:
    """A token for an hour, for all that the client may do or fewer ``scopes``; tokens that ran out are swept away.

    Refused for a secret that is not right or no longer works, and for a scope that the client does not have.
    """
    with transaction.atomic():
        client = _shown(client_id, secret, now)
        wanted = frozenset(client.scopes if scopes is None else scopes)
        if not wanted or not wanted <= frozenset(client.scopes):
            raise WrongScope("The client does not have that scope.", "Ask for one that it has.")
        text = drawn_key()
        Token.objects.filter(client=client, expires_at__lte=now).delete()
        token = Token.objects.create(
            client=client, digest=digest(text), scopes=sorted(wanted), made_at=now, expires_at=now + TOKEN_LASTS
        )
        audit.record(by=by, now=now, action="client.token", subject=client_id, details={"scopes": sorted(wanted)})
    return IssuedToken(text, token.expires_at, wanted)


def note_token_used(*, client_id: str, by: Actor, now: datetime) -> None:
    """The client is alive; written at most once a minute. What it did is the audit entry, not that it came."""
    with transaction.atomic():
        seldom = Q(used_at=None) | Q(used_at__lte=now - SEEN_EVERY)
        Client.objects.filter(seldom, client_id=client_id).update(used_at=now)


def _shown(client_id: str, secret: str, now: datetime) -> Client:
    client = Client.objects.filter(client_id=client_id, revoked_at=None, organisation__closed_at=None).first()
    if client is None:
        raise Refused(*WRONG_KEY)
    old = client.old_digest if client.old_until is not None and now < client.old_until else ""
    if not any(hmac.compare_digest(kept, digest(secret)) for kept in (client.digest, old)):
        raise Refused(*WRONG_KEY)
    return client


def _locked(client_id: str) -> Client:
    client = Client.objects.select_for_update().filter(client_id=client_id, revoked_at=None).first()
    if client is None:
        raise Refused("There is no such system, or its keys were taken away.", "Check which one you meant.")
    return client
