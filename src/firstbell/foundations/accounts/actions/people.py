"""Organisations and accounts opened and closed, roles given and taken away."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.accounts.actions.ending import end_sessions
from firstbell.foundations.accounts.models import Account, Membership, Organisation
from firstbell.foundations.accounts.rules.organisations import kind_of
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused


def open_organisation(*, key: str, name: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Make an organisation known, open it again, or bring its name up to date. Refused for what is no organisation."""
    try:
        kind = kind_of(key, policy.force)
    except ValueError as error:
        raise Refused(str(error), "Write what it is, a colon, and its number or code.") from None
    if not name.strip():
        raise Refused("An organisation needs a name.", "Write what people call it.")
    said = {"name": name.strip(), "kind": kind}
    with transaction.atomic():
        Organisation.objects.update_or_create(
            key=key, defaults=said | {"closed_at": None}, create_defaults=said | {"made_at": now}
        )
        audit.record(by=by, now=now, action="organisation.opened", subject=key)


def close_organisation(*, key: str, reason: str, by: Actor, now: datetime) -> None:
    """From the next page on nobody acts for it. Refused without a reason, and for one that is not open."""
    _refuse_no_reason(reason)
    with transaction.atomic():
        if not Organisation.objects.filter(key=key, closed_at=None).update(closed_at=now):
            raise Refused("There is no such organisation, or it is closed already.", "Check which one you meant.")
        audit.record(by=by, now=now, action="organisation.closed", subject=key, why=reason)


def open_account(*, email: str, name: str, password: str, by: Actor, now: datetime, phone: str = "") -> int:
    """Make an account with a password; it opens nothing until it has a role. Refused where the e-mail has one."""
    with transaction.atomic():
        account = Account(email=email.strip().lower(), name=name.strip(), phone=phone.strip(), made_at=now)
        if Account.objects.filter(email=account.email).exists():
            raise Refused("Somebody signs in with this e-mail already.", "Give that person a role instead.")
        account.set_password(password)
        account.save()
        audit.record(by=by, now=now, action="account.opened", subject=f"account:{account.pk}")
        return account.pk


def close_account(*, account_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Sign somebody out everywhere, and let them in no more until they accept a new invitation.

    Their roles stay on record and open nothing. Refused without a reason, for oneself, and for one that is not open.
    """
    _refuse_no_reason(reason)
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
        if account is None:
            raise Refused("There is no such account, or it is closed already.", "Check whom you meant.")
        if account.email == by.name:
            raise Refused("Nobody closes their own account.", "Ask another administrator.")
        account.is_active = False
        account.save()
        ended = end_sessions(account_id)
        audit.record(
            by=by,
            now=now,
            action="account.closed",
            subject=f"account:{account_id}",
            why=reason,
            details={"ended": ended},
        )


def give_role(*, account_id: int, organisation: str, role: str, by: Actor, now: datetime) -> None:
    """Let an account act as ``role`` for an organisation. Refused for a role of another kind of organisation."""
    with transaction.atomic():
        place = open_place(organisation, role)
        if not Account.objects.filter(pk=account_id, is_active=True).exists():
            raise Refused("There is no such account, or it is closed.", "Invite the person anew.")
        join_place(account_id, place, role, by=by, now=now)


def take_role_away(*, account_id: int, organisation: str, role: str, by: Actor, now: datetime) -> None:
    """From the next page on, the account no longer acts as ``role`` there. Nothing where it did not.

    Refused to an administrator for their own, so that there is always somebody who can give it back.
    """
    with transaction.atomic():
        held = Membership.objects.filter(account_id=account_id, organisation__key=organisation, role=role)
        if role == "administrator" and held.filter(account__email=by.name).exists():
            raise Refused("Nobody takes their own administrator's role away.", "Ask another administrator.")
        if held.delete()[0]:
            _record("role.taken", account_id, organisation, role, by=by, now=now)


def open_place(organisation: str, role: str) -> Organisation:
    """The open organisation in which this role can be held. Refused where there is none, or it is another's role."""
    place = Organisation.objects.filter(key=organisation, closed_at=None).first()
    if place is None:
        raise Refused("There is no such organisation, or it is closed.", "Open it first, by giving its name.")
    if role not in ROLES or ROLES[role].kind != place.kind:
        raise Refused("That role cannot be held in this organisation.", "Choose one of the roles shown.")
    return place


def join_place(account_id: int, place: Organisation, role: str, *, by: Actor, now: datetime) -> None:
    """Inside a transaction: the account holds the role there from now on, if it did not."""
    _, new = Membership.objects.get_or_create(
        account_id=account_id, organisation=place, role=role, defaults={"given_at": now}
    )
    if new:
        _record("role.given", account_id, place.key, role, by=by, now=now)


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("This needs a reason.", "Give a reason.")


def _record(action: str, account_id: int, organisation: str, role: str, *, by: Actor, now: datetime) -> None:
    details = {"organisation": organisation, "role": role}
    audit.record(by=by, now=now, action=action, subject=f"account:{account_id}", details=details)
