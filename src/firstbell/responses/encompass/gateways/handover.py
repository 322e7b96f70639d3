"""Hand-overs to other forces: one file each in a folder that their system fetches from; e-mail cannot carry them."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    place = Path(settings.FIRSTBELL_HOME) / "handovers"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def write(reference: str, document: Mapping[str, object]) -> Path:
    """Write ``<force>/<reference>.json`` whole or not at all; only this installation's user may read it."""
    target = folder() / str(document["to_force"]) / f"{reference}.json"
    target.parent.mkdir(exist_ok=True, mode=0o700)
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(document, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(target)
    return target
