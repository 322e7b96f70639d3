"""A second model: learnt from decided children, frozen as numbers, and the same numbers read back."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.second import SecondModel, digest_of, second_model_from
from firstbell.pure.matching.training import learning
from firstbell.pure.matching.training.learning import Decided, TooLittle, Traits, learn, lower_bounds, threshold

TRAITS = Traits(("weight", "forename", "lead", "rivals"), (1, 1, 1, -1))
ON = date(2026, 11, 20)


def decided(children: int, seed: int = 3) -> list[Decided]:
    """Children whose pupil has on average more weight, a better forename and a lead; a tenth are on no roll."""
    draw = np.random.default_rng(seed)
    found = []
    for number in range(children):
        options = int(draw.integers(1, 4))
        same = None if draw.random() < 0.1 else int(draw.integers(options))
        rows = [
            (draw.normal(12 if place == same else 2, 4), draw.integers(5 if place == same else 0, 9), 0.0, options - 1)
            for place in range(options)
        ]
        best = max(range(options), key=lambda place: rows[place][0])
        rows = [(w, f, w - max((r[0] for r in rows if r[0] != w), default=-30), n) for w, f, _, n in rows]
        automatic = rows[best][0] > 16
        found.append(
            Decided(
                f"STF/{number // 2}",
                tuple(tuple(map(float, row)) for row in rows),
                same,
                frozenset(range(options)),
                best if automatic else None,
                same is not None,
                not automatic,
            )
        )
    return found


@cache
def document() -> dict[str, Any]:
    return learn(decided(1500), TRAITS, on=ON)


def model(changes: dict[str, Any] | None = None, **more: Any) -> SecondModel:
    changed = json.loads(json.dumps(document())) | (changes or {}) | more
    return second_model_from(json.dumps(changed | {"digest": digest_of(changed)}))


def test_the_file_says_what_scikit_learn_says() -> None:
    """On thousands of rows, to 1e-9."""
    labelled = learning._labelled(decided(1500))
    trained = learning._trained(labelled, labelled.known, TRAITS, 1)
    rows = learning._labelled(decided(3000, seed=8)).rows
    ours = model().log_odds(rows.tolist())
    assert len(rows) > 5000
    assert np.abs(ours - trained.decision_function(rows)).max() < 1e-9
    assert len(set(ours.tolist())) > 500


def test_probabilities_are_calibrated() -> None:
    """Of the rows that are given about .5 to .9, about so many are the child."""
    labelled = learning._labelled(decided(6000, seed=8))
    chances = model().probabilities(labelled.rows.tolist())
    for low, high in ((0.05, 0.35), (0.35, 0.65), (0.65, 0.95)):
        within = (chances >= low) & (chances < high)
        assert within.sum() > 100
        assert labelled.same[within].mean() == pytest.approx(chances[within].mean(), abs=0.08)


def test_more_never_counts_against_where_policy_says_so() -> None:
    """Also where the labels say the contrary."""
    contrary = [
        replace(each, rows=tuple((row[0], -row[1], row[2], -row[3]) for row in each.rows)) for each in decided(600)
    ]
    found = learn(contrary, TRAITS, on=ON)
    bent = second_model_from(json.dumps(found))
    for column, direction in enumerate(TRAITS.directions):
        rows = np.repeat([[6.0, -4.0, 1.0, -1.0]], 40, axis=0)
        rows[:, column] = np.linspace(-12, 12, 40)
        assert (np.diff(bent.probabilities(rows.tolist())) * direction >= 0).all()


def test_the_same_labels_make_the_same_file() -> None:
    assert learn(decided(600), TRAITS, on=ON) == learn(decided(600), TRAITS, on=ON)


def test_too_few_children_or_one_kind_of_decision_is_refused() -> None:
    with pytest.raises(TooLittle, match="499 children"):
        learn(decided(499), TRAITS, on=ON)
    alike = [replace(each, rows=each.rows[:1], same=0, sure=None) for each in decided(600)]
    with pytest.raises(TooLittle, match="one kind"):
        learn(alike, TRAITS, on=ON)
    one_incident = [replace(each, incident="STF/1") for each in decided(600)]
    with pytest.raises(TooLittle, match="incidents"):
        learn(one_incident, TRAITS, on=ON)


def test_the_threshold_is_the_lowest_that_the_labels_vouch_for() -> None:
    """3,000 right links above .5 and one wrong at .4: .999 needs 2,302 without an error at 90 %."""
    one = Decided("STF/1", ((0.0,),), 0, frozenset({0}), None, True, True)
    children = [one] * 3000 + [replace(one, same=None)] * 3
    chances = [np.array([1.0 - number / 6000]) for number in range(3000)] + [np.array([0.4])] * 3
    accept, vouched = threshold(chances, children)
    assert accept == pytest.approx(0.5, abs=0.001)
    assert vouched == pytest.approx(0.1 ** (1 / 3000))
    few, vouched = threshold(chances[2500:], children[2500:])
    assert (few, vouched) == (pytest.approx(0.5, abs=0.001), pytest.approx(0.1 ** (1 / 500)))
    assert threshold([np.array([0.9])], [replace(one, free=frozenset())]) == (1.0, 0.0)


def test_the_lower_bound_is_clopper_and_pearsons_also_of_samples() -> None:
    """4 wrong of 8,272 are .99948 at best guess, and .9990 at least with 90 % (Clopper and Pearson)."""
    right = np.ones(8272)
    right[[10, 50, 90, 4000]] = 0
    assert lower_bounds(right, np.ones(8272))[-1] == pytest.approx(0.99903, abs=1e-5)
    assert lower_bounds(right, np.full(8272, 7.0))[-1] == pytest.approx(lower_bounds(right, np.ones(8272))[-1])
    uneven = np.where(np.arange(8272) % 2, 1.0, 20.0)
    assert lower_bounds(right, uneven)[-1] < lower_bounds(right, np.ones(8272))[-1]


def test_what_it_gains_is_in_the_file() -> None:
    measured = document()["measured"]
    assert measured["with_model"]["recall"] > measured["rules"]["recall"]
    assert measured["asked_precision"] == 0.999 > measured["vouched_precision"] > 0.99
    assert set(measured["rules"]) == {"recall", "precision", "review", "links", "wrong"}


def test_a_changed_file_is_refused() -> None:
    changed = json.loads(json.dumps(document())) | {"accept": 0.1}
    with pytest.raises(UnfitModel, match="digest"):
        second_model_from(json.dumps(changed))
    with pytest.raises(UnfitModel, match="format"):
        second_model_from(json.dumps({"format": "firstbell.linkage-model/1"}))
    learnt = document()["learnt"]
    with pytest.raises(UnfitModel, match="calibration"):
        model(learnt=learnt | {"slope": -1.0})
    tree = learnt["trees"][0]
    nodes = len(tree["left"])
    for broken in ({"left": [0] * nodes, "right": [-1] * nodes}, {"feature": [99] * nodes}):
        with pytest.raises(UnfitModel, match="trees"):
            model(learnt=learnt | {"trees": [tree | broken]})
