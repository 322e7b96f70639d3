"""The lists of names that ship with the package."""

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable


def lines(name: str) -> Sequence[str]:
    """The lines of a text without its comments."""
    return [line for line in _file(name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a packed table by the names of its columns."""
    text = gzip.decompress(_file(name).read_bytes()).decode()
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _file(name: str) -> Traversable:
    return resources.files("firstbell.pure.names").joinpath(name)
