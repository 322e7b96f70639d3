"""Every fact that columns are made of, as the parts tell them, one at a time.

References are numbers made with ``key``, which is drawn for one making and kept by nobody: within it two rows of one
person are told from rows of two, and nothing leads from a number to anybody, or from one making to another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice

from firstbell.joint.intensification import queries as weeks
from firstbell.pure.figures.kinds import Kind, month_of
from firstbell.pure.periods import london_date
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import queries as linkage
from firstbell.registers.schools import queries as schools
from firstbell.reporting.performance.rules import kinds
from firstbell.reporting.performance.rules.facts import Base, Earlier, Row, base_of, of_report
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.case_progress.rules.stages import STAGES
from firstbell.responses.cocoon import queries as cocoon
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.programme import queries as programme
from firstbell.responses.support import queries as support

ALWAYS = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
CHUNK = 500
Fact = tuple[Kind, Row]
People = Mapping[tuple[int, str], str]
"""Who is who, by (incident, person there)."""


@dataclass(frozen=True, slots=True)
class Made:
    """For whom and when: ``force`` is the installation's own, for what belongs to no incident. ``withheld`` are the
    postcodes of which no area is told."""

    key: bytes
    force: str
    now: datetime
    withheld: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        return london_date(self.now)

    def number_of(self, reference: str) -> int:
        return int.from_bytes(blake2b(reference.encode(), key=self.key, digest_size=8).digest(), "big")

    def base(self, on: date, *places: str, force: str = "") -> Base:
        """Of what belongs to no incident: it is here since its own day."""
        return Base(force or self.force, month_of(on), tuple(filter(None, places)), on)


def facts(made: Made) -> Iterator[Fact]:
    """All of them. Reports come first, as most others fall where their report does."""
    bases: dict[int, Base] = {}
    people = linkage.identities_since(ALWAYS[0])
    yield from _reports(made, bases, people)
    yield from _children(made, bases, people)
    yield from _notices(made, bases)
    yield from _cases(bases)
    yield from _referrals(made, bases)
    yield from _without_incidents(made)


def _reports(made: Made, bases: dict[int, Base], people: People) -> Iterator[Fact]:
    earlier = Earlier()
    found = incidents.reported_between(*ALWAYS)
    while some := list(islice(found, CHUNK)):
        numbers = [one.incident_id for one in some]
        since, children = incidents.counting(numbers), encompass.children_found(numbers)
        for one in some:
            if one.incident_id in since:
                counting = since[one.incident_id]
                base = bases[one.incident_id] = base_of(one, counting.came, counting.gone, made.withheld)
                found_there = children.get(one.incident_id)
                yield from of_report(one, base, people, made.number_of, earlier, found_there)


def _children(made: Made, bases: Mapping[int, Base], people: People) -> Iterator[Fact]:
    for child in encompass.children_counted():
        if base := bases.get(child.incident):
            known = people.get((child.incident, child.person))
            who = made.number_of(known) if known else None
            yield kinds.CHILDREN, base.row(who=who, present=child.present, related=child.related, told=child.told)


def _notices(made: Made, bases: Mapping[int, Base]) -> Iterator[Fact]:
    for notice in encompass.notices_counted(made.now):
        if base := bases.get(notice.incident):
            yield (
                kinds.NOTICES,
                base.row(
                    kind=notice.kind,
                    told=notice.told,
                    on_time=notice.on_time,
                    late_why=notice.late_why or None,
                    found_by=notice.found_by or None,
                    by_hand=notice.by_hand,
                    held=notice.held_why != "",
                    held_why=notice.held_why or None,
                    conflict=notice.conflict,
                    wrong=notice.wrong,
                    acknowledged=notice.acknowledged,
                    timed=notice.minutes is not None,
                    minutes=notice.minutes,
                ),
            )


def _cases(bases: Mapping[int, Base]) -> Iterator[Fact]:
    for force in sorted({one.force for one in bases.values()}):
        for reached in cases.stage_days(force=force, stages=STAGES, first_day=date.min, last_day=date.max):
            if base := bases.get(reached.incident):
                at = Base(force, month_of(reached.on), base.places, max(base.came, reached.on), base.gone)
                yield kinds.STAGES, at.row(stage=reached.stage, **base.of_victim(reached.victim))


def _referrals(made: Made, bases: Mapping[int, Base]) -> Iterator[Fact]:
    for page in _pages(support.referrals_counted()):
        numbers = incidents.numbers_by_name({(one.force, one.incident) for one in page})
        for one in page:
            report = bases.get(numbers.get((one.force, one.incident), 0))
            base = made.base(one.made_on, *(report.places if report else ()), force=one.force)
            own = {"referred_from": one.referred_from, "contacted": one.contacted, "engaged": one.engaged}
            yield kinds.REFERRALS, base.row(**own, **(report or base).of_victim())


def _pages(found: Iterator[support.ReferralCounted]) -> Iterator[list[support.ReferralCounted]]:
    while page := list(islice(found, CHUNK)):
        yield page


def _without_incidents(made: Made) -> Iterator[Fact]:
    for part in (_participants, _doors, _results, _contacts):
        yield from part(made)


def _participants(made: Made) -> Iterator[Fact]:
    for one in programme.participants_for_return(ALWAYS[0].date(), made.today):
        base = made.base(date.fromisoformat(f"{one.month}-01"))
        yield kinds.PARTICIPANTS, base.row(status=one.status, left=one.exit or None, started=one.started)


def _doors(made: Made) -> Iterator[Fact]:
    for one in cocoon.doors_counted():
        yield kinds.DOORS, made.base(one.on).row(outcome=one.outcome, many=one.many)


def _results(made: Made) -> Iterator[Fact]:
    for one in weeks.results_counted():
        yield kinds.RESULTS, made.base(one.on, one.area, force=one.force).row(result=one.kind, many=one.many)


def _contacts(made: Made) -> Iterator[Fact]:
    for one in schools.contacts_counted():
        days = (made.today - one.verified_on).days if one.verified_on else None
        yield kinds.CONTACTS, made.base(made.today, one.authority).row(verified=days is not None, days=days)
