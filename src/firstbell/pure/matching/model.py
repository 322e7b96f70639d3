"""A frozen model: how many bits each level of each comparison is worth. It is read, never learnt, at run time."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from math import log2
from typing import Any

from firstbell.pure.matching.comparisons import CONDITIONS, Condition

FORMAT = "firstbell.linkage-model/1"


class UnfitModel(ValueError):
    """A model that cannot be served as it was trained; the text says what is wrong with it, and where."""


@dataclass(frozen=True, slots=True)
class Level:
    """``bits`` that speak for the pair if they are positive, against it if negative; 0 where nothing is known."""

    label: str
    condition: Condition
    bits: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field compared; the first level whose condition holds is the pair's, and the last holds always."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """``prior`` is the weight in bits of a pair of which nothing is known. ``digest`` names the settings, whole."""

    name: str
    digest: str
    prior: float
    comparisons: tuple[Comparison, ...]


def model_from(text: str) -> Model:
    """Read a model's file: a ``name``, the ``settings`` that Splink saved, and how they were ``made``.

    Raises UnfitModel, also where the settings are not those that were made: nobody changes a weight by hand unseen.
    """
    document = _document(text)
    settings = document["settings"]
    if document.get("made", {}).get("settings_digest") != digest_of(settings):
        raise UnfitModel(
            "made: the settings are not those that this file was made with; train the model, or state it anew"
        )
    prior = settings["probability_two_random_records_match"]
    comparisons = tuple(_comparison(stated) for stated in settings["comparisons"])
    return Model(document["name"], digest_of(settings), log2(prior / (1 - prior)), comparisons)


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        raise UnfitModel("format: this is not JSON") from None
    stated = document.get("format") if isinstance(document, dict) else None
    if stated != FORMAT:
        raise UnfitModel(f"format: this is {stated!r}, and {FORMAT!r} is read here")
    return dict(document)


def digest_of(settings: dict[str, Any]) -> str:
    return sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def _comparison(stated: dict[str, Any]) -> Comparison:
    name = stated["output_column_name"]
    levels = tuple(_level(name, level) for level in stated["comparison_levels"])
    if levels[-1].condition.sql != "ELSE":
        raise UnfitModel(f"{name}: its last level is not ELSE, so that some pairs would have none")
    return Comparison(name, levels)


def _level(name: str, stated: dict[str, Any]) -> Level:
    where = f"{name}, {stated['label_for_charts']!r}"
    condition = CONDITIONS.get(stated["sql_condition"])
    if condition is None:
        raise UnfitModel(f"{where}: a condition that is not served here: {stated['sql_condition']}")
    if stated.get("tf_adjustment_column"):
        raise UnfitModel(f"{where}: term frequencies are not served here")
    if stated.get("is_null_level"):
        return Level(stated["label_for_charts"], condition, 0.0)
    m, u = stated.get("m_probability"), stated.get("u_probability")
    if not m or not u:
        raise UnfitModel(f"{where}: m or u is missing or nothing; the level was never trained")
    return Level(stated["label_for_charts"], condition, log2(m / u))


ROLL = "model.json"
"""A child of an incident against the rolls of a force."""
PEOPLE = "people.json"
"""A person of one incident against a person of another."""


@cache
def shipped_model(name: str = ROLL) -> Model:
    """A model that ships with Firstbell: ``ROLL`` or ``PEOPLE``."""
    return model_from(shipped_model_text(name))


def shipped_model_text(name: str = ROLL) -> str:
    return resources.files("firstbell.pure.matching").joinpath(name).read_text(encoding="utf-8")
