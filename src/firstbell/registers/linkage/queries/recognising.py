"""Who of an incident is somebody whom other incidents name: read, weighed and settled, for the actions to write."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import inf

from django.db.models import Q

from firstbell.pure.matching import blocking
from firstbell.pure.matching.model import PEOPLE, shipped_model
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage import models
from firstbell.registers.linkage.models import IdentifiedVersion, Record, RecordKey, Ruling, Turn
from firstbell.registers.linkage.rules import one_person
from firstbell.registers.linkage.rules.clustering import (
    FRACTURE,
    JOIN,
    Named,
    Question,
    Standing,
    Tie,
    named,
    settle,
)
from firstbell.registers.linkage.rules.one_person import Known

MOST_BEARERS = 100
"""Records kept under one key: what more people share than that tells nobody apart."""
AT_ONCE = 5000
"""Keys or records asked for in one statement: databases limit how many."""

Name = tuple[int, str]
"""A record: the incident's number, and the person's in it."""
Keys = frozenset[int]
_Tied = tuple[Name, Name, float, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """Records in question, settled as the register stood at ``turn``.

    ``names`` are all of them, the earliest first; numbers in ``fresh``, ``ties``, ``people`` and ``questions`` are
    places in it. ``fresh`` are those of the ``versions`` read (by incident), with the keys to keep of each and their
    ties. ``gone`` are records, by row, that their incident no longer names. ``incidents`` gives each incident's force
    and reference.
    """

    turn: int
    versions: Mapping[int, int]
    incidents: Mapping[int, tuple[str, str]]
    names: tuple[Name, ...]
    fresh: Mapping[int, Keys]
    gone: frozenset[int]
    ties: tuple[Tie, ...]
    people: tuple[Named, ...]
    questions: tuple[Question, ...]

    def force_of(self, place: int) -> str:
        return self.incidents[self.names[place][0]][0]


def method() -> str:
    """By which rules and model people are recognised: whatever changes it has every incident gone through again."""
    parts = (shipped_model(PEOPLE).digest, blocking.VERSION, one_person.VERSION, JOIN, FRACTURE)
    return sha256(repr(parts).encode()).hexdigest()[:16]


def unidentified(limit: int) -> list[int]:
    """Incidents of whose highest version the people have not been recognised, the earliest reported first."""
    done = IdentifiedVersion.objects.filter(method=method())
    return [incident_id for incident_id, _ in incidents.unfinished(done, limit)]


def turn_now() -> int:
    """How often identities have been changed so far."""
    return Turn.objects.values_list("number", flat=True).first() or 0


def recognise(incident_ids: Collection[int]) -> Recognised:
    """Everybody whom the incidents name, among everybody whom any incident names."""
    turn, facts = turn_now(), incidents.facts_many(incident_ids)
    register = _Register(facts.values())
    fresh = register.names()
    before = register.stand(_rows(Q(incident__in=list(facts))))
    keys, pairs = _alike(register, fresh)
    ties = _weighed(register, pairs)
    touched = {name for tie in ties for name in tie[:2]} | before
    versions = {number: one.version for number, one in facts.items()}
    return _settled(turn, versions, register, keys, ties, register.identities(touched))


def settled_again(identities: Collection[int]) -> Recognised:
    """The identities as they must be now that somebody has ruled on their records."""
    return _settled(turn_now(), {}, _Register(()), {}, [], set(identities))


class _Register:
    """The records met so far: what is known of each, and its row and identity where it has them."""

    def __init__(self, facts: Iterable[IncidentFacts]) -> None:
        self.known: dict[Name, Known] = {}
        self.rows: dict[Name, tuple[int, int | None]] = {}
        self._read: set[int] = set()
        self._read_people(facts)

    def names(self) -> list[Name]:
        """Those whom an incident names today, the earliest first: by row, and new ones as they were read."""
        place = {name: number for number, name in enumerate(self.known)}
        age = {name: self.rows[name][0] if name in self.rows else inf for name in place}
        return sorted(self.known, key=lambda name: (age[name], place[name]))

    def stand(self, rows: Iterable[tuple[int, int, str, int | None]]) -> set[Name]:
        """Take in rows of records, and what their incidents say of them; their names."""
        found = {(incident, person): (row, identity) for row, incident, person, identity in rows}
        self.rows |= found
        self._read_people(incidents.facts_many({incident for incident, _ in found} - self._read).values())
        return set(found)

    def identities(self, names: Iterable[Name]) -> set[int]:
        found = (self.rows[name][1] for name in names if name in self.rows)
        return {identity for identity in found if identity is not None}

    def named_by_row(self) -> dict[int, Name]:
        return {row: name for name, (row, _) in self.rows.items()}

    def _read_people(self, facts: Iterable[IncidentFacts]) -> None:
        for one in sorted(facts, key=lambda one: (one.reported_at, one.force, one.reference)):
            self._read.add(one.incident_id)
            self.known |= {(one.incident_id, known.said.key): known for known in one_person.known_in(one)}


def _rows(wanted: Q) -> Iterator[tuple[int, int, str, int | None]]:
    yield from Record.objects.filter(wanted).values_list("pk", "incident_id", "person_id", "identity_id")


def _parts(numbers: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(numbers)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))


def _alike(register: _Register, fresh: Sequence[Name]) -> tuple[dict[Name, Keys], set[tuple[Name, Name]]]:
    """The keys to keep of each fresh record, and the pairs of records that share one."""
    keys = dict(zip(fresh, one_person.keys([register.known[name] for name in fresh]), strict=True))
    mine = {register.rows[name][0] for name in fresh if name in register.rows}
    bearers = _bearers(frozenset[int]().union(*keys.values()), but=mine)
    register.stand(_rows_of({row for rows in bearers.values() for row in rows}))
    names = register.named_by_row()
    shelves = {key: [names[row] for row in rows] for key, rows in bearers.items()}
    kept: dict[Name, Keys] = {}
    pairs: set[tuple[Name, Name]] = set()
    for name in fresh:
        pairs |= {(other, name) for key in keys[name] for other in shelves.get(key, ())}
        kept[name] = frozenset(key for key in keys[name] if len(shelves.get(key, ())) < MOST_BEARERS)
        for key in kept[name]:
            shelves.setdefault(key, []).append(name)
    return kept, pairs


def _bearers(keys: Collection[int], but: Collection[int]) -> dict[int, list[int]]:
    """The rows of the records kept under each key."""
    found: dict[int, list[int]] = {}
    for part in _parts(keys):
        rows = RecordKey.objects.filter(blocking_key__in=part).exclude(record__in=but)
        for key, row in rows.values_list("blocking_key", "record_id"):
            found.setdefault(key, []).append(row)
    return found


def _rows_of(rows: Collection[int]) -> Iterator[tuple[int, int, str, int | None]]:
    for part in _parts(rows):
        yield from _rows(Q(pk__in=part))


def _weighed(register: _Register, pairs: Collection[tuple[Name, Name]]) -> list[_Tied]:
    names = sorted({name for pair in pairs for name in pair if name in register.known})
    place = {name: number for number, name in enumerate(names)}
    numbered = [(place[one], place[other]) for one, other in pairs if one in place and other in place]
    known = [register.known[name] for name in names]
    found = one_person.ties(known, numbered, shipped_model(PEOPLE), FRACTURE)
    return [(names[tie.one], names[tie.other], tie.weight, tie.doubt) for tie in found]


def _settled(
    turn: int,
    versions: Mapping[int, int],
    register: _Register,
    keys: Mapping[Name, Keys],
    ties: list[_Tied],
    identities: set[int],
) -> Recognised:
    stored, members = _all_that_hang_together(register, identities, keys.keys())
    wanted = members | keys.keys()
    names = tuple(name for name in register.names() if name in wanted)
    place = {name: number for number, name in enumerate(names)}
    ours = {name for name in register.rows if name[0] in versions or name in members}
    tied = _placed(ties, place)
    standing = _standing(register, names, place, [*tied, *_placed(stored, place)])
    settled = settle(standing)
    return Recognised(
        turn=turn,
        versions=versions,
        incidents={name[0]: register.known[name].incident for name in names},
        names=names,
        fresh={place[name]: kept for name, kept in keys.items()},
        gone=frozenset(register.rows[name][0] for name in ours - place.keys()),
        ties=tuple(tied),
        people=tuple(named(settled.clusters, standing.before)),
        questions=settled.questions,
    )


def _placed(ties: Iterable[_Tied], place: Mapping[Name, int]) -> list[Tie]:
    both = ((place[a], place[b], weight, doubt) for a, b, weight, doubt in ties if a in place and b in place)
    return [Tie(min(a, b), max(a, b), weight, doubt) for a, b, weight, doubt in both]


def _all_that_hang_together(
    register: _Register, identities: set[int], fresh: Collection[Name]
) -> tuple[list[_Tied], set[Name]]:
    """The members of the identities and of whatever they could be joined with, and the ties kept between them."""
    members: set[Name] = set()
    ties: dict[tuple[int, int], tuple[float, str]] = {}
    met, new = set[int](), set(identities)
    while new:
        joined = register.stand(_rows(Q(identity__in=new)))
        members, met = members | joined, met | new
        found = _ties_of({register.rows[name][0] for name in joined})
        ties |= found
        rows = {row for pair, (weight, _) in found.items() if weight >= JOIN for row in pair}
        new = register.identities(register.stand(_rows_of(rows - register.named_by_row().keys()))) - met
    names = register.named_by_row()
    kept = {pair: tie for pair, tie in ties.items() if pair[0] in names and pair[1] in names}
    held = [(names[one], names[other], *tie) for (one, other), tie in kept.items()]
    return [tie for tie in held if tie[0] not in fresh and tie[1] not in fresh], members


def _ties_of(rows: Collection[int]) -> dict[tuple[int, int], tuple[float, str]]:
    found = {}
    for part in _parts(rows):
        ties = models.Tie.objects.filter(Q(one__in=part) | Q(other__in=part))
        for one, other, weight, doubt in ties.values_list("one_id", "other_id", "weight", "doubt"):
            found[one, other] = weight, doubt
    return found


def _standing(register: _Register, names: Sequence[Name], place: Mapping[Name, int], ties: Sequence[Tie]) -> Standing:
    known = [register.known[name] for name in names]
    ruled = _ruled(register, place)
    identity = {place[name]: register.rows[name][1] for name in names if name in register.rows}
    return Standing(
        records=len(names),
        ties=ties,
        before={record: number for record, number in identity.items() if number is not None},
        nominals={number: f"{one.incident[0]} {one.nominal}" for number, one in enumerate(known) if one.nominal},
        together=tuple(pair for pair, together in ruled.items() if together),
        asunder=tuple(pair for pair, together in ruled.items() if not together),
        never=lambda one, other: one_person.never(known[one], known[other]),
        apart=lambda one, other: one_person.apart(known[one], known[other]),
    )


def _ruled(register: _Register, place: Mapping[Name, int]) -> dict[tuple[int, int], bool]:
    """What people last said of each two of these records."""
    at = {row: place[name] for name, (row, _) in register.rows.items() if name in place}
    ruled = {}
    for part in _parts(at.keys()):
        for one, other, together in (
            Ruling.objects.filter(one__in=part).order_by("pk").values_list("one_id", "other_id", "together")
        ):
            if other in at:
                ruled[min(at[one], at[other]), max(at[one], at[other])] = together
    return ruled
