"""Accounts made, roles given and taken away."""

from datetime import datetime

from django.db import transaction

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
    with transaction.atomic():
        Organisation.objects.update_or_create(
            key=key,
            defaults={"name": name, "kind": kind, "closed_at": None},
            create_defaults={
                "name": name,
                "kind": kind,
                "made_at": now,
            },
        )
        audit.record(by=by, now=now, action="organisation.opened", subject=key)


def open_account(*, email: str, name: str, password: str, by: Actor, now: datetime) -> int:
    """Make an account with a password; it opens nothing until it has a role. Refused where the e-mail has one."""
    with transaction.atomic():
        account = Account(email=email.strip().lower(), name=name, made_at=now)
        if Account.objects.filter(email=account.email).exists():
            raise Refused("Somebody signs in with this e-mail already.", "Give that person a role instead.")
        account.set_password(password)
        account.save()
        audit.record(by=by, now=now, action="account.opened", subject=f"account:{account.pk}")
        return account.pk


def give_role(*, account_id: int, organisation: str, role: str, by: Actor, now: datetime) -> None:
    """Let an account act as ``role`` for an organisation. Refused for a role of another kind of organisation."""
    with transaction.atomic():
        place = Organisation.objects.filter(key=organisation, closed_at=None).first()
        if place is None:
            raise Refused("There is no such organisation.", "Open it first.")
        if role not in ROLES or ROLES[role].kind != place.kind:
            raise Refused(f"{role!r} is no role there.", "Choose one of the roles shown.")
        _, new = Membership.objects.get_or_create(
            account_id=account_id, organisation=place, role=role, defaults={"given_at": now}
        )
        if new:
            _record("role.given", account_id, organisation, role, by=by, now=now)


def take_role_away(*, account_id: int, organisation: str, role: str, by: Actor, now: datetime) -> None:
    """From the next page on, the account no longer acts as ``role`` there. Nothing where it did not."""
    with transaction.atomic():
        held = Membership.objects.filter(account_id=account_id, organisation__key=organisation, role=role)
        if held.delete()[0]:
            _record("role.taken", account_id, organisation, role, by=by, now=now)


def _record(action: str, account_id: int, organisation: str, role: str, *, by: Actor, now: datetime) -> None:
    details = {"organisation": organisation, "role": role}
    audit.record(by=by, now=now, action=action, subject=f"account:{account_id}", details=details)
