"""Where a participant stands, for actions and queries. Nothing here is listed for pages.

All that leaves the link towards facilitators passes here, as a yes or a no.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from firstbell.responses.programme.models import Participant, PartnerLink


def attended(row: Participant) -> int:
    """Sessions to which they came, in whichever group."""
    return row.attendances.filter(missed_why="").count()


def may_start(row: Participant) -> bool | None:
    """What the support service said; None while it has said nothing."""
    return PartnerLink.objects.filter(participant=row).values_list("may_start", flat=True).first()


def is_said_to_start() -> Exists:
    """Of each participant in a list: whether the support service said that it may start."""
    return Exists(PartnerLink.objects.filter(participant=OuterRef("pk"), may_start=True))


def are_kept_apart(row: Participant, others: Iterable[Participant]) -> bool:
    """Whether one of the others is the partner of this participant, whichever of the two the link was recorded for."""
    references = {one.reference for one in others}
    of_row = PartnerLink.objects.filter(participant=row, also_participant__in=references)
    of_others = PartnerLink.objects.filter(participant__reference__in=references, also_participant=row.reference)
    return of_row.exists() or of_others.exists()
