"""Children and notices as figures count them: what became of each, and nobody."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Min, Model, QuerySet

from firstbell.responses.encompass.models import Assessment, Exposure, Hold, Notice, Review
from firstbell.responses.encompass.queries.effort import minutes_to_decide
from firstbell.responses.encompass.rules.status import NOT_OUR_PUPIL

PAGE = 1000
ON_HOLD, BY_A_PERSON, CAME_LATE, NOT_SENT = "held", "a person had to decide", "the incident came late", "not sent"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class ChildCounted:
    """A child in scope of an incident, ``person`` there, by which linkage knows who it is. ``present`` as recorded;
    ``related`` to a party; ``told``: a place was."""

    incident: int
    person: str
    present: str
    related: bool
    told: bool


@dataclass(frozen=True, slots=True)
class NoticeCounted:
    """A notice of an incident.

    ``on_time``: sent by its deadline; None while it is neither sent nor due, and where it was closed before either.
    ``late_why`` is "" where it is not late. ``acknowledged`` is as ``on_time``. ``by_hand``: a person decided where it
    goes. ``held_why`` is the code of its first hold, "" where there was none; ``conflict``: that check ever held it.
    ``wrong``: the place said that it is not their pupil. ``minutes`` are those of people who decided on questions
    about its child, told with the first of the child's notices alone, and None where nobody can say.
    """

    incident: int
    kind: str
    told: bool
    on_time: bool | None
    late_why: str
    found_by: str
    by_hand: bool
    held_why: str
    conflict: bool
    wrong: bool
    acknowledged: bool | None
    minutes: int | None


def children_counted() -> Iterator[ChildCounted]:
    """Every child in scope, as the latest version of its incident names it."""
    rows = Exposure.objects.filter(in_scope=True, in_latest=True).order_by("pk")
    for page in _pages(rows):
        told = Notice.objects.filter(incident__in=[one.incident_id for one in page], sent_at__isnull=False)
        names = set(told.values_list("incident_id", "person_id"))
        for one in page:
            known = (one.incident_id, one.person_id) in names
            yield ChildCounted(one.incident_id, one.person_id, one.present, bool(one.related_to), known)


def children_found(incidents: Collection[int]) -> Mapping[int, int]:
    """Of incidents whose children were looked for, how many are in scope; the others are missing."""
    looked = Assessment.objects.filter(incident__in=incidents).values_list("incident_id", flat=True)
    mine = Exposure.objects.filter(incident__in=incidents, in_scope=True, in_latest=True)
    found = Counter(mine.values_list("incident_id", flat=True))
    return {one: found[one] for one in looked}


def notices_counted(now: datetime) -> Iterator[NoticeCounted]:
    """Every notice, as it stands now."""
    for page in _pages(Notice.objects.order_by("pk")):
        about = _About.of(page)
        for one in page:
            yield _counted(one, about, now)


@dataclass(frozen=True, slots=True)
class _About:
    """What else is known of a page of notices: codes of holds by notice, in their order; whom people were asked about;
    minutes by child; and which notice is its child's first."""

    holds: Mapping[int, list[str]]
    reviewed: frozenset[tuple[int, str]]
    minutes: Mapping[tuple[int, str], int | None]
    first: frozenset[int]

    @classmethod
    def of(cls, page: list[Notice]) -> "_About":
        incidents = {one.incident_id for one in page}
        holds: dict[int, list[str]] = defaultdict(list)
        for notice, code in Hold.objects.filter(notice__in=page).order_by("pk").values_list("notice_id", "code"):
            holds[notice].append(code)
        asked = Review.objects.filter(incident__in=incidents).values_list("incident_id", "person_id")
        children = Notice.objects.filter(incident__in=incidents).values("incident_id", "person_id")
        first = children.annotate(first=Min("pk")).values_list("first", flat=True)
        return cls(holds, frozenset(asked), minutes_to_decide(incidents), frozenset(first))

    def minutes_of(self, row: Notice) -> int | None:
        took = self.minutes.get((row.incident_id, row.person_id), 0)
        return took if row.pk in self.first or took is None else 0


def _counted(row: Notice, about: _About, now: datetime) -> NoticeCounted:
    codes, reviewed = about.holds.get(row.pk, []), (row.incident_id, row.person_id) in about.reviewed
    on_time = _by_deadline(row.sent_at, row, now)
    return NoticeCounted(
        incident=row.incident_id,
        kind=row.kind,
        told=row.sent_at is not None,
        on_time=on_time,
        late_why=_late_why(row, bool(codes), reviewed) if on_time is False else "",
        found_by=str(row.found_by[0]) if row.found_by else "",
        by_hand=row.decided_by == "person",
        held_why=codes[0] if codes else "",
        conflict="conflict" in codes,
        wrong=row.status == NOT_OUR_PUPIL,
        acknowledged=_by_deadline(row.acknowledged_at, row, now),
        minutes=about.minutes_of(row),
    )


def _by_deadline(happened: datetime | None, row: Notice, now: datetime) -> bool | None:
    """Whether something happened to a notice by its deadline; None while it still may, or closed before it could."""
    if happened:
        return happened <= row.due_by
    return False if (row.closed_at or now) > row.due_by else None


def _late_why(row: Notice, held: bool, reviewed: bool) -> str:
    """The first of these that is true; what is known of it is not a judgement of who was slow."""
    if row.created_at > row.due_by and not reviewed:
        return CAME_LATE
    return ON_HOLD if held else BY_A_PERSON if reviewed else NOT_SENT


def _pages(rows: QuerySet[M]) -> Iterator[list[M]]:
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        yield page
        last = page[-1].pk
