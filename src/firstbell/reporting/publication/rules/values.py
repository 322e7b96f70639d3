"""A release as it is kept: one text that nothing changes, and its digest, held against it whenever it is read."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from firstbell.pure.disclosure import Area, Areas, Cell, Figure, Period, Release
from firstbell.pure.refusal import Refused


def text_of(release: Release) -> str:
    """Always the same text for the same release."""
    said = {
        "reference": release.reference,
        "measure": release.measure,
        "revises": release.revises,
        "categories": {name: list(some) for name, some in release.categories.items()},
        "areas": [[one.code, one.level, one.homes, sorted(one.blocks)] for one in release.areas.values()],
        "figures": [[*_cell(cell), one.number, one.low, one.high] for cell, one in sorted(release.figures.items())],
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def checked(reference: str, text: str, digest: str) -> str:
    """The text. Refused where it is not the one that was signed."""
    if digest_of(text) != digest:
        raise Refused(
            f"{reference} is not what was signed: it was changed where it is kept.",
            "Take it from a backup; the audit trail has the digest of what was signed.",
        )
    return text


def release_of(reference: str, text: str, digest: str) -> Release:
    """The release that a text is of. Refused as ``checked`` refuses."""
    said = json.loads(checked(reference, text, digest))
    categories = {name: tuple(some) for name, some in said["categories"].items()}
    figures = dict(map(_figure, said["figures"]))
    return Release(said["reference"], said["measure"], _areas(said), figures, categories, said["revises"])


def _cell(cell: Cell) -> tuple[object, ...]:
    return cell.area, cell.period.first.isoformat(), cell.period.months, [list(pair) for pair in cell.breakdown]


def _figure(line: list[Any]) -> tuple[Cell, Figure]:
    area, first, months, breakdown, number, low, high = line
    period = Period(date.fromisoformat(first), months)
    return Cell(area, period, tuple((name, category) for name, category in breakdown)), Figure(number, low, high)


def _areas(said: Mapping[str, Any]) -> Areas:
    return {code: Area(code, level, frozenset(blocks), homes) for code, level, homes, blocks in said["areas"]}
