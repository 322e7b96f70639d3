"""Conferences: what is on an agenda, which agencies have not said what they know, and what they have yet to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Case, Conference, Item, Task
from firstbell.responses.case_progress.queries.standing import of_force
from firstbell.responses.case_progress.rules import conferences as rules


@dataclass(frozen=True, slots=True)
class ResearchShown:
    """What an agency knows, as its latest entry says; ``entries`` counts those, so that a correction is seen."""

    agency: str
    text: str
    knows_family: bool
    entries: int


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A case on an agenda. ``repeat_of`` is the day on which a conference heard of its victim within 12 months before,
    None where none did; ``missing`` are the agencies without research."""

    item: int
    position: int
    case: str
    grounds: tuple[str, ...]
    why: str
    repeat_of: date | None
    research: tuple[ResearchShown, ...]
    missing: tuple[str, ...]


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


def agenda(conference: str, *, seen_by: Actor, now: datetime) -> Agenda:
    """One conference. NotYours where there is none, or it is another force's."""
    mine = of_force(seen_by, incidents.closed_to(seen_by.name), "case__")
    found = Conference.objects.filter(reference=conference, force=seen_by.code).first()
    if found is None or seen_by.kind != "force":
        raise NotYours(f"There is no conference {conference}.", "Look at the reference.")
    rows = found.items.filter(mine).order_by("position").select_related("case", "conference")
    items = tuple(_item(row, seen_by, now) for row in rows.prefetch_related("research"))
    return Agenda(found.reference, found.on, found.area, found.chair, items)


def tasks_due(*, seen_by: Actor, now: datetime) -> tuple[TaskDue, ...]:
    """What agencies have yet to do for the cases of a force, what is due first first."""
    mine = of_force(seen_by, incidents.closed_to(seen_by.name), "item__case__")
    rows = Task.objects.filter(mine, done_on=None).order_by("due_on", "pk")
    return tuple(
        TaskDue(
            task=row.pk,
            conference=row.item.conference.reference,
            case=row.item.case.reference,
            agency=row.agency,
            text=row.text,
            due_on=row.due_on,
            state=rules.state(row.due_on, london_date(now)),
        )
        for row in rows.select_related("item__case", "item__conference")
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
    mine = of_force(seen_by, incidents.closed_to(seen_by.name), "case__")
    same = Q(case=case) | Q(nominal=nominal) if nominal else Q(case=case)
    heard = Item.objects.filter(mine, same).values_list("conference__on", flat=True)
    return rules.repeat_of(met_on, heard, london_date(now))


def _item(row: Item, seen_by: Actor, now: datetime) -> ItemShown:
    research = _research(row)
    return ItemShown(
        item=row.pk,
        position=row.position,
        case=row.case.reference,
        grounds=tuple(row.grounds),
        why=row.why,
        repeat_of=repeat_of(row.case, row.nominal, row.conference.on, seen_by=seen_by, now=now),
        research=research,
        missing=rules.missing([one.agency for one in research]),
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
