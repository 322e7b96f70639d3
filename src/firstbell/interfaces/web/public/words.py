"""How figures are put before people: sorted by what they are of, in sentences, and as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.pure.areas import packed
from firstbell.pure.areas.neighbourhoods import Neighbourhood, neighbourhoods
from firstbell.pure.disclosure import DISTRICT, FORCE, MSOA
from firstbell.reporting.publication.queries import PublicFigure, PublicNeighbourhood
from firstbell.reporting.publication.rules.hierarchy import NOT_PLACED

LEVELS = {MSOA: _("Neighbourhood"), DISTRICT: _("District"), FORCE: _("Whole area of the police force")}


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on a neighbourhood's page of one level."""

    heading: str
    sentences: tuple[str, ...]
    figures: tuple[PublicFigure, ...]


def parts_of(area: PublicNeighbourhood) -> tuple[Part, ...]:
    """From the smallest area to the largest; a level without figures stands there too, and says so."""
    return tuple(_part(level, [one for one in area.figures if one.level == level]) for level in LEVELS)


def _part(level: str, figures: Sequence[PublicFigure]) -> Part:
    name = figures[0].area_name if figures else ""
    heading = f"{LEVELS[level]}: {name}" if name else str(LEVELS[level])
    return Part(heading, tuple(map(sentence, figures)), tuple(figures))


def sentence(figure: PublicFigure) -> str:
    """Such as “Reports of domestic abuse, January to December 2025: fewer than 10.”"""
    of = f"{figure.measure}, {figure.category}" if figure.category else figure.measure
    said = {"of": of, "period": figure.period, "words": figure.words, "rate": figure.rate}
    text = gettext("%(of)s, %(period)s: %(words)s.") % said
    return text + (" " + gettext("That is %(rate)s.") % said if figure.rate else "")


def has_page(figure: PublicFigure) -> bool:
    """Whether it is of a neighbourhood, and not of what is placed in none."""
    return figure.level == MSOA and not figure.area.endswith(NOT_PLACED)


def rounding() -> str:
    return gettext(
        "0 to 9 is “fewer than 10”. Every other figure, totals too, is rounded by itself to the nearest 5, so parts may"
        " not add up to their total."
    )


def by_district() -> list[tuple[str, list[Neighbourhood]]]:
    """Every neighbourhood that there is a page for, below its district's name."""
    found = sorted(neighbourhoods().values(), key=lambda one: (packed.places()[one.district], one.name))
    return [(name, list(some)) for name, some in groupby(found, key=lambda one: packed.places()[one.district])]
