"""Taking a file of incidents in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_lines
from firstbell.foundations.take_in.rules import Line, Stored, TakenIn, Unfit, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions
from firstbell.registers.incidents.intake.profiles import document_of, extract_lines, read_profile
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.reading import of_force, read_document

KIND = "incidents"


def take_in_incidents(
    *,
    path: Path,
    profile: Path | None = None,
    force: str | None = None,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in a file of ``firstbell.incident/1`` lines, or another file as ``profile`` maps it to them.

    With ``force``, an incident of another force is a reject: a force sends its own. Raises Unusable for a file or a
    profile that cannot be used at all; lines that cannot be used become rejects.
    """

    mapping = read_profile(profile) if profile else None
    read = partial(document_of, profile=mapping) if mapping else _document
    items = extract_lines(path, mapping) if mapping else _incident_lines(path)

    def store(lines: list[Line]) -> Stored:
        received, unfit = [], []
        for line in lines:
            try:
                received.append(actions.Received(line.number, of_force(read(line), force)))
            except Unfit as error:
                unfit.append((line.number, error.field, error.reason))
        kept = actions.record_versions(received=received, file=path.name, by=by, now=now)
        return Stored(kept.changed, kept.unchanged, [*unfit, *kept.unfit])

    return take_ins.take_in(
        kind=KIND,
        scope=_scope(mapping.name if mapping else None, force),
        path=path,
        items=items,
        store=store,
        by=by,
        now=now,
        progress=progress,
    )


def _scope(profile: str | None, force: str | None) -> str:
    return ", ".join(filter(None, (profile and f"profile {profile}", force and f"force {force}")))


def _incident_lines(path: Path) -> Iterator[Line]:
    """The lines of a file in the format. Unusable for files that are plainly of another kind: each of their lines would
    be a reject."""
    if path.suffix.lower() == ".csv":
        raise Unusable(path.name, reason="is a CSV file.", remedy="Say by which mapping profile it is to be read.")
    for place, line in enumerate(read_lines(path)):
        if place == 0 and (line.text.strip() in {"{", "["} or line.text.lstrip().startswith("[{")):
            remedy = "Write one whole incident a line (JSON Lines)."
            raise Unusable(path.name, line.number, reason="begins a list or an object over many lines.", remedy=remedy)
        yield line


def _document(line: Line) -> IncidentDocument:
    return read_document(line.text, unended=line.unended)
