"""Rows read one by one: those that cannot be used are set apart."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from firstbell.foundations.take_in.rules import Row, Stored, Unfit

Read = TypeVar("Read")


def storing(
    read: Callable[[Mapping[str, str]], Read], keep: Callable[[dict[int, Read]], Stored]
) -> Callable[[list[Row]], Stored]:
    """What ``take_in`` stores a batch with: ``read`` each row (it may raise Unfit), ``keep`` those that are fit, by
    line."""

    def store(rows: list[Row]) -> Stored:
        fit: dict[int, Read] = {}
        unfit: list[tuple[int, str, str]] = []
        for row in rows:
            try:
                fit[row.number] = read(row.values)
            except Unfit as error:
                unfit.append((row.number, error.field, error.reason))
        kept = keep(fit) if fit else Stored(0, 0)
        return Stored(kept.changed, kept.unchanged, [*unfit, *kept.unfit])

    return store
