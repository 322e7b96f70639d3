"""Education rolls: what a line may say, and what changed between two."""

from dataclasses import dataclass
from datetime import date, datetime

ENROLMENTS = ("C", "M", "S", "G")
EDUCATIONS = ("school", "fe", "ehe", "cme")
AT_HOME = ("ehe", "cme")


@dataclass(frozen=True, slots=True)
class CurrentRoll:
    """The extract of an authority that counts today: ``rows`` lines as they stood on ``as_of``."""

    authority: str
    as_of: date
    rows: int
    taken_in_at: datetime


@dataclass(frozen=True, slots=True)
class RollMove:
    """What became of a pupil between the extracts of ``before`` and ``as_of``.

    ``kind`` is joined, left, moved_school or moved_home. ``urns_*`` are the establishments of current registrations on
    either day; ``upn`` is None where the roll has none that is valid.
    """

    authority: str
    before: date
    as_of: date
    kind: str
    upn: str | None
    urns_before: tuple[str, ...]
    urns_after: tuple[str, ...]
    postcode_before: str | None
    postcode_after: str | None
