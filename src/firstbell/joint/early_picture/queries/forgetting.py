"""Households that may be forgotten, and what goes with one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.joint.early_picture.models import (
    Concern,
    ConcernKey,
    Decision,
    Discussion,
    Doubt,
    Feedback,
    Household,
    InformantOpening,
    Insider,
    Matter,
    Photograph,
    Ruling,
    Signal,
    Subject,
    Task,
    Try,
)

OF_A_HOUSEHOLD: Tables = (
    *((table, "matter__household__reference") for table in (Decision, Discussion, Task)),
    (Doubt, "other_household__reference"),
    *(
        (table, "concern__household__reference")
        for table in (Doubt, Signal, Subject, ConcernKey, Photograph, Feedback, InformantOpening)
    ),
    *((Ruling, f"{side}__reference") for side in ("household", "other_household")),
    *((table, "household__reference") for table in (Insider, Try, Matter, Concern)),
    (Household, "reference"),
)
"""Those first that nothing points at. A new table of a household's comes in here, and a test says so."""


def households_ended(*, before: datetime, today: date, grown_on: date) -> tuple[str, ...]:
    """Households of which nothing was reported or closed since this moment, and no signal counts any more; those with
    somebody who was not yet grown up by ``grown_on`` (born after it, or a child of unknown age) are kept."""
    mine = OuterRef("pk")
    kept = (
        Exists(Concern.objects.filter(Q(raised_at__gte=before) | Q(signals__expires_on__gte=today), household=mine)),
        Exists(Matter.objects.filter(Q(closed_at=None) | Q(closed_at__gte=before), household=mine)),
        Exists(Subject.objects.filter(_young(grown_on), concern__household=mine)),
    )
    rows = Household.objects.filter(*(~one for one in kept), joined_into=None, opened_at__lt=before).order_by("pk")
    return tuple(rows.values_list("reference", flat=True))


def _young(grown_on: date) -> Q:
    return Q(date_of_birth__gt=grown_on) | Q(is_child=True, date_of_birth=None, concern__raised_at__date__gt=grown_on)


def joined_into(references: Sequence[str]) -> tuple[str, ...]:
    """These, and all that were joined into them, however long the way."""
    found, more = set(references), set(references)
    while more:
        rows = Household.objects.filter(joined_into__reference__in=more)
        more = set(rows.values_list("reference", flat=True)) - found
        found |= more
    return tuple(sorted(found))


def rows_of_households(references: tuple[str, ...]) -> dict[str, int]:
    """How many rows of which table go with these households."""
    return rows_of(OF_A_HOUSEHOLD, joined_into(references))


def household_exists(reference: str) -> bool:
    return Household.objects.filter(reference=reference).exists()


def households_of_subjects(numbers: Sequence[int]) -> frozenset[str]:
    """The households of somebody who asks what is held about them: kept until they have it."""
    rows = Household.objects.filter(concerns__subjects__in=list(numbers))
    return frozenset(rows.values_list("reference", flat=True))
