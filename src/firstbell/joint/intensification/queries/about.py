"""What is held of somebody who was on a list, for whoever asks what is held about them.

That somebody was on one shows that others told the police of them, so all of it is withheld until two people decide;
then they can see what their place rested on, and challenge it.
"""

from collections.abc import Iterator

from firstbell.foundations.subject_access.queries import items_of
from firstbell.foundations.subject_access.rules.items import ANYBODY, BY_STAFF, EVENT, TEXT, VICTIM, Item, Telling, Told
from firstbell.joint.intensification import models

OF_A_VICTIM = Told(EVENT, (VICTIM,))
WORDS = Told(TEXT, (ANYBODY, VICTIM))

LISTED: Telling = {
    "person_id": None,
    "identity": None,
    "records": None,
    **dict.fromkeys(("standing", "measured", "as_victim"), OF_A_VICTIM),
}
DECISION: Telling = {"accepted": OF_A_VICTIM, "why": WORDS, "by": BY_STAFF}
TASK: Telling = {
    "kind": OF_A_VICTIM,
    "due_on": OF_A_VICTIM,
    **dict.fromkeys(("text", "done_how"), WORDS),
    **dict.fromkeys(("by", "done_by"), BY_STAFF),
}
RESULT: Telling = {
    "kind": OF_A_VICTIM,
    "on": OF_A_VICTIM,
    "struck_why": WORDS,
    **dict.fromkeys(("by", "struck_by"), BY_STAFF),
}


def about_listed(incident_id: int, person_id: str) -> tuple[Item, ...]:
    """Of somebody of an incident: every list that it put them on, what was decided, and what was done."""
    rows = models.Listed.objects.filter(incident_id=incident_id, person_id=person_id).order_by("pk")
    return tuple(item for row in rows.select_related("week") for item in _items(row))


def _items(row: models.Listed) -> Iterator[Item]:
    week = row.week.reference
    yield from items_of(row, of=week, telling=LISTED)
    for related, telling in ((row.decisions, DECISION), (row.tasks, TASK), (row.results, RESULT)):
        for one in related.order_by("pk"):
            yield from items_of(one, of=week, telling=telling)
