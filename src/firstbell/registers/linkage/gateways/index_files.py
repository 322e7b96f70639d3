"""The index of a roll as a folder of arrays, written whole or not at all, and opened without being read in.

``index.json`` says what the folder holds; it is written last, and the folder gets its name after that.
"""

import fcntl
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.matching.blocking import RULES, VERSION
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.index import Index, Prepared, Shelves, shelf_bits, shelved
from firstbell.pure.matching.records import Features
from firstbell.pure.matching.rows import LAYOUT, Rows
from firstbell.registers.linkage.rules.deciding import Line
from firstbell.registers.linkage.rules.lines import line_of
from firstbell.registers.schools.rules import Pupil

FORMAT = "firstbell.roll-index/1"
ABOUT, WORDS = "index.json", "words.txt"
ARRAYS: dict[str, np.dtype[Any]] = {
    "rows": LAYOUT,
    "names": np.dtype(np.int32),
    "facts": np.dtype(np.int64),
    "starts": np.dtype(np.uint32),
    "marks": np.dtype(np.uint32),
    "lines": np.dtype(np.int32),
    "texts": np.dtype(np.uint8),
    "ends": np.dtype(np.int64),
}
"""What lies in the folder, each as ``<name>.npy``; ``texts`` are the roll's own lines, one after the other."""
_HEAP_BITS = 6
"""Keys are sorted heap by heap, so that a nation's are never in memory at once."""
REMEDY = "Make it anew: firstbell linkage index."


def rules_digest() -> str:
    """Identity of whatever an index depends on: another one cannot be read."""
    rules = {letter: rule.parts for letter, rule in RULES.items()}
    return sha256(json.dumps([FORMAT, VERSION, rules, str(LAYOUT)]).encode()).hexdigest()


# --- writing ---


@contextmanager
def writing(folder: Path) -> Iterator["IndexWriter"]:
    """A writer into ``folder``, which is there once the block has ended well, and not before.

    What an earlier attempt left behind is cleared away. Raises Unusable where the folder is there already, or where
    another process is writing it.
    """
    if folder.exists():
        raise Unusable(folder.name, reason="is there already.", remedy="Name another folder, or move this one away.")
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    unfinished.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's names are in it
    with (unfinished / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unusable(folder.name, reason="another process is writing it just now.") from None
        for left in unfinished.iterdir():
            if left.name != "lock":
                left.unlink()
        with ExitStack() as files:
            yield IndexWriter(unfinished, files)
        (unfinished / "lock").unlink()
        unfinished.rename(folder)
        _sync(folder.parent)


class IndexWriter:
    """Adds chunk by chunk; the memory it takes does not grow with the roll but for the words in use."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._folder = folder
        self._words = Words()
        self._pairs = 0

        def opened(name: str) -> BinaryIO:
            return files.enter_context((folder / name).open("w+b"))

        self._arrays = {name: _Growing(opened(f"{name}.npy"), kind) for name, kind in ARRAYS.items()}
        self._heaps = [opened(f"heap-{number}") for number in range(1 << _HEAP_BITS)]

    def __len__(self) -> int:
        return self._arrays["rows"].count

    def add(self, part: Prepared, texts: Sequence[bytes]) -> None:
        """Lines and, in their order, the text from which ``line_of`` makes each again."""
        arrays, done = self._arrays, len(self)
        numbers = np.array(self._words.numbers(part.written), dtype=np.int32)
        rows = part.rows.renumbered(numbers, arrays["names"].count)
        self._heap(part.keys, part.places + np.int32(done))
        arrays["rows"].append(rows.lines)
        arrays["names"].append(rows.names)
        ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
        arrays["ends"].append(ends + arrays["texts"].count)
        arrays["texts"].append(np.frombuffer(b"".join(texts), dtype=np.uint8))

    def _heap(self, keys: Numbers, lines: NDArray[np.int32]) -> None:
        """Spill keys with their lines, in heaps of which each holds greater keys than the one before."""
        heaps, _ = shelved(keys, _HEAP_BITS)
        order = np.argsort(heaps, kind="stable")
        pairs = np.rec.fromarrays((keys.view(np.uint64)[order], lines[order]), dtype=_PAIR)
        self._pairs += len(pairs)
        cuts = np.searchsorted(heaps[order], np.arange((1 << _HEAP_BITS) + 1))
        for heap, start, end in zip(self._heaps, cuts, cuts[1:], strict=False):
            heap.write(pairs[start:end].tobytes())

    def finish(self, rolls: Sequence[dict[str, Any]], now: datetime) -> None:
        """Sort, and say what is there: ``rolls`` as ``about`` gives them back."""
        self._sort()
        self._arrays["facts"].append(self._words.facts().reshape(-1))
        _write(self._folder / WORDS, "\n".join(self._words.written).encode())
        for array in self._arrays.values():
            array.close()
        files = sorted([WORDS, *(f"{name}.npy" for name in ARRAYS)])
        about = {
            "format": FORMAT,
            "version": VERSION,
            "rules": rules_digest(),
            "made_at": now.isoformat(),
            "rows": len(self),
            "rolls": list(rolls),
            "files": {name: (self._folder / name).stat().st_size for name in files},
            "words": sha256((self._folder / WORDS).read_bytes()).hexdigest(),
        }
        _write(self._folder / ABOUT, json.dumps(about, indent=1).encode())
        _sync(self._folder)

    def _sort(self) -> None:
        """Heap by heap onto the shelves of ``Shelves``."""
        arrays, bits = self._arrays, shelf_bits(self._pairs)
        counts = np.zeros(1 << bits, dtype=np.int64)
        for heap in self._heaps:
            heap.seek(0)
            pairs = np.frombuffer(heap.read(), dtype=_PAIR)
            pairs = pairs[np.argsort(pairs["key"], kind="stable")]
            heap.close()
            Path(heap.name).unlink()
            shelves, marks = shelved(pairs["key"].view(np.int64), bits)
            np.add.at(counts, shelves, 1)
            arrays["marks"].append(marks)
            arrays["lines"].append(pairs["line"])
        arrays["starts"].append(np.concatenate(([0], np.cumsum(counts))))


_PAIR = np.dtype([("key", np.uint64), ("line", np.int32)])


class _Growing:
    """An array in a ``.npy`` file that grows at its end; its header is put right when it is closed."""

    def __init__(self, file: BinaryIO, kind: np.dtype[Any]) -> None:
        self._file = file
        self._kind = kind
        self.count = 0
        self._write_header()

    def append(self, values: NDArray[Any]) -> None:
        self._file.write(np.ascontiguousarray(values, dtype=self._kind).tobytes())
        self.count += len(values)

    def close(self) -> None:
        self._file.seek(0)
        self._write_header()
        _sync_and_close(self._file)

    def _write_header(self) -> None:
        """NumPy pads a header so that the count may grow without the header doing so."""
        about = {"descr": np.lib.format.dtype_to_descr(self._kind), "fortran_order": False, "shape": (self.count,)}
        np.lib.format.write_array_header_1_0(self._file, about)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_and_close(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


# --- opening ---


@dataclass(frozen=True, slots=True)
class IndexedRoll:
    """A roll in a folder, as ``answering.answer`` searches one; a line's number is its ``entry_id``.

    ``about`` is what ``index.json`` says of it. Any number of threads may search it at once.
    """

    index: Index
    about: dict[str, Any]
    _texts: NDArray[np.uint8]
    _ends: Numbers

    def numbering(self) -> Words:
        return self.index.numbering()

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        return self.index.sharing(keys)

    def columns(self, lines: Numbers) -> Columns:
        return self.index.columns(lines)

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        return self.index.features(lines)

    def line(self, number: int) -> Line:
        return _line(self._texts, self._ends, number)


def open_index(folder: Path) -> IndexedRoll:
    """The index in a folder, mapped into memory. Raises Unusable where there is none, where it was made by other rules
    than today's, or where a file of it is missing, cut short or damaged."""
    about = _about(folder)
    _refuse_damaged(folder, about)
    arrays = {name: _mapped(folder / f"{name}.npy", kind) for name, kind in ARRAYS.items()}
    written = (folder / WORDS).read_bytes()
    if sha256(written).hexdigest() != about["words"]:
        raise Unusable(WORDS, reason="is damaged.", remedy=REMEDY)
    words = Words(written.decode().split("\n"), facts=arrays["facts"].reshape(-1, 4))
    texts, ends = arrays["texts"], arrays["ends"]
    rows = Rows(arrays["rows"], arrays["names"])

    def pupil(number: int) -> Pupil:
        return _line(texts, ends, number)[0]

    index = Index(about["version"], words, rows, Shelves(arrays["starts"], arrays["marks"], arrays["lines"]), pupil)
    return IndexedRoll(index, about, texts, ends)


def _line(texts: NDArray[np.uint8], ends: Numbers, number: int) -> Line:
    start = int(ends[number - 1]) if number else 0
    return line_of(texts[start : int(ends[number])].tobytes(), number)


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Unusable(folder.name, reason="holds no index of a roll.", remedy=REMEDY) from None
    except ValueError:
        raise Unusable(ABOUT, reason="is damaged.", remedy=REMEDY) from None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Unusable(ABOUT, reason=f"is not of the format {FORMAT}.", remedy=REMEDY)
    if (about.get("version"), about.get("rules")) != (VERSION, rules_digest()):
        reason = f"was made by version {about.get('version')} of the rules for keys; today's is {VERSION}."
        raise Unusable(folder.name, reason=reason, remedy=REMEDY)
    return about


def _refuse_damaged(folder: Path, about: dict[str, Any]) -> None:
    for name, size in about["files"].items():
        path = folder / name
        if not path.exists():
            raise Unusable(name, reason="is missing.", remedy=REMEDY)
        if (found := path.stat().st_size) != size:
            raise Unusable(name, reason=f"is damaged: {found:,} bytes, not {size:,}.", remedy=REMEDY)


def _mapped(path: Path, kind: np.dtype[Any]) -> NDArray[Any]:
    try:
        mapped = np.load(path, mmap_mode="r")
    except ValueError:
        raise Unusable(path.name, reason="is damaged.", remedy=REMEDY) from None
    if mapped.dtype != kind:
        raise Unusable(path.name, reason=f"holds {mapped.dtype}, not {kind}.", remedy=REMEDY)
    return np.asarray(mapped)
