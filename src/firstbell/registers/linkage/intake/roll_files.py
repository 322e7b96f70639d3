"""Reading rolls into an index."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import Row, Unfit
from firstbell.pure.matching.index import CHUNK, Prepared, prepared
from firstbell.registers.linkage.gateways.index_files import writing
from firstbell.registers.linkage.rules.lines import line_of, text_of
from firstbell.registers.schools.rules import rolls


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that could not be used; ``reason`` quotes nothing about a person."""

    file: str
    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many lines are in the index, and those that could not be used."""

    lines: int
    rejected: int


@dataclass(frozen=True, slots=True)
class _Part:
    prepared: Prepared
    texts: list[bytes]
    rejected: list[Rejected]


def index_rolls(
    *,
    paths: Sequence[Path],
    into: Path,
    as_of: date,
    now: datetime,
    authority: str = "",
    workers: int = 1,
    progress: Callable[[int], None] = lambda done: None,
    rejected: Callable[[Rejected], None] = lambda reject: None,
) -> Indexed:
    """Write the index of rolls (``firstbell.roll/1``, one below the other) into a new folder, in bounded memory.

    A line that cannot be used is told to ``rejected`` and left out. ``progress`` is told how many lines are in.
    Nothing is there until all of it is. Raises Unusable for a file that cannot be used at all, and for a folder that
    exists already.
    """
    with writing(into) as writer:
        refused = 0
        for part in _prepared(_chunks(paths), partial(_part, as_of=as_of, authority=authority), workers):
            writer.add(part.prepared, part.texts)
            refused += len(part.rejected)
            for reject in part.rejected:
                rejected(reject)
            progress(len(writer))
        said = {"as_of": as_of.isoformat(), "authority": authority}
        writer.finish([{"file": path.name} | said for path in paths], now)
        return Indexed(len(writer), refused)


_Chunk = tuple[str, list[Row]]


def _chunks(paths: Iterable[Path]) -> Iterator[_Chunk]:
    for path in paths:
        rows = read_csv(path, required=rolls.REQUIRED, known=rolls.READ)
        while chunk := list(islice(rows, CHUNK)):
            yield path.name, chunk


def _prepared(chunks: Iterator[_Chunk], prepare: Callable[[_Chunk], _Part], workers: int) -> Iterator[_Part]:
    """The parts in the order of the chunks; no more chunks are read ahead than there are workers for."""
    if workers == 1:
        yield from map(prepare, chunks)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[_Part]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(prepare, chunk))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _part(chunk: _Chunk, as_of: date, authority: str) -> _Part:
    file, rows = chunk
    texts, rejected = [], []
    for row in rows:
        try:
            if row.problem:
                raise Unfit("", row.problem)
            values = rolls.roll_line_from(row.values, as_of)
            texts.append(text_of(values | {"authority": authority, "as_of": as_of}))
        except Unfit as error:
            rejected.append(Rejected(file, row.number, error.field, error.reason))
    return _Part(prepared([line_of(text, 0)[0] for text in texts]), texts, rejected)
