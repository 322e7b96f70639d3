"""Harm weights out of a file, as a force keeps them; whose they are and of when stands in it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.joint.intensification.actions import load_harm_weights
from firstbell.joint.intensification.queries import harm_loaded
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import read_harm_weights
from firstbell.pure.refusal import Refused

KIND = "harm-weights"


def take_in_harm_weights(*, path: Path, by: Actor, now: datetime, progress: Callable[[int], None]) -> TakenIn:
    """The file whole, or Unusable with nothing changed. The weights that are used already change nothing."""
    text = _text(path)
    try:
        stated, used = read_harm_weights(text), harm_loaded()
        is_new = used is None or used.digest != stated.digest
        if is_new:
            load_harm_weights(text=text, by=by, now=now)
    except Refused as no:
        raise Unusable(path.name, reason=no.reason, remedy=no.remedy) from None
    many = len(stated.weights)
    progress(many)
    return TakenIn(KIND, path.name, many, many if is_new else 0, 0 if is_new else many, 0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Unusable(path.name, reason=f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(path.name, reason="is not UTF-8.", remedy="Save it as UTF-8 text.") from None
