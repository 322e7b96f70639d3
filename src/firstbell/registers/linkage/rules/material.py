"""What a model is learnt from: lines of rolls, the children looked for, and pairs that people found to be one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.matching.records import Features, features_of_pupil, features_of_sought
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.rules.seeking import sought_in
from firstbell.registers.schools.rules import Pupil
from firstbell.registers.schools.rules.columns import Values

LABEL_COLUMNS = ("incident_reference", "child_person_id", "upn", "same")
"""One pair a line: a child of an incident, a pupil by a valid UPN, and ``yes`` or ``no``."""

Label = tuple[int, int, bool]
"""The places of a child and of a line, and whether a person found them to be one."""


@dataclass(frozen=True, slots=True)
class Material:
    """``children``: a child's place by incident and person; ``lines``: the places of a pupil's lines by UPN."""

    pupils: tuple[Features, ...]
    sought: tuple[Features, ...]
    children: Mapping[tuple[str, str], int]
    lines: Mapping[str, tuple[int, ...]]


def material_of(pupils: Iterable[Pupil], incidents: Iterable[IncidentFacts]) -> Material:
    """Where there is no domestic abuse nobody is looked for, and nothing is learnt."""
    lines: dict[str, tuple[int, ...]] = {}
    known: list[Features] = []
    for place, pupil in enumerate(pupils):
        known.append(features_of_pupil(pupil))
        if pupil.upn:
            lines[pupil.upn] = (*lines.get(pupil.upn, ()), place)
    children: dict[tuple[str, str], int] = {}
    sought: list[Features] = []
    for facts in incidents:
        for child in sought_in(facts) if facts.domestic_abuse else ():
            children[facts.reference, child.key] = len(sought)
            sought.append(features_of_sought(child))
    return Material(tuple(known), tuple(sought), children, lines)


def labels_from(row: Values, material: Material) -> list[Label]:
    """A label for each line of the pupil. Raises Unfit for a child or a pupil that the material does not have."""
    child = material.children.get((row["incident_reference"], row["child_person_id"]))
    if child is None:
        raise Unfit("child_person_id", "is no child of these incidents")
    lines = material.lines.get(row["upn"])
    if lines is None:
        raise Unfit("upn", "is no valid UPN of these rolls")
    if row["same"] not in ("yes", "no"):
        raise Unfit("same", "must be yes or no")
    return [(child, line, row["same"] == "yes") for line in lines]


def pupil_of(line: Mapping[str, Any]) -> Pupil:
    """The pupil on a line as ``roll_line_from`` reads it."""
    return Pupil(
        upn=line["upn"] if line["upn_valid"] else None,
        upn_as_written=line["upn"],
        forenames=line["forenames"],
        known_as=line["known_as"],
        surname=line["surname"],
        previous_surname=line["previous_surname"],
        date_of_birth=line["date_of_birth"],
        sex=line["sex"],
        address_lines=tuple(filter(None, (line["address_line_1"], line["address_line_2"], line["town"]))),
        postcode=line["postcode"] or None,
        uprn=line["uprn"] or None,
    )
