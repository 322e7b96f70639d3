"""A week's list as whoever decides on it sees it: each name with everything that its place rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.joint.intensification.models import HarmTable, Listed, Week
from firstbell.joint.intensification.queries.standing import accepted_of, closed, digest_of, number_of, weights_of
from firstbell.joint.intensification.rules.listing import NO_HISTORY
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import Points, Range
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts


@dataclass(frozen=True, slots=True)
class DecisionShown:
    accepted: bool
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ListedShown:
    """A name on the list by its ``number``. ``accepted`` is None while nobody has decided.

    ``alone`` are the places they have while one weight goes anywhere within a fifth of itself, ``limits`` those
    outside which no weights within a fifth take them. ``unweighted`` offences and ``without_offence`` reports add
    nothing to the harm, as nobody knows what they weigh. ``as_victim``: so many reports name them as a victim.
    """

    number: int
    identity: str
    name: str
    incidents: tuple[str, ...]
    rank: int
    score: float
    points: Points
    contributions: dict[str, float]
    days: int
    reports: int
    harm: float
    victims: int
    unweighted: int
    without_offence: int
    alone: Range
    limits: Range
    as_victim: int
    accepted: bool | None
    decisions: tuple[DecisionShown, ...]


@dataclass(frozen=True, slots=True)
class HarmShown:
    """Whose harm weights a list was drawn with. ``begins``: above how much summed weight there are 1 to 5 points;
    ``digest`` of the file."""

    title: str
    origin: str
    dated: date
    licence: str
    unit: str
    begins: tuple[float, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class ListShown:
    """A week's list. ``names`` in their order; ``apart`` are those whom reports name as victims too, who are looked at
    for themselves. ``considered`` is how many it was drawn from, and ``unidentified`` how many records of suspects are
    nobody's yet. ``note`` stands beside every list. ``whole``: it is as it was frozen, to the byte; None before that.
    """

    week: str
    status: str
    weights: dict[str, int]
    harm: HarmShown | None
    considered: int
    unidentified: int
    names: tuple[ListedShown, ...]
    apart: tuple[ListedShown, ...]
    note: str
    digest: str
    whole: bool | None


def week_list(reference: str, *, seen_by: Actor) -> ListShown:
    """NotYours for another force's week. Whoever stands in a report that is closed to the reader is left out."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    shut = incidents.closed_to(seen_by.name)
    rows = [one for one in row.listed.order_by("number").prefetch_related("decisions") if not closed(one, shut)]
    known = incidents.facts_many({one.incident_id for one in rows})
    shown = [(one, _shown(one, known)) for one in rows]
    return ListShown(
        week=row.reference,
        status=row.status,
        weights=dict(row.weights),
        harm=_harm(row.harm),
        considered=row.considered,
        unidentified=row.unidentified,
        names=tuple(one for listed, one in shown if not listed.as_victim),
        apart=tuple(one for listed, one in shown if listed.as_victim),
        note=NO_HISTORY,
        digest=row.digest,
        whole=_whole(row),
    )


def harm_loaded() -> HarmShown | None:
    """The harm weights that the next list is drawn with; None where nobody has loaded any."""
    return _harm(HarmTable.objects.order_by("-pk").first())


def name_of(facts: IncidentFacts | None, person_id: str) -> str:
    """What an incident calls somebody in it; their reference there where it gives no name."""
    people: Iterable[str] = (
        f"{one.person.forenames} {one.person.surname}".strip()
        for one in (facts.parties if facts else ())
        if one.person.person_id == person_id
    )
    return next((name for name in people if name), person_id)


def _whole(row: Week) -> bool | None:
    return digest_of(row) == row.digest if row.digest else None


def _harm(row: HarmTable | None) -> HarmShown | None:
    if row is None:
        return None
    return HarmShown(row.title, row.origin, row.dated, row.licence, row.unit, weights_of(row).begins, row.digest)


def _shown(row: Listed, known: Mapping[int, IncidentFacts]) -> ListedShown:
    said = row.measured
    plain = ("score", "days", "reports", "harm", "victims", "unweighted", "without_offence")
    return ListedShown(
        number=row.number,
        identity=row.identity,
        name=name_of(known.get(row.incident_id), row.person_id),
        incidents=tuple(reference for _, reference, _ in row.records),
        rank=row.standing,
        points=Points(*said["points"]),
        contributions=dict(said["contributions"]),
        alone=Range(*said["alone"]),
        limits=Range(*said["limits"]),
        as_victim=row.as_victim,
        accepted=accepted_of(row),
        decisions=tuple(
            DecisionShown(one.accepted, one.why, one.by, one.recorded_at)
            for one in sorted(row.decisions.all(), key=lambda one: one.pk)
        ),
        **{name: said[name] for name in plain},
    )
