"""Lists too long to be held in memory: counted, narrowed, put in order and cut by the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeVar

from django.db.models import F, Q, QuerySet

Row = TypeVar("Row")
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class LongList(Generic[Row]):
    """Rows of a caller's own table, in order, and how each is shown to its reader; none is read until it is asked for.

    ``columns`` are what is read of each, where that is not all of it. ``narrows`` gives by key and code which rows are
    left; ``orders`` by key the column to put them in order by; ``searched`` are columns that name nobody. To count it
    or to cut a page out of it takes as many queries however long it is, and of rows that are not on the page no more
    is read than what they are put in order by.
    """

    _rows: QuerySet[Any]
    _shown: Callable[[Any], Row]
    columns: tuple[str, ...] = ()
    narrows: Mapping[str, Mapping[str, Q]] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    searched: tuple[str, ...] = ()

    def narrowed(self, chosen: Mapping[str, str], search: str = "") -> Self:
        """The rows of these codes by key (all of a key whose code is empty) that have the text in a searched column."""
        kept = [self.narrows[key][code] for key, code in chosen.items() if code]
        found = [self._with(column, search) for column in self.searched if search]
        return replace(self, _rows=self._rows.filter(*kept, Q(*found, _connector=Q.OR)))

    def _with(self, column: str, text: str) -> Q:
        """The text in a column, or in one of another table: that is searched by itself, so that nothing is joined."""
        name, _, within = column.partition("__")
        if not within:
            return Q(**{f"{name}__icontains": text})
        other = self._rows.model._meta.get_field(name).related_model
        found = LongList(other._default_manager.all(), self._shown)._with(within, text)
        return Q(**{f"{name}__in": other._default_manager.filter(found)})

    def in_order(self, key: str) -> Self:
        """By a key of ``orders``, with ``-`` before it the last first; rows without a value come last either way."""
        column = self.orders[key.removeprefix("-")]
        last = {} if self._has_always(column) else {"nulls_last": True}
        by = F(column).desc(**last) if key.startswith("-") else F(column).asc(**last)
        return replace(self, _rows=self._rows.order_by(by, "pk"))

    def _has_always(self, column: str) -> bool:
        """Whether every row has a value there: an index serves either order where nothing is said of empty ones."""
        return any(one.name == column and not one.null for one in self._rows.model._meta.concrete_fields)

    def count(self) -> int:
        return self._numbers().count()

    def between(self, first: int, last: int, *, of: int = 0) -> tuple[Row, ...]:
        """The rows from place ``first`` (0 is the beginning) to before ``last``. The database walks past those before:
        where it is known ``of`` how many they are, what lies past the middle is reached from the end."""
        if not of or first <= of // 2:
            wanted = self._numbers()[first:last]
        else:
            wanted = self._numbers().reverse()[max(of - last, 0) : of - first]
        return tuple(map(self._shown, self._read(self._rows.filter(pk__in=list(wanted)))))

    def _numbers(self) -> QuerySet[Any]:
        return self._rows.values_list("pk", flat=True)

    def _read(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.values_list(*self.columns) if self.columns else rows

    def __iter__(self) -> Iterator[Row]:
        """Every row, a few thousand at a time: memory stays the same."""
        return map(self._shown, self._read(self._rows).iterator(chunk_size=CHUNK))


def each(column: str, codes: Iterable[str]) -> dict[str, Q]:
    """What ``narrows`` a list by a column that holds the code itself."""
    return {code: Q(**{column: code}) for code in codes}
