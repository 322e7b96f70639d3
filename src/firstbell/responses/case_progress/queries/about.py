"""What is held of a case's victim, and what of its suspect, for somebody who asks what is held about them.

For a suspect nothing is looked at that the victim said, was told, or was helped with, and nobody's words at all.
"""

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet

from firstbell.foundations.subject_access.queries import items_of
from firstbell.foundations.subject_access.rules.items import (
    ANYBODY,
    BY_STAFF,
    EVENT,
    FREE,
    HAPPENED,
    NAME,
    PARTY,
    TEXT,
    VICTIM,
    Item,
    Telling,
    Told,
)
from firstbell.responses.case_progress import models

OF_BOTH = Told(EVENT, (PARTY,))
WORDS_OF_BOTH = Told(TEXT, (ANYBODY, PARTY))

CASE: Telling = {"victim": None, "recorded_at": HAPPENED, "by": BY_STAFF}
STAGE: Telling = {"stage": OF_BOTH, "on": OF_BOTH, "crime": HAPPENED, "suspect": None, "why": FREE, "by": BY_STAFF}
OUTCOME: Telling = {"code": OF_BOTH, "on": OF_BOTH, **dict.fromkeys(("why", "decided_why"), WORDS_OF_BOTH)} | (
    dict.fromkeys(("proposed_by", "decided_by"), BY_STAFF)
)
REVIEW: Telling = {"conclusion": OF_BOTH, "why": WORDS_OF_BOTH, "by": BY_STAFF}
RIGHTS: Telling = {"enhanced": HAPPENED, "why": FREE, "by": BY_STAFF}
KEY_EVENT: Telling = {"kind": OF_BOTH, "on": OF_BOTH, "struck_why": FREE, "by": BY_STAFF, "struck_by": BY_STAFF}
ATTEMPT: Telling = {"at": HAPPENED, "channel": HAPPENED, "reached": HAPPENED, "made_by": BY_STAFF, "by": BY_STAFF}
STANCE: Telling = {"supports": HAPPENED, "reasons": FREE, "said": FREE, "asked_by": BY_STAFF, "by": BY_STAFF}
COURT_DATE: Telling = {"hearing": OF_BOTH, "on": OF_BOTH, "by": BY_STAFF}
FACT: Telling = {"topic": HAPPENED, "fact": HAPPENED, "on": HAPPENED, "by": BY_STAFF}
ASSESSMENT: Telling = {"answers": WORDS_OF_BOTH, "grade": OF_BOTH, "assessed_at": HAPPENED, "by": BY_STAFF}
SECOND_GRADE: Telling = {"grade": OF_BOTH, "why": WORDS_OF_BOTH, "by": BY_STAFF}
ORDER: Telling = {"kind": OF_BOTH, "made_at": OF_BOTH, "by": BY_STAFF}
ORDER_ENTRY: Telling = {"conditions": OF_BOTH, "ends_at": OF_BOTH, "why": WORDS_OF_BOTH, "by": BY_STAFF}
BREACH: Telling = {
    **dict.fromkeys(("condition", "arrested", "at"), OF_BOTH),
    "detail": WORDS_OF_BOTH,
    "by": BY_STAFF,
}
CONFERENCE: Telling = {"on": OF_BOTH, "chair": BY_STAFF, "by": BY_STAFF}
ITEM: Telling = {"nominal": Told(NAME), "grounds": WORDS_OF_BOTH, "why": WORDS_OF_BOTH, "by": BY_STAFF}
RESEARCH: Telling = {"text": WORDS_OF_BOTH, "knows_family": OF_BOTH, "why": WORDS_OF_BOTH, "by": BY_STAFF}
TASK: Telling = {**dict.fromkeys(("text", "done_how"), WORDS_OF_BOTH), **dict.fromkeys(("by", "done_by"), BY_STAFF)}

Tables = tuple[tuple[type[Model], str, Telling], ...]

OF_A_CASE: Tables = (
    (models.StageEntry, "case", STAGE),
    (models.Outcome, "case", OUTCOME),
    (models.CourtDate, "case", COURT_DATE),
    (models.Order, "case", ORDER),
    (models.OrderEntry, "order__case", ORDER_ENTRY),
    (models.Breach, "order__case", BREACH),
)
"""What is of both: each table, the way from it to its case, and how it is told."""
WORDS = frozenset({"why", "decided_why", "detail"})
OF_A_SUSPECT = tuple(
    (table, way, {name: None if name in WORDS else told for name, told in telling.items()})
    for table, way, telling in OF_A_CASE
)
"""The same without anybody's words: they are how a victim was heard."""
OF_A_VICTIM: Tables = (
    (models.Review, "outcome__case", REVIEW),
    (models.Rights, "case", RIGHTS),
    (models.KeyEvent, "case", KEY_EVENT),
    (models.Attempt, "case", ATTEMPT),
    (models.Stance, "case", STANCE),
    (models.Fact, "case", FACT),
    (models.Assessment, "case", ASSESSMENT),
    (models.SecondGrade, "assessment__case", SECOND_GRADE),
    (models.Item, "case", ITEM),
    (models.Conference, "items__case", CONFERENCE),
    (models.Research, "item__case", RESEARCH),
    (models.Task, "item__case", TASK),
)
"""What is the victim's, and no suspect learns of."""


def about_party(incident_id: int, person_id: str) -> tuple[Item, ...]:
    """What is held of somebody of an incident in its cases, as the victim of some and a suspect in others."""
    return tuple(_items(models.Case.objects.filter(incident_id=incident_id), person_id))


def _items(cases: QuerySet[models.Case], person_id: str) -> Iterator[Item]:
    for case in cases.filter(victim=person_id).order_by("pk"):
        yield from items_of(case, of=case.reference, telling=CASE)
        yield from _told(case, (*OF_A_CASE, *OF_A_VICTIM))
    accused = cases.filter(~Q(victim=person_id), stages__suspect=person_id).distinct()
    for case in accused.order_by("pk"):
        yield from _told(case, OF_A_SUSPECT, besides=(VICTIM,))


def _told(case: models.Case, tables: Tables, besides: tuple[str, ...] = ()) -> Iterator[Item]:
    for table, way, telling in tables:
        for row in table._default_manager.filter(**{way: case}).order_by("pk").distinct():
            yield from items_of(row, of=case.reference, telling=telling, besides=besides)
