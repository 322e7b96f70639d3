"""Signing a draft, which publishes it at the second signature, and withdrawing one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Period
from firstbell.pure.refusal import Refused
from firstbell.reporting.publication.actions.shared import advance, register_at, register_of, telling_nothing
from firstbell.reporting.publication.models import CountedMonth, RegisterEntry, Signature
from firstbell.reporting.publication.queries.standing import kind_of, signing, tried, value_of, version_of
from firstbell.reporting.publication.rules.drafting import Wanted
from firstbell.reporting.publication.rules.signing import (
    DRAFT,
    FIGURES,
    PUBLISHED,
    WITHDRAWN,
    is_of_the_force,
    may_sign,
    may_withdraw,
)


def sign_release(*, release: str, by: Actor, now: datetime) -> None:
    """Sign what somebody else drafted. The second signature publishes it, once the auditor has looked at it again.

    Refused, without saying why more closely, where something that was published since would give somebody away beside
    it: then it stays a draft, to be withdrawn.
    """
    is_of_the_force(by)
    found = signing(release, force=by.code)
    may_sign(found, by)
    version = _tried_again(release, by.code) if found.is_last else None
    with transaction.atomic():
        row = RegisterEntry.objects.select_for_update().get(reference=release)
        now_found = signing(release, force=by.code)
        may_sign(now_found, by)
        Signature.objects.create(entry=row, by=by.name, recorded_at=now)
        if now_found.is_last:
            _publish(row, version, now)
        audit.record(
            by=by,
            now=now,
            action="releases.published" if now_found.is_last else "releases.signed",
            subject=release,
            details={"digest": row.digest},
        )


def withdraw_draft(*, release: str, reason: str, by: Actor, now: datetime) -> None:
    """Withdraw a draft. Months that were counted for it alone are forgotten, so that they are counted anew."""
    is_of_the_force(by)
    may_withdraw(signing(release, force=by.code), reason)
    with transaction.atomic():
        row = RegisterEntry.objects.select_for_update().get(reference=release)
        may_withdraw(signing(release, force=by.code), reason)
        register_of(row.force)
        row.status, row.withdrawn_by, row.withdrawn_at, row.withdrawn_why = WITHDRAWN, by.name, now, reason.strip()
        row.save()
        _forget_months(row)
        audit.record(by=by, now=now, action="releases.withdrawn", subject=release)


def _tried_again(release: str, force: str) -> int:
    """The version of the register beside which a draft may be published. A map is not tried: noise has no bounds."""
    if kind_of(release) != FIGURES:
        return version_of(force)
    result = tried(value_of(release), force)
    if result.endangered:
        raise telling_nothing(f"what {release} says")
    return result.version


def _publish(row: RegisterEntry, version: int | None, now: datetime) -> None:
    if version is None:
        raise Refused("Somebody else signed it at this moment.", "Sign it again: it is tried once more before that.")
    register = register_at(row.force, version)
    row.status, row.published_at = PUBLISHED, now
    row.save()
    advance(register)


def _forget_months(row: RegisterEntry) -> None:
    others = RegisterEntry.objects.filter(
        force=row.force, measure=row.measure, kind=FIGURES, status__in=(DRAFT, PUBLISHED)
    )
    needed = {month for one in others if bool(one.revises) == bool(row.revises) for month in _months(one)}
    CountedMonth.objects.filter(
        force=row.force,
        measure=row.measure,
        revised=bool(row.revises),
        month__in=[month for month in _months(row) if month not in needed],
    ).delete()


def _months(row: RegisterEntry) -> Iterable[date]:
    return Wanted(row.measure, row.level, Period(row.first, row.months)).span.months()
