"""Contacts and staff."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import TakenIn
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.schools import actions, queries
from firstbell.registers.schools.intake.rows import storing
from firstbell.registers.schools.rules import people


def take_in_contacts(
    *,
    path: Path,
    only_of: str | None = None,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in contacts: added, or brought up to date by owner and e-mail. Nobody is taken out; see ``away_from``.

    With ``only_of``, an organisation such as ``establishment:124490``, the file is its own word: the contact of a place
    that is not among its own is a reject, and so is a verification, which is the force's to make.
    """
    today = london_date(now)
    places = _places_of(only_of) if only_of else None
    store = storing(
        lambda row: people.own_word(people.contact_from(row, today), places),
        lambda lines: actions.record_contacts(lines=lines, by=by, now=now),
    )
    items = read_csv(path, required=people.CONTACT_REQUIRED, known=people.CONTACT_READ)
    scope = f"only of {only_of}" if only_of else ""
    return take_ins.take_in(
        kind="contacts", scope=scope, path=path, items=items, store=store, by=by, now=now, progress=progress
    )


def _places_of(organisation: str) -> frozenset[str]:
    """The places whose contacts an organisation keeps: itself, an authority's establishments, a trust's."""
    kind, _, code = organisation.partition(":")
    if kind == "trust":
        return frozenset(place.urn for place in queries.establishments_of_trust(code))
    if kind == "authority":
        return frozenset([code, *(place.urn for place in queries.open_establishments([code]))])
    return frozenset([code])


def take_in_staff(*, path: Path, by: Actor, now: datetime, progress: Callable[[int], None] | None = None) -> TakenIn:
    """Take in staff and governors: added, or brought up to date; those whose ``left_on`` has come are taken out."""
    today = london_date(now)
    store = storing(
        lambda row: people.staff_from(row, today), lambda lines: actions.record_staff(lines=lines, by=by, now=now)
    )
    items = read_csv(path, required=people.STAFF_REQUIRED, known=people.STAFF_READ)
    return take_ins.take_in(kind="staff", path=path, items=items, store=store, by=by, now=now, progress=progress)
