"""Second models as files: whole or not at all, and only this installation's user may read them."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.second import second_model_from


def write_second(folder: Path, document: Mapping[str, Any]) -> Path:
    """Keep a model under its name and the beginning of its digest; the file's path."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{document['name']}-{document['digest'][:8]}.json"
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(document, out)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(target)
    return target


def digest_in(path: Path) -> str:
    """Which model a file holds. Raises Unusable for one that cannot be read, or was changed since it was written."""
    try:
        return second_model_from(path.read_text(encoding="utf-8")).digest
    except OSError as error:
        raise Unusable(path.name, reason=f"cannot be read: {error.strerror}.") from None
    except (UnfitModel, ValueError, KeyError, TypeError) as fault:
        raise Unusable(path.name, reason=f"is no second model: {fault}.") from None
