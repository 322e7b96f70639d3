"""How long people looked at questions before they decided them: as minutes of a child's questions, and never whose.

It is read from the trail, which has an entry for every look at a question's page, so that nobody keeps a clock. It is
no more than that: a telephone call, or a look at something else, is not in it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from firstbell.foundations.audit import queries as audit
from firstbell.responses.encompass.models import Review

AT_MOST = timedelta(hours=1)
"""Whoever opened the page earlier has been elsewhere since."""
Looks = Mapping[tuple[str, str, str], list[datetime]]


def minutes_to_decide(incidents: Collection[int]) -> dict[tuple[int, str], int | None]:
    """By (incident, person_id) of children of whom people decided something: minutes from opening a question's page to
    deciding it, begun ones as whole, over all of the child's questions. None where one was decided without its page."""
    decided = Review.objects.filter(incident__in=incidents, decided_at__isnull=False).exclude(decision="rule")
    reviews = list(decided.select_related("incident").order_by("pk"))
    looks = _looks({_subject(one) for one in reviews})
    minutes: dict[tuple[int, str], int | None] = {}
    for one in reviews:
        key, took = (one.incident_id, one.person_id), _took(one, looks)
        before = minutes.get(key, 0)
        minutes[key] = None if before is None or took is None else before + took
    return minutes


def _looks(subjects: Collection[str]) -> Looks:
    """When which child's page was opened, by (incident, child, who), in order."""
    found: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
    for entry in audit.entries_of(subjects, action="review.read"):
        found[entry.subject, json.loads(entry.details).get("child", ""), entry.by].append(entry.at)
    return found


def _took(review: Review, looks: Looks) -> int | None:
    """Sending the decision opens the page as well, at the moment of the decision: that is no look before it."""
    decided = review.decided_at
    if decided is None:
        return None
    mine = looks.get((_subject(review), review.person_id, review.decided_by), [])
    first = next((at for at in mine if decided - AT_MOST <= at < decided), None)
    return -((first - decided) // timedelta(minutes=1)) if first else None


def _subject(review: Review) -> str:
    return f"{review.incident.force}/{review.incident.reference}"
