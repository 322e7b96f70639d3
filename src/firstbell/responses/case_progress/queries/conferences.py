"""Conferences: what is on an agenda, which agencies have not said what they know, and what they have yet to do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Case, Conference, Item, Task
from firstbell.responses.case_progress.queries.standing import may_see, open_to
from firstbell.responses.case_progress.rules import conferences as rules
from firstbell.responses.case_progress.rules.clocks import DUE, OVERDUE

Heard = tuple[int, str, date]
"""A case's number, its victim's nominal, and the day on which a conference heard of it."""
AHEAD, PAST = "ahead", "past"
"""The codes that narrow a list of conferences: a day that is not past, and one that is."""


@dataclass(frozen=True, slots=True)
class ConferenceLine:
    """A conference in a list. ``cases`` counts those on its agenda, without what is closed to whoever asks."""

    reference: str
    on: date
    area: str
    cases: int


@dataclass(frozen=True, slots=True)
class ResearchShown:
    """What an agency knows, as its latest entry says; ``entries`` counts those, so that a correction is seen."""

    agency: str
    text: str
    knows_family: bool
    entries: int


@dataclass(frozen=True, slots=True)
class TaskShown:
    """What an agency undertook: ``state`` is due, overdue, or ``""`` once it is done, on a day and somehow."""

    task: int
    agency: str
    text: str
    due_on: date
    state: str
    done_on: date | None
    done_how: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A case on an agenda. ``repeat_of`` is the day on which a conference heard of its victim within 12 months before,
    None where none did; ``missing`` are the agencies without research; ``tasks`` in order of what is due first."""

    item: int
    position: int
    case: str
    grounds: tuple[str, ...]
    why: str
    repeat_of: date | None
    research: tuple[ResearchShown, ...]
    missing: tuple[str, ...]
    tasks: tuple[TaskShown, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """``items`` in their order, without those that are closed to whoever asks."""

    reference: str
    on: date
    area: str
    chair: str
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class TaskDue:
    """A task that is not done: due or overdue."""

    task: int
    conference: str
    case: str
    agency: str
    text: str
    due_on: date
    state: str


def conferences(*, seen_by: Actor, now: datetime) -> LongList[ConferenceLine]:
    """Every conference of a force, the latest first."""
    today = london_date(now)
    heard = Prefetch("items", Item.objects.filter(open_to(seen_by, "case__")))
    return LongList(
        _called_by(seen_by).prefetch_related(heard).order_by("-on", "-pk"),
        lambda row: ConferenceLine(row.reference, row.on, row.area, len(row.items.all())),
        narrows={"when": {AHEAD: Q(on__gte=today), PAST: Q(on__lt=today)}},
        orders={"on": "on", "area": "area"},
        searched=("reference", "area"),
    )


def agenda(conference: str, *, seen_by: Actor, now: datetime) -> Agenda:
    """One conference. NotYours where there is none, or it is another force's."""
    found = _called_by(seen_by).filter(reference=conference).first()
    if found is None:
        raise NotYours(f"There is no conference {conference}.", "Look at the reference.")
    rows = found.items.filter(open_to(seen_by, "case__")).order_by("position").select_related("case")
    items = tuple(rows.prefetch_related("research", "tasks"))
    heard = _heard_before(found.on, items, seen_by)
    return Agenda(
        found.reference,
        found.on,
        found.area,
        found.chair,
        tuple(_item(row, _repeat(row.case_id, row.nominal, found.on, heard, now), now) for row in items),
    )


def conferences_of(case: str, *, seen_by: Actor) -> tuple[tuple[str, date], ...]:
    """The conferences on whose agenda a case is, by reference with their days. NotYours where it is not open to one."""
    may_see(case, seen_by)
    rows = Conference.objects.filter(items__case__reference=case).order_by("on", "pk")
    return tuple(rows.values_list("reference", "on"))


def tasks_due(*, seen_by: Actor, now: datetime) -> LongList[TaskDue]:
    """What agencies have yet to do for the cases of a force, what is due first first."""
    today = london_date(now)
    rows = Task.objects.filter(open_to(seen_by, "item__case__"), done_on=None).order_by("due_on", "pk")
    return LongList(
        rows.select_related("item__case", "item__conference"),
        lambda row: _task_due(row, today),
        narrows={
            "state": {OVERDUE: Q(due_on__lt=today), DUE: Q(due_on__gte=today)},
            "agency": each("agency", rules.AGENCIES),
        },
        orders={"due_on": "due_on"},
        searched=("item__case__reference", "item__conference__reference"),
    )


def _called_by(seen_by: Actor) -> QuerySet[Conference]:
    return Conference.objects.filter(force=seen_by.code) if seen_by.kind == "force" else Conference.objects.none()


def _task_due(row: Task, today: date) -> TaskDue:
    return TaskDue(
        task=row.pk,
        conference=row.item.conference.reference,
        case=row.item.case.reference,
        agency=row.agency,
        text=row.text,
        due_on=row.due_on,
        state=rules.state(row.due_on, today),
    )


def nominal_of(row: Case) -> str:
    """The force's own number of the victim; ``""`` where it gave none."""
    facts = incidents.facts(row.incident_id)
    people = [party.person for party in facts.parties] + [child.person for child in facts.children]
    return next((one.nominal for one in people if one.person_id == row.victim and one.nominal), "")


def repeat_of(case: Case, nominal: str, met_on: date, *, seen_by: Actor, now: datetime) -> date | None:
    """When a conference of the force last heard of the same victim, within 12 months before ``met_on``.

    The same victim is whoever has the force's number of them; of one without a number, the same case only. Cases that
    are closed to whoever asks do not show in it.
    """
    asked = Item(case=case, nominal=nominal)
    return _repeat(case.pk, nominal, met_on, _heard_before(met_on, [asked], seen_by), now)


def _heard_before(met_on: date, items: Collection[Item], seen_by: Actor) -> list[Heard]:
    """Every hearing of these cases, or of their victims, in the 12 months before a day."""
    nominals = {item.nominal for item in items} - {""}
    same = Q(case__in=[item.case_id for item in items]) | Q(nominal__in=nominals)
    year = Q(conference__on__gte=rules.year_before(met_on), conference__on__lt=met_on)
    rows = Item.objects.filter(open_to(seen_by, "case__"), same, year)
    return list(rows.values_list("case_id", "nominal", "conference__on"))


def _repeat(case: int, nominal: str, met_on: date, heard: Iterable[Heard], now: datetime) -> date | None:
    days = [day for number, who, day in heard if number == case or (nominal and who == nominal)]
    return rules.repeat_of(met_on, days, london_date(now))


def _item(row: Item, repeat: date | None, now: datetime) -> ItemShown:
    research = _research(row)
    return ItemShown(
        item=row.pk,
        position=row.position,
        case=row.case.reference,
        grounds=tuple(row.grounds),
        why=row.why,
        repeat_of=repeat,
        research=research,
        missing=rules.missing([one.agency for one in research]),
        tasks=_tasks(row, london_date(now)),
    )


def _tasks(row: Item, today: date) -> tuple[TaskShown, ...]:
    rows = sorted(row.tasks.all(), key=lambda one: (one.due_on, one.pk))
    return tuple(
        TaskShown(
            task=one.pk,
            agency=one.agency,
            text=one.text,
            due_on=one.due_on,
            state="" if one.done_on else rules.state(one.due_on, today),
            done_on=one.done_on,
            done_how=one.done_how,
        )
        for one in rows
    )


def _research(row: Item) -> tuple[ResearchShown, ...]:
    """The latest entry of each agency, in the order of the list."""
    entries = sorted(row.research.all(), key=lambda entry: entry.pk)
    latest = {entry.agency: entry for entry in entries}
    return tuple(
        ResearchShown(
            agency, latest[agency].text, latest[agency].knows_family, [e.agency for e in entries].count(agency)
        )
        for agency in rules.AGENCIES
        if agency in latest
    )
