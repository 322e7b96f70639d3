"""The map that anybody sees: told apart without colours, reached by the keyboard, and the same as its table."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from firstbell.interfaces.web.design.bands import BANDS, Shaded, key, shaded
from firstbell.interfaces.web.public import pictures
from firstbell.reporting.publication.queries import MapArea, PublicFigure, PublicMap, PublicRelease

SQUARE = ((392_000, 323_000), (393_000, 323_000), (393_000, 324_000), (392_000, 324_000))
HOLE = ((392_400, 323_400), (392_600, 323_400), (392_600, 323_600), (392_400, 323_600))
NUMBERS = (None, 10, 25, 60, 160)


def drawn(*areas: Shaded) -> str:
    return str(shaded(areas, title="Map", description="Darker is more.", scale_words="%d metres"))


def area(band: int, words: str = "Area 1: 25", rings: tuple[tuple[tuple[int, int], ...], ...] = (SQUARE,)) -> Shaded:
    return Shaded(rings, band, words, "/figures-near-you/areas/E02000001/")


def published() -> PublicMap:
    codes = [f"E0200000{at}" for at in range(BANDS)]
    figures = tuple(
        PublicFigure(code, code, "msoa", "2025", "", str(number or "fewer than 10"), number, "", "Reports", "PR-1")
        for code, number in zip(codes, NUMBERS, strict=True)
    )
    release = PublicRelease(
        reference="PR-1",
        title="Reports",
        summary="",
        measure="Reports",
        says=(),
        period="2025",
        published_on=date(2026, 11, 20),
        revises="",
        revised_by="",
        level="msoa",
        figures=figures,
    )
    areas = tuple(MapArea(one.area, one.area_name, one.words, at, (SQUARE,)) for at, one in enumerate(figures))
    return PublicMap(release, areas, "")


def test_every_area_is_a_link_with_its_name_and_its_figure() -> None:
    root = ElementTree.fromstring(drawn(area(0, "Area 1: fewer than 10"), area(3, "Area 2: 160")))
    links = root.findall("a")
    assert [one.get("aria-label") for one in links] == ["Area 1: fewer than 10", "Area 2: 160"]
    assert all(one.get("href") == "/figures-near-you/areas/E02000001/" for one in links)
    assert root.get("role") == "group", "a picture hides its links from whoever does not see it"


def test_each_band_has_a_pattern_of_its_own_so_that_nobody_needs_its_colour() -> None:
    root = ElementTree.fromstring(drawn(*map(area, range(BANDS))))
    inks = [ElementTree.tostring(one[1]) for one in root.findall("defs/pattern")]
    assert len(inks) == len(set(inks)) == BANDS
    fills = [path.get("fill") for path in root.findall("a/path")]
    assert fills == [f"url(#{one.get('id')})" for one in root.findall("defs/pattern")]


def test_a_ring_within_a_ring_is_a_hole() -> None:
    path = ElementTree.fromstring(drawn(area(1, rings=(SQUARE, HOLE)))).find("a/path")
    assert path is not None
    assert path.get("fill-rule") == "evenodd"
    assert (path.get("d") or "").count("M") == 2


def test_nothing_on_the_map_is_fetched_or_run_and_words_are_words() -> None:
    svg = drawn(area(4, "<script>: 25"))
    assert not re.search(r"https?:|<script|<image|<use|style=|onl", svg)


def test_there_is_no_map_without_outlines() -> None:
    assert drawn(area(1, rings=())) == drawn() == ""


def test_the_key_has_a_line_for_each_band_that_is_on_the_map() -> None:
    lines = re.findall(r"</svg>([^<]*)</li>", str(key(["fewer than 10", "", "10 to 40", "", ""])))
    assert lines == ["fewer than 10", "10 to 40"]


@pytest.mark.parametrize(("band", "says"), list(enumerate(["fewer than 10", "10", "25", "60", "160"])))
def test_the_key_of_a_release_says_which_figures_each_band_spans(band: int, says: str) -> None:
    assert re.findall(r"</svg>([^<]*)</li>", str(pictures.key(published())))[band] == says
