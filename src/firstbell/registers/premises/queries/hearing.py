"""What is needed to work out who hears whom."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from firstbell.registers.premises.models import Home, SquareDue
from firstbell.registers.premises.rules import SQUARE, square_of, squares_around, street_of
from firstbell.registers.premises.rules.hearing import REACH, Placed

EDGE = 2 * REACH
"""So far beyond a square homes are read: those that are heard in it, and those that stand between."""


def squares_due(limit: int) -> dict[int, UUID]:
    """The first squares in which homes have changed, each with the stamp of its last change."""
    return dict(SquareDue.objects.order_by("square").values_list("square", "stamp")[:limit])


def homes_around(squares: Collection[int]) -> tuple[list[Placed], set[int]]:
    """The homes of these squares and those just beyond their edges; and the UPRNs of the homes in the squares."""
    about = {near for square in squares for near in squares_around(square)} - set(squares)
    corners = [divmod(square, 10_000) for square in squares]
    east, north = [x * SQUARE for x, _ in corners], [y * SQUARE for _, y in corners]
    inside = Q(square__in=squares)
    beyond = Q(
        square__in=about,
        easting__range=(min(east) - EDGE, max(east) + SQUARE + EDGE),
        northing__range=(min(north) - EDGE, max(north) + SQUARE + EDGE),
    )
    rows = Home.objects.filter(inside | beyond, dwelling=True, gone_on=None).values_list(
        *("uprn", "parent_uprn", "usrn", "street", "postcode", "number", "building", "flat", "landing", "kind"),
        *("easting", "northing"),
    )
    found = []
    for uprn, parent, usrn, street, postcode, number, building, flat, landing, kind, easting, northing in rows:
        on = street_of(usrn, street, postcode)
        found.append(Placed(uprn, parent, on, number, building, flat, landing, kind, easting, northing))
    due = set(squares)
    return found, {home.uprn for home in found if square_of(home.easting, home.northing) in due}
