"""Which file this is."""

from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from firstbell.foundations.take_in.rules import Unusable

CHUNK = 1 << 20


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hex, read a mebibyte at a time. Unusable where it cannot be read."""
    digest = sha256()
    with opened(path) as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def opened(path: Path) -> BufferedReader:
    """The file, open for reading bytes. Unusable where it cannot be opened."""
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def identity_of(path: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to the file meanwhile: which file it is, its size and when it was written."""
    try:
        seen = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _unreadable(path: Path, error: OSError) -> Unusable:
    return Unusable(
        path.name, reason=f"the file cannot be read ({error.strerror}).", remedy="Check the path and its permissions."
    )
