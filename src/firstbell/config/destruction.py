"""The one table of records of people that are destroyed when they are old: whole, by two people, with a certificate.

How long is the controller's to decide, and stands in ``force.toml``; where nobody has decided, nothing goes. A thing
goes through every part that holds something of it, those first that lean on others, in one transaction: an incident of
which only the notices were gone would be assessed anew, and a school told of a night long ago.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.delivery import actions as delivery
from firstbell.foundations.retention import actions, queries
from firstbell.foundations.retention.rules import CLIENT, HOUSEHOLD, INCIDENT, PARTICIPANT, REQUEST, subject_of, summed
from firstbell.foundations.subject_access import actions as requests
from firstbell.foundations.subject_access import queries as requests_now
from firstbell.joint.early_picture import actions as picture
from firstbell.joint.early_picture import queries as picture_now
from firstbell.joint.intensification import actions as intensification
from firstbell.joint.intensification import queries as intensification_now
from firstbell.pure.actor import Actor
from firstbell.pure.periods import LONDON, london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_now
from firstbell.registers.linkage import actions as linkage
from firstbell.registers.linkage import queries as linkage_now
from firstbell.registers.people import actions as people
from firstbell.registers.people import queries as people_now
from firstbell.responses.case_progress import actions as cases
from firstbell.responses.case_progress import queries as cases_now
from firstbell.responses.encompass import actions as encompass
from firstbell.responses.encompass import queries as encompass_now
from firstbell.responses.programme import actions as programme
from firstbell.responses.programme import queries as programme_now
from firstbell.responses.support import actions as support
from firstbell.responses.support import queries as support_now

BATCH = 100
CHILD_UNTIL = 25
"""Years of age up to which what is known of a child is kept: as schools keep child protection files (the Information
and Records Management Society's toolkit for schools: 25 years from the date of birth)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is older than ``years`` before ``today`` (London): everything before ``moment``, the first of ``day``."""

    today: date
    years: int

    @property
    def day(self) -> date:
        return years_before(self.today, self.years)

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Records:
    """One class of records. ``years_of(policy)`` are those that were decided, ``fewest`` those that may be.

    ``old(cut)`` are the references of what is older, whether or not it is held; ``rows(references)`` says how many rows
    of which table go with them; ``forget(reference, by=, now=)`` has every part forget one, and says the same.
    """

    kind: str
    what: Any
    counted_from: Any
    source: Any
    years_of: Callable[[ForcePolicy], int]
    fewest: int
    old: Callable[[Cut], Sequence[str]]
    rows: Callable[[Sequence[str]], Mapping[str, int]]
    forget: Callable[..., Mapping[str, int]]
    is_there: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What would go of one class if it were run now, by reference, and what is old and held. ``rows`` by table."""

    records: Records
    years: int
    before: date | None
    subjects: tuple[str, ...]
    held: int
    rows: dict[str, int]

    @property
    def is_decided(self) -> bool:
        return self.years > 0

    @property
    def is_too_short(self) -> bool:
        """Somebody decided on fewer years than may be: nothing goes."""
        return 0 < self.years < self.records.fewest


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year that has none
        return date(day.year - years, 2, 28)


def old_incidents(cut: Cut) -> list[str]:
    """Reported before the cut; nobody in them heard of since, nothing of theirs worked on since, and no child in them
    younger than ``CHILD_UNTIL``."""
    recent = linkage_now.heard_of_since(cut.moment) | cases_now.worked_on_since(cut.moment)
    recent |= intensification_now.listed_since(cut.moment)
    numbers = [number for number in incidents_now.reported_before(cut.moment) if number not in recent]
    grown_on = years_before(cut.today, CHILD_UNTIL)
    unknown_since = datetime.combine(grown_on, datetime.min.time(), tzinfo=LONDON)
    young = people_now.young_in(grown_on, unknown_since=unknown_since)
    named = incidents_now.names_of(numbers)
    return [":".join(named[number]) for number in numbers if named[number] not in young]


def rows_of_incidents(references: Sequence[str]) -> dict[str, int]:
    names = [_force_and_reference(one) for one in references]
    numbers = tuple(incidents_now.numbers_by_name(names).values())
    judged = {"linkage.PupilJudgement": sum(linkage_now.judgements_on(*name) for name in names)}
    return summed(
        [
            intensification_now.rows_of_lists(numbers),
            cases_now.rows_of_cases(numbers),
            {"delivery.Message": len(encompass_now.messages_of(numbers))},
            encompass_now.rows_of_notices(numbers),
            linkage_now.rows_of_links(numbers),
            judged,
            people_now.rows_of_people(names),
            incidents_now.rows_of_incidents(numbers),
        ]
    )


def forget_incident(reference: str, *, by: Actor, now: datetime) -> dict[str, int]:
    """Every part forgets it, from the top down, in one transaction."""
    force, name = _force_and_reference(reference)
    number = incidents_now.find(force, name)
    asked: dict[str, Any] = {"by": by, "now": now}
    messages = encompass_now.messages_of((number,))
    with transaction.atomic():
        return summed(
            [
                intensification.forget_listed(incident=number, **asked),
                cases.forget_cases(incident=number, **asked),
                delivery.forget_messages(keys=messages, subject=subject_of(INCIDENT, reference), **asked),
                encompass.forget_notices(incident=number, **asked),
                linkage.forget_links(incident=number, **asked),
                people.forget_people(force=force, reference=name, **asked),
                incidents.forget_incident(incident=number, **asked),
            ]
        )


def is_incident(reference: str) -> bool:
    return bool(incidents_now.numbers_by_name([_force_and_reference(reference)]))


def _force_and_reference(reference: str) -> tuple[str, str]:
    force, _colon, name = reference.partition(":")
    return force, name


def old_clients(cut: Cut) -> list[str]:
    """Whose referrals all ended before the cut, who is no partner of a participant on file, and was no child then or is
    ``CHILD_UNTIL`` by now."""
    linked = programme_now.clients_linked()
    ended = support_now.clients_ended(before=cut.moment, child_until=CHILD_UNTIL, today=cut.today)
    return [one for one in ended if one not in linked]


def old_households(cut: Cut) -> list[str]:
    """Of which nothing was reported, counted or worked on since the cut; those with somebody who is not yet
    ``CHILD_UNTIL`` stay."""
    grown_on = years_before(cut.today, CHILD_UNTIL)
    return list(picture_now.households_ended(before=cut.moment, today=cut.today, grown_on=grown_on))


TABLE = (
    Records(
        INCIDENT,
        _("Incidents, with their cases, notices, messages, people and places on weeks’ lists"),
        _("the last report that names anybody in it, and the last entry in a case of it"),
        _(
            "The force’s to decide. The College of Policing’s guidance on retention, review and disposal keeps what is"
            " known of somebody for six clear years at the least, and violent and sexual offences for ten, and then"
            " has a person look at each. Children are kept until they are 25."
        ),
        lambda policy: policy.keep_incidents_years,
        6,
        old_incidents,
        rows_of_incidents,
        forget_incident,
        is_incident,
    ),
    Records(
        CLIENT,
        _("Clients of support services, with their referrals, plans and tries"),
        _("the end of the last referral"),
        _(
            "The service’s to decide. Many keep six years, after which no claim can be brought (Limitation Act 1980,"
            " sections 2 and 5), and what is known of a child until they are 25."
        ),
        lambda policy: policy.keep_clients_years,
        1,
        old_clients,
        lambda references: support_now.rows_of_clients(tuple(references)),
        lambda reference, **asked: support.forget_client(reference=reference, **asked),
        support_now.client_exists,
    ),
    Records(
        PARTICIPANT,
        _("Participants of a programme, with what their partners answered"),
        _("the end of their way through it"),
        _("The provider’s to decide, with the support service, whose clients’ answers go with it."),
        lambda policy: policy.keep_participants_years,
        2,
        lambda cut: programme_now.participants_ended(before=cut.moment),
        lambda references: programme_now.rows_of_participants(tuple(references)),
        lambda reference, **asked: programme.forget_participant(reference=reference, **asked),
        programme_now.participant_exists,
    ),
    Records(
        HOUSEHOLD,
        _("Households of the hub, with what was reported of them and what was decided"),
        _("the last report of it, and the end of the last matter"),
        _("The force’s to decide, with the agencies of the hub. Households with children are kept until they are 25."),
        lambda policy: policy.keep_households_years,
        1,
        old_households,
        lambda references: picture_now.rows_of_households(tuple(references)),
        lambda reference, **asked: picture.forget_household(reference=reference, **asked),
        picture_now.household_exists,
    ),
    Records(
        REQUEST,
        _("Requests for data, with the copy of what was given"),
        _("the day on which they ended"),
        _("Ours, until the force decides: two years, for a complaint to the Information Commissioner or a court."),
        lambda policy: policy.keep_requests_years,
        1,
        lambda cut: requests_now.requests_ended(cut.moment),
        requests_now.rows_of_requests,
        lambda reference, **asked: requests.forget_request(reference=reference, **asked),
        requests_now.request_exists,
    ),
)
CLASSES = {records.kind: records for records in TABLE}


def forecasts(*, now: datetime, policy: ForcePolicy) -> list[Forecast]:
    """What would go of each class if it were run now: a dry run, which writes nothing."""
    return [forecast(records, now=now, policy=policy) for records in TABLE]


def forecast(records: Records, *, now: datetime, policy: ForcePolicy) -> Forecast:
    years, (before, old) = records.years_of(policy), _old(records, now, policy)
    keep = kept(old)
    going = tuple(one for one in old if one not in keep)
    return Forecast(records, years, before, going, len(keep), dict(records.rows([_reference(one) for one in going])))


def _old(records: Records, now: datetime, policy: ForcePolicy) -> tuple[date | None, list[str]]:
    """The day before which it is old, and what is; None and nothing where that is not decided, or too short."""
    cut = Cut(london_date(now), records.years_of(policy))
    if cut.years < records.fewest:
        return None, []
    return cut.day, [subject_of(records.kind, one) for one in records.old(cut)]


def kept(subjects: Collection[str]) -> frozenset[str]:
    """Those that are held: by a legal hold on them or on the incident they came from, or as somebody asks for them."""
    held = queries.held() | _asked_for()
    came_from = support_now.incidents_of_clients()
    of_held_incidents = {
        subject_of(CLIENT, client)
        for client, named in came_from.items()
        if any(subject_of(INCIDENT, ":".join(one)) in held for one in named)
    }
    return frozenset(subjects) & (held | of_held_incidents)


def _asked_for() -> frozenset[str]:
    """What an open request is about: to destroy it now would be to keep it from whoever asks."""
    asked = requests_now.asked_about()
    numbers = [int(key.partition(":")[0]) for kind, key in asked if kind == "record"]
    of_incidents = {subject_of(INCIDENT, ":".join(name)) for name in incidents_now.names_of(numbers).values()}
    subjects = [int(key) for kind, key in asked if kind == "subject"]
    of_households = {subject_of(HOUSEHOLD, one) for one in picture_now.households_of_subjects(subjects)}
    return frozenset(
        of_incidents | of_households | {subject_of(kind, key) for kind, key in asked if kind in (CLIENT, PARTICIPANT)}
    )


def propose(kind: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> str:
    """Have what is old of one class destroyed, once somebody else approves it; its reference."""
    found = forecast(_class(kind), now=now, policy=policy)
    if found.before is None:
        raise Refused("How long it is kept is not decided, or too short.", "Set it in force.toml first.")
    return actions.propose_removal(
        kind=kind, years=found.years, before=found.before, subjects=found.subjects, by=by, now=now
    )


def place_hold(*, kind: str, reference: str, reason: str, by: Actor, now: datetime) -> str:
    """Keep one thing from being destroyed. Refused where there is none such, also if it went this moment."""
    with transaction.atomic():
        name = actions.place_hold(kind=kind, reference=reference, reason=reason, by=by, now=now)
        if not _class(kind).is_there(reference.strip()):
            raise Refused("There is nothing of that reference.", "Look at the reference.")
    return name


def remove_approved(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """The job: a few of what two people let be destroyed, one at a time, and certificates of what is all gone."""
    lines = queries.to_destroy(BATCH)
    old = {kind: _still_old(kind, now, policy) for kind in {line.kind for line in lines}}
    for line in lines:
        _destroy(line, line.subject in old[line.kind], by=by, now=now)
    for reference in queries.to_certify():
        actions.certify(removal=reference, by=by, now=now)
    return len(lines)


def _still_old(kind: str, now: datetime, policy: ForcePolicy) -> frozenset[str]:
    _before, old = _old(CLASSES[kind], now, policy)
    return frozenset(old) - kept(old)


def _destroy(line: queries.Line, is_old: bool, *, by: Actor, now: datetime) -> None:
    def forget() -> Mapping[str, int]:
        return CLASSES[line.kind].forget(_reference(line.subject), by=by, now=now)

    actions.destroy(line=line.number, forget=forget if is_old else None, by=by, now=now)


def _class(kind: str) -> Records:
    if kind not in CLASSES:
        raise NotYours("There is no such class of records.", "Look at the list.")
    return CLASSES[kind]


def _reference(subject: str) -> str:
    return subject.partition(":")[2]
