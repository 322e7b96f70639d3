"""Files of homes: which of the three a file is, and taking it in."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.intake.uploads import columns_of
from firstbell.foundations.take_in.rules import Row, Stored, TakenIn, Unfit, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.premises import actions, queries
from firstbell.registers.premises.rules import layouts
from firstbell.registers.premises.rules.columns import Values
from firstbell.registers.premises.rules.files import FileName, refuse_going_back

BATCH = 10_000
LEFT_EMPTY = "it is left empty"

Store = Callable[[list[Row]], Stored]


def take_in_homes(
    *,
    path: Path,
    by: Actor,
    now: datetime,
    shrink_agreed_by: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in a file of homes; by its columns it is addresses, coordinates, or what was decided by hand
    (``rules.layouts``).

    Nobody sees any of it before all of it is here; then it takes the place of the file in force at once, and the homes
    that it no longer has are gone. What was decided by hand is added to what was decided before. A value that cannot be
    read is left empty and its line listed among the rejects, but the home is taken in.

    Raises Unusable, and changes nothing, for a file of other columns, one of coordinates while addresses are in force,
    one without a home, and one that holds half the homes or fewer while ``shrink_agreed_by`` names nobody.
    """
    layout = _layout(path)
    read = _take_in_decisions if layout == layouts.BY_HAND else _take_in_whole
    items = read_csv(path, required=layouts.REQUIRED[layout], aliases=_aliases(layout))
    file = FileName(layout, take_ins.digest_of(path), path.name)
    return read(file, shrink_agreed_by, path=path, items=items, batch=BATCH, by=by, now=now, progress=progress)


def _take_in_decisions(_: FileName, __: str | None, *, by: Actor, now: datetime, **options: Any) -> TakenIn:
    return take_ins.take_in(kind="homes", store=_deciding(by, now), by=by, now=now, **options)


def _take_in_whole(file: FileName, agreed_by: str | None, *, by: Actor, now: datetime, **options: Any) -> TakenIn:
    refuse_going_back(file, queries.layout_in_force())

    def put_in_force(_: TakenIn) -> None:
        actions.put_homes_in_force(file=file, shrink_agreed_by=agreed_by, by=by, now=now)

    store = _staging(file, by, now)
    return take_ins.take_in(kind="homes", store=store, finish=put_in_force, by=by, now=now, **options)


def _layout(path: Path) -> str:
    layout = layouts.layout_of(columns_of(path))
    if layout is None:
        said = "; ".join(f"{name.replace('_', ' ')}: {', '.join(needs)}" for name, needs in layouts.REQUIRED.items())
        raise Unusable(path.name, 1, reason="its columns are of no file of homes.", remedy=f"Needed are, for {said}.")
    return layout


def _aliases(layout: str) -> dict[str, str]:
    return {} if layout == layouts.BY_HAND else layouts.ALIASES


def _deciding(by: Actor, now: datetime) -> Store:
    def store(rows: list[Row]) -> Stored:
        fit, unfit = _fit(rows, layouts.decided_from, london_date(now))
        kept = actions.decide_by_hand(lines=fit, by=by, now=now) if fit else Stored(0, 0)
        return Stored(kept.changed, kept.unchanged, [*unfit, *kept.unfit])

    return store


def _staging(file: FileName, by: Actor, now: datetime) -> Store:
    def store(rows: list[Row]) -> Stored:
        stated, unfit = _fit(rows, layouts.READERS[file.layout], london_date(now))
        lines = {number: one.line for number, one in stated.items()}
        kept = actions.stage_homes(file=file, lines=lines, by=by, now=now) if lines else Stored(0, 0)
        twice = {number for number, _, _ in kept.unfit}
        doubts = [
            (number, *_left_empty(one.doubts)) for number, one in stated.items() if one.doubts and number not in twice
        ]
        return Stored(kept.changed, kept.unchanged, [*unfit, *kept.unfit, *doubts])

    return store


def _fit(
    rows: list[Row], read: Callable[[Values, date], Any], today: date
) -> tuple[dict[int, Any], list[tuple[int, str, str]]]:
    fit = {}
    unfit = []
    for row in rows:
        try:
            fit[row.number] = read(row.values, today)
        except Unfit as error:
            unfit.append((row.number, error.field, error.reason))
    return fit, unfit


def _left_empty(doubts: tuple[Unfit, ...]) -> tuple[str, str]:
    first, *others = doubts
    more = "".join(f", and so is {other.field}" for other in others)
    return first.field, f"{first.reason}; {LEFT_EMPTY}{more}"
