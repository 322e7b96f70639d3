"""Contacts and staff."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import TakenIn
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.schools import actions
from firstbell.registers.schools.intake.rows import storing
from firstbell.registers.schools.rules import people


def take_in_contacts(
    *,
    path: Path,
    only_for: str | None = None,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in contacts: added, or brought up to date by owner and e-mail. Nobody is taken out; see ``away_from``.

    With ``only_for``, a URN or an authority's code, the file is that place's own word: another's contact is a reject,
    and so is a verification, which is the force's to make.
    """
    today = london_date(now)
    store = storing(
        lambda row: people.own_word(people.contact_from(row, today), only_for),
        lambda lines: actions.record_contacts(lines=lines, by=by, now=now),
    )
    items = read_csv(path, required=people.CONTACT_REQUIRED, known=people.CONTACT_READ)
    scope = f"only for {only_for}" if only_for else ""
    return take_ins.take_in(
        kind="contacts", scope=scope, path=path, items=items, store=store, by=by, now=now, progress=progress
    )


def take_in_staff(*, path: Path, by: Actor, now: datetime, progress: Callable[[int], None] | None = None) -> TakenIn:
    """Take in staff and governors: added, or brought up to date; those whose ``left_on`` has come are taken out."""
    today = london_date(now)
    store = storing(
        lambda row: people.staff_from(row, today), lambda lines: actions.record_staff(lines=lines, by=by, now=now)
    )
    items = read_csv(path, required=people.STAFF_REQUIRED, known=people.STAFF_READ)
    return take_ins.take_in(kind="staff", path=path, items=items, store=store, by=by, now=now, progress=progress)
