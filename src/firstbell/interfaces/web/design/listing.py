"""A list on a page: narrowed, sorted, in pages, and exported whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar, overload

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from firstbell.foundations.lists.queries import LongList
from firstbell.interfaces.web.design.components import Tag, words
from firstbell.interfaces.web.design.exports import Export, Stream, export, stream
from firstbell.interfaces.web.design.times import brief

Row = TypeVar("Row")
ROWS_ON_A_PAGE = 25
LONGEST_SEARCH = 60
A_HANDFUL = 5


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``value`` of a row: a text, number, time, day, yes or no, ``Tag``. ``plain`` ones can be searched.

    Only what names nobody may be plain: what is searched for stands in the address. ``link`` gives an address or None.
    ``order`` gives what to sort by where ``value`` itself has no order; ``sorts=False`` for a column without one. A
    ``LongList`` says for itself, by ``key``, what it can be sorted and searched by.
    """

    key: str
    heading: Any
    value: Callable[[Row], Any]
    link: Callable[[Row], str | None] | None = None
    plain: bool = False
    numeric: bool = False
    sorts: bool = True
    order: Callable[[Row], Any] | None = None
    hidden: bool = False
    """In the export only."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Row]):
    """Narrows a list to the rows whose ``value`` is one of ``options`` (code: words); codes name nobody.

    Without ``value`` it is what the row has under ``key``; a ``LongList`` says for itself which rows a code leaves.
    """

    key: str
    heading: Any
    options: Mapping[str, Any]
    value: Callable[[Row], Any] | None = None
    first: str = ""
    """The code that is chosen until somebody chooses; empty for all."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str | None = None
    tag: Tag | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """``order`` is ``ascending``, ``descending``, ``none``, or empty where the column does not sort."""

    text: str
    href: str
    order: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    key: str
    text: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What ``listing`` in ``design/parts.html`` shows. ``rows`` are the cells; ``shown`` are the rows themselves.

    ``addresses`` are those of the first page, the last one, this one and those beside it, by number.
    """

    name: str
    caption: str
    empty: str
    headings: tuple[Heading, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    shown: tuple[Any, ...] = ()
    total: int = 0
    of_all: int = 0
    page: int = 1
    pages: int = 1
    addresses: Mapping[int, str] = field(default_factory=dict)
    narrowings: tuple[Narrowing, ...] = ()
    searched: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[tuple[str, str], ...] = ()
    export_href: str = ""
    clear_href: str = ""
    is_narrowed: bool = False

    @property
    def can_be_narrowed(self) -> bool:
        """Whether the page offers it: not for a handful, which would only push them down a telephone's screen."""
        return bool(self.narrowings or self.searched is not None) and (self.of_all > A_HANDFUL or self.is_narrowed)

    @property
    def range_words(self) -> str:
        """``1 to 25 of 130``."""
        first = (self.page - 1) * ROWS_ON_A_PAGE + 1
        spread = {"first": first, "last": first + len(self.rows) - 1, "total": self.total}
        return gettext("%(first)d to %(last)d of %(total)d") % spread


def wants_export(request: HttpRequest, prefix: str = "") -> bool:
    """Whether the whole list is asked for as a file: reading it is an entry of its own in the audit trail."""
    return request.GET.get(f"{prefix}export") == "csv"


@overload
def listing(
    request: HttpRequest,
    rows: Sequence[Row],
    columns: Sequence[Column[Row]],
    *,
    name: str,
    empty: str,
    caption: str = ...,
    filters: Sequence[Choice[Row]] = ...,
    sort: str = ...,
    prefix: str = ...,
) -> Listing | Export: ...
@overload
def listing(
    request: HttpRequest,
    rows: LongList[Row],
    columns: Sequence[Column[Row]],
    *,
    name: str,
    empty: str,
    caption: str = ...,
    filters: Sequence[Choice[Row]] = ...,
    sort: str = ...,
    prefix: str = ...,
) -> Listing | Stream: ...
def listing(
    request: HttpRequest,
    rows: Sequence[Row] | LongList[Row],
    columns: Sequence[Column[Row]],
    *,
    name: str,
    empty: str,
    caption: str = "",
    filters: Sequence[Choice[Row]] = (),
    sort: str = "",
    prefix: str = "",
) -> Listing | Export | Stream:
    """The page of the list that the address asks for, or the file of all of it.

    ``name`` is the file's; ``empty`` says what to do where there is nothing; ``sort`` is a column's key (``-due_by``
    for the last first) until somebody chooses, else the order of ``rows`` stays; ``prefix`` keeps two lists apart.
    What an address asks for and does not exist is passed over. Of a ``LongList`` only the page is read, and its file is
    written while it is read. A view asks whether it has a ``Listing``, and answers with whatever else it has: then the
    type checker sees where a list that has become long makes it another answer.
    """
    whole = rows if isinstance(rows, LongList) else ShortList.of(rows, columns, filters)
    asked = _Asked(request.GET, prefix, tuple(columns), tuple(filters), sort, whole)
    chosen = asked.of(whole)
    if wants_export(request, prefix):
        cells = [(str(one.heading), one.value) for one in columns]
        return stream(name, chosen, cells) if isinstance(chosen, LongList) else export(name, tuple(chosen), cells)
    return asked.shown(chosen, whole, Listing(name=name, caption=caption or name, empty=empty))


@dataclass(frozen=True, slots=True)
class ShortList(Generic[Row]):
    """Rows in memory, asked in the same words as a ``LongList``."""

    rows: Sequence[Row]
    narrows: Mapping[str, Callable[[Row], Any]]
    orders: Mapping[str, Callable[[Row], Any]]
    searched: tuple[Callable[[Row], Any], ...]

    @classmethod
    def of(cls, rows: Sequence[Row], columns: Sequence[Column[Row]], filters: Sequence[Choice[Row]]) -> Self:
        """What can be asked of these rows, as columns and filters say."""
        narrows = {one.key: one.value or attrgetter(one.key) for one in filters}
        orders = {one.key: one.order or one.value for one in columns if one.sorts}
        return cls(rows, narrows, orders, tuple(one.value for one in columns if one.plain))

    def narrowed(self, chosen: Mapping[str, str], search: str = "") -> Self:
        found = list(self.rows)
        for key, wanted in chosen.items():
            found = [row for row in found if not wanted or str(self.narrows[key](row)) == wanted]
        if search and self.searched:
            wanted = search.casefold()
            found = [row for row in found if any(wanted in words(value(row)).casefold() for value in self.searched)]
        return replace(self, rows=found)

    def in_order(self, key: str) -> Self:
        by = self.orders[key.removeprefix("-")]
        valued = [(by(row), row) for row in self.rows]
        known = [one for one in valued if one[0] is not None]
        known.sort(key=lambda one: _comparable(one[0]), reverse=key.startswith("-"))
        return replace(self, rows=[row for _value, row in known] + [row for value, row in valued if value is None])

    def count(self) -> int:
        return len(self.rows)

    def between(self, first: int, last: int, *, of: int = 0) -> tuple[Row, ...]:
        return tuple(self.rows[first : min(last, of or last)])

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


Rows = ShortList[Any] | LongList[Any]


class _Asked:
    """What an address asks of a list."""

    def __init__(
        self,
        given: QueryDict,
        prefix: str,
        columns: tuple[Column[Any], ...],
        filters: tuple[Choice[Any], ...],
        sort: str,
        whole: Rows,
    ) -> None:
        self.given, self.prefix, self.columns, self.filters = given, prefix, columns, filters
        self.orders = frozenset(whole.orders)
        self.search = self._get("q").strip()[:LONGEST_SEARCH]
        self.sort = self._known_sort(self._get("sort")) or sort
        number = self._get("page")
        self.page = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
        self.chosen = {one.key: self._known_choice(one) for one in filters}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search) or any(self.chosen[one.key] != one.first for one in self.filters)

    def of(self, whole: Rows) -> Rows:
        """What is asked of the whole list: narrowed, and in order."""
        found = whole.narrowed(self.chosen, self.search)
        return found.in_order(self.sort) if self.sort else found

    def shown(self, chosen: Rows, whole: Rows, plain: Listing) -> Listing:
        """The listing with the rows of the page that was asked for, or of the last one."""
        rows, page, total = self.page_of(chosen)
        pages = max(1, -(-total // ROWS_ON_A_PAGE))
        visible = [one for one in self.columns if not one.hidden]
        numbers = sorted({1, page - 1, page, page + 1, pages} & set(range(1, pages + 1)))
        return replace(
            plain,
            headings=tuple(self.heading(one, total) for one in visible),
            rows=tuple(tuple(_cell(one, row) for one in visible) for row in rows),
            shown=rows,
            total=total,
            of_all=whole.count() if any(self.chosen.values()) and not self.is_narrowed else total,
            page=page,
            pages=pages,
            addresses={number: self.address(page=str(number)) for number in numbers},
            narrowings=tuple(self.narrowing(one) for one in self.filters),
            searched=self.search if chosen.searched else None,
            parameters={one: f"{self.prefix}{one}" for one in ("q", *self.chosen)},
            kept=self.kept(),
            export_href=self.address(export="csv"),
            clear_href=self.cleared(),
            is_narrowed=self.is_narrowed,
        )

    def page_of(self, chosen: Rows) -> tuple[tuple[Any, ...], int, int]:
        """The rows of the page that was asked for, or of the last one, its number, and how many rows there are: a
        first page with room left is all of them, and they need not be counted."""
        if self.page == 1:
            rows = chosen.between(0, ROWS_ON_A_PAGE)
            return rows, 1, len(rows) if len(rows) < ROWS_ON_A_PAGE else chosen.count()
        total = chosen.count()
        page = max(1, min(self.page, -(-total // ROWS_ON_A_PAGE)))
        return chosen.between((page - 1) * ROWS_ON_A_PAGE, page * ROWS_ON_A_PAGE, of=total), page, total

    def heading(self, column: Column[Any], of: int) -> Heading:
        """One row is always in order: links that sort it would only stand above it on a telephone."""
        text = str(column.heading)
        if column.key not in self.orders or of < 2:
            return Heading(text, "", "", column.numeric)
        now = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "none")
        turned = f"-{column.key}" if now == "ascending" else column.key
        return Heading(text, self.address(sort=turned, page=""), now, column.numeric)

    def narrowing(self, one: Choice[Any]) -> Narrowing:
        now = self.chosen[one.key]
        everything = ("all" if one.first else "", gettext("All"), not now)
        options = [(code, str(text), code == now) for code, text in one.options.items()]
        return Narrowing(one.key, str(one.heading), (everything, *options))

    def address(self, **changed: str) -> str:
        """This page with some of its parameters changed; an empty one goes."""
        query = self.given.copy()
        query.pop(f"{self.prefix}export", None)
        for name, value in changed.items():
            query[self.prefix + name] = value
        return self._written(query)

    def cleared(self) -> str:
        query = self.given.copy()
        for name in ("q", "page", "export", *self.chosen):
            query.pop(self.prefix + name, None)
        return self._written(query)

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What the form of the filters must send along: the order of this list, and all of another."""
        own = {self.prefix + one for one in ("q", "page", "export", *self.chosen)}
        return tuple((name, value) for name, value in self.given.items() if name not in own and isinstance(value, str))

    @staticmethod
    def _written(query: QueryDict) -> str:
        for name in [name for name, value in query.items() if value == ""]:
            del query[name]
        return f"?{query.urlencode()}"

    def _get(self, name: str) -> str:
        return str(self.given.get(self.prefix + name, ""))

    def _known_sort(self, asked: str) -> str:
        return asked if asked.removeprefix("-") in self.orders else ""

    def _known_choice(self, one: Choice[Any]) -> str:
        asked = self._get(one.key)
        if asked in one.options:
            return asked
        return "" if asked == "all" or not one.first else one.first


def _comparable(value: Any) -> Any:
    return str(value).casefold() if isinstance(value, str | Tag) else value


def _cell(column: Column[Any], row: Any) -> Cell:
    value = column.value(row)
    href = column.link(row) if column.link else None
    text = brief(value) if isinstance(value, datetime) else words(value)
    return Cell(text, href, value if isinstance(value, Tag) else None, column.numeric)
