"""A kind of facts as Arrow holds it, in memory and in Parquet."""

from typing import Any

import pyarrow

from firstbell.pure.figures.kinds import Kind, Type

_TYPES = {
    Type.WORD: pyarrow.string(),
    Type.WORDS: pyarrow.list_(pyarrow.string()),
    Type.YES_NO: pyarrow.bool_(),
    Type.NUMBER: pyarrow.int64(),
    Type.DAY: pyarrow.date32(),
    Type.REFERENCE: pyarrow.uint64(),
}


def schema_of(kind: Kind) -> Any:
    """Its columns in their order, each of the type that DuckDB reads back as ``Type`` says."""
    return pyarrow.schema([(column.name, _TYPES[column.type]) for column in kind.columns])
