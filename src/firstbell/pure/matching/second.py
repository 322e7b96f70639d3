"""A second model, learnt from what people decided: boosted trees and their calibration, frozen in a file.

It is read and evaluated here, with numpy alone; it is learnt in ``training.learning``. A file holds numbers only, never
anything that is run.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.model import UnfitModel

FORMAT = "firstbell.second-model/1"
EVEN = 0.5
"""Whom the rules link, a second model leaves linked where it holds that for no less probable than this."""
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees x nodes. At a node a row goes ``left`` where its ``feature`` is at most ``threshold``, else ``right``; a
    leaf leads to itself. ``value`` is what a leaf adds to the log-odds, ``depth`` the longest way down."""

    feature: Places
    threshold: Numbers
    left: Places
    right: Places
    value: Numbers
    depth: int

    def add_up(self, rows: Numbers) -> Numbers:
        """What all trees add for each row."""
        trees = np.arange(len(self.feature))[None, :]
        at = np.zeros((len(rows), len(self.feature)), dtype=np.int64)
        places = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            lower = rows[places, self.feature[trees, at]] <= self.threshold[trees, at]
            at = np.where(lower, self.left[trees, at], self.right[trees, at])
        return np.asarray(self.value[trees, at].sum(axis=1))


@dataclass(frozen=True, slots=True)
class SecondModel:
    """``traits`` are the names of the numbers in a row, in order. ``accept`` is the lowest probability on which an
    answer may be automatic. ``measured`` is what it gained on children it had not seen, ``digest`` names the file."""

    name: str
    digest: str
    traits: tuple[str, ...]
    accept: float
    baseline: float
    trees: Trees
    slope: float
    intercept: float
    measured: Mapping[str, Any]

    def log_odds(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """As learnt, before calibration."""
        return self.baseline + self.trees.add_up(np.asarray(rows, dtype=np.float64).reshape(-1, len(self.traits)))

    def probabilities(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """How probable it is, for each row of ``traits``, that this pupil is the child."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * self.log_odds(rows) + self.intercept))))


def second_model_from(text: str) -> SecondModel:
    """Read a file. Raises UnfitModel for one that cannot be served as it was learnt, or was changed since."""
    document = json.loads(text)
    if document.get("format") != FORMAT:
        raise UnfitModel(f"format: this is {document.get('format')!r}, and {FORMAT!r} is read here")
    learnt = document["learnt"]
    if document["digest"] != digest_of(document):
        raise UnfitModel("digest: the file is not as it was written")
    numbers = (learnt["baseline"], learnt["slope"], learnt["intercept"], document["accept"])
    if not all(isfinite(number) for number in numbers) or learnt["slope"] <= 0:
        raise UnfitModel("calibration: a surer score would not be a higher probability")
    return SecondModel(
        name=document["name"],
        digest=document["digest"],
        traits=tuple(document["traits"]),
        accept=document["accept"],
        baseline=learnt["baseline"],
        trees=_trees(learnt["trees"], len(document["traits"])),
        slope=learnt["slope"],
        intercept=learnt["intercept"],
        measured=document["measured"],
    )


def digest_of(document: Mapping[str, Any]) -> str:
    """Names everything in the file but the name itself."""
    named = {key: value for key, value in document.items() if key != "digest"}
    return sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def _trees(stated: Sequence[Mapping[str, Sequence[float]]], traits: int) -> Trees:
    """Trees of different sizes side by side, the smaller ones filled up with leaves that nothing leads to."""
    shape = (len(stated), max(len(tree["value"]) for tree in stated))
    left = np.tile(np.arange(shape[1], dtype=np.int64), (shape[0], 1))
    right, feature = left.copy(), np.zeros(shape, dtype=np.int64)
    threshold, value = np.zeros(shape), np.zeros(shape)
    for number, tree in enumerate(stated):
        size = len(tree["value"])
        for column, name in ((left, "left"), (right, "right"), (feature, "feature")):
            column[number, :size] = tree[name]
        threshold[number, :size], value[number, :size] = tree["threshold"], tree["value"]
    own = np.arange(shape[1])[None, :]
    if feature.min() < 0 or feature.max() >= traits or ((left < own) | (right < own)).any() or right.max() >= shape[1]:
        raise UnfitModel("trees: a node leads back, or asks for a trait that there is none of")
    return Trees(feature, threshold, left, right, value, _depth(left, right))


def _depth(left: Places, right: Places) -> int:
    """The most steps from a root to a leaf. Children stand behind their parents, so one walk from the end suffices."""
    below = np.zeros(left.shape, dtype=np.int64)
    own = np.arange(left.shape[1])
    trees = np.arange(len(left))
    for node in own[::-1]:
        inner = left[:, node] != node
        deeper = 1 + np.maximum(below[trees, left[:, node]], below[trees, right[:, node]])
        below[:, node] = np.where(inner, deeper, 0)
    return int(below[:, 0].max())
