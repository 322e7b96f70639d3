"""What somebody of the public may be told of what they reported, who shows the code that they were given."""

from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from firstbell.joint.early_picture.models import Concern
from firstbell.joint.early_picture.queries.sealed import digest_of_code
from firstbell.joint.early_picture.rules.feedback import plain_code, told_to_anybody
from firstbell.pure.periods import london_date


@dataclass(frozen=True, slots=True)
class ToldOfReport:
    """When it was received (a day in London), and the sentences (``rules.feedback``) that were told since, each with
    its day, in their order. Nothing of what was reported, and nothing of anybody."""

    received_on: date
    told: tuple[tuple[str, date], ...]


def look_up(reference: str, code: str) -> ToldOfReport | None:
    """What may be told. None alike for a reference that is none, and for another's code."""
    wanted = plain_code(reference)
    named = f"{wanted[:1]}-{wanted[1:]}"
    row = Concern.objects.filter(reference=named).exclude(code_digest="").first()
    shown = digest_of_code(code, named)
    if not compare_digest(shown, row.code_digest if row else "0" * len(shown)) or row is None:
        return None
    told = row.feedback.filter(sentence__in=told_to_anybody()).order_by("pk")
    return ToldOfReport(
        london_date(row.raised_at),
        tuple((sentence, london_date(at)) for sentence, at in told.values_list("sentence", "recorded_at")),
    )
