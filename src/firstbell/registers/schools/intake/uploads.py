"""Files about schools that people upload: looked at when they come, taken in by a job, corrected line by line."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from firstbell.foundations.take_in.actions import close_reject
from firstbell.foundations.take_in.intake import uploads
from firstbell.foundations.take_in.intake.lines import read_csv, read_lines
from firstbell.foundations.take_in.queries import Correctable, RejectRow, UploadTask, correctable, upload
from firstbell.foundations.take_in.rules import TakenIn, Unfit, Unusable, refuse_more_lines, suffix_of
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.schools import actions
from firstbell.registers.schools.intake.calendars import take_in_closures, take_in_terms
from firstbell.registers.schools.intake.events import code_in
from firstbell.registers.schools.intake.people import take_in_contacts, take_in_staff
from firstbell.registers.schools.intake.register import take_in_establishments, take_in_links
from firstbell.registers.schools.intake.rolls import take_in_roll
from firstbell.registers.schools.rules import kinds, rolls

WAYS_IN: dict[str, Callable[..., TakenIn]] = {
    "establishments": take_in_establishments,
    "links": take_in_links,
    "contacts": take_in_contacts,
    "staff": take_in_staff,
    "terms": take_in_terms,
    "closures": take_in_closures,
    kinds.ROLL: take_in_roll,
}
CALENDARS = ("terms", "closures")


def receive_upload(
    *,
    kind: str,
    chunks: Iterable[bytes],
    name: str,
    options: dict[str, str],
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> int:
    """Keep a file about schools (a kind of ``kinds.KINDS``) for the job that takes it in; answers the upload's number.

    ``options``: of a roll ``authority`` (GSS code), ``as_of`` (2026-11-20) and, where it shrank, ``shrink_agreed_by``;
    of a calendar file ``calendar``. NotYours for a roll of another authority than ``by``'s own, and for any other kind
    by anybody but the force. Refused for what is plainly no such file: nothing of it is kept then.
    """
    kinds.refuse_strangers(kind, options, by.organisation, policy.force)
    events = kind in CALENDARS and suffix_of(name) == ".ics"
    if events and not options.get("calendar"):
        options = options | {"calendar": code_in(Path(name).stem) or ""}
    kept = kinds.checked_options(kind, options, london_date(now))
    return uploads.receive(
        kind=kind,
        chunks=chunks,
        name=name,
        suffix=".ics" if events else ".csv",
        options=kept,
        check=partial(_scope, kind, kept),
        by=by,
        now=now,
    )


def take_in_upload(
    task: UploadTask | Correctable,
    *,
    path: Path,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in an uploaded file, or a corrected line of one, as its options say."""
    options: dict[str, Any] = dict(task.options)
    if task.kind == kinds.ROLL:
        options["as_of"] = date.fromisoformat(options["as_of"])
    return WAYS_IN[task.kind](path=path, by=by, now=now, progress=progress, **options)


def correct_reject(*, number: int, line: int, text: str, by: Actor, now: datetime) -> RejectRow | None:
    """Send a rejected line in again, corrected: None where it was fit and the reject is closed; else what is wrong.

    A roll's line joins the roll in force; any other is taken in as a small file. NotYours for another's upload, Refused
    where somebody corrected the line before, or where it can no longer be.
    """
    if upload(number, seen_by=by).kind != kinds.ROLL:
        return uploads.resubmit(number=number, line=line, text=text, take=take_in_upload, by=by, now=now)
    sent = correctable(number, line, seen_by=by)
    text = text.strip().replace("\r\n", "\n")
    refuse_more_lines(sent.text, text)
    row = uploads.row_of(sent, text, required=rolls.REQUIRED, known=rolls.READ)
    as_of = date.fromisoformat(sent.options["as_of"])
    try:
        if row.problem:
            raise Unfit("", row.problem)
        values = rolls.roll_line_from(row.values, as_of)
    except Unfit as unfit:
        return RejectRow(sent.kind, "", line, unfit.field, unfit.reason)
    actions.add_roll_line(authority=sent.options["authority"], as_of=as_of, values=values, by=by, now=now)
    return close_reject(number=number, line=line, text=text, resubmitted=None, by=by, now=now)


def _scope(kind: str, options: dict[str, str], path: Path) -> str:
    """Look at the file as it lies there: its header is of its kind."""
    if path.suffix == ".ics":
        first = next(iter(read_lines(path)))
        if first.text.strip().upper() != "BEGIN:VCALENDAR":
            raise Refused("This is no calendar file.", "Choose an .ics file, or one of comma-separated values.")
    else:
        _check_columns(kind, path)
    return kinds.scope_of(kind, options)


def _check_columns(kind: str, path: Path) -> None:
    asked = kinds.KINDS[kind]
    try:
        read_csv(path, required=asked.required, known=asked.known)
    except Unusable:
        kinds.refuse_other_kind(kind, uploads.columns_of(path))
        raise
