"""A map of cells as SVG made here: rings and their names, with nothing fetched, no street, no home, and no pin.

Everything on it also stands in the table beside it; the picture is one image with a title and a description.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

Point = tuple[float, float]
WIDTH: Final = 1000
"""Units of the picture's own; it is as wide as its page."""
FLATTEST, TALLEST = 0.4, 1.1
MARGIN = 24
MOST_NAMED = 60
"""With more rings than this, names would lie on each other."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An area: its ``corners`` (easting, northing in metres), its ``name``, the ``look`` it has (a word of the
    stylesheet's), and what it is in words."""

    corners: Sequence[Point]
    name: str
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture lies: its west and north edges in metres, units a metre, and its height in units."""

    west: float
    north: float
    scale: float
    height: float

    def place(self, east: float, north: float) -> tuple[float, float]:
        return MARGIN + (east - self.west) * self.scale, MARGIN + (self.north - north) * self.scale


def picture(rings: Sequence[Ring], *, title: str, description: str, scale_words: str) -> Markup:
    """The map; nothing for no rings. ``scale_words`` says a length, such as ``%s metres``."""
    drawn = [ring for ring in rings if ring.corners]
    if not drawn:
        return Markup("")
    frame = frame_of([corner for ring in drawn for corner in ring.corners])
    named = len(drawn) <= MOST_NAMED
    shapes = Markup("").join(_shape(ring, frame, named) for ring in drawn)
    return Markup(
        '<svg class="fb-map" viewBox="0 0 {} {:.0f}" role="img" aria-labelledby="map-title map-words">'
        '<title id="map-title">{}</title><desc id="map-words">{}</desc>{}{}</svg>'
    ).format(WIDTH, frame.height, title, description, shapes, length_bar(frame, scale_words))


def frame_of(corners: Sequence[Point]) -> Frame:
    """The frame in which all these corners lie, with room below for the bar."""
    easts, norths = [east for east, _ in corners], [north for _, north in corners]
    across, up = max(easts) - min(easts) or 1.0, max(norths) - min(norths) or 1.0
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / across, TALLEST * WIDTH / up)
    west = min(easts) - (inner / scale - across) / 2
    height = max(up * scale, FLATTEST * WIDTH) + 3 * MARGIN
    north = max(norths) + (height - 3 * MARGIN - up * scale) / 2 / scale
    return Frame(west, north, scale, height)


def _shape(ring: Ring, frame: Frame, named: bool) -> Markup:
    places = [frame.place(*corner) for corner in ring.corners]
    outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    name = _name(ring.name, places) if named else Markup("")
    return Markup(
        '<g><polygon class="fb-map__ring fb-map__ring--{}" points="{}"><title>{}</title></polygon>{}</g>'
    ).format(ring.look, outline, ring.words, name)


def _name(name: str, places: Sequence[tuple[float, float]]) -> Markup:
    x, y = ((min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True))
    return Markup('<text class="fb-map__name" x="{:.1f}" y="{:.1f}">{}</text>').format(x, y, name)


def length_bar(frame: Frame, words: str) -> Markup:
    """How long a stretch is: the roundest length of about a fifth of the picture."""
    metres = _round(WIDTH / 5 / frame.scale)
    y = frame.height - MARGIN / 2
    return Markup(
        '<path class="fb-map__bar" d="M{0} {1:.0f}v8h{2:.0f}v-8"/>'
        '<text class="fb-map__length" x="{0}" y="{3:.0f}">{4}</text>'
    ).format(MARGIN, y - 8, metres * frame.scale, y - 14, words % metres)


def _round(metres: float) -> int:
    steps: Iterable[int] = (step * 10**power for power in range(1, 6) for step in (1, 2, 5))
    return max((step for step in steps if step <= metres), default=10)
