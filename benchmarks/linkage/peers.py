"""What a force could use instead: exact match, RapidFuzz, recordlinkage. (Splink is in ``peers_splink``.)

Every peer takes the roll, the children, and a force to learn from (some labelled children of the same roll), and gives
one ``Found`` a child.
"""

from collections.abc import Sequence
from itertools import islice

import duckdb
import numpy
import pandas
import recordlinkage
from rapidfuzz import fuzz, process

from benchmarks.linkage import columns
from benchmarks.linkage.by_hand import NOBODY
from benchmarks.linkage.columns import Row
from benchmarks.linkage.force import Case, Force
from benchmarks.linkage.judging import Found
from firstbell.registers.schools.rules import Pupil

_AT_ONCE = 250  # children compared with the whole roll in one matrix of 170 MB

BLOCKING = (
    "l.dob = r.dob",
    "l.swapped = r.dob",
    "l.forename = r.forename AND l.surname = r.surname",
    "l.sounds = r.sounds",
    "l.postcode = r.postcode",
    "l.surname = r.surname AND l.year = r.year",
    "l.forename = r.forename AND l.year = r.year",
)
"""What a child and a pupil must share one of to be compared at all, by recordlinkage and by Splink alike."""


def rapidfuzz_ratio(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None) -> list[Found]:
    """The pupil whose line, as one text, is most like the child's: every child against the whole roll."""
    lines = [_text(row) for row in columns.of_roll(roll)]
    wanted = iter([_text(row) for row in columns.of_cases(cases)])
    found: list[Found] = []
    while batch := list(islice(wanted, _AT_ONCE)):
        likeness = process.cdist(batch, lines, scorer=fuzz.ratio, dtype=numpy.float32)
        best = likeness.argmax(axis=1)
        found += [Found(int(row), float(likeness[place, row])) for place, row in enumerate(best)]
    return found


def _text(row: Row) -> str:
    return " ".join(str(row[name]) for name in ("forename", "surname", "dob", "postcode") if row[name])


def pairs(roll: Sequence[Pupil], cases: Sequence[Case]) -> list[tuple[int, int]]:
    """Every child's place with every row that blocking lets be compared."""
    with duckdb.connect(":memory:") as duck:
        duck.from_arrow(columns.table(columns.of_cases(cases))).create("children")
        duck.from_arrow(columns.table(columns.of_roll(roll))).create("roll")
        join = "SELECT l.unique_id, r.unique_id FROM children l JOIN roll r ON "
        return duck.execute(" UNION ".join(join + rule for rule in BLOCKING)).fetchall()


def candidates(roll: Sequence[Pupil], cases: Sequence[Case]) -> list[set[int]]:
    """The rows that blocking leaves to each child."""
    found: list[set[int]] = [set() for _ in cases]
    for place, row in pairs(roll, cases):
        found[place].add(row)
    return found


def recordlinkage_ecm(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None) -> list[Found]:
    """Fellegi and Sunter's model, learnt without labels by expectation and maximisation."""
    likeness = _likeness(roll, cases)
    agreeing = (likeness >= 0.85).astype(int)
    model = recordlinkage.ECMClassifier(binarize=None)
    model.fit(agreeing)
    return _best(cases, likeness.index, model.prob(agreeing).to_numpy(), likeness.sum(axis=1).to_numpy())


def recordlinkage_logistic(roll: Sequence[Pupil], cases: Sequence[Case], learn: Force | None) -> list[Found]:
    """Logistic regression on the likeness of each field, learnt from labelled children."""
    if learn is None:
        raise ValueError("a logistic regression is learnt from labelled children, and none were given")
    known = _likeness(learn.roll, learn.cases)
    truths = [learn.cases[place].truth == row for place, row in known.index]
    model = recordlinkage.LogisticRegressionClassifier()
    model.fit(known, known.index[numpy.array(truths)])
    likeness = _likeness(roll, cases)
    return _best(cases, likeness.index, model.prob(likeness).to_numpy(), likeness.sum(axis=1).to_numpy())


def _likeness(roll: Sequence[Pupil], cases: Sequence[Case]) -> pandas.DataFrame:
    """Every pair that blocking lets through, with the likeness of each field between 0 and 1."""
    left = pandas.DataFrame(columns.of_cases(cases)).set_index("unique_id")
    right = pandas.DataFrame(columns.of_roll(roll)).set_index("unique_id")
    compare = recordlinkage.Compare()
    compare.string("forename", "forename", method="jarowinkler", label="forename")
    compare.string("surname", "surname", method="jarowinkler", label="surname")
    compare.string("dob", "dob", method="levenshtein", label="dob")
    compare.string("address", "address", method="jarowinkler", label="address")
    for name in ("postcode", "house", "sex"):
        compare.exact(name, name, label=name)
    return compare.compute(pandas.MultiIndex.from_tuples(pairs(roll, cases)), left, right)


def _best(
    cases: Sequence[Case], index: pandas.MultiIndex, sure: "numpy.typing.NDArray[numpy.float64]", alike: object
) -> list[Found]:
    """The surest pair of each child; among equally sure ones (probabilities saturate) the most alike."""
    ranked = pandas.DataFrame({"sure": sure, "alike": alike, "row": index.get_level_values(1)})
    ranked["place"] = index.get_level_values(0)
    best = ranked.sort_values(["sure", "alike"], ascending=False).drop_duplicates("place")
    found = [NOBODY] * len(cases)
    for place, row, score in zip(best["place"], best["row"], best["sure"], strict=True):
        found[int(place)] = Found(int(row), float(score))
    return found
