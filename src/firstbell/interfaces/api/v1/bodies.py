"""Reading what was sent: small things whole, files to disk a mebibyte at a time, in bounded memory."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.http import HttpRequest
from pydantic import BaseModel, ValidationError

from firstbell.config import env
from firstbell.interfaces.api.v1.problems import Fault, Problem

Shape = TypeVar("Shape", bound=BaseModel)
CHUNK = 1 << 20
LONGEST_DOCUMENT = 1 << 20
"""Bytes that one incident may have, as in a file of them."""

LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which what a killed process left in the folder of arrivals is removed."""

CSV = ("text/csv",)
JSON = ("application/json",)
JSON_LINES = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")


def document(request: HttpRequest) -> str:
    """The text of a JSON body. Problem for another type, one that is too large, cut off, or not UTF-8."""
    _refuse_other_types(request, JSON)
    if _length(request) > LONGEST_DOCUMENT:
        raise Problem("too-large", f"One incident may have {LONGEST_DOCUMENT >> 10} kB at most.")
    body = request.read(LONGEST_DOCUMENT)
    _refuse_cut_off(request, len(body))
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("unfit", "", [Fault(field="", reason="is not UTF-8")]) from None


def shaped(request: HttpRequest, shape: type[Shape]) -> Shape:
    """A JSON body of this shape. Problem where it is another, which says where and how, and never what was sent."""
    try:
        return shape.model_validate_json(document(request))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False, include_context=False)
        faults = [Fault(field=".".join(map(str, each["loc"])), reason=each["msg"]) for each in details]
        raise Problem("unfit", "", faults) from None


@contextmanager
def file(request: HttpRequest, kinds: tuple[str, ...], name: str) -> Iterator[tuple[Path, str]]:
    """The body in a file of its own, and its SHA-256 in hex; the file is gone afterwards.

    It is named ``name``, the beginning of its digest, and ``.csv`` or ``.jsonl``: the same content has the same name.
    """
    _refuse_other_types(request, kinds)
    folder = _folder_for_one()
    try:
        arrived, digest = _written(request, folder)
        yield arrived.rename(folder / f"{name}-{digest[:12]}{'.csv' if kinds is CSV else '.jsonl'}"), digest
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _written(request: HttpRequest, folder: Path) -> tuple[Path, str]:
    digest, size, path = sha256(), 0, folder / "arriving"
    with path.open("wb") as out:
        while chunk := request.read(CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    _refuse_cut_off(request, size)
    return path, digest.hexdigest()


def _folder_for_one() -> Path:
    """A folder that only this user may read, below the home folder: the system's own place for them may be shared."""
    arrivals = env.home() / "arriving"
    arrivals.mkdir(mode=0o700, exist_ok=True)
    mine = Path(tempfile.mkdtemp(dir=arrivals))
    made_at = mine.stat().st_mtime
    for other in arrivals.iterdir():
        if _age(other, made_at) > LEFT_BEHIND:
            shutil.rmtree(other, ignore_errors=True)
    return mine


def _age(folder: Path, made_at: float) -> float:
    try:
        return made_at - folder.stat().st_mtime
    except OSError:
        return 0  # another process has just removed it


def _length(request: HttpRequest) -> int:
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _refuse_cut_off(request: HttpRequest, size: int) -> None:
    if size != _length(request):
        raise Problem("malformed", "The body ended before its stated length.")


def _refuse_other_types(request: HttpRequest, kinds: tuple[str, ...]) -> None:
    if (request.content_type or "").lower() not in kinds:
        raise Problem("wrong-type", f"Send {' or '.join(kinds)}.")
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Problem("wrong-type", "Compressed bodies are not read.")
