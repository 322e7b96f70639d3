"""What a model does on the roll and the children it was learnt from: counts and shares, and nothing about anybody."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.blocking import RULES, key_texts, keys_of
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features
from firstbell.pure.matching.scoring import Weights, weigh
from firstbell.pure.matching.training.sessions import Label

Measured = dict[str, Any]
WEIGHTS = range(-20, 41)
"""Weights in bits at which a share is told."""
CHUNK = 5_000


def measured(
    model: Model,
    pupils: Sequence[Features],
    sought: Sequence[Features],
    labels: Sequence[Label] | None,
    *,
    accept: float,
) -> Measured:
    """Figures for the report of a model. ``accept`` is the weight in bits from which a link may be automatic.

    Without labels, how right a threshold is is the model's own word, which families flatter: it says so.
    """
    words = Words()
    left, right = Columns.of(sought, words, seeking=True), Columns.of(pupils, words)
    lefts, rights = _pairs_by_keys(sought, right)
    weights = weigh(model, Pairs(left, right, lefts, rights))
    return {
        "compared": {"pairs": len(lefts), "children": len(set(lefts.tolist())), "of": len(sought)},
        "shares": _shares(weights),
        "thresholds": _by_labels(model, left, right, sought, pupils, labels) if labels else _by_itself(weights),
        "unlinkable": _unlinkable(model, pupils, sought, accept),
        "ceiling": ceiling(pupils, sought, labels) if labels else None,
    }


def _pairs_by_keys(sought: Sequence[Features], right: Columns) -> tuple[Numbers, Numbers]:
    """Every child with every line that shares a key, once."""
    lines, keys = keys_of(right, seeking=False)
    order = np.argsort(keys, kind="stable")
    keys, lines = keys[order], lines[order]
    found = [np.zeros((2, 0), dtype=np.int64)]
    for start in range(0, len(sought), CHUNK):
        few = Columns.of(sought[start : start + CHUNK], Words(), seeking=True)
        children, wanted = keys_of(few, seeking=True)
        first = np.searchsorted(keys, wanted, side="left")
        counts = np.searchsorted(keys, wanted, side="right") - first
        places = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        found.append(np.unique(np.stack([np.repeat(children + start, counts), lines[places]]), axis=1))
    pairs = np.concatenate(found, axis=1)
    return pairs[0], pairs[1]


def _shares(weights: Weights) -> dict[str, dict[str, float]]:
    """How often each level is met among the pairs compared."""
    found = {}
    for column, comparison in enumerate(weights.model.comparisons):
        counts = np.bincount(weights.levels[:, column], minlength=len(comparison.levels))
        shares = counts / max(counts.sum(), 1)
        found[comparison.name] = {
            level.label: _short(share) for level, share in zip(comparison.levels, shares, strict=True)
        }
    return found


def _by_itself(weights: Weights) -> Measured:
    total = weights.total
    right = 1 / (1 + 2.0 ** np.minimum(-total, 1000))
    return {"by": "model", "rows": [_threshold(weight, total >= weight, right, right.sum()) for weight in WEIGHTS]}


def _by_labels(
    model: Model,
    left: Columns,
    right: Columns,
    sought: Sequence[Features],
    pupils: Sequence[Features],
    labels: Sequence[Label],
) -> Measured:
    """Pairs that share no key are never found, whatever they would weigh."""
    lefts, rights, same = (np.array(column) for column in zip(*labels, strict=True))
    total = weigh(model, Pairs(left, right, lefts, rights)).total
    shares_key = [bool(_rules(sought[child], pupils[pupil])) for child, pupil, _ in labels]
    found = np.where(shares_key, total, -np.inf)
    return {
        "by": "labels",
        "rows": [_threshold(weight, found >= weight, same.astype(np.float64), same.sum()) for weight in WEIGHTS],
    }


def _threshold(weight: int, linked: NDArray[np.bool_], right: NDArray[np.float64], of: float) -> list[float]:
    """The weight, pairs linked from there up, how many of them are right, and how many of all that are right."""
    rightly = float(right[linked].sum())
    count = int(linked.sum())
    return [weight, count, _short(rightly / count) if count else 1.0, _short(rightly / of) if of else 0.0]


def _unlinkable(model: Model, pupils: Sequence[Features], sought: Sequence[Features], accept: float) -> Measured:
    """Each record weighed against itself: what says too little to reach a weight could never be linked by it."""
    children, lines = _against_themselves(model, sought), _against_themselves(model, pupils)
    return {
        "accept": accept,
        "children": _short((children < accept).mean()),
        "pupils": _short((lines < accept).mean()),
        "rows": [[weight, _short((children < weight).mean()), _short((lines < weight).mean())] for weight in WEIGHTS],
    }


def _against_themselves(model: Model, records: Sequence[Features]) -> NDArray[np.float64]:
    words, same = Words(), np.arange(len(records))
    return weigh(model, Pairs(Columns.of(records, words, seeking=True), Columns.of(records, words), same, same)).total


def ceiling(pupils: Sequence[Features], sought: Sequence[Features], labels: Sequence[Label]) -> Measured:
    """The share of true pairs that share any key, those that each rule finds, and those that it alone finds."""
    shared = [_rules(sought[child], pupils[pupil]) for child, pupil, one in labels if one]
    finds = Counter(rule for rules in shared for rule in rules)
    alone = Counter(rule for rules in shared if len(rules) == 1 for rule in rules)
    of = max(len(shared), 1)
    return {
        "pairs": len(shared),
        "found": _short(sum(map(bool, shared)) / of),
        "rules": {rule: [_short(finds[rule] / of), _short(alone[rule] / of)] for rule in RULES},
    }


def _rules(child: Features, pupil: Features) -> set[str]:
    both = set(key_texts(child, seeking=True)) & set(key_texts(pupil, seeking=False))
    return {text.partition("|")[0] for text in both}


def stability(before: dict[str, float], after: dict[str, float]) -> float:
    """The population stability index of shares: under 0.1 little has changed, over 0.25 the data are others."""
    least = 0.0001  # what was never met must not count without end
    pairs = [(max(before.get(label, 0.0), least), max(share, least)) for label, share in after.items()]
    return sum((now - then) * log(now / then) for then, now in pairs)


def _short(share: float) -> float:
    return float(f"{float(share):.6g}")
