"""Learning a second model from what people decided: trees that may bend only the way policy allows, calibrated, with
a threshold that the labels can vouch for, and measured on children it had not seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from firstbell.pure.matching.decided import Decided
from firstbell.pure.matching.second import EVEN, FORMAT, digest_of

FEWEST = 500
"""Children whom people must have decided before a model may be learnt."""
FOLDS = 5
CONFIDENCE = 0.9
"""One-sided: of ten thresholds chosen so, one at most is less precise than it claims."""
PRECISION = 0.999
_TREES = {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 12, "l2_regularization": 5.0}

Numbers = NDArray[np.float64]
Progress = Callable[[str], None]


class TooLittle(ValueError):
    """Labels from which nothing can be learnt; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Traits:
    """The names of the numbers in a row, and which way each may count (1, -1 or 0)."""

    names: tuple[str, ...]
    directions: tuple[int, ...]


def learn(
    decided: Sequence[Decided], traits: Traits, *, on: date, precision: float = PRECISION, seed: int = 1
) -> dict[str, Any]:
    """The document of a second model (``second.second_model_from`` reads it as JSON).

    Raises TooLittle for fewer than ``FEWEST`` decided children, or where all were decided alike.
    """
    _refuse_too_little(decided)
    labelled = _labelled(decided)
    unseen = _unseen_log_odds(labelled, traits, seed)
    slope, intercept = _calibrated(unseen, labelled)
    chances = _by_child(1 / (1 + np.exp(-(slope * unseen + intercept))), decided)
    accept, vouched = threshold(chances, decided, precision)
    trees = _trained(labelled, labelled.known, traits, seed)
    document = {
        "format": FORMAT,
        "name": f"second-{on.isoformat()}",
        "on": on.isoformat(),
        "traits": list(traits.names),
        "directions": list(traits.directions),
        "accept": accept,
        "learnt": {**as_numbers(trees), "slope": slope, "intercept": intercept},
        "learnt_from": {"children": len(decided), "same": sum(each.same is not None for each in decided)},
        "measured": {
            "asked_precision": precision,
            "vouched_precision": vouched,
            "confidence": CONFIDENCE,
            "rules": rates([_by_rules(each) for each in decided], decided),
            "with_model": rates(_on_the_other_half(chances, decided, precision), decided),
        },
        "libraries": {name: version(name) for name in ("scikit-learn", "numpy", "scipy")},
    }
    return document | {"digest": digest_of(document)}


def _refuse_too_little(decided: Sequence[Decided]) -> None:
    if len(decided) < FEWEST:
        raise TooLittle(f"{len(decided)} children have been decided by people, and {FEWEST} are needed")
    kinds = {place == each.same for each in decided for place in range(len(each.rows)) if each.knows(place)}
    if len(kinds) < 2:
        raise TooLittle("every decision is of one kind: there must be pupils who are the child, and some who are not")
    if len({each.incident for each in decided}) < FOLDS:
        raise TooLittle(f"the decisions are on fewer than {FOLDS} incidents")


@dataclass(frozen=True, slots=True)
class _Labelled:
    """One row a pupil put forward."""

    rows: Numbers
    same: NDArray[np.bool_]
    stands_for: Numbers
    incidents: NDArray[np.int64]
    known: NDArray[np.bool_]


def _labelled(decided: Sequence[Decided]) -> _Labelled:
    each_row = [(each, place) for each in decided for place in range(len(each.rows))]
    numbers = {incident: number for number, incident in enumerate(dict.fromkeys(each.incident for each in decided))}
    return _Labelled(
        np.array([each.rows[place] for each, place in each_row], dtype=np.float64),
        np.array([each.same == place for each, place in each_row]),
        np.array([each.stands_for for each, _ in each_row]),
        np.array([numbers[each.incident] for each, _ in each_row], dtype=np.int64),
        np.array([each.knows(place) for each, place in each_row], dtype=np.bool_),
    )


def _trained(
    labelled: _Labelled, among: NDArray[np.bool_], traits: Traits, seed: int
) -> HistGradientBoostingClassifier:
    chosen = among & labelled.known
    smallest = 20 if len(labelled.same[chosen]) > 4000 else 5
    trees = HistGradientBoostingClassifier(
        **_TREES,
        min_samples_leaf=smallest,
        monotonic_cst=list(traits.directions),
        early_stopping=False,
        random_state=seed,
    )
    return trees.fit(labelled.rows[chosen], labelled.same[chosen], sample_weight=labelled.stands_for[chosen])


def _unseen_log_odds(labelled: _Labelled, traits: Traits, seed: int) -> Numbers:
    """Every row's score by trees that saw nothing of its incident."""
    found = np.zeros(len(labelled.same))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
    for _, unseen in folds.split(labelled.rows, labelled.same, labelled.incidents):
        seen = np.ones(len(found), dtype=np.bool_)
        seen[unseen] = False
        found[unseen] = _trained(labelled, seen, traits, seed).decision_function(labelled.rows[unseen])
    return found


def _calibrated(log_odds: Numbers, labelled: _Labelled) -> tuple[float, float]:
    """Slope and intercept that make probabilities of scores (Platt, 1999), on rows that the trees had not seen."""
    known = labelled.known
    fitted = LogisticRegression(C=1e6).fit(
        log_odds[known, None], labelled.same[known], sample_weight=labelled.stands_for[known]
    )
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _by_child(chances: Numbers, decided: Sequence[Decided]) -> list[Numbers]:
    ends = np.cumsum([0, *(len(each.rows) for each in decided)])
    return [chances[start:end] for start, end in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was or would be answered: ``automatic``, and then ``right`` or not, or a person is asked."""

    automatic: bool
    right: bool
    asks: bool


def _by_rules(each: Decided) -> Answer:
    return Answer(each.sure is not None, each.sure is not None and each.sure == each.same, each.asks)


def _with_model(each: Decided, chances: Numbers, accept: float) -> Answer:
    """As ``deciding`` answers with the model switched on."""
    if not len(chances):
        return _by_rules(each)
    front, score = _in_front(each, chances)
    automatic = front in each.free and score >= accept
    return Answer(automatic, automatic and front == each.same, not automatic)


def _in_front(each: Decided, chances: Numbers) -> tuple[int, float]:
    """Who is most probable, and how sure that is: wholly where the rules link it too, if not improbable."""
    front = int(np.argmax(chances))
    return front, 1.0 if front == each.sure and chances[front] >= EVEN else float(chances[front])


def threshold(
    chances: Sequence[Numbers], decided: Sequence[Decided], precision: float = PRECISION
) -> tuple[float, float]:
    """The lowest probability from which on the links are, by the lower bound of their precision, as precise as is
    asked; and that bound. Where the labels are too few to vouch for so much, for as much as they can vouch for."""
    links = sorted(_links(chances, decided), key=lambda link: -link[0])
    if not links:
        return 1.0, 0.0
    score, right, weight = (np.array(column, dtype=np.float64) for column in zip(*links, strict=True))
    bounds = lower_bounds(right, weight)
    last = np.append(score[1:] < score[:-1], True)
    bounds = np.where(last, bounds, 0.0)
    enough = min(precision, float(bounds.max()))
    lowest = int(np.nonzero(bounds >= enough)[0][-1])
    return float(score[lowest]), float(bounds[lowest])


def _links(chances: Sequence[Numbers], decided: Sequence[Decided]) -> Iterator[tuple[float, bool, float]]:
    for each, its in zip(decided, chances, strict=True):
        front, score = _in_front(each, its) if len(its) else (-1, 0.0)
        if front in each.free and each.knows(front):
            yield score, front == each.same, each.stands_for


def lower_bounds(right: Numbers, weight: Numbers) -> Numbers:
    """For the first link, the first two and so on, how precise they are at least, with ``CONFIDENCE`` (Clopper and
    Pearson, 1934; where links stand for different numbers of children, on as many as they are worth: Kish, 1965)."""
    total = np.cumsum(weight)
    worth = total**2 / np.cumsum(weight**2)
    rights = worth * np.cumsum(weight * right) / total
    bounds = scipy.stats.beta.ppf(1 - CONFIDENCE, np.maximum(rights, 1e-9), worth - rights + 1)
    return np.asarray(np.where(rights > 0, bounds, 0.0))


def _on_the_other_half(chances: Sequence[Numbers], decided: Sequence[Decided], precision: float) -> list[Answer]:
    """Every child answered by a threshold that was chosen on the other half of the incidents."""
    incidents = {incident: number % 2 for number, incident in enumerate(dict.fromkeys(one.incident for one in decided))}
    limits = []
    for half in (0, 1):
        there = [place for place, each in enumerate(decided) if incidents[each.incident] != half]
        limits.append(threshold([chances[place] for place in there], [decided[place] for place in there], precision)[0])
    return [
        _with_model(each, its, limits[incidents[each.incident]]) for each, its in zip(decided, chances, strict=True)
    ]


def rates(answers: Sequence[Answer], decided: Sequence[Decided]) -> Mapping[str, float | int]:
    """Recall, precision, and the share of children for whom a person is asked."""
    weight, able = (np.array(column, dtype=np.float64) for column in _columns(decided, "stands_for", "on_roll"))
    automatic, right, asks = (
        np.array(column, dtype=np.float64) for column in _columns(answers, "automatic", "right", "asks")
    )
    rights = float(weight @ right)
    return {
        "recall": _share(rights, float(weight @ able)),
        "precision": _share(rights, float(weight @ automatic)),
        "review": _share(float(weight @ asks), float(weight.sum())),
        "links": int(automatic.sum()),
        "wrong": int(automatic.sum() - right.sum()),
    }


def _columns(things: Sequence[Any], *names: str) -> Iterator[list[float]]:
    return ([getattr(each, name) for each in things] for name in names)


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def as_numbers(trained: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The trees as plain numbers. They are scikit-learn's own nodes: a test holds that they say the same."""
    return {
        "baseline": float(np.ravel(trained._baseline_prediction)[0]),
        "trees": [_tree(of_round[0].nodes) for of_round in trained._predictors],
    }


def _tree(nodes: Any) -> dict[str, list[float] | list[int]]:
    own = np.arange(len(nodes))
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        "threshold": np.where(leaf, 0.0, nodes["num_threshold"]).tolist(),
        "left": np.where(leaf, own, nodes["left"]).tolist(),
        "right": np.where(leaf, own, nodes["right"]).tolist(),
        "value": np.where(leaf, nodes["value"], 0.0).tolist(),
    }
