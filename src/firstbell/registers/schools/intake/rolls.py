"""Education rolls."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import TakenIn, Unfit, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.schools import actions
from firstbell.registers.schools.intake.rows import storing
from firstbell.registers.schools.queries.rolls import current_rolls
from firstbell.registers.schools.rules import rolls
from firstbell.registers.schools.rules.people import authority_of

BATCH = 10_000


def take_in_roll(
    *,
    path: Path,
    authority: str,
    as_of: date,
    by: Actor,
    now: datetime,
    shrink_agreed_by: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in an authority's whole roll (``firstbell.roll/1``) as it stood on ``as_of``.

    Nobody sees any of it before all of it is here; then it takes the old roll's place at once, and what changed is
    kept. Raises Unusable, and changes nothing, where ``authority`` is none or ``as_of`` lies ahead or before the
    extract in force, where the file cannot be used, or where it holds half the registrations or fewer and
    ``shrink_agreed_by`` names nobody.
    """
    extract = rolls.ExtractName(_authority(path, authority), as_of, take_ins.digest_of(path), path.name)
    _refuse_day(extract, london_date(now))

    def put_in_force(_: TakenIn) -> None:
        actions.put_roll_in_force(extract=extract, shrink_agreed_by=shrink_agreed_by, by=by, now=now)

    store = storing(
        lambda row: rolls.roll_line_from(row, as_of),
        lambda lines: actions.stage_roll_lines(extract=extract, lines=lines, by=by, now=now),
    )
    return take_ins.take_in(
        kind="roll",
        scope=f"{extract.authority} {as_of}",
        path=path,
        items=read_csv(path, required=rolls.REQUIRED, known=rolls.READ),
        store=store,
        finish=put_in_force,
        batch=BATCH,
        by=by,
        now=now,
        progress=progress,
    )


def _authority(path: Path, code: str) -> str:
    try:
        return authority_of({"authority": code}, "authority")
    except Unfit:
        reason = f"{code[:20]!r} is not the code of an authority that answers for children."
        raise Unusable(path.name, field="authority", reason=reason) from None


def _refuse_day(extract: rolls.ExtractName, today: date) -> None:
    if extract.as_of > today:
        raise Unusable(extract.file, field="as-of", reason=f"{extract.as_of} is in the future.")
    in_force = {roll.authority: roll.as_of for roll in current_rolls()}
    rolls.refuse_overtaken(extract, in_force.get(extract.authority))
