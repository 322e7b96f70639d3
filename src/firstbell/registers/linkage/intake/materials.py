"""Reading what a model is learnt from: files that are not taken in for it, or what the database holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from firstbell.foundations.take_in.intake.lines import read_csv, read_lines
from firstbell.foundations.take_in.rules import Unfit
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.incidents.rules.reading import read_document, stored_form
from firstbell.registers.linkage.queries.material import material_in_force
from firstbell.registers.linkage.rules.material import (
    LABEL_COLUMNS,
    Label,
    Material,
    labels_from,
    material_of,
    pupil_of,
)
from firstbell.registers.schools.rules import Pupil
from firstbell.registers.schools.rules import rolls as rules


@dataclass(slots=True)
class Materials:
    """``labels`` is None where no file of them was named. ``left_out`` counts lines that could not be used."""

    material: Material
    labels: list[Label] | None
    left_out: int


def read_materials(*, rolls: Sequence[Path], incidents: Sequence[Path], labels: Path | None, on: date) -> Materials:
    """From the files named, or from the database where neither a roll nor an incident file is.

    Lines that cannot be used are left out and counted. Raises Unusable for a file that cannot be used at all.
    """
    left_out: list[Unfit] = []
    if rolls or incidents:
        material = material_of(_pupils(rolls, on, left_out), _latest(incidents, left_out))
    else:
        material = material_in_force()
    known = None if labels is None else list(_labels(labels, material, left_out))
    return Materials(material, known, len(left_out))


def _pupils(paths: Iterable[Path], on: date, left_out: list[Unfit]) -> Iterator[Pupil]:
    for path in paths:
        for row in read_csv(path, required=rules.REQUIRED, known=rules.READ):
            try:
                yield pupil_of(rules.roll_line_from(_readable(row.values, row.problem), on))
            except Unfit as error:
                left_out.append(error)


def _latest(paths: Iterable[Path], left_out: list[Unfit]) -> Iterable[IncidentFacts]:
    """Every incident once, as its highest version tells it."""
    found: dict[tuple[str, str], IncidentFacts] = {}
    for path in paths:
        for line in read_lines(path):
            try:
                document = read_document(line.text, unended=line.unended)
            except Unfit as error:
                left_out.append(error)
                continue
            key = document.force, document.reference
            if key not in found or found[key].version < document.version:
                found[key] = facts_from(len(found), stored_form(document)[0])
    return found.values()


def _labels(path: Path, material: Material, left_out: list[Unfit]) -> Iterator[Label]:
    for row in read_csv(path, required=LABEL_COLUMNS):
        try:
            yield from labels_from(_readable(row.values, row.problem), material)
        except Unfit as error:
            left_out.append(error)


def _readable(values: dict[str, str], problem: str) -> dict[str, str]:
    if problem:
        raise Unfit("", problem)
    return values
