"""Our weights are Splink's, pair by pair: on DuckDB, and on Spark where it and Java are there."""

import json
import shutil
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pytest

from benchmarks.linkage.force import force
from benchmarks.linkage.rates import TESTING
from firstbell.pure.matching.blocking import distinct_keys_of, keys_of
from firstbell.pure.matching.columns import Columns, Words
from firstbell.pure.matching.comparisons import CONDITIONS, Pairs
from firstbell.pure.matching.model import shipped_model, shipped_model_text
from firstbell.pure.matching.records import Features, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import weigh
from firstbell.pure.matching.training.tables import linker_of

Found = dict[tuple[int, int], float]
PUPILS, CHILDREN = 8000, 2400


@cache
def records() -> tuple[list[Features], list[Features]]:
    """Children of incidents, and a roll with most of them on it."""
    made = force(11, PUPILS, CHILDREN, TESTING)
    return [features_of_sought(case.child) for case in made.cases], [features_of_pupil(pupil) for pupil in made.roll]


def settings() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(shipped_model_text())["settings"]
    return stored


@cache
def ours() -> Found:
    """Every pair of a common key with its weight."""
    words = Words()
    sought, pupils = (Columns.of(each, words, seeking=not n) for n, each in enumerate(records()))
    lines: dict[int, list[int]] = {}
    for line, key in zip(*(part.tolist() for part in distinct_keys_of(pupils)), strict=True):
        lines.setdefault(key, []).append(line)
    asked = zip(*(part.tolist() for part in keys_of(sought, seeking=True)), strict=True)
    pairs = sorted({(child, line) for child, key in asked for line in lines.get(key, ())})
    lefts, rights = np.array(pairs).T
    weights = weigh(shipped_model(), Pairs(sought, pupils, lefts, rights)).total.tolist()
    return dict(zip(pairs, weights, strict=True))


def is_the_same(found: Iterable[tuple[int, int, float]]) -> None:
    theirs = {(left, right): weight for left, right, weight in found}
    assert len(theirs) > 3000
    assert theirs.keys() == ours().keys()
    assert max(abs(weight - ours()[pair]) for pair, weight in theirs.items()) < 1e-9


def test_weights_are_those_of_splink_on_duckdb() -> None:
    linker, _ = linker_of(*records(), settings())
    predicted = linker.inference.predict().as_duckdbpyrelation()
    is_the_same(predicted.project("unique_id_l, unique_id_r, match_weight").fetchall())


@pytest.mark.filterwarnings("ignore::UserWarning:pyspark", "ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_weights_are_those_of_splink_on_spark() -> None:
    """Every condition says on Spark what it says here."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install firstbell[spark]")
    if not shutil.which("java"):
        pytest.skip("Java is not there: Spark needs version 17")
    from firstbell.pure.matching.training import spark

    said = spark.settings_for_spark(settings())
    levels = [level["sql_condition"] for each in said["comparisons"] for level in each["comparison_levels"]]
    assert len(levels) >= len(CONDITIONS)
    session = spark.local_session()
    try:
        is_the_same(spark.linked_anew(spark.linker_of(session, *records(), settings())))
    finally:
        session.stop()
