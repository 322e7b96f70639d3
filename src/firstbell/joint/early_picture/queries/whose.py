"""Whose a household, matter or concern is: the force's hub sees all that is not closed to who asks, an agency its own.

To whoever may not read of it, it does not exist: NotYours.
"""

from collections.abc import Collection

from django.db.models import Q

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import FORCE
from firstbell.joint.early_picture.models import Concern, Doubt, Household, Insider, Matter, Subject, Task
from firstbell.joint.early_picture.queries.sealed import root_of_incident
from firstbell.joint.early_picture.rules.insiders import is_about
from firstbell.pure.actor import Actor
from firstbell.pure.names.surnames import one_form, surname_key
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents


def household_number(reference: str, *, seen_by: Actor) -> int:
    """The household, or the one it was joined into, for somebody of the force's hub."""
    found = Household.objects.filter(reference=reference).values_list("pk", flat=True).first()
    number = _stands(found) if found else 0
    if not number or seen_by.kind != FORCE or closed_to(seen_by, [number]):
        raise NotYours(f"There is no household {reference}.", "Look at the reference.")
    return number


def matter_number(reference: str, *, seen_by: Actor) -> int:
    """A matter that the force's hub, or an agency at its table, may read."""
    row = Matter.objects.filter(mine(seen_by), reference=reference).first()
    if row is None or closed_to(seen_by, [row.household_id]):
        raise NotYours(f"There is no matter {reference}.", "Look at the reference.")
    return row.pk


def closed_households(reference: str, *, seen_by: Actor) -> frozenset[int]:
    """Of the households that a reference (of a household or a matter), or the number of a question, leads to: those
    that are closed to somebody of the force's hub."""
    if seen_by.kind != FORCE:
        return frozenset()
    led_to = set(Household.objects.filter(Q(reference=reference) | Q(matters__reference=reference)).values_list("pk"))
    if reference.isdecimal():
        led_to |= set(Doubt.objects.filter(pk=int(reference)).values_list("concern__household"))
        led_to |= set(Doubt.objects.filter(pk=int(reference)).values_list("other_household"))
    return closed_to(seen_by, {_stands(number) for (number,) in led_to if number})


def _stands(number: int) -> int:
    """The household, or the one it was joined into."""
    while joined_into := Household.objects.values_list("joined_into", flat=True).get(pk=number):
        number = joined_into
    return number


def mine(seen_by: Actor) -> Q:
    """The matters that somebody's organisation has a part in: every one for the force; for an agency those of
    households of which it reported on a basis that lets it know of others, and those in which it has a task."""
    if seen_by.kind == FORCE:
        return Q()
    reported = Concern.objects.filter(organisation=seen_by.organisation, sees_linked=True)
    tasks = Task.objects.filter(owner=seen_by.organisation)
    return Q(household__in=reported.values("household")) | Q(pk__in=tasks.values("matter"))


def concern_number(reference: str, *, seen_by: Actor) -> int:
    """A concern for the force's hub, or for the organisation that reported it."""
    row = Concern.objects.filter(reference=reference).first()
    if row is None or (seen_by.kind != FORCE and row.organisation != seen_by.organisation):
        raise NotYours(f"There is no concern {reference}.", "Look at the reference.")
    if seen_by.kind == FORCE and (_names(row, seen_by) or closed_to(seen_by, [row.household_id or 0])):
        raise NotYours(f"There is no concern {reference}.", "Look at the reference.")
    return row.pk


def closed_to(seen_by: Actor, among: Collection[int]) -> frozenset[int]:
    """Those of these households that are closed to somebody who reads, as they may be about them."""
    if not among:
        return frozenset()
    said = _said_of(seen_by.name, among)
    found = _bearing_the_name(seen_by, among) | _of_closed_incidents(seen_by, among)
    return frozenset(one for one in found | said.keys() if said.get(one, True))


def closed_in_hand(seen_by: Actor) -> frozenset[int]:
    """Those of the households with a matter that are closed to them: what a list leaves out."""
    name = name_of(seen_by)
    rows = Subject.objects.filter(
        surname_form=surname_form(name.rpartition(" ")[2]), concern__household__matters__isnull=False
    )
    bearing = rows.values_list("concern__household", flat=True) if name else []
    roots = [root_of_incident(number) for number in incidents.closed_to(seen_by.name)]
    of_incidents = Concern.objects.filter(root__in=roots).exclude(household=None).values_list("household", flat=True)
    by_hand = Insider.objects.filter(reader__iexact=seen_by.name).values_list("household", flat=True)
    return closed_to(seen_by, {*bearing, *of_incidents, *by_hand})


def _said_of(reader: str, among: Collection[int]) -> dict[int, bool]:
    """What supervisors said last of the reader and each household."""
    rows = Insider.objects.filter(reader__iexact=reader, household__in=list(among)).order_by("pk")
    return dict(rows.values_list("household", "tied"))


def _bearing_the_name(seen_by: Actor, among: Collection[int]) -> frozenset[int]:
    name = name_of(seen_by)
    if not (form := surname_form(name.rpartition(" ")[2])):
        return frozenset()
    rows = Subject.objects.filter(concern__household__in=list(among), surname_form=form)
    people = rows.values_list("concern__household", "forenames", "surname")
    return frozenset(household for household, *said in people if household and is_about(name, [(said[0], said[1])]))


def _of_closed_incidents(seen_by: Actor, among: Collection[int]) -> frozenset[int]:
    """Those of which a concern was made of an incident whose record is closed to them."""
    roots = [root_of_incident(number) for number in incidents.closed_to(seen_by.name)]
    rows = Concern.objects.filter(household__in=list(among), root__in=roots) if roots else Concern.objects.none()
    return frozenset(one for one in rows.values_list("household", flat=True) if one)


def _names(row: Concern, seen_by: Actor) -> bool:
    return is_about(name_of(seen_by), row.subjects.values_list("forenames", "surname"))


def name_of(actor: Actor) -> str:
    """What somebody who signs in is called; "" for a job."""
    number = accounts.account_of(actor.name)
    person = accounts.person(number) if number else None
    return person.name if person else ""


def surname_form(surname: str) -> str:
    return one_form(surname_key(surname))
