"""Households that are to be held against the thresholds, and what decisions rest on."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from firstbell.joint.early_picture.models import Household, Matter, Subject
from firstbell.joint.early_picture.queries.counted import counted
from firstbell.joint.early_picture.rules.counting import standing
from firstbell.joint.early_picture.rules.raising import WORRIED_FOR
from firstbell.joint.early_picture.rules.thresholds import UNNAMED


def to_weigh(limit: int) -> tuple[int, ...]:
    """Households of which something changed since they were last weighed, those that changed first before others."""
    due = Household.objects.filter(weighed_at=None, joined_into=None)
    return tuple(due.order_by("changed_at", "pk").values_list("pk", flat=True)[:limit])


def weighed_before(households: Collection[int]) -> dict[int, frozenset[int]]:
    """The signals that lay before matters of each of these that are closed; only of those with such a matter."""
    closed = Matter.objects.filter(household__in=list(households)).exclude(closed_at=None)
    found: dict[int, frozenset[int]] = {}
    for household, numbers in closed.values_list("household", "weighed"):
        found[household] = found.get(household, frozenset()) | frozenset(numbers)
    return found


def with_somebody_unnamed(households: Collection[int]) -> frozenset[int]:
    """Those of these in which a child, or somebody who may be harmed, is without a name, and of which nobody was yet
    asked who that is: once each, so that nobody fills the hub's table by reporting it again."""
    who = Q(is_child=True) | Q(part=WORRIED_FOR)
    rows = Subject.objects.filter(who, concern__household__in=list(households), forenames="", surname="")
    asked = Matter.objects.filter(household__in=list(households), thresholds__contains=UNNAMED)
    found = set(rows.values_list("concern__household", flat=True)) - set(asked.values_list("household", flat=True))
    return frozenset(number for number in found if number)


def rested_on(household: int, today: date) -> list[dict[str, str]]:
    """What stands of a household, as a decision keeps it: kind, source class and day, and nobody's words."""
    here = standing(counted([household])[household], today)
    return [{"kind": one.kind, "source_class": one.source_class, "on": one.on.isoformat()} for one in here]
