"""Taking a file of incidents in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_lines
from firstbell.foundations.take_in.rules import Line, Stored, TakenIn, Unfit
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions
from firstbell.registers.incidents.intake.profiles import document_of, extract_lines, read_profile
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.reading import read_document

KIND = "incidents"


def take_in_incidents(
    *,
    path: Path,
    profile: Path | None = None,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in a file of ``firstbell.incident/1`` lines, or another file as ``profile`` maps it to them.

    Raises Unusable for a file or a profile that cannot be used at all; lines that cannot be used become rejects.
    """

    mapping = read_profile(profile) if profile else None
    read = partial(document_of, profile=mapping) if mapping else _document
    items = extract_lines(path, mapping) if mapping else read_lines(path)

    def store(lines: list[Line]) -> Stored:
        received, unfit = [], []
        for line in lines:
            try:
                received.append(actions.Received(line.number, read(line)))
            except Unfit as error:
                unfit.append((line.number, error.field, error.reason))
        kept = actions.record_versions(received=received, file=path.name, by=by, now=now)
        return Stored(kept.changed, kept.unchanged, [*unfit, *kept.unfit])

    return take_ins.take_in(
        kind=KIND,
        scope=f"profile {mapping.name}" if mapping else "",
        path=path,
        items=items,
        store=store,
        by=by,
        now=now,
        progress=progress,
    )


def _document(line: Line) -> IncidentDocument:
    return read_document(line.text, unended=line.unended)
