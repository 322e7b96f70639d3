"""The cells: where they are, how they stand, and the partition that they are of."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.maps import Ring, picture
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.cocoon_doing import ARMS, limits, tabs
from firstbell.interfaces.web.police.forms_of_cocoon import Sure
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.queries import CellOnMap

MOST_DRAWN = 1500
"""Rings on one map; beyond it squares of a kilometre are drawn instead, each of which opens its own map."""
SQUARE = 1000


@needs("cocoon.read")
def cocoon_map(request: SeatedRequest) -> HttpResponse:
    """Every cell in force as a picture and as a table; or those of the square that the address names."""
    every = queries.cell_map(request.now)
    square = request.GET.get("square", "")
    cells = [cell for cell in every if not square or _square(cell) == square]
    columns: list[Column[CellOnMap]] = [
        Column("code", _("Cell"), lambda row: row.code, plain=True),
        Column("doors", _("Homes"), lambda row: row.doors, numeric=True),
        Column("halo", _("Homes that hear into it"), lambda row: row.halo, numeric=True),
        Column("arm", _("In the campaign"), lambda row: str(ARMS[row.arm])),
        Column("day", _("Day"), lambda row: row.day),
        Column("campaign", _("Campaign"), lambda row: row.campaign, link=_campaign, plain=True),
    ]
    in_one = {arm: words for arm, words in ARMS.items() if arm}
    by_arm: Choice[CellOnMap] = Choice("arm", _("In the campaign"), in_one, lambda row: row.arm)
    empty = gettext("There are no cells yet. Take the register of homes in, then make a partition.")
    found = listing(
        request, cells, columns, name="cells", empty=empty, caption=gettext("Cells"), filters=[by_arm], sort="code"
    )
    if not isinstance(found, Listing):
        return found
    shows = {"list": found, "tabs": tabs(request, "police:cocoon_map"), "map": drawn(cells), "square": square}
    shows |= {"squares": squares(cells) if len(cells) > MOST_DRAWN else (), "limits": limits(), "arms": ARMS}
    return page(request, "police/cocoon/map.html", shows)


def _campaign(row: CellOnMap) -> str | None:
    return reverse("police:cocoon_campaign", args=[row.campaign]) if row.campaign else None


def _square(cell: CellOnMap) -> str:
    """The kilometre in which a cell begins, such as ``389-345``."""
    east, north = cell.outline[0] if cell.outline else (0.0, 0.0)
    return f"{int(east // SQUARE)}-{int(north // SQUARE)}"


def squares(cells: list[CellOnMap]) -> list[tuple[str, int]]:
    """Each kilometre with how many cells begin in it."""
    return sorted(Counter(map(_square, cells)).items())


def drawn(cells: list[CellOnMap]) -> Markup:
    """The map of these cells, or of the squares in which they lie where they are too many."""
    rings = [_ring(cell) for cell in cells] if len(cells) <= MOST_DRAWN else [_of(*one) for one in squares(cells)]
    counted = Counter(cell.arm for cell in cells)
    said = "; ".join(f"{ARMS[arm]}: {number}" for arm, number in sorted(counted.items()))
    title = ngettext("Map of %(count)d cell", "Map of %(count)d cells", len(cells)) % {"count": len(cells)}
    description = gettext("%(said)s. The table below has every cell. No home is on the map.") % {"said": said}
    return picture(rings, title=title, description=description, scale_words=gettext("%d metres"))


def _ring(cell: CellOnMap) -> Ring:
    told = gettext("%(code)s: %(doors)d homes. %(arm)s.") % {
        "code": cell.code,
        "doors": cell.doors,
        "arm": ARMS[cell.arm],
    }
    return Ring(cell.outline, cell.code.removeprefix("C-").lstrip("0"), cell.arm or "none", told)


def _of(square: str, number: int) -> Ring:
    east, north = (float(part) * SQUARE for part in square.split("-"))
    corners = ((east, north), (east + SQUARE, north), (east + SQUARE, north + SQUARE), (east, north + SQUARE))
    told = ngettext("%(count)d cell", "%(count)d cells", number) % {"count": number}
    return Ring(corners, str(number), "none", told)


@needs("cocoon.read")
def cocoon_partition(request: SeatedRequest) -> HttpResponse:
    """The partition in force: what it was made with, what came of it, and which homes are in no cell."""
    shows = {"partition": queries.partition_now(), "versions": queries.partitions(), "limits": limits()}
    return page(request, "police/cocoon/partition.html", shows)


@needs("cocoon.authorise", methods=("GET", "POST"))
def cocoon_new_partition(request: SeatedRequest) -> HttpResponse:
    """Make the next version out of the register as it is: whole cells are kept, merged or added, never cut."""
    form = Sure.of(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: actions.make_partition(**as_asked(request))):
        tell(request, gettext("The cells are made. What was drawn before stays as it was drawn."))
        return redirect("police:cocoon_partition")
    shows = {"form": form, "partition": queries.partition_now()}
    return page(request, "police/cocoon/new_partition.html", shows, status=status_of(form))
