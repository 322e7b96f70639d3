"""Which pairs Splink learns from, and how often every level is met among them.

Nothing here believes a log: what was learnt, and by which session, is read from Splink's state.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow
from splink import Linker
from splink.internals.exceptions import EMTrainingException

from firstbell.pure.matching.comparisons import LEVELS
from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.training.settings import HOUSEHOLD, Place

Label = tuple[int, int, bool]
"""The positions of a child and of a pupil, and whether a person found them to be one."""

NAMES_OF_TWINS = "l.born = r.born AND NOT r.twin"
SESSIONS = (
    NAMES_OF_TWINS,
    "l.first = r.first AND l.surname = r.surname",
    "l.first = r.first AND l.born = r.born",
)
"""What two records have alike to be learnt from. A comparison learns nothing where the rule uses one of its columns:
the first session teaches forenames and surnames, the second dates of birth, the third surnames again; each the rest.
Twins are left out of the first, as nothing in it but the forename tells them apart."""

MILLION = 1_000_000
FIELDS = {"forename": "first", "surname": "surname", "birth": "born"}


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was learnt of a level. ``m`` and ``u`` are None where it was never met.

    ``sessions`` are those that could have met it; ``matches`` is how many pairs of one child it was learnt from (an
    expected number, without labels), ``others`` how many pairs at random.
    """

    m: float | None
    u: float | None
    sessions: int
    matches: float
    others: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """``pairs`` are all that sessions or labels taught from; ``sure`` is the share of the first level among ``sure_of``
    pairs that are one child by everything else, of forenames, surnames and births."""

    estimates: dict[Place, Estimate]
    pairs: int
    sure: dict[str, float]
    sure_of: dict[str, int]


def household_rules(sessions: Sequence[str]) -> list[str]:
    """The sessions that block on the household, where brothers and sisters are nearly all there is to learn from."""
    return [rule for rule in sessions if re.search(rf"\b({'|'.join(HOUSEHOLD)})\b", rule)]


def learn(
    linker: Linker,
    tables: tuple[Any, Any],
    labels: Sequence[Label] | None,
    sessions: Sequence[str],
    sample: int,
    seed: int,
) -> Learnt:
    """Have Splink learn u from ``sample`` pairs at random, m from labels if there are any, else from the sessions."""
    database = tables[0].db_api.duckdb_con
    database.execute("SET threads = 2")
    chunks = max(1, sample // MILLION)  # pairs held in memory at a time
    linker.training.estimate_u_using_random_sampling(
        max_pairs=sample, seed=seed, min_count_per_level=None, num_chunks=chunks
    )
    database.execute("SET threads = 1")  # sums of fractions depend on their order, and the same seed gives the same
    matches = _from_labels(linker, database, labels) if labels else _from_sessions(linker, database, sessions)
    sure = {name: _sure(database, name) for name in FIELDS}
    return Learnt(
        _estimates(linker, matches.by_comparison, sample),
        matches.pairs,
        {name: share for name, (share, _) in sure.items()},
        {name: count for name, (_, count) in sure.items()},
    )


@dataclass(frozen=True, slots=True)
class _Matches:
    """How many pairs of one child each comparison could be learnt from, and all pairs looked at."""

    by_comparison: dict[str, float]
    pairs: int


def _from_sessions(linker: Linker, database: Any, sessions: Sequence[str]) -> _Matches:
    matches = dict.fromkeys(LEVELS, 0.0)
    pairs = 0
    for rule in sessions:
        session = _session(linker, rule)
        share = session.core_model_settings.probability_two_random_records_match
        known = _known(_pairs(database, rule))
        pairs += known[""]
        for comparison in session.core_model_settings.comparisons:
            matches[comparison.output_column_name] += share * known[comparison.output_column_name]
    return _Matches(matches, pairs)


def _session(linker: Linker, rule: str) -> Any:
    try:
        return linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )
    except EMTrainingException:
        raise UnfitModel(f"session {rule!r}: there is not one pair to learn from; train on more incidents") from None


def _from_labels(linker: Linker, database: Any, labels: Sequence[Label]) -> _Matches:
    same = [(child, pupil) for child, pupil, one in labels if one]
    sides = {
        "source_dataset_l": pyarrow.array(["children"] * len(same)),
        "unique_id_l": pyarrow.array([child for child, _ in same]),
        "source_dataset_r": pyarrow.array(["roll"] * len(same)),
        "unique_id_r": pyarrow.array([pupil for _, pupil in same]),
    }
    database.from_arrow(pyarrow.table(sides)).create("labelled")
    teach: Any = linker.training.estimate_m_from_pairwise_labels
    teach("labelled")
    known = _known(_pairs(database, "(l.unique_id, r.unique_id) IN (SELECT (unique_id_l, unique_id_r) FROM labelled)"))
    return _Matches({name: float(known[name]) for name in LEVELS}, len(labels))


def _pairs(database: Any, rule: str) -> Any:
    return database.table("sought").set_alias("l").join(database.table("pupils").set_alias("r"), rule)


def _known(pairs: Any) -> dict[str, int]:
    """Of how many of the pairs each comparison has something to compare, and under "" how many there are."""
    known = [f"count(*) FILTER (WHERE NOT ({_on_tables(levels[0][1].sql)}))" for levels in LEVELS.values()]
    (counts,) = pairs.aggregate(", ".join(("count(*)", *known))).fetchall()
    return dict(zip(("", *LEVELS), counts, strict=True))


def _sure(database: Any, name: str) -> tuple[float, int]:
    """The share of the first level among pairs that share a home and agree in all of ``FIELDS`` but this one."""
    others = " AND ".join(f"l.{field} = r.{field}" for other, field in FIELDS.items() if other != name)
    unknown, same = (_on_tables(condition.sql) for _, condition in LEVELS[name][:2])
    rule = f"{others} AND list_has_any(l.houses, r.houses) AND NOT r.twin AND NOT ({unknown})"
    ((alike, count),) = _pairs(database, rule).aggregate(f"count(*) FILTER (WHERE {same}), count(*)").fetchall()
    return (alike / count if count else 0.0), count


def _on_tables(sql: str) -> str:
    """A condition on the two tables, as it is one on Splink's table of pairs."""
    return re.sub(r'"(\w+)_([lr])"', r'\2."\1"', sql)


def _estimates(linker: Linker, matches: dict[str, float], sample: int) -> dict[Place, Estimate]:
    """Splink's state after training. It keeps a list of estimates for every level, a sentence in it for "not met"."""
    found = {}
    for comparison in linker._settings_obj.comparisons:
        name = comparison.output_column_name
        for level in comparison.comparison_levels:
            if not level.is_null_level:
                m, u = level._trained_m_median, level._trained_u_median
                found[name, level.label_for_charts] = Estimate(
                    m, u, len(level._trained_m_probabilities), matches[name] * (m or 0), sample * (u or 0)
                )
    return found
