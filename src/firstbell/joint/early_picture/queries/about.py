"""What is held of somebody whom a concern names, for somebody who asks. Who reported it is nobody's to be told."""

from collections.abc import Iterator
from datetime import date

from firstbell.foundations.subject_access.queries import bears, in_words, items_of
from firstbell.foundations.subject_access.rules.items import (
    ADDRESS,
    ANYBODY,
    BIRTH,
    BY_STAFF,
    CHILD,
    FREE,
    HAPPENED,
    NAME,
    SERVICE,
    TEXT,
    Candidate,
    Item,
    Telling,
    Told,
)
from firstbell.joint.early_picture.models import Concern, Decision, Discussion, Matter, Signal, Subject, Task

REPORTED = Told(TEXT, (ANYBODY,))
"""What somebody reported: whatever it says, it may show who did."""
SUBJECT: Telling = {
    **dict.fromkeys(("forenames", "surname", "sex"), Told(NAME)),
    "surname_form": None,
    "date_of_birth": Told(BIRTH),
    **dict.fromkeys(("part", "is_child", "described"), REPORTED),
}
CONCERN: Telling = {
    "reference": Told(SERVICE),
    **dict.fromkeys(("informant", "root", "code_digest"), None),
    **dict.fromkeys(("address_lines", "postcode", "uprn"), Told(ADDRESS, (ANYBODY,))),
    **dict.fromkeys(("own_words", "words_of"), Told(TEXT, (ANYBODY, CHILD))),
    **dict.fromkeys(("raised_at", "source_class", "tied_why"), REPORTED),
}
SIGNAL: Telling = dict.fromkeys(("kind", "how", "on", "text", "withdrawn_why"), REPORTED)
MATTER: Telling = {
    "opened_at": HAPPENED,
    **dict.fromkeys(("status", "found"), Told(SERVICE)),
    **dict.fromkeys(("asked_why", "closed_why"), FREE),
    "closed_by": BY_STAFF,
    "weighed": None,
}
DECISION: Telling = {**dict.fromkeys(("decision", "why", "rested_on"), FREE), "by": BY_STAFF}
DISCUSSION: Telling = {"text": FREE, "by": BY_STAFF}
TASK: Telling = {
    **dict.fromkeys(("text", "done_how", "owner"), FREE),
    "due_on": HAPPENED,
    **dict.fromkeys(("by", "done_by"), BY_STAFF),
}


def subjects_named(*, name: str, born: date | None) -> tuple[Candidate, ...]:
    """People whom concerns name, whom both fit; those of whom no date of birth is known too."""
    rows = Subject.objects.filter(bears(name, "forenames", "surname")).select_related("concern").order_by("pk")
    fitting = [row for row in rows if born is None or row.date_of_birth in (born, None)]
    return tuple(
        Candidate(
            kind="subject",
            key=str(row.pk),
            of=row.concern.reference,
            name=f"{row.forenames} {row.surname}",
            born=in_words(row.date_of_birth),
            what="named in a concern",
        )
        for row in fitting
    )


def about_subject(number: int) -> tuple[Item, ...]:
    """Everything that stands of one of them: the concern, its signals, and what the hub did about the household."""
    return tuple(_items(number))


def _items(number: int) -> Iterator[Item]:
    for row in Subject.objects.filter(pk=number).select_related("concern"):
        of, concern = row.concern.reference, Concern.objects.filter(pk=row.concern_id)
        yield from items_of(row, of=of, telling=SUBJECT)
        for one in concern:
            yield from items_of(one, of=of, telling=CONCERN)
        for signal in Signal.objects.filter(concern__in=concern).order_by("pk"):
            yield from items_of(signal, of=of, telling=SIGNAL)
        for matter in Matter.objects.filter(household__concerns__in=concern).order_by("pk"):
            yield from _of_matter(matter)


def _of_matter(matter: Matter) -> Iterator[Item]:
    yield from items_of(matter, of=matter.reference, telling=MATTER)
    for kind, telling in ((Decision, DECISION), (Discussion, DISCUSSION), (Task, TASK)):
        for row in kind._default_manager.filter(matter=matter).order_by("pk"):
            yield from items_of(row, of=matter.reference, telling=telling)
