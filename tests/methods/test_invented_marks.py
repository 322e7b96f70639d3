"""A run judged against the truth: right, before a person, wrong, missed."""

import csv
from pathlib import Path

import pytest

from firstbell.invented.marks import Marks, mark
from firstbell.invented.truths import COLUMNS

CHILD = {"incident_reference": "STF/2026/1", "child_person_id": "C1"}


def truth(folder: Path, **fields: str) -> Path:
    path = folder / "truth.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, restval="")
        out.writeheader()
        out.writerow(CHILD | fields)
    return path


@pytest.mark.parametrize(
    ("fields", "told", "status", "place", "expected"),
    [
        ({"urns": "100"}, "100", "sent", "establishment", "right"),
        ({"urns": "100"}, "100", "held", "person", "person"),
        ({"urns": "100"}, "200", "sent", "establishment", "wrong"),
        ({"urns": "100 200"}, "100", "sent", "establishment", "missed"),
        ({"urns": "100", "hold": "100"}, "100", "held", "establishment", "person"),
        ({"urns": "100", "hold": "100"}, "100", "sent", "establishment", "wrong"),
        ({"force": "cheshire", "may_be_told": "100"}, "100", "sent", "establishment", "missed"),
        ({}, "", "held", "none", "right"),
    ],
)
def test_each_way_to_be_judged(
    fields: dict[str, str], told: str, status: str, place: str, expected: str, tmp_path: Path
) -> None:
    notice = CHILD | {"status": status, "establishment_urn": told, "authority": "", "force": ""}
    marks = mark(truth(tmp_path, **fields), [notice], [CHILD | {"place": place}])
    assert marks == Marks(**({"right": 0, "person": 0, "wrong": 0, "missed": 0} | {expected: 1}))
