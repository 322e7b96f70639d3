"""DfE's register of establishments and the links between them, as downloaded from GIAS."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import Stored, TakenIn, Unfit
from firstbell.pure.actor import Actor
from firstbell.registers.schools import actions
from firstbell.registers.schools.intake.rows import storing
from firstbell.registers.schools.rules import gias


def take_in_establishments(
    *, path: Path, by: Actor, now: datetime, progress: Callable[[int], None] | None = None
) -> TakenIn:
    """Take in ``edubasealldata*.csv``. Only URN and EstablishmentName must be there; columns not known are passed over.

    What a file leaves out (a column, an establishment) stays as it was. A value that cannot be read is left empty and
    its line listed among the rejects, but the establishment itself is taken in.
    """

    def keep(lines: dict[int, gias.EstablishmentLine]) -> Stored:
        changed = actions.record_establishments(lines=list(lines.values()), by=by, now=now)
        doubtful = [(number, line.doubts) for number, line in lines.items() if line.doubts]
        return Stored(changed, len(lines) - changed, [(number, *_left_empty(doubts)) for number, doubts in doubtful])

    items = read_csv(path, required=gias.REQUIRED, aliases={name: name for name in gias.READ})
    store = storing(gias.establishment_from, keep)
    return take_ins.take_in(
        kind="establishments", path=path, items=items, store=store, by=by, now=now, progress=progress
    )


def _left_empty(doubts: tuple[Unfit, ...]) -> tuple[str, str]:
    first, *others = doubts
    more = "".join(f", and so is {other.field}" for other in others)
    return first.field, f"{first.reason}; it is left empty{more}"


def take_in_links(*, path: Path, by: Actor, now: datetime, progress: Callable[[int], None] | None = None) -> TakenIn:
    """Take in ``links_edubasealldata.csv``. Columns not known are passed over."""

    def keep(lines: dict[int, gias.LinkLine]) -> Stored:
        changed = actions.record_links(lines=list(lines.values()), by=by, now=now)
        return Stored(changed, len(lines) - changed)

    items = read_csv(path, required=gias.LINK_REQUIRED, aliases={name: name for name in gias.LINK_READ})
    store = storing(gias.link_from, keep)
    return take_ins.take_in(kind="links", path=path, items=items, store=store, by=by, now=now, progress=progress)
