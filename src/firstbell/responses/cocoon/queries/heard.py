"""What was heard at doors and waits for somebody. Who said it stays sealed."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Heard
from firstbell.responses.cocoon.queries.sealed import said_in
from firstbell.responses.cocoon.rules.listening import NEW


@dataclass(frozen=True, slots=True)
class HeardLine:
    """Something heard, without its words."""

    reference: str
    kind: str
    safeguarding_path: str
    status: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HeardShown:
    """Something heard, with its words. ``named`` says that a name is sealed with it; it is opened as a seal is."""

    reference: str
    kind: str
    said: str
    named: bool
    wishes_to_be_named: bool
    safeguarding_path: str
    status: str
    recorded_at: datetime
    passed_to: str
    passed_at: datetime | None


def heard_waiting() -> tuple[HeardLine, ...]:
    """What nobody has passed on yet: disclosures first, then the oldest."""
    rows = Heard.objects.filter(status=NEW).order_by("recorded_at", "pk")
    lines = [HeardLine(*row) for row in rows.values_list(*HeardLine.__dataclass_fields__)]
    return tuple(sorted(lines, key=lambda one: one.kind != "disclosure"))


def heard(reference: str) -> HeardShown:
    """One of them with its words: whoever shows it leaves an entry. NotYours where there is none."""
    row = Heard.objects.filter(reference=reference).first()
    if row is None:
        raise NotYours(f"Nothing was heard under {reference}.", "Look at the reference.")
    return HeardShown(
        row.reference,
        row.kind,
        said_in(row),
        bool(row.informant),
        row.wishes_to_be_named,
        row.safeguarding_path,
        row.status,
        row.recorded_at,
        row.passed_to,
        row.passed_at,
    )
