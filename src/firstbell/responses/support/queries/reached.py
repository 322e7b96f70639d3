"""By whom a number or an address is used, without unsealing any."""

from firstbell.responses.support.models import ContactWay
from firstbell.responses.support.queries.sealed import likeness


def reached_in_the_same_way(service: str, channel: str, detail: str) -> tuple[str, ...]:
    """The service's clients whose plans in force lead there. Refused for a number or address that cannot be one."""
    rows = ContactWay.objects.filter(plan__in_force=True, plan__client__service=service)
    same = rows.filter(likeness=likeness(channel, detail)).order_by("plan__client__reference")
    return tuple(same.values_list("plan__client__reference", flat=True).distinct())
