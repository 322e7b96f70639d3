"""The columnar copy on disk: a folder for each making, a Parquet file for each kind, closed to everybody else.

A folder is in use once its making is recorded as finished, and not before: whoever reads asks the record, so that
nobody ever reads half of one.
"""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow
from django.conf import settings
from pyarrow import parquet

from firstbell.pure.figures.kinds import Kind
from firstbell.pure.figures.schemas import schema_of

BATCH = 10_000


class Writing:
    """The files of one making, a batch of rows at a time: memory stays the same however many there are."""

    def __init__(self, folder: Path, kinds: Collection[Kind]) -> None:
        self._schemas = {kind.name: schema_of(kind) for kind in kinds}
        self._files = {name: folder / f"{name}.parquet" for name in self._schemas}
        self._open = {name: parquet.ParquetWriter(self._files[name], shape) for name, shape in self._schemas.items()}
        self._waiting: dict[str, list[dict[str, Any]]] = {name: [] for name in self._schemas}
        self._rows = dict.fromkeys(self._schemas, 0)

    def add(self, kind: Kind, row: dict[str, Any]) -> None:
        waiting = self._waiting[kind.name]
        waiting.append(row)
        if len(waiting) == BATCH:
            self._write(kind.name)

    def finish(self) -> None:
        for name, file in self._open.items():
            self._write(name)
            file.close()

    def written(self) -> dict[str, dict[str, object]]:
        """By kind how many rows, and the SHA-256 of the file."""
        return {
            name: {"rows": self._rows[name], "digest": sha256(file.read_bytes()).hexdigest()}
            for name, file in self._files.items()
        }

    def _write(self, name: str) -> None:
        rows = self._waiting[name]
        self._open[name].write_table(pyarrow.Table.from_pylist(rows, schema=self._schemas[name]))
        self._rows[name] += len(rows)
        rows.clear()


@contextmanager
def writing(reference: str, kinds: Collection[Kind]) -> Iterator[Writing]:
    """The files of a making; they are gone if it fails."""
    folder = _columns() / reference
    folder.mkdir(mode=0o700)
    files = Writing(folder, kinds)
    try:
        yield files
        files.finish()
    except BaseException:
        shutil.rmtree(folder)
        raise


def remove_all_but(references: Collection[str]) -> None:
    """Older makings, once nobody can be reading them."""
    for folder in _columns().iterdir():
        if folder.name not in references:
            shutil.rmtree(folder)


def _columns() -> Path:
    place = Path(settings.FIRSTBELL_HOME) / "columns"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place
