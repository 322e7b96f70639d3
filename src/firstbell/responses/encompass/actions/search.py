"""Searches for a person: each is written down with its purpose before anything is shown (R13)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.queries.for_police.search import PURPOSES


def note_search(*, purpose: str, words: str, asked: str, found: int, by: Actor, now: datetime) -> None:
    """Note who searched, why, for whom and how many were found. ``asked`` is what was typed. Refused without a purpose.

    What was typed is personal: it stands beside the reason, which only those who read the trail see.
    """
    if purpose not in PURPOSES or not words.strip():
        raise Refused("A search needs a purpose.", "Choose one, and say in a few words what it is for.")
    with transaction.atomic():
        why = f"{PURPOSES[purpose]}: {words.strip()} (Asked for: {asked})"
        audit.record(by=by, now=now, action="person.searched", subject="search", why=why, details={"found": found})
