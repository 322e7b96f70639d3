"""What is true of every child of every incident: who ought to be told in the end, whatever a roll or an officer says.

``place`` is the word that the exposures' export uses: ``establishment``, ``authority``, ``force``, ``person`` (the
files cannot say: somebody must find out), ``no_establishment`` (no school age, no setting), ``none`` (out of scope).
"""

from dataclasses import dataclass

from firstbell.invented.people import Child
from firstbell.invented.reports import Recorded, Report
from firstbell.invented.tellings import Telling

YOUNGEST_AT_SCHOOL = 4  # years on 31 August before reception


@dataclass(frozen=True, slots=True)
class Truth:
    """One row of ``truth.csv``. ``in_scope`` is ``yes``, ``no`` or ``person``.

    ``urns`` ought to be told, ``may_be_told`` may be (a guest's school; a school here of a child that lives elsewhere),
    ``hold`` must be held for a conflict and told by another way. ``garbled`` says what was written down wrongly.
    """

    incident_reference: str
    child_person_id: str
    in_scope: str
    urns: str
    authority: str
    force: str
    upn: str
    garbled: str
    case: str
    place: str
    may_be_told: str
    hold: str


COLUMNS = tuple(Truth.__dataclass_fields__)


def truths(report: Report, labels: dict[int, str]) -> list[Truth]:
    """A row for each child of the report; ``labels`` are the names of the cases by the children's order."""
    return [_truth(report, recorded, labels.get(recorded.place, "ordinary")) for recorded in report.recorded]


def in_scope(recorded: Recorded, telling: Telling) -> str:
    """R2: flagged, and related to either adult party; or itself a victim. A suspect under 18 is for a person."""
    if not telling.flagged:
        return "no"
    if recorded.as_party:
        return "yes" if recorded.as_party in ("victim", "both") else "person"
    if not recorded.relationships:
        return "person"
    parties = (telling.victim, telling.suspect)
    return "yes" if any(recorded.relationships.get(part, "none") != "none" for part in parties) else "no"


def _place(child: Child, scope: str) -> str:
    if scope != "yes":
        return "none" if scope == "no" else "person"
    if not child.home.authority:
        return "force"
    if child.told_at:
        return "establishment"
    if child.officer_of:
        return "authority"
    return "person" if child.year >= YOUNGEST_AT_SCHOOL else "no_establishment"


def _truth(report: Report, recorded: Recorded, case: str) -> Truth:
    child = recorded.child
    scope = in_scope(recorded, report.telling)
    place = _place(child, scope)
    told = child.told_at if place == "establishment" else ()
    may = child.may_be_told_at if place == "establishment" else child.told_at if place == "force" else ()
    corrected = " (version 1)" if report.telling.later == "regrade" else ""
    return Truth(
        incident_reference=report.reference,
        child_person_id=recorded.person_id,
        in_scope=scope,
        urns=" ".join(told),
        authority=child.officer_of if place == "authority" else "",
        force=child.home.force if place == "force" else "",
        upn=child.upn,
        garbled="; ".join(error + corrected for error in recorded.garbled),
        case=case,
        place=place,
        may_be_told=" ".join(may),
        hold=" ".join(urn for urn in told if _conflict(report, urn)),
    )


def _conflict(report: Report, urn: str) -> bool:
    """R8: a party works there, or somebody of the name whose date of birth nobody wrote down."""
    parties = [report.family.person(part) for part in report.telling.parts]
    return any(
        (row.forenames, row.surname) == (party.forenames, party.surname) and row.born in (None, party.born)
        for row in report.family.staff
        for party in parties
        if row.urn == urn
    )
