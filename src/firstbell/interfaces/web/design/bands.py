"""A map of areas by how dark they are: a band has a pattern as well as a shade, so that it is told apart in grey too.

Every area is a link with its name and its figure in words, which the keyboard reaches and a screen reader says; the
same stands in the table beside the map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from firstbell.interfaces.web.design.maps import WIDTH, Frame, Point, frame_of, length_bar

BANDS: Final = 5
"""From 0, which is blank, to 4, which is the darkest."""
INK: Final = (
    Markup(""),
    Markup('<circle cx="6" cy="6" r="1.7"/>'),
    Markup('<path d="M-3 3L3 -3M0 12L12 0M9 15L15 9"/>'),
    Markup('<path d="M0 0L12 12M0 12L12 0"/>'),
    Markup('<circle cx="6" cy="6" r="1.7"/>'),
)
"""What each band has on its ground, in a square of 12 units: nothing, dots, lines, lines both ways, light dots."""


@dataclass(frozen=True, slots=True)
class Shaded:
    """An area: its ``rings`` (easting and northing in metres), its ``band``, what it is in ``words``, and the address
    that it leads to."""

    rings: Sequence[Sequence[Point]]
    band: int
    words: str
    href: str


def shaded(areas: Sequence[Shaded], *, title: str, description: str, scale_words: str) -> Markup:
    """The map, in the order of ``areas``; nothing where none has a ring. ``scale_words`` is as in ``%s metres``."""
    drawn = [area for area in areas if any(area.rings)]
    if not drawn:
        return Markup("")
    frame = frame_of([corner for area in drawn for ring in area.rings for corner in ring])
    shapes = Markup("").join(_shape(area, frame) for area in drawn)
    return Markup(
        '<svg class="fb-map" viewBox="0 0 {} {:.0f}" role="group" aria-labelledby="map-title map-words">'
        '<title id="map-title">{}</title><desc id="map-words">{}</desc><defs>{}</defs>{}{}</svg>'
    ).format(WIDTH, frame.height, title, description, _patterns(), shapes, length_bar(frame, scale_words))


def key(words: Sequence[str]) -> Markup:
    """What each band means, from 0 on; a band without words is left out. It stands on the page of its map."""
    sample = Markup(
        '<li><svg class="fb-legend__sample" viewBox="0 0 44 28" aria-hidden="true">'
        '<rect class="fb-band__shape" fill="url(#band-{})" x="1" y="1" width="42" height="26"/></svg>{}</li>'
    )
    lines = Markup("").join(sample.format(band, said) for band, said in enumerate(words) if said)
    return Markup('<ul class="govuk-list fb-legend">{}</ul>').format(lines)


def _patterns() -> Markup:
    """A ground and what is on it; the stylesheet says in which shade."""
    one = Markup(
        '<pattern id="band-{0}" width="12" height="12" patternUnits="userSpaceOnUse">'
        '<rect class="fb-band__ground fb-band__ground--{0}" width="12" height="12"/>'
        '<g class="fb-band__ink fb-band__ink--{0}">{1}</g></pattern>'
    )
    return Markup("").join(one.format(band, INK[band]) for band in range(BANDS))


def _shape(area: Shaded, frame: Frame) -> Markup:
    """Rings within rings are holes."""
    return Markup(
        '<a class="fb-band" href="{}" aria-label="{}"><path class="fb-band__shape" fill="url(#band-{})"'
        ' fill-rule="evenodd" d="{}"/><title>{}</title></a>'
    ).format(area.href, area.words, area.band, " ".join(_ways(area.rings, frame)), area.words)


def _ways(rings: Iterable[Sequence[Point]], frame: Frame) -> Iterable[str]:
    for ring in rings:
        places = (frame.place(*corner) for corner in ring)
        yield "M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in places) + "Z"
