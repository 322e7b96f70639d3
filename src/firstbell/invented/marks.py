"""How well a run did on an invented area, against the truth that was written beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from firstbell.invented.files import truth_rows

OnItsWay = frozenset({"released", "sent", "delivered", "opened", "acknowledged", "handed_over"})


@dataclass(frozen=True, slots=True)
class Marks:
    """Children of the truth by what became of them.

    ``right``: all who ought to be told are, and nobody else. ``person``: someone must decide or release. ``wrong``:
    told at a place that is none of the child's. ``missed``: neither told nor before a person although somebody ought to
    be told.
    """

    right: int
    person: int
    wrong: int
    missed: int


def mark(truth: Path, notices: Iterable[Mapping[str, object]], exposures: Iterable[Mapping[str, object]]) -> Marks:
    """Compare exported notices and exposures with ``truth.csv``."""
    told: dict[tuple[object, object], set[str]] = {}
    for notice in notices:
        if notice["status"] in OnItsWay:
            place = notice["establishment_urn"] or notice["authority"] or notice["force"]
            told.setdefault((notice["incident_reference"], notice["child_person_id"]), set()).add(str(place))
    stands = {(row["incident_reference"], row["child_person_id"]): str(row["place"]) for row in exposures}
    found = [_judge(row, told, stands) for row in truth_rows(truth)]
    return Marks(*(found.count(word) for word in ("right", "person", "wrong", "missed")))


def _judge(
    row: Mapping[str, str], told: Mapping[tuple[object, object], set[str]], stands: Mapping[tuple[object, object], str]
) -> str:
    child = (row["incident_reference"], row["child_person_id"])
    ought = {*row["urns"].split(), row["authority"], row["force"]} - {""} - set(row["hold"].split())
    were = told.get(child, set())
    if were - ought - set(row["may_be_told"].split()):
        return "wrong"
    if stands.get(child) == "person" or row["hold"]:
        return "person"
    return "right" if ought <= were else "missed"
