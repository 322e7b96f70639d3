"""Finding rows of any part by somebody's name."""

from functools import reduce

from django.db.models import Q


def bears(name: str, *fields: str) -> Q:
    """Rows in which every word of the name stands in one of the fields, in whatever case; none for no word."""
    words = [reduce(Q.__or__, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in name.split()]
    return reduce(Q.__and__, words) if words else Q(pk__in=[])
