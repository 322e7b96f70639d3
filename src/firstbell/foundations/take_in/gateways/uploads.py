"""The folder of uploaded files: each under a random name, readable by this user only."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from firstbell.pure.refusal import Refused

LONGEST_START = 512


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it came: its random ``name`` in the folder, its content's SHA-256, its first bytes, its lines."""

    name: str
    size: int
    lines: int
    digest: str
    start: bytes


def keep(chunks: Iterable[bytes], suffix: str) -> Kept:
    """Write what comes into the folder, there whole or not at all. Refused past ``settings.MOST_UPLOADED`` bytes."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{token_hex(16)}{suffix}"
    draft = path_of(f".{name}")
    try:
        kept = _written(chunks, draft, name)
        draft.rename(path_of(name))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return kept


def path_of(name: str) -> Path:
    return folder() / name


def remove(name: str) -> None:
    """Take the file away; nothing where it is gone already."""
    path_of(name).unlink(missing_ok=True)


def names(older_than: float) -> Iterator[str]:
    """Everything in the folder, drafts of killed processes too, that nobody wrote to since that moment (POSIX time)."""
    if folder().is_dir():
        yield from (path.name for path in folder().iterdir() if path.stat().st_mtime < older_than)


def folder() -> Path:
    return Path(settings.FIRSTBELL_HOME) / "uploads"


def _written(chunks: Iterable[bytes], draft: Path, name: str) -> Kept:
    digest, size, lines, start, last = sha256(), 0, 0, b"", b""
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.MOST_UPLOADED:
                most = settings.MOST_UPLOADED >> 20
                raise Refused(f"The file has more than {most} MB.", "Send it in parts, each with the header.")
            out.write(chunk)
            digest.update(chunk)
            lines += chunk.count(b"\n")
            start += chunk[: LONGEST_START - len(start)]
            last = chunk[-1:] or last
        out.flush()
        os.fsync(out.fileno())
    return Kept(name, size, lines + (last != b"\n"), digest.hexdigest(), start)
