"""Models and their reports as files: whole or not at all, and only this installation's user may read them."""

import os
from collections.abc import Mapping
from pathlib import Path

from firstbell.foundations.take_in.rules import Unusable


def read_model(path: Path) -> str:
    """The text of a model's file. Raises Unusable where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Unusable(path.name, reason=f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(path.name, reason="is not UTF-8.") from None


def write_model(folder: Path, name: str, text: str) -> Path:
    """Write a model beside the others. Raises Unusable where another one has the name: a model is never overwritten."""
    target = folder / name
    if target.exists() and read_model(target) != text:
        raise Unusable(name, reason="is there already and is another model.", remedy="Train into another folder.")
    _write(target, text)
    return target


def write_report(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a report's files; returns its page."""
    for name, text in files.items():
        _write(folder / name, text)
    return folder / "index.html"


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(target)
