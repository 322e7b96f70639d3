"""Asking somebody in, and letting them in once they show what was read out to them (decision record 14)."""

import hmac
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from firstbell.foundations.accounts.actions.drawing import drawn_code
from firstbell.foundations.accounts.actions.ending import end_sessions, forget_factors
from firstbell.foundations.accounts.actions.people import join_place, open_place
from firstbell.foundations.accounts.models import Account, Invitation
from firstbell.foundations.accounts.rules.codes import as_typed, digest, spaced
from firstbell.foundations.accounts.rules.invitations import LASTS, NOT_RIGHT, Standing, refuse_closed
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.delivery import actions as delivery
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused


def invite(*, email: str, organisation: str, role: str, by: Actor, now: datetime) -> tuple[str, str]:
    """Ask somebody to sign in as ``role``; their reference, and the code to read out, which is told this once.

    An open invitation of the same person to the same seat is withdrawn. Whoever has an account already and accepts gets
    a new password and loses their second factors: so is a lost one mended. Refused for no e-mail address, and for a
    role that cannot be held there.
    """
    to = _checked(email)
    with transaction.atomic():
        place = open_place(organisation, role)
        same = Invitation.objects.filter(email=to, organisation=place, role=role, used_at=None, revoked_at=None)
        same.update(revoked_at=now)
        reference, code = drawn_reference("I"), drawn_code()
        Invitation.objects.create(
            reference=reference,
            email=to,
            organisation=place,
            role=role,
            digest=digest(code),
            made_at=now,
            expires_at=now + LASTS,
        )
        details = {"organisation": organisation, "role": role}
        audit.record(by=by, now=now, action="invitation.made", subject=reference, details=details)
        delivery.queue_message(
            key=f"invitation-{reference}", to=to, template="invitation_waiting", reference=reference, by=by, now=now
        )
    return reference, spaced(code)


def revoke_invitation(*, reference: str, by: Actor, now: datetime) -> None:
    """Withdraw an invitation that has not been used. Refused for one that has, or does not exist."""
    with transaction.atomic():
        if not Invitation.objects.filter(reference=reference, used_at=None, revoked_at=None).update(revoked_at=now):
            raise Refused("There is no such open invitation.", "It may have been used or withdrawn meanwhile.")
        audit.record(by=by, now=now, action="invitation.revoked", subject=reference)


def accept_invitation(
    *, reference: str, email: str, code: str, name: str, password: str, by: Actor, now: datetime, phone: str = ""
) -> int:
    """Let somebody in who has the reference, the e-mail address and the code: the number of their account.

    Makes the account; or opens it again with this password, signs it out everywhere and takes its second factors away.
    Refused for what does not fit (ten wrong codes close it), for an invitation that is used, withdrawn or expired, and
    for a password that is too weak. Reference and code may be typed with spaces, hyphens, in small letters.
    """
    _refuse_weak(password, email, name)
    with transaction.atomic():
        invitation = _found(reference, email)
        right = invitation is not None and hmac.compare_digest(invitation.digest, digest(as_typed(code)))
        if invitation is not None and right:
            return _let_in(invitation, name=name, password=password, phone=phone, by=by, now=now)
        _count_wrong(invitation, by=by, now=now)
    raise Refused(*NOT_RIGHT)


def _let_in(invitation: Invitation, *, name: str, password: str, phone: str, by: Actor, now: datetime) -> int:
    refuse_closed(Standing(invitation.expires_at, invitation.used_at, invitation.revoked_at, invitation.tries), now)
    place = open_place(invitation.organisation.key, invitation.role)
    account = Account.objects.select_for_update().filter(email=invitation.email).first()
    known = account is not None
    account = account or Account(email=invitation.email, made_at=now)
    account.name, account.phone, account.is_active = name.strip(), phone.strip() or account.phone, True
    account.set_password(password)
    account.save()
    invitation.used_at = now
    invitation.save()
    details = {"ended": end_sessions(account.pk), "factors": forget_factors(account.pk), "known": known}
    audit.record(
        by=by,
        now=now,
        action="invitation.accepted",
        subject=invitation.reference,
        details={"account": account.pk} | details,
    )
    join_place(account.pk, place, invitation.role, by=by, now=now)
    return account.pk


def _count_wrong(invitation: Invitation | None, *, by: Actor, now: datetime) -> None:
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(tries=F("tries") + 1)
        audit.record(by=by, now=now, action="invitation.wrong_code", subject=invitation.reference)


def _found(reference: str, email: str) -> Invitation | None:
    letters = as_typed(reference)
    named = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    return named.filter(reference=f"{letters[:1]}-{letters[1:]}", email=email.strip().lower()).first()


def _checked(email: str) -> str:
    to = email.strip().lower()
    try:
        validate_email(to)
    except ValidationError:
        raise Refused("That is no e-mail address.", "Write it as name@place.example.") from None
    return to


def _refuse_weak(password: str, email: str, name: str) -> None:
    if not name.strip():
        raise Refused("Your name is missing.", "Write your name as your colleagues know it.")
    try:
        validate_password(password, Account(email=email, name=name))
    except ValidationError as error:
        raise Refused("That password is too easy to guess.", " ".join(error.messages)) from None
