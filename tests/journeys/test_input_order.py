"""Order, repetition and splitting of what comes in drop nothing that is in scope; a grade changes nothing."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from world import Area
from world.area import at
from world.feed import child, incident

NIGHT, MORNING = at("2026-11-19 23:00"), at("2026-11-20 06:00")
BORN = [f"20{12 + n:02}-0{1 + n}-1{n}" for n in range(6)]
NAMES = ["Oliver", "Grace", "Samuel", "Maya", "Jakub", "Aisha"]
Seen = list[tuple[Any, ...]]


def documents() -> list[dict[str, Any]]:
    """Six incidents of one child or two, three with later versions; the last children are on no roll."""
    made = []
    for number in range(6):
        children = [child(f"C{n}", NAMES[n], born=BORN[n], sex="U") for n in {number, (number + 2) % 6}]
        reference = f"STF/2026/000000{number}"
        made += [incident(reference, version=n, children=children) for n in range(1, 2 + number % 3)]
    return made


def prepared(area: Area) -> Area:
    for number in range(4):
        area.pupil("100001" if number % 2 else "100002", NAMES[number], "Okafor", BORN[number])
    area.take_in_registers(at("2026-11-19 12:00"))
    return area


def seen(area: Area) -> Seen:
    notices = [
        (n["incident_reference"], n["child_person_id"], n["establishment_urn"], n["status"], n["incident_version"])
        for n in area.notices()
    ]
    reviews = [(r["incident_reference"], r["child_person_id"], r["reason"]) for r in area.reviews()]
    return sorted(notices) + sorted(reviews)


def plain(area: Area) -> None:
    area.incidents(*documents(), now=NIGHT)


def shuffled_split_and_repeated(area: Area) -> None:
    """Every version twice, in any order, in files of one to five lines, with the run between some of them."""
    draw = Random(20261120)
    lines = documents() * 2
    draw.shuffle(lines)
    while lines:
        cut = draw.randint(1, 5)
        part, lines = lines[:cut], lines[cut:]
        area.incidents(*part, now=NIGHT)
        if draw.random() < 0.3:
            area.run(NIGHT)


def graded_high(area: Area) -> None:
    risk = {"tool": "DASH", "version": "2009", "officer_grade": "high", "supervisor_grade": "high", "answers": {}}
    area.incidents(*(document | {"risk": risk, "crime": False} for document in documents()), now=NIGHT)


EXPECTED = {"STF/2026/0000000": ("C0", "C2"), "STF/2026/0000001": ("C1", "C3"), "STF/2026/0000002": ("C2", "C4")}
EXPECTED |= {"STF/2026/0000003": ("C3", "C5"), "STF/2026/0000004": ("C0", "C4"), "STF/2026/0000005": ("C1", "C5")}
URNS = {"C0": "100002", "C1": "100001", "C2": "100002", "C3": "100001"}


@pytest.mark.parametrize("night", [plain, shuffled_split_and_repeated, graded_high])
def test_a_night_comes_to_the_same(area: Area, night: Callable[[Area], None]) -> None:
    night(prepared(area))
    area.run(MORNING)
    told = [
        (reference, person, URNS[person], "sent", 1 + int(reference[-1]) % 3)
        for reference, people in EXPECTED.items()
        for person in people
        if person in URNS
    ]
    asked = [(r, person, "school_unknown") for r, people in EXPECTED.items() for person in people if person not in URNS]
    assert seen(area) == sorted(told) + sorted(asked)
