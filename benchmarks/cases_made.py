"""A case desk's years, written in bulk: incidents, cases, all that is recorded in them, and conferences every week."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from firstbell.config import clock
from firstbell.pure.periods import london_date
from firstbell.registers.incidents.models import Incident, IncidentVersion
from firstbell.responses.case_progress import models
from firstbell.responses.case_progress.queries.orders import order_of
from firstbell.responses.case_progress.queries.standing import line_of
from firstbell.responses.case_progress.rules import clocks, orders
from firstbell.responses.case_progress.rules.conferences import AGENCIES
from firstbell.responses.case_progress.rules.warnings import due_by

YEARS, CHUNK = 5, 2_000
STAGES = ("reported", "crime_recorded", "suspect_identified", "arrest", "charge", "prosecution", "conviction")
REACH = (1.0, 0.85, 0.8, 0.5, 0.15, 0.12, 0.07)
"""The share of cases that reach each stage, as a force's might."""
BY: dict[str, Any] = {"by": "benchmark"}
PERSON: dict[str, Any] = {"person_id": "P1", "forenames": "Amy", "surname": "Example", "date_of_birth": "1992-02-03"}


@dataclass(frozen=True, slots=True)
class Made:
    """``references`` and ``conferences`` are some of those that there are; ``said`` counts the rows."""

    cases: int
    references: list[str]
    conferences: list[str]
    said: str


def make(cases: int, force: str) -> Made:
    """All of it, the latest case reported today. AssertionError where lists would not show what actions keep."""
    draw, now = random.Random(8), clock.now()
    numbers = {model: count(1) for model in (models.KeyEvent, models.Order, models.Attempt)}
    for first in range(0, cases, CHUNK):
        rows = Rows(draw, now, force, numbers)
        for number in range(first, min(first + CHUNK, cases)):
            rows.case(number + 1, now - timedelta(days=YEARS * 365) * (1 - (number + 1) / cases))
        rows.write()
    meetings = _conferences(draw, now, force, cases)
    some = [models.Case.objects.get(pk=number) for number in range(500, cases, 1000)]
    for row in some:
        assert asdict(line_of(row)) == {name: getattr(row, name) for name in asdict(line_of(row))}, row.reference
        assert all(one.due_by == due_by(order_of(one)) for one in row.orders.all())
    kept = (models.StageEntry, models.KeyEvent, models.Attempt, models.Order, models.Item, models.Task)
    said = ", ".join(f"{model.objects.count():,} {model.__name__.lower()}" for model in kept)
    return Made(cases, [row.reference for row in some], meetings, said)


class Rows:
    """A few thousand cases with their rows, to be written together."""

    def __init__(self, draw: random.Random, now: datetime, force: str, numbers: dict[Any, Iterator[int]]) -> None:
        self.draw, self.now, self.force, self.numbers = draw, now, force, numbers
        self.rows: dict[Any, list[Any]] = {}
        self.untold: list[date] = []

    def add(self, model: Any, **fields: Any) -> Any:
        if model in self.numbers:
            fields["pk"] = next(self.numbers[model])
        self.rows.setdefault(model, []).append(model(**fields))
        return self.rows[model][-1]

    def write(self) -> None:
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=CHUNK)

    def case(self, number: int, at: datetime) -> None:
        self._incident(number, at)
        self.untold = []
        row = self.add(
            models.Case,
            pk=number,
            reference=f"CP-{number:08X}",
            incident_id=number,
            force=self.force,
            victim="P1",
            recorded_at=at,
            reported_on=london_date(at),
            stage="reported",
            **BY,
        )
        self._stages(row, at)
        self._outcome(row, at)
        row.due_on = min(self.untold, default=None)
        if self.draw.random() < 0.15:
            self._order(row, at + timedelta(days=1))

    def _incident(self, number: int, at: datetime) -> None:
        said = {"force": self.force, "reference": f"STF/{number:07}", "version": 1}
        moments = {"reported_at": at.isoformat(), "recorded_at": at.isoformat(), "domestic_abuse": True}
        parties = [PERSON | {"role": "victim"}, PERSON | {"role": "suspect", "person_id": "P2", "surname": "Other"}]
        version = {"incident_id": number, "version": 1, "recorded_at": at, "received_at": at, "digest": ""}
        document = {**said, **moments, "parties": parties, "children": []}
        plain = {"force": self.force, "reference": said["reference"], "current_version": 1, "domestic_abuse": True}
        self.add(Incident, pk=number, reported_at=at, received_at=at, **plain)
        self.add(IncidentVersion, document=document, **version)

    def _stages(self, row: Any, at: datetime) -> None:
        furthest = self.draw.random()
        for step, stage in enumerate(STAGES):
            if furthest > REACH[step]:
                break
            on = min(london_date(at + timedelta(days=step * 3)), london_date(self.now))
            names = {"crime": f"21/{row.pk}"} if stage == STAGES[1] else {"suspect": "P2"} if stage == STAGES[2] else {}
            self.add(models.StageEntry, case_id=row.pk, stage=stage, on=on, recorded_at=at, **names, **BY)
            row.stage = stage
            if stage in clocks.OF_STAGE:
                self._event(row, clocks.OF_STAGE[stage], on)

    def _event(self, row: Any, kind: str, on: date) -> None:
        """Most victims are told the same day, and one in fifty not yet."""
        told = None if self.draw.random() < 0.02 else datetime.combine(on, time(12), tzinfo=UTC)
        due_on = clocks.due_on(on, enhanced=True)
        event = self.add(
            models.KeyEvent, case_id=row.pk, kind=kind, on=on, due_on=due_on, told_at=told, recorded_at=self.now, **BY
        )
        self.untold += [] if told else [due_on]
        if told:
            tried = {"at": told, "channel": "telephone", "reached": True, "made_by": "benchmark"}
            attempt = self.add(models.Attempt, case_id=row.pk, recorded_at=self.now, **tried, **BY)
            self.add(models.About, attempt_id=attempt.pk, event_id=event.pk)

    def _outcome(self, row: Any, at: datetime) -> None:
        stops = self.draw.random() < 0.5
        self.add(
            models.Stance,
            case_id=row.pk,
            supports=not stops,
            reasons=["safe_now"] if stops else [],
            asked_by="benchmark",
            asked_at=at + timedelta(days=5),
            recorded_at=self.now,
            **BY,
        )
        row.outcome_status = self.draw.choices(("", "proposed", "stands"), (0.3, 0.005, 0.695))[0]
        if row.outcome_status:
            on = london_date(at)
            given = {"code": "16" if stops else "18", "on": on, "proposed_by": "benchmark", "proposed_at": at}
            self.add(models.Outcome, case_id=row.pk, status=row.outcome_status, **given)
            self._event(row, clocks.OUTCOME, on)

    def _order(self, row: Any, at: datetime) -> None:
        kind = self.draw.choice((orders.DVPN, "bail", "restraining"))
        hear_by = orders.hear_by(at) if kind in orders.NOTICES else None
        ends_at = hear_by or (at + timedelta(days=28) if kind == "bail" else None)
        discharged = kind == orders.DVPN and self.draw.random() < 0.98
        made = {"kind": kind, "made_at": at, "hear_by": hear_by, "due_by": None if discharged else ends_at}
        order = self.add(models.Order, case_id=row.pk, recorded_at=self.now, **made, **BY)
        entry = {"order_id": order.pk, "recorded_at": self.now, **BY}
        self.add(models.OrderEntry, at=at, conditions=["Stay away"], ends_at=ends_at, **entry)
        if discharged:
            ended = at + timedelta(hours=30)
            self.add(models.OrderEntry, at=ended, conditions=[], ends_at=ended, why="The court said no.", **entry)


def _conferences(draw: random.Random, now: datetime, force: str, cases: int) -> list[str]:
    """Two areas meet every week, about twenty cases each; of the tasks one in ten is not done."""
    meetings = [
        models.Conference(
            pk=number + 1,
            reference=f"MC-{number:06}",
            force=force,
            on=london_date(now - timedelta(weeks=number // 2 - 1)),
            area=("Stoke", "Stafford")[number % 2],
            chair="A chair",
            recorded_at=now,
            **BY,
        )
        for number in range(YEARS * 52 * 2)
    ]
    models.Conference.objects.bulk_create(meetings)
    items, tasks = list[Any](), list[Any]()
    for meeting in meetings:
        for position, case in enumerate(sorted(draw.sample(range(1, cases + 1), 20)), 1):
            known = {"nominal": f"N/{case % 5000}", "grounds": ["high_grade"], "recorded_at": now, **BY}
            items.append(models.Item(pk=len(items) + 1, conference=meeting, case_id=case, position=position, **known))
            done = None if draw.random() < 0.1 else meeting.on
            said = {"text": "Change the locks of the home.", "due_on": meeting.on + timedelta(days=14), **BY}
            agency = draw.choice(list(AGENCIES))
            tasks.append(models.Task(item_id=len(items), agency=agency, done_on=done, recorded_at=now, **said))
    models.Item.objects.bulk_create(items, batch_size=CHUNK)
    models.Task.objects.bulk_create(tasks, batch_size=CHUNK)
    models.Research.objects.bulk_create(_research(items, now), batch_size=CHUNK)
    return [one.reference for one in meetings[:100]]


def _research(items: Iterable[Any], now: datetime) -> list[Any]:
    said = {"text": "Two calls to the home since May.", "knows_family": True, "recorded_at": now, **BY}
    return [
        models.Research(item_id=item.pk, agency=agency, **said) for item in items for agency in ("police", "health")
    ]
