"""The same model on Spark, for nations linked anew as a whole or trained on. It needs the extra ``spark``, and Java 17.

One machine does not need it: an index finds a child among nine million (``matching.index``), and Splink on DuckDB
trains on a force.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pyspark.sql import SparkSession
from splink import Linker, SparkAPI
from splink.internals.spark.jar_location import similarity_jar_location

from firstbell.pure.matching.comparisons import CONDITIONS
from firstbell.pure.matching.records import Features
from firstbell.pure.matching.training.tables import table


def local_session(cores: int = 2) -> SparkSession:
    """Spark on this machine alone, with the functions for names that ship with Splink."""
    settings: dict[str, bool | float | int | str | None] = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.default.parallelism": str(cores),
    }
    return SparkSession.builder.master(f"local[{cores}]").config(map=settings).getOrCreate()


def settings_for_spark(settings: dict[str, Any]) -> dict[str, Any]:
    """A model's settings (``model.json``) with every condition in Spark's words, and nothing else changed.

    Raises KeyError for a condition that is not among ours: such a model is not served either.
    """
    rules = [rule | {"sql_dialect": "spark"} for rule in settings["blocking_rules_to_generate_predictions"]]
    comparisons = [
        comparison | {"comparison_levels": [_level(level) for level in comparison["comparison_levels"]]}
        for comparison in settings["comparisons"]
    ]
    return settings | {
        "sql_dialect": "spark",
        "blocking_rules_to_generate_predictions": rules,
        "comparisons": comparisons,
    }


def _level(level: dict[str, Any]) -> dict[str, Any]:
    condition = CONDITIONS[level["sql_condition"]]
    return level | {"sql_condition": (condition.spark or condition.sql).replace('"', "`")}


def linker_of(
    session: SparkSession, sought: Sequence[Features], pupils: Sequence[Features], settings: dict[str, Any]
) -> Linker:
    """A Splink linker over those sought and the pupils, to train or to predict with, as ``tables.linker_of`` gives one
    on DuckDB. ``settings`` are the model's own; a record's ``unique_id`` is its place."""
    api: Any = SparkAPI  # Splink does not type how one is made
    database = api(spark_session=session, break_lineage_method="persist")
    left = database.register(
        session.createDataFrame(table(sought, seeking=True)), table_name="children", dataset_display_name="children"
    )
    right = database.register(
        session.createDataFrame(table(pupils, seeking=False)), table_name="roll", dataset_display_name="roll"
    )
    return Linker([left, right], settings_for_spark(settings), log_level=None)


def linked_anew(linker: Linker) -> Iterator[tuple[int, int, float]]:
    """Everybody sought with every pupil of a common key, and their weight in bits, streamed."""
    predicted = linker.inference.predict()
    rows = predicted.as_spark_dataframe().select("unique_id_l", "unique_id_r", "match_weight")
    yield from (tuple(row) for row in rows.toLocalIterator())
