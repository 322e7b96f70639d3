"""A model's file: what was learnt, from how much, with what, and nothing about anybody."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from firstbell.pure.matching.blocking import VERSION, key_texts
from firstbell.pure.matching.model import FORMAT, digest_of, model_from
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.training.train import Trained

Document = dict[str, Any]

ABOUT = (
    "A child of an incident against the pupils of a force's rolls.",
    "u: how often a level is met among pairs at random, those of one child taken out by the prior of the roll.",
    "No term frequencies: how common a name is is left to the rule that a pupil must be the only one.",
)
_BY_LABELS = "m: how often a level is met among pairs that people found to be one child."
_BY_SESSIONS = (
    "m: how often a level is met among pairs of one child, as expectation maximisation finds them in sessions that "
    "block on names and days of birth, never on the household, and without twins where forenames are learnt."
)


def freeze(
    trained: Trained, *, on: date, thresholds: Mapping[str, float], measured: Mapping[str, Any] | None = None
) -> Document:
    """The document of a trained model, named after the day. ``thresholds`` are those that decide above its weights;
    ``measured`` is what ``measures.measured`` found. Raises UnfitModel where it could not be served."""
    learnt_from = _BY_LABELS if trained.labels else _BY_SESSIONS
    document = {
        "format": FORMAT,
        "name": f"firstbell {on.isoformat()}",
        "about": [ABOUT[0], learnt_from, *ABOUT[1:]],
        "settings": trained.settings,
        "made": {
            "how": "labels" if trained.labels else "expectation maximisation",
            "on": on.isoformat(),
            "rows": trained.rows,
            "sought": trained.sought,
            "pairs": trained.pairs,
            "labels": trained.labels,
            "seed": trained.seed,
            "versions": {name: version(name) for name in ("splink", "duckdb", "firstbell")},
            "rules": VERSION,
            "rules_digest": rules_digest(),
            "thresholds": dict(thresholds),
            "settings_digest": digest_of(trained.settings),
        },
        "held": [asdict(one) for one in trained.held],
        "measured": dict(measured or {}),
    }
    model_from(text_of(document))
    return document


def text_of(document: Document) -> str:
    """As it is written to a file, and the same again from what is read back."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def document_of(text: str) -> Document:
    """The document of a file that can be served. Raises UnfitModel."""
    model_from(text)
    return dict(json.loads(text))


def file_name(document: Document) -> str:
    return f"{document['name']}.json".replace(" ", "-")


def rules_digest() -> str:
    """What the blocking rules make of two invented children: it changes with the rules and with folding."""
    texts = sorted(
        text for features in _SPECIMENS for seeking in (False, True) for text in key_texts(features, seeking=seeking)
    )
    return sha256("\n".join(texts).encode()).hexdigest()


_HOME = (("12 Example Road",), "ST4 1AA", "100012345678")
_SPECIMENS: tuple[Features, ...] = (
    features_of_sought(
        Sought(
            "1",
            "Ollie James",
            "Smith-O'Brien",
            "Oli",
            ("Jim Okafor",),
            ("Kowalska",),
            ("Nowak",),
            date(2016, 2, 1),
            date(2016, 2, 1),
            "M",
            "A1",
            (_HOME,),
        )
    ),
    features_of_sought(
        Sought("2", "Zoë", "Müller", born_from=date(2014, 9, 1), born_to=date(2015, 8, 31), homes=(_HOME,))
    ),
)
