"""What became of a file."""

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn
from firstbell.interfaces.api.v1.shapes import RejectShape, TakenInShape

MOST_REJECTS = 1000


def result(taken: TakenIn, digest: str) -> TakenInShape:
    """The counts, and the lines that could not be used."""
    rejects = take_ins.rejects_in_file(kind=taken.kind, file=taken.file, digest=digest, most=MOST_REJECTS)
    return TakenInShape(
        lines=taken.lines,
        changed=taken.changed,
        unchanged=taken.unchanged,
        rejected=taken.rejected,
        resumed_at=taken.resumed_at,
        rejects=[RejectShape(line=row.line, field=row.field, reason=row.reason) for row in rejects],
    )
