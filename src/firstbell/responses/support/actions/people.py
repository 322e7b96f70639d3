"""Saying that two clients are one person, and that they are two after all. Neither record is changed by it."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.support.actions.shared import locked_client, recorded
from firstbell.responses.support.models import ChildLink, Client, Ruling
from firstbell.responses.support.queries.people import records_of, said_of
from firstbell.responses.support.rules import people as rules
from firstbell.responses.support.rules.people import Said


def merge_clients(*, one: str, other: str, why: str, by: Actor, now: datetime) -> None:
    """Two clients of the service are one person, and are read together from now on."""
    with transaction.atomic():
        first, second = _both(one, other, by)
        persons = records_of(first.pk), records_of(second.pk)
        rules.may_merge(second.pk in persons[0], _are_linked(*persons), why)
        _rule(first, second, True, why, by, now)
        recorded("clients_merged", one, by, now, other=other)


def split_clients(*, one: str, other: str, why: str, by: Actor, now: datetime) -> None:
    """They are two people, whether or not anybody said before that they were one; each stands as it was made."""
    with transaction.atomic():
        first, second = _both(one, other, by)
        said, pair = said_of([first.pk]), Said(first.pk, second.pk, False).pair
        is_one = second.pk in records_of(first.pk)
        rules.may_split(is_one, pair in rules.standing(said), pair in rules.said_apart(said), why)
        _rule(first, second, False, why, by, now)
        recorded("clients_split", one, by, now, other=other)


def _both(one: str, other: str, by: Actor) -> tuple[Client, Client]:
    """Both locked, always in one order, so that two people who rule on them wait for each other."""
    if one == other:
        raise Refused("That is one record.", "Give the references of two.")
    rows = {reference: locked_client(reference, by) for reference in sorted((one, other))}
    return rows[one], rows[other]


def _are_linked(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether a referral of the one belongs with one of the other, as a child's with an adult's."""
    held = ChildLink.objects.filter(struck_at=None)
    both = held.filter(child__client__in=one, adult__client__in=other)
    return both.exists() or held.filter(child__client__in=other, adult__client__in=one).exists()


def _rule(one: Client, other: Client, together: bool, why: str, by: Actor, now: datetime) -> None:
    Ruling.objects.create(one=one, other=other, together=together, why=why.strip(), ruled_by=by.name, ruled_at=now)
