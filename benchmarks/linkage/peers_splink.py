"""Splink 5 as its users would set it up: out of the box in two ways, and tuned with levels of one's own and labels."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from benchmarks.linkage import columns
from benchmarks.linkage.force import Case, Force
from benchmarks.linkage.judging import Found
from benchmarks.linkage.peers import BLOCKING, NOBODY
from firstbell.registers.schools.rules import Pupil

_SEED = 1
_PAIRS_FOR_U = 3_000_000
_DETERMINISTIC = (("forename", "surname", "dob"), ("forename", "dob", "postcode"), ("surname", "dob", "postcode"))
_SANE = (("forename", "surname"), ("forename", "dob"), ("surname", "dob"))
_OF_HOUSEHOLD = (("house",), ("forename", "surname"))


def splink_household(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None) -> list[Found]:
    """Its own comparisons, learnt by expectation and maximisation in which one session is blocked on the household."""
    return _out_of_the_box(roll, cases, _OF_HOUSEHOLD)


def splink_default(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None) -> list[Found]:
    """Its own comparisons, learnt in sessions that brothers and sisters do not crowd."""
    return _out_of_the_box(roll, cases, _SANE)


def splink_tuned(roll: Sequence[Pupil], cases: Sequence[Case], learn: Force | None) -> list[Found]:
    """Levels made for children at a door; how often each agrees (m) is counted in labelled children."""
    if learn is None:
        raise ValueError("m is counted in labelled children, and none were given")
    with _linker(learn.roll, learn.cases, _settings(_tuned())) as (linker, duck):
        labels = [(place, case.truth) for place, case in enumerate(learn.cases) if case.truth is not None]
        _register_labels(duck, labels)
        linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS_FOR_U, seed=_SEED)
        linker.training.estimate_m_from_pairwise_labels("labels")
        trained = linker.misc.save_model_to_json()
    trained["probability_two_random_records_match"] = len(labels) / len(learn.cases) / len(learn.roll)
    with _linker(roll, cases, trained) as (linker, duck):
        return _best(linker, duck, len(cases))


def _out_of_the_box(roll: Sequence[Pupil], cases: Sequence[Case], sessions: Sequence[tuple[str, ...]]) -> list[Found]:
    with _linker(roll, cases, _settings(_default())) as (linker, duck):
        certain: list[Any] = [block_on(*names) for names in _DETERMINISTIC]
        linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
        linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS_FOR_U, seed=_SEED)
        for names in sessions:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*names))
        return _best(linker, duck, len(cases))


def _settings(compared: list[Any]) -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=compared,
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in BLOCKING],
    )


def _default() -> list[Any]:
    return [
        comparisons.NameComparison("forename"),
        comparisons.NameComparison("surname"),
        comparisons.DateOfBirthComparison("dob", input_is_string=True),
        comparisons.PostcodeComparison("postcode"),
        comparisons.ExactMatch("sex"),
    ]


def _tuned() -> list[Any]:
    return [
        _of("forename", [
            levels.NullLevel("forename"),
            _common("forename"),
            levels.CustomLevel("list_has_any(called_l, called_r)", "another of the names"),
            levels.JaroWinklerLevel("forename", 0.92),
            levels.JaroWinklerLevel("forename", 0.85),
            levels.CustomLevel("left(forename_l, 2) = left(forename_r, 2)", "begin alike"),
        ]),
        _of("surname", [
            levels.NullLevel("surname"),
            _common("surname"),
            levels.JaroWinklerLevel("surname", 0.92),
            levels.CustomLevel("list_has_any(families_l, families_r)", "a part, or a relative's"),
            levels.JaroWinklerLevel("surname", 0.85),
        ]),
        _of("dob", [
            levels.CustomLevel("year_l IS NULL OR year_r IS NULL", "not known").configure(is_null_level=True),
            levels.ExactMatchLevel("dob"),
            levels.CustomLevel("swapped_l = dob_r", "day and month changed over"),
            levels.LevenshteinLevel("dob", 1),
            levels.CustomLevel("dob_l IS NULL AND year_l = year_r", "of the year given"),
            levels.CustomLevel("year_l = year_r", "of the same year"),
            levels.CustomLevel("abs(year_l - year_r) = 1", "a year beside"),
        ]),
        _of("address", [
            levels.NullLevel("postcode"),
            levels.ExactMatchLevel("house"),
            levels.ExactMatchLevel("postcode"),
            levels.CustomLevel("left(postcode_l, -2) = left(postcode_r, -2)", "same sector"),
        ]),
        comparisons.ExactMatch("sex"),
    ]  # fmt: skip


def _of(name: str, made: list[Any]) -> Any:
    return comparisons.CustomComparison(output_column_name=name, comparison_levels=[*made, levels.ElseLevel()])


def _common(name: str) -> Any:
    """The same, and the more telling the rarer the name is."""
    return levels.ExactMatchLevel(name, term_frequency_adjustments=True)


@contextmanager
def _linker(
    roll: Sequence[Pupil], cases: Sequence[Case], settings: SettingsCreator | dict[str, Any]
) -> Iterator[tuple[Linker, duckdb.DuckDBPyConnection]]:
    with duckdb.connect(":memory:") as duck:
        database = DuckDBAPI(duck)
        sides = []
        for name, rows in (("children", columns.of_cases(cases)), ("roll", columns.of_roll(roll))):
            duck.from_arrow(columns.table(rows)).create(f"{name}_rows")
            sides.append(database.register(f"{name}_rows", table_name=name, dataset_display_name=name))
        yield Linker(sides, settings, log_level=None), duck


def _register_labels(duck: duckdb.DuckDBPyConnection, labels: Sequence[tuple[int, int]]) -> None:
    duck.execute(
        "CREATE TABLE labels (source_dataset_l VARCHAR, unique_id_l BIGINT, source_dataset_r VARCHAR,"
        " unique_id_r BIGINT)"
    )
    duck.executemany("INSERT INTO labels VALUES ('children', ?, 'roll', ?)", labels)


def _best(linker: Linker, duck: duckdb.DuckDBPyConnection, children: int) -> list[Found]:
    predicted = linker.inference.predict(threshold_match_weight=-20)
    found = [NOBODY] * children
    best = duck.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {predicted.physical_name}"  # noqa: S608 - Splink's own table
        " QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) = 1"
    )
    for place, row, weight in best.fetchall():
        found[place] = Found(row, weight)
    return found
