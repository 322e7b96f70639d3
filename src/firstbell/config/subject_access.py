"""The one table of what is held about people, and where: what somebody is told who asks for it.

A table that holds anything of a person stands in ``HOLDINGS``, or in ``NOT_TOLD`` with the reason why nobody is told of
it. A list, not a discovery; a test over all tables finds whatever is in neither.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.subject_access import actions, queries
from firstbell.foundations.subject_access.queries import Picked, RequestShown
from firstbell.foundations.subject_access.rules.deciding import Choice, Decided, leaving, state
from firstbell.foundations.subject_access.rules.items import Bearing, Candidate, Item, bearing
from firstbell.foundations.subject_access.rules.requests import ABOUT_ASKER, ABOUT_SUBJECT
from firstbell.joint.early_picture import queries as picture
from firstbell.joint.intensification import queries as intensification
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import actions as incident_actions
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules.asking import candidate, dangers
from firstbell.registers.linkage import queries as linkage
from firstbell.registers.schools import queries as schools
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.programme import actions as programme_actions
from firstbell.responses.programme import queries as programme
from firstbell.responses.support import actions as support_actions
from firstbell.responses.support import queries as support

RECORD, PUPIL, CONTACT, STAFF = "record", "pupil", "contact", "staff"
ACCOUNT, CLIENT, PARTICIPANT, SUBJECT = "account", "client", "participant", "subject"
KINDS = {
    RECORD: "Record of an incident",
    PUPIL: "Pupil on a roll",
    CLIENT: "Client of a support service",
    PARTICIPANT: "Participant of a programme",
    SUBJECT: "Named in a concern at the hub",
    CONTACT: "Contact of a school or authority",
    STAFF: "Staff of a school",
    ACCOUNT: "Somebody who signs in",
}
"""By what the parts know people."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What ``part`` holds of whoever it knows by a key of ``kind``, in which ``tables``.

    ``open_sealed(key=, request=, by=, now=)`` reads out what lies sealed there, once two people released it.
    """

    part: str
    kind: str
    about: Callable[[str], Sequence[Item]]
    tables: frozenset[str]
    open_sealed: Callable[..., str] | None = None


def _of_record(about: Callable[[int, str], Sequence[Item]]) -> Callable[[str], Sequence[Item]]:
    return lambda key: about(*record_of(key))


def record_of(key: str) -> tuple[int, str]:
    """Firstbell's number of the incident, and who there. ``12:P1``."""
    number, _, person = key.partition(":")
    return int(number), person


def called(kind: str, key: str) -> str:
    """What a record is called on a page: an incident's reference and who there, or its key."""
    if kind != RECORD:
        return key
    number, person = record_of(key)
    return f"{incidents.facts(number).reference}, {person}"


def _in(part: str, *names: str) -> frozenset[str]:
    return frozenset(f"{part}.{name}" for name in names)


HOLDINGS = (
    Holding(
        "incidents",
        RECORD,
        _of_record(incidents.about_record),
        _in("incidents", "IncidentVersion"),
        incident_actions.open_for_party,
    ),
    Holding(
        "linkage",
        RECORD,
        _of_record(linkage.about_record),
        _in("linkage", "Link", "Ruling", "PupilJudgement"),
    ),
    Holding(
        "encompass",
        RECORD,
        _of_record(encompass.about_child),
        _in("encompass", "Exposure", "Notice", "Disclosure", "Step", "Telling", "Hold", "HistoryPassed")
        | _in("encompass", "Review", "AuthorityAnswer"),
    ),
    Holding(
        "case_progress",
        RECORD,
        _of_record(cases.about_party),
        _in("case_progress", "Case", "StageEntry", "Outcome", "Review", "Rights", "KeyEvent", "Attempt", "Stance")
        | _in("case_progress", "CourtDate", "Fact", "Assessment", "SecondGrade", "Order", "OrderEntry", "Breach")
        | _in("case_progress", "Conference", "Item", "Research", "Task"),
    ),
    Holding(
        "intensification",
        RECORD,
        _of_record(intensification.about_listed),
        _in("intensification", "Listed", "Decision", "Task", "Result"),
    ),
    Holding("schools", PUPIL, schools.about_pupil, _in("schools", "RollEntry", "RollChange")),
    Holding(
        "support",
        CLIENT,
        support.about_client,
        _in(
            "support", "Client", "Referral", "ContactPlan", "ContactWay", "Attempt", "Address", "Withdrawal", "Transfer"
        )
        | _in("support", "Withdrawal", "Transfer", "Need", "Goal", "Task", "Review", "Closure"),
        support_actions.open_for_client,
    ),
    Holding(
        "partners", CLIENT, programme.about_partner, _in("programme", "PartnerLink", "PartnerAlert", "PartnerAnswer")
    ),
    Holding(
        "programme",
        PARTICIPANT,
        programme.about_participant,
        _in("programme", "Participant", "ParticipantWay", "Finding", "Attendance", "ProgressReview", "PoliceReports")
        | _in("programme", "DrawnStart", "ReportsAround"),
        programme_actions.open_for_participant,
    ),
    Holding(
        "early_picture",
        SUBJECT,
        lambda key: picture.about_subject(int(key)),
        _in("early_picture", "Subject", "Concern", "Signal", "Matter", "Decision", "Discussion", "Task"),
    ),
    Holding(
        "contacts",
        CONTACT,
        lambda key: schools.about_contact(int(key)),
        _in("schools", "Contact") | _in("delivery", "Message"),
    ),
    Holding("staff", STAFF, lambda key: schools.about_staff(int(key)), _in("schools", "StaffMember")),
    Holding(
        "accounts",
        ACCOUNT,
        lambda key: accounts.about_account(int(key)),
        _in("accounts", "Account", "Membership", "Device", "Invitation") | _in("delivery", "Message"),
    ),
)

_STAFF_WHO_ACTED = "It names somebody of the staff who did something; the audit trail tells it."
_REPEATS = "It repeats what the latest version of an incident says, so that it can be searched; it is told there."
_NUMBERS = "Numbers made of a record to find it by, which say nothing to anybody and are made anew."
_A_HOME = "An address, and nobody who lives there."
_COCOON = (
    "Operation Cocoon. Whom an operation is for, what was said and by whom lies sealed, can be searched by nobody, and"
    " that it exists is told to nobody; a victim hears of it from their advocate."
)
_OF_TWO = "It ties a client's record to another's: each is told of their own, and not that the other is there."
_HOLDS = "Why something is kept or was destroyed, by its reference, and who of the staff decided it."
_REQUESTS = "The request that somebody makes: they have what they sent, and what they were given."

NOT_TOLD: dict[str, str] = {
    **dict.fromkeys(_in("audit", "Entry"), "It names staff, and who looked at what; an administrator reads it."),
    **dict.fromkeys(_in("take_in", "Upload"), _STAFF_WHO_ACTED),
    **dict.fromkeys(
        _in("take_in", "Reject"), "A line that could not be read is nobody's for sure; it is corrected, and forgotten."
    ),
    **dict.fromkeys(_in("people", "Person", "Mention", "PersonName", "Residence", "Relationship"), _REPEATS),
    **dict.fromkeys(_in("schools", "RollKey") | _in("linkage", "RecordKey"), _NUMBERS),
    **dict.fromkeys(_in("schools", "Establishment"), "The head’s name as the public register of schools gives it."),
    **dict.fromkeys(_in("schools", "RollExtract") | _in("premises", "HomesFile"), _STAFF_WHO_ACTED),
    **dict.fromkeys(_in("premises", "StagedHome", "Home", "HeardThrough", "SquareDue"), _A_HOME),
    **dict.fromkeys(
        _in("incidents", "Restriction"), "From whom of the police a record is kept: telling them would open it."
    ),
    **dict.fromkeys(_in("incidents", "ComparedOfficer"), _STAFF_WHO_ACTED),
    **dict.fromkeys(
        _in("linkage", "Record", "Identity", "Tie", "Doubt", "SampledAnswer"),
        "How records were compared with those of others, for a person to look at.",
    ),
    **dict.fromkeys(_in("linkage", "LearntModel") | _in("encompass", "Pause"), _STAFF_WHO_ACTED),
    **dict.fromkeys(
        _in("cocoon", "CellHome", "RefusedHomes", "Campaign", "Slot", "Operation", "SealOpening", "Deferral", "Visit")
        | _in("cocoon", "Heard", "Registration", "Safety"),
        _COCOON,
    ),
    **dict.fromkeys(_in("programme", "KnownPeople"), "How many people had how many reports, and nobody of them."),
    **dict.fromkeys(_in("intensification", "HarmTable", "Week", "Team", "JoinedCampaign", "Summary"), _STAFF_WHO_ACTED),
    **dict.fromkeys(_in("performance", "Rebase", "Question", "Reply"), _STAFF_WHO_ACTED),
    **dict.fromkeys(_in("publication", "RegisterEntry", "Signature"), _STAFF_WHO_ACTED),
    **dict.fromkeys(_in("support", "Ruling", "ChildLink"), _OF_TWO),
    **dict.fromkeys(
        _in("early_picture", "Household", "Doubt", "Ruling"), "How concerns of several people were tied together."
    ),
    **dict.fromkeys(_in("early_picture", "ConcernKey"), _NUMBERS),
    **dict.fromkeys(
        _in("early_picture", "Photograph", "InformantOpening", "Feedback"),
        "It lies sealed, or shows who reported: that is told to nobody.",
    ),
    **dict.fromkeys(
        _in("early_picture", "Insider", "Try"), "From whom of the hub a household is kept: telling would open it."
    ),
    **dict.fromkeys(_in("retention", "LegalHold", "Removal", "Certificate"), _HOLDS),
    **dict.fromkeys(_in("subject_access", "Request", "PickedRecord", "Decision", "Bundle"), _REQUESTS),
}
"""Tables that hold something of a person of which nobody is told here, each with the reason."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item with what becomes of it by itself, what was decided, and how it stands."""

    item: Item
    bearing: Bearing
    decided: Decided | None
    state: str


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in one part for one picked record. ``number`` is its place, by which a page asks for it."""

    number: int
    part: str
    kind: str
    key: str
    found: tuple[Found, ...]


def candidates(*, name: str, born: date | None, seen_by: Actor) -> tuple[Candidate, ...]:
    """Records of any part that may be of somebody of this name, born on this day; which are is for a person to say."""
    closed = incidents.closed_to(seen_by.name)
    return (
        *incidents.records_named(name=name, born=born, closed=closed),
        *schools.pupils_named(name=name, born=born),
        *support.clients_named(name=name, born=born),
        *programme.participants_named(name=name, born=born),
        *picture.subjects_named(name=name, born=born),
        *schools.contacts_named(name=name),
        *schools.staff_named(name=name, born=born),
        *accounts.accounts_named(name=name),
    )


def candidates_for(
    reference: str, *, name: str, born: date | None, whose: str, seen_by: Actor
) -> tuple[Candidate, ...]:
    """Those, and whoever linking takes for the same as was picked already, without what was picked; each once."""
    picked = queries.picked(reference, seen_by=seen_by)
    known = {(one.kind, one.key) for one in picked}
    everybody = (
        *candidates(name=name, born=born, seen_by=seen_by),
        *also_named(picked, whose=whose, seen_by=seen_by),
    )
    found = {(one.kind, one.key): one for one in everybody}
    return tuple(one for pair, one in found.items() if pair not in known)


def pick(reference: str, whose: str, records: Collection[tuple[str, str]], *, by: Actor, now: datetime) -> None:
    """An officer says that these records are theirs. NotYours for one that is not there, or is closed to them."""
    closed = incidents.closed_to(by.name)
    if not all(_is_there(kind, key, closed) for kind, key in records):
        raise NotYours("There is no such record.", "Search again.")
    actions.pick_records(reference=reference, whose=whose, records=records, by=by, now=now)


def _is_there(kind: str, key: str, closed: Collection[int]) -> bool:
    number = key.partition(":")[0]
    if kind == RECORD:
        known = incidents.facts_many([int(number)] if number.isdecimal() else [])
        return any(not {number} & set(closed) and incidents.about_record(*record_of(key)) for number in known)
    if kind in (CONTACT, STAFF, ACCOUNT, SUBJECT) and not key.isdecimal():
        return False
    return any(holding.about(key) for holding in HOLDINGS if holding.kind == kind)


def also_named(picked: Iterable[Picked], *, whose: str, seen_by: Actor) -> tuple[Candidate, ...]:
    """Records of other incidents that linking takes for the same person as those picked; a person still says so."""
    closed, known = incidents.closed_to(seen_by.name), set[str]()
    mine = [one for one in picked if one.kind == RECORD and one.whose == whose]
    found = []
    for one in mine:
        number, person = record_of(one.key)
        facts = incidents.facts(number)
        for other in linkage.same_person_everywhere(facts.force, facts.reference, person):
            elsewhere = incidents.find(other.force, other.incident_reference)
            key = f"{elsewhere}:{other.person_id}"
            if key not in {*known, *(one.key for one in mine)} and elsewhere not in closed:
                known.add(key)
                found.append(candidate(incidents.facts(elsewhere), other.person_id))
    return tuple(found)


def flags(reference: str, *, seen_by: Actor, now: datetime) -> tuple[str, ...]:
    """Why whoever asks for somebody else may be whom that person must be kept from; none where nothing says so."""
    request = queries.request(reference, seen_by=seen_by, now=now)
    if request.asks_for_themselves:
        return ()
    picked = queries.picked(reference, seen_by=seen_by)
    theirs = [record_of(one.key)[0] for one in picked if one.kind == RECORD and one.whose == ABOUT_SUBJECT]
    asker = {record_of(one.key) for one in picked if one.kind == RECORD and one.whose == ABOUT_ASKER}
    name = f"{request.asker_forenames} {request.asker_surname}"
    return dangers(incidents.facts_many(theirs).values(), asker=asker, name=name, born=request.asker_born)


def found(reference: str, *, seen_by: Actor, now: datetime) -> tuple[Part, ...]:
    """Everything that is held of the picked records, part by part. NotYours where one is closed to whoever asks."""
    request = queries.request(reference, seen_by=seen_by, now=now)
    picked = [one for one in queries.picked(reference, seen_by=seen_by) if one.whose == ABOUT_SUBJECT]
    _none_closed(picked, seen_by)
    decided = queries.decisions(reference, seen_by=seen_by)
    pairs = [(holding, one) for one in picked for holding in HOLDINGS if holding.kind == one.kind]
    parts = [
        Part(number, holding.part, one.kind, one.key, _found(holding, one.key, request, decided))
        for number, (holding, one) in enumerate(pairs, 1)
    ]
    return tuple(part for part in parts if part.found)


def _none_closed(picked: Iterable[Picked], seen_by: Actor) -> None:
    closed = incidents.closed_to(seen_by.name)
    if any(one.kind == RECORD and record_of(one.key)[0] in closed for one in picked):
        raise NotYours("There is no such request.", "Look at the reference.")


def _found(holding: Holding, key: str, request: RequestShown, decided: dict[str, Decided]) -> tuple[Found, ...]:
    themselves = request.asks_for_themselves
    return tuple(
        Found(
            item,
            bearing(item.told, asks_for_themselves=themselves),
            said := decided.get(item.key),
            state(item, queries.digest_of_value(item.value), said, asks_for_themselves=themselves),
        )
        for item in holding.about(key)
    )


def items(reference: str, *, seen_by: Actor, now: datetime) -> list[Item]:
    """Every item once: two picked records may lead to the same."""
    everything = (one.item for part in found(reference, seen_by=seen_by, now=now) for one in part.found)
    return list({item.key: item for item in everything}.values())


def propose(reference: str, choices: Sequence[Choice], *, by: Actor, now: datetime) -> None:
    """One officer's word on items that are found now."""
    found_now, warned = items(reference, seen_by=by, now=now), len(flags(reference, seen_by=by, now=now))
    actions.propose_decisions(reference=reference, choices=choices, items=found_now, flags=warned, by=by, now=now)


def confirm(reference: str, keys: Sequence[str], *, by: Actor, now: datetime) -> None:
    """Another officer's, who agrees."""
    found_now = items(reference, seen_by=by, now=now)
    actions.confirm_decisions(reference=reference, keys=keys, items=found_now, by=by, now=now)


def send_back(reference: str, keys: Sequence[str], why: str, *, by: Actor, now: datetime) -> None:
    """Another officer's, who does not."""
    found_now = items(reference, seen_by=by, now=now)
    actions.send_back(reference=reference, keys=keys, why=why, items=found_now, by=by, now=now)


def release(reference: str, *, by: Actor, now: datetime) -> str:
    """What two people released, frozen; what of it lies sealed is opened in the same transaction. The digest."""
    with transaction.atomic():
        found_now = items(reference, seen_by=by, now=now)
        return actions.release_bundle(
            reference=reference,
            items=found_now,
            opened=_opened(reference, found_now, by, now),
            flags=len(flags(reference, seen_by=by, now=now)),
            by=by,
            now=now,
        )


def _opened(reference: str, items: Sequence[Item], by: Actor, now: datetime) -> dict[str, str]:
    request = queries.request(reference, seen_by=by, now=now)
    decided = queries.decisions(reference, seen_by=by)
    openers = {table: one.open_sealed for one in HOLDINGS for table in one.tables if one.open_sealed}
    return {
        item.key: openers[item.table](key=item.key, request=reference, by=by, now=now)
        for item in leaving(items, decided, queries.digests(items), asks_for_themselves=request.asks_for_themselves)
        if item.told.sealed
    }
