"""What needs a person, and whether every child stands somewhere: for `status` and `verify` (R14, R16)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import queries as linkage
from firstbell.responses.encompass.models import Assessment, Exposure, Hold, Notice, Pause, Review
from firstbell.responses.encompass.queries import work
from firstbell.responses.encompass.queries.exports import PAGE, places_of
from firstbell.responses.encompass.rules import deadlines, status


@dataclass(frozen=True, slots=True)
class Need:
    """Something to look at: a code, a sentence, how many, and whether a person must act."""

    code: str
    sentence: str
    count: int
    urgent: bool = True


def needs(now: datetime, policy: ForcePolicy | None = None, *, hidden: Collection[int] = ()) -> list[Need]:
    """Everything in Encompass that waits for a person at ``now``; only what there is, and nothing of ``hidden``.

    ``policy`` says when the next bell is; without one, as a force that decided nothing for itself.
    """
    unanswered = Notice.objects.exclude(status__in=status.FINISHED).exclude(kind="force")
    unanswered = unanswered.exclude(incident_id__in=hidden)
    reviews = Review.objects.filter(decided_at__isnull=True).exclude(incident_id__in=hidden)
    holds = Hold.objects.filter(ended_at__isnull=True).exclude(notice__incident_id__in=hidden)
    before_the_bell = {"due_by__gt": now, "due_by__lte": deadlines.next_bell(now, policy or ForcePolicy())}
    by_person = holds.filter(code="person")
    found = [
        Need(
            "paused", "The scheme is paused: nothing is released", Pause.objects.filter(ended_at__isnull=True).count()
        ),
        Need("late", "Notices past their deadline and not acknowledged", unanswered.filter(due_by__lte=now).count()),
        Need("telephone", "Notices that nobody answers by e-mail: telephone", _to_telephone(hidden).count()),
        Need(
            "due",
            "Notices due before the next bell and not acknowledged",
            unanswered.filter(**before_the_bell).exclude(status=status.HELD).count(),
            urgent=False,
        ),
        Need("review", "Children whose place a person must decide", reviews.count()),
        Need("review_late", "of these past the bell", reviews.filter(due_by__lte=now).count()),
        Need("conflict", "Notices held: somebody there may be tied to a party", holds.filter(code="conflict").count()),
        Need("no_contact", "Notices held: nobody there to tell", holds.filter(code="no_contact").count()),
        Need("protected", "Notices held: they would disclose too much", holds.filter(code="protected").count()),
        Need("held", "Notices held by a person", by_person.count()),
        Need("unapproved", "of these waiting for a second person", by_person.filter(approved_at__isnull=True).count()),
        Need("expired", "of these past their end: decide", by_person.filter(until__lte=now).count()),
        Need("handover", "Hand-overs not yet acknowledged by the other force", _handovers(now, hidden).count()),
        Need("unfinished", "Incidents not yet worked through: the next run does it", unfinished(), urgent=False),
    ]
    return [need for need in found if need.count]


def _to_telephone(hidden: Collection[int]) -> QuerySet[Notice]:
    waiting = Notice.objects.filter(status__in=status.AWAITING_ANSWER, phone_from__isnull=False)
    return waiting.exclude(incident_id__in=hidden)


def _handovers(now: datetime, hidden: Collection[int]) -> QuerySet[Notice]:
    return Notice.objects.filter(
        Q(kind="force"), status__in=status.AWAITING_ANSWER, sent_at__isnull=False, due_by__lte=now
    ).exclude(incident_id__in=hidden)


def unfinished() -> int:
    """Incidents that a run would still work on."""
    return incidents.unfinished_count(Assessment.objects.all()) + linkage.unlinked_count() + len(work.unrouted())


def where_children_stand() -> Counter[str]:
    """How many exposures stand in each place; the empty word counts those in scope who stand nowhere."""
    places: Counter[str] = Counter()
    after = 0
    while page := list(Exposure.objects.filter(pk__gt=after).order_by("pk")[:PAGE]):
        places.update(places_of(page).values())
        after = page[-1].pk
    return places


def standing_nowhere(limit: int = 20) -> list[tuple[str, str]]:
    """(incident, child) of those who stand nowhere, by their references."""
    found: list[tuple[str, str]] = []
    after = 0
    while len(found) < limit and (
        page := list(Exposure.objects.select_related("incident").filter(pk__gt=after).order_by("pk")[:PAGE])
    ):
        places = places_of(page)
        found += [(e.incident.reference, e.person_id) for e in page if not places[e.pk]]
        after = page[-1].pk
    return found[:limit]
