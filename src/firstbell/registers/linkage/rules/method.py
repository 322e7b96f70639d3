"""By what an answer was found: kept with it, so that any can be explained after models and rules have changed."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version

from firstbell.pure.matching.blocking import VERSION
from firstbell.pure.matching.model import Model
from firstbell.registers.linkage.rules.deciding import ACCEPT_WEIGHT, LEAD, REVIEW_WEIGHT

LIBRARIES = ("firstbell", "numpy", "rapidfuzz", "nicknames", "anyascii")
"""Whose versions may change what two names come to."""


def method_of(model: Model, second: str = "") -> str:
    """A digest of the model, of the ``second`` model's digest if one is switched on, of the rules of keys, the
    thresholds and the versions of the libraries. The rolls have a stamp of their own."""
    thresholds = ACCEPT_WEIGHT, REVIEW_WEIGHT, LEAD
    parts = (model.digest, second, VERSION, thresholds, *_versions())
    return sha256(repr(parts).encode()).hexdigest()[:16]


@cache
def _versions() -> tuple[str, ...]:
    """They cannot change while a process runs, and reading them takes longer than finding a child."""
    return tuple(map(version, LIBRARIES))
