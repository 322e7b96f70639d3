"""Splink on DuckDB, behind one door: a roll is prepared once, and children are weighed against it in batches."""

import gc
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from typing import Any

import duckdb
import pyarrow
from splink import DuckDBAPI, Linker

from firstbell.pure.matching.records import (
    COLUMNS,
    Column,
    RollPupil,
    Sought,
    columns_of,
    features_of_pupil,
    features_of_sought,
)
from firstbell.pure.matching.same_pupil import SamePupils, same_pupils

MODEL = "model.json"
LARGEST_BATCH = 500
_CHUNK = 4_000
_TEXTS = pyarrow.list_(pyarrow.string())
_TYPES: dict[str, pyarrow.DataType] = (
    dict.fromkeys(COLUMNS, _TEXTS)
    | dict.fromkeys(("first", "surname", "born", "swapped", "sex", "upn"), pyarrow.string())
    | dict.fromkeys(("born_from", "born_to"), pyarrow.int32())
)
_SCHEMA = pyarrow.schema([("unique_id", pyarrow.int64()), *_TYPES.items()])
# Nothing of a roll may reach a disk or the network from here: no spilling, no extensions fetched.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A pupil weighed against a child.

    ``rows`` are the numbers of all the pupil's lines on the roll, the best match first. ``weight`` is in bits, the
    prior included: 0 is even odds. ``contested`` tells of a UPN that stands on lines of plainly different pupils.
    """

    rows: tuple[int, ...]
    weight: float
    probability: float
    contested: bool = False


def model_settings() -> dict[str, Any]:
    """The frozen Splink model: levels, m and u, prior and blocking, as it ships. Nothing is learnt at run time."""
    text = resources.files("firstbell.pure.matching").joinpath(MODEL).read_text(encoding="utf-8")
    settings: dict[str, Any] = json.loads(text)["settings"]
    return settings


class Matcher:
    """A roll in memory, ready to have children looked for on it. Not for two threads at once: calls wait in line."""

    def __init__(self, roll: Iterable[tuple[int, RollPupil]]) -> None:
        """``roll`` gives each line's number and pupil; it is read once, in chunks."""
        self._lock = threading.Lock()
        self._duck = duckdb.connect(":memory:", config=_CLOSED)
        for table in ("pupils", "shortlist", "sought"):
            self._with_keys(_table([])).create(table)
        self.rows = 0
        with _no_rubbish():
            for chunk in _chunks(roll):
                self._fill(
                    "pupils", [(number, *columns_of(features_of_pupil(p), seeking=False)) for number, p in chunk]
                )
                self.rows += len(chunk)
        self._duck.execute("CREATE TABLE pupil_keys AS SELECT unnest(keys) AS key, unique_id FROM pupils ORDER BY key")
        self._same = self._one_pupil_each()
        self._linker, self._sides = self._splink()

    def close(self) -> None:
        """Give back the memory. The matcher is of no use afterwards."""
        self._duck.close()

    def candidates(self, children: Sequence[Sought], most: int = 25) -> dict[str, list[Scored]]:
        """The pupils that each child may be, by ``Sought.key``, best first, at most ``most`` (up to 30); a child with
        none is there with an empty list. Raises ValueError for two children with one key."""
        found: dict[str, list[Scored]] = {child.key: [] for child in children}
        if len(found) != len(children):
            raise ValueError("two children of one call have one key")
        with self._lock:
            for start in range(0, len(children), LARGEST_BATCH):
                batch = children[start : start + LARGEST_BATCH]
                for position, scored in self._weigh(batch, most):
                    found[batch[position].key].append(scored)
        return found

    def _weigh(self, batch: Sequence[Sought], most: int) -> Iterator[tuple[int, Scored]]:
        rows = [(number, *columns_of(features_of_sought(child), seeking=True)) for number, child in enumerate(batch)]
        self._fill("sought", rows)
        self._duck.execute(_SHORTLIST)
        try:
            weighed = self._predicted()
        finally:
            self._duck.execute("DELETE FROM sought")
            self._duck.execute("DELETE FROM shortlist")
        return self._by_pupil(weighed, most)

    def _predicted(self) -> list[tuple[int, int, float, float]]:
        predicted = self._linker.inference.predict_between(*self._sides)
        try:
            best = predicted.as_duckdbpyrelation().query("predicted", _BEST)
            weighed: list[tuple[int, int, float, float]] = best.fetchall() if best else []
        finally:
            predicted.drop_table_from_database_and_remove_from_cache()
        return weighed

    def _by_pupil(self, weighed: Iterable[tuple[int, int, float, float]], most: int) -> Iterator[tuple[int, Scored]]:
        """One entry a child and pupil, in falling weight; the other lines of the pupil follow the best."""
        seen: dict[int, set[int]] = {}
        for position, number, weight, probability in weighed:
            lines = self._same.lines.get(number, (number,))
            already = seen.setdefault(position, set())
            if lines[0] in already or len(already) == most:
                continue
            already.add(lines[0])
            rows = (number, *(line for line in lines if line != number))
            yield position, Scored(rows, weight, probability, number in self._same.contested)

    def _fill(self, table: str, rows: Sequence[tuple[Column, ...]]) -> None:
        self._with_keys(_table(rows)).insert_into(table)

    def _with_keys(self, records: pyarrow.Table) -> duckdb.DuckDBPyRelation:
        return self._duck.from_arrow(records).project(f"*, {KEYS} AS keys")

    def _one_pupil_each(self) -> SamePupils:
        return same_pupils(self._duck.execute(_SAME_UPN).fetchall(), self._duck.execute(_SAME_HOME).fetchall())

    def _splink(self) -> tuple[Linker, tuple[Any, Any]]:
        database = DuckDBAPI(self._duck)
        left = database.register("sought", table_name="children", dataset_display_name="children")
        right = database.register("shortlist", table_name="roll", dataset_display_name="roll")
        # Splink would look the settings over again for every roll; the tests do it once for the model that ships.
        linker = Linker([left, right], model_settings(), log_level=None, validate_settings=False)
        return linker, (left, right)


# What two records must share one of to be compared at all: a date of birth (or its day and month changed over), a
# surname or a forename with a year of birth, a forename with a surname (or their sounds), a postcode, a UPN. A window
# of more than four years says too little to choose by.
_YEARS = "CASE WHEN born_to - born_from < 50000 THEN range(born_from // 10000, born_to // 10000 + 1) ELSE [] END"
_FAMILIES = "list_concat(surnames, family)"
_CALLED = "list_concat(called, short)"
KEYS = f"""
list_distinct(flatten([
    list_transform(list_filter([born, swapped], lambda day: day IS NOT NULL), lambda day: hash('b', day)),
    flatten(list_transform({_YEARS}, lambda year: list_concat(
        list_transform({_FAMILIES}, lambda surname: hash('s', surname, year)),
        list_transform(list_concat({_CALLED}, middle), lambda name: hash('f', name, year))))),
    flatten(list_transform({_FAMILIES}, lambda surname:
        list_transform({_CALLED}, lambda name: hash('n', name, surname)))),
    list_transform(sounds, lambda sound: hash('x', sound)),
    list_transform(postcodes, lambda postcode: hash('p', postcode)),
    list_transform(upns, lambda upn: hash('u', upn))
]))
"""
# Every pupil that shares a key with some child of the batch: Splink then blocks on the same keys, over a short table.
_SHORTLIST = """
INSERT INTO shortlist SELECT * FROM pupils WHERE unique_id IN (
    SELECT unique_id FROM pupil_keys WHERE key IN (SELECT unnest(keys) FROM sought))
"""
# Lines of one pupil count once later, so more of them are kept than pupils are shown.
_BEST = """
SELECT unique_id_l, unique_id_r, match_weight, match_probability FROM predicted
QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) <= 60
ORDER BY unique_id_l, match_weight DESC, unique_id_r
"""
_SAME_UPN = """
SELECT upn, unique_id, first, called, middle, surname, born FROM pupils WHERE upn IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY upn) > 1 ORDER BY upn, unique_id
"""
_SAME_HOME = """
SELECT concat_ws('|', first, surname, born, houses[1]) AS shared, unique_id, first, called, middle, surname, born
FROM pupils WHERE first IS NOT NULL AND surname IS NOT NULL AND born IS NOT NULL AND len(houses) > 0
QUALIFY count(*) OVER (PARTITION BY first, surname, born, houses[1]) > 1 ORDER BY shared, unique_id
"""


@contextmanager
def _no_rubbish() -> Iterator[None]:
    """Millions of short lists are made and none refers to itself: looking for rubbish among them takes longer than the
    rest of the preparation."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _chunks(roll: Iterable[tuple[int, RollPupil]]) -> Iterator[list[tuple[int, RollPupil]]]:
    lines = iter(roll)
    while chunk := list(islice(lines, _CHUNK)):
        yield chunk


def _table(rows: Sequence[tuple[Column, ...]]) -> pyarrow.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(_SCHEMA)
    arrays = [pyarrow.array(values, type=field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=_SCHEMA)
