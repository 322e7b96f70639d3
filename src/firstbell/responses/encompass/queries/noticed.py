"""How a notice stood when somebody looked at it. A page says so when it comes back, and is refused if it changed."""

from firstbell.responses.encompass.models import Notice


def state_of(notice: Notice) -> str:
    """Another after every change that matters to whoever decides about the notice."""
    held = notice.holds.filter(ended_at__isnull=True).first()
    approved = held is not None and held.approved_at is not None
    return f"{notice.status}.{notice.incident_version}.{held.pk if held else 0}.{int(approved)}"
