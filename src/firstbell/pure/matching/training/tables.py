"""Records as the tables that Splink compares: the same columns that ``matching.columns`` holds as numbers."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow
from splink import DuckDBAPI, Linker

from firstbell.pure.matching.blocking import keys_of_each
from firstbell.pure.matching.columns import DAYS, NAMES, as_number
from firstbell.pure.matching.records import Features, short_and_full, swapped
from firstbell.pure.names.folding import skeleton

_THINGS = ("upns", "houses", "postcodes", "sectors", "places")
_TEXTS = ("first", "surname", "first_sound", "surname_sound", "beginning", "sex")
_SCHEMA = pyarrow.schema(
    [("unique_id", pyarrow.int64()), ("keys", pyarrow.list_(pyarrow.int64()))]
    + [(name, pyarrow.list_(pyarrow.string())) for name in (*NAMES, *_THINGS)]
    + [(name, pyarrow.string()) for name in (*_TEXTS, "born", "swapped")]
    + [(name, pyarrow.int32()) for name in DAYS[2:]]
    + [("twin", pyarrow.bool_())]
)
# Nothing of a roll may reach a disk or the network from here: no spilling, no extensions fetched.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def table(records: Sequence[Features], *, seeking: bool) -> pyarrow.Table:
    """One row a record; ``unique_id`` is its place. What a record does not say is NULL or an empty list."""
    twins = frozenset() if seeking else twins_among(records)
    keys = keys_of_each(records, seeking=seeking)
    rows = [
        {"unique_id": place, "twin": place in twins, "keys": sorted(keys[place])} | _row(features, seeking=seeking)
        for place, features in enumerate(records)
    ]
    return pyarrow.Table.from_pylist(rows, schema=_SCHEMA)


def twins_among(records: Iterable[Features]) -> frozenset[int]:
    """The places of pupils who share a home and a day of birth with another: all but the forename is alike, so that
    whoever learns forenames from births takes twins for slips of the pen."""
    born_together: dict[tuple[str, date | None], list[tuple[int, Features]]] = {}
    for place, features in enumerate(records):
        for house in features.houses if features.born else ():
            born_together.setdefault((house, features.born), []).append((place, features))
    several = (group for group in born_together.values() if len({each.given.first for _, each in group}) > 1)
    return frozenset(place for group in several for place, _ in group)


def _row(features: Features, *, seeking: bool) -> dict[str, Any]:
    given, born, postcodes = features.given, features.born, sorted(features.postcodes)
    return {
        "called": sorted(given.called),
        "middle": sorted(given.middle),
        "short": sorted(short_and_full(given.called)) if seeking else [],
        "surnames": sorted(features.surnames),
        "family": sorted(features.family),
        "upns": sorted(features.upns),
        "houses": sorted(features.houses),
        "postcodes": postcodes,
        "sectors": sorted({postcode[:-2] for postcode in postcodes}),
        "places": sorted(features.houses | features.postcodes),
        "first": given.first or None,
        "surname": features.surname or None,
        "beginning": given.first[:3] or None,
        "first_sound": skeleton(given.first) or None,
        "surname_sound": skeleton(features.surname) or None,
        "sex": features.sex or None,
        "born": _as_text(born),
        "swapped": _as_text(swapped(born)) if born and seeking else None,
        "born_from": as_number(features.born_from) or None,
        "born_to": as_number(features.born_to) or None,
    }


def _as_text(day: date | None) -> str | None:
    return str(as_number(day)) if day else None


def linker_of(
    sought: Sequence[Features], pupils: Sequence[Features], settings: dict[str, Any]
) -> tuple[Linker, tuple[Any, Any]]:
    """A Splink linker over those sought and the pupils, in a database of its own, and its two tables.

    Not for two threads: a DuckDB connection refuses to be shared.
    """
    duck = duckdb.connect(":memory:", config=_CLOSED)
    duck.execute("SET enable_progress_bar = false")
    database = DuckDBAPI(duck)
    duck.from_arrow(table(sought, seeking=True)).create("sought")
    duck.from_arrow(table(pupils, seeking=False)).create("pupils")
    left = database.register("sought", table_name="children", dataset_display_name="children")
    right = database.register("pupils", table_name="roll", dataset_display_name="roll")
    # Splink only logs what goes wrong with a level; what it has learnt is read from its state instead.
    return Linker([left, right], settings, log_level=logging.ERROR), (left, right)
