"""The map of a release: areas by band, and what each band means."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext
from markupsafe import Markup

from firstbell.interfaces.web.design import bands
from firstbell.reporting.publication.queries import MapArea, PublicMap


def picture(found: PublicMap) -> Markup:
    """Nothing where no outline is known."""
    return bands.shaded(
        [_shaded(area) for area in found.areas],
        title=gettext("Map of the areas, darker where the figure is higher"),
        description=gettext("Every area is a link to its own page. The table below the map says the same."),
        scale_words=gettext("%d metres"),
    )


def _shaded(area: MapArea) -> bands.Shaded:
    address = reverse("public:neighbourhood", args=[area.code])
    return bands.Shaded(area.rings, area.band, f"{area.name}: {area.words}", address)


def key(found: PublicMap) -> Markup:
    """The bands that are on the map, each with the figures it spans."""
    numbers = {one.area: one.number for one in found.release.figures if one.number is not None and not one.category}
    return bands.key([_span(found, band, numbers) for band in range(bands.BANDS)])


def _span(found: PublicMap, band: int, numbers: Mapping[str, int]) -> str:
    here = [area for area in found.areas if area.band == band]
    known = [numbers[area.code] for area in here if area.code in numbers]
    if not known:
        return here[0].words if here else ""
    low, high = f"{min(known):,}", f"{max(known):,}"
    return low if low == high else gettext("%(low)s to %(high)s") % {"low": low, "high": high}
