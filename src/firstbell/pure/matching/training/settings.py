"""Splink's settings, made of the vocabulary of ``matching.comparisons`` and of nothing else."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from firstbell.pure.matching.comparisons import LEVELS

Settings = dict[str, Any]
Place = tuple[str, str]
"""A level of a model: the names of its comparison and of the level."""

HOUSEHOLD = ("houses", "postcodes", "sectors")
"""Columns that brothers and sisters share."""

SAMPLE = 10_000_000
"""Pairs at random from which u is learnt: enough for levels that one pair in a million reaches."""


def prior_of(rows: int) -> float:
    """The probability that a pupil at random is the child looked for: a child is one of a roll's ``rows``."""
    return 1 / max(rows, 2)


def settings_of(prior: float) -> Settings:
    """Settings in which nothing has been learnt yet. Raises ValueError for a prior that is no probability."""
    if not 0 < prior < 1:
        raise ValueError(f"a prior lies between 0 and 1; this is {prior}")
    return {
        "link_type": "link_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "unique_id",
        "source_dataset_column_name": "source_dataset",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.keys = r.keys", "sql_dialect": "duckdb", "arrays_to_explode": ["keys"]}
        ],
        "comparisons": [_comparison(name) for name in LEVELS],
        "linker_uid": "firstbell",
    }


def _comparison(name: str) -> Settings:
    levels: list[Settings] = [
        {"sql_condition": condition.sql, "label_for_charts": label} for label, condition in LEVELS[name]
    ]
    levels[0]["is_null_level"] = True
    return {"output_column_name": name, "comparison_description": name, "comparison_levels": levels}


def levels_of(settings: Settings) -> Iterator[tuple[Place, Settings]]:
    """Every level that weighs anything, in the order of the model."""
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                yield (comparison["output_column_name"], level["label_for_charts"]), level


def parameters_of(settings: Settings) -> dict[Place, tuple[float, float]]:
    """m and u of every level: how often it is met among pairs of one child, and of two."""
    return {place: (level["m_probability"], level["u_probability"]) for place, level in levels_of(settings)}


def with_parameters(settings: Settings, m: Mapping[Place, float], u: Mapping[Place, float]) -> Settings:
    """The settings with m and u set, in nine significant digits: more than any roll can tell."""

    def learnt(comparison: Settings) -> Settings:
        name = comparison["output_column_name"]
        return comparison | {"comparison_levels": [one(name, level) for level in comparison["comparison_levels"]]}

    def one(name: str, level: Settings) -> Settings:
        place = name, level["label_for_charts"]
        return level | {"m_probability": _short(m[place]), "u_probability": _short(u[place])} if place in m else level

    return settings | {"comparisons": [learnt(comparison) for comparison in settings["comparisons"]]}


def _short(number: float) -> float:
    return float(f"{number:.9g}")


def by_comparison(places: Mapping[Place, float]) -> dict[str, dict[str, float]]:
    """The same, level by level within each comparison."""
    found: dict[str, dict[str, float]] = {}
    for (comparison, label), value in places.items():
        found.setdefault(comparison, {})[label] = value
    return found


Progress = Callable[[str], None]
"""Is told in a few words what is being done."""


def unheard(step: str) -> None:
    """Progress that nobody wants to hear of."""
