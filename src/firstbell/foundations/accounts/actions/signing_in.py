"""What the audit trail keeps of signing in: who, for whom, by what, and when it ended. Never an e-mail as a subject."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.accounts.models import Account, Device
from firstbell.foundations.accounts.rules.codes import digest
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.delivery import actions as delivery
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor

UNKNOWN = "account:unknown"


def note_sign_in(*, account_id: int, methods: tuple[str, ...], by: Actor, now: datetime) -> None:
    """Somebody has signed in, by these ``methods`` (``password``, ``totp``, ``webauthn``, ``recovery_codes``, ...)."""
    _note("account.signed_in", account_id, {"methods": list(methods)}, by=by, now=now)


def note_failed_sign_in(*, email: str, by: Actor, now: datetime) -> None:
    """Somebody tried to sign in with this e-mail address and failed. What they typed is not kept."""
    with transaction.atomic():
        known = Account.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
        subject = UNKNOWN if known is None else f"account:{known}"
        audit.record(by=by, now=now, action="account.sign_in_failed", subject=subject)


def note_sign_out(*, account_id: int, why: str, by: Actor, now: datetime) -> None:
    """A session has ended: ``asked``, ``idle`` or ``too_long``."""
    _note("account.signed_out", account_id, {"why": why}, by=by, now=now)


def note_sessions_ended(*, account_id: int, number: int, by: Actor, now: datetime) -> None:
    """Somebody has signed themselves out in other places."""
    _note("account.sessions_ended", account_id, {"sessions": number}, by=by, now=now)


def note_factor(*, account_id: int, what: str, by: Actor, now: datetime) -> None:
    """A password or second factor was added, removed or changed: ``totp_activated``, ``webauthn_removed`` and so on."""
    _note("account.factor", account_id, {"what": what}, by=by, now=now)


def take_seat(*, seat: Seat, by: Actor, now: datetime) -> None:
    """Somebody with roles in several organisations now acts for this one."""
    with transaction.atomic():
        details = {"organisation": seat.organisation, "roles": list(seat.roles)}
        audit.record(by=by, now=now, action="seat.taken", subject=f"account:{seat.account_id}", details=details)


def note_device(*, account_id: int, mark: str, by: Actor, now: datetime) -> bool:
    """Whether the account has signed in on this device before, known by the random ``mark`` that its browser keeps.

    Its owner is told by e-mail of one that is new, unless it is their first.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if Device.objects.filter(account=account, digest=digest(mark)).update(seen_at=now):
            return True
        first = not Device.objects.filter(account=account).exists()
        device = Device.objects.create(
            account=account, digest=digest(mark), reference=drawn_reference("S"), made_at=now, seen_at=now
        )
        audit.record(by=by, now=now, action="device.new", subject=device.reference, details={"account": account_id})
        if not first:
            _tell_of(device, account, by=by, now=now)
    return False


def _tell_of(device: Device, account: Account, *, by: Actor, now: datetime) -> None:
    key, to = f"device-{device.reference}", account.email
    delivery.queue_message(key=key, to=to, template="new_device", reference=device.reference, by=by, now=now)


def _note(action: str, account_id: int, details: dict[str, object], *, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        audit.record(by=by, now=now, action=action, subject=f"account:{account_id}", details=details)
