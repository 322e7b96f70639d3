"""Maps and charts that the pages draw: read out as one picture, fetching nothing, and true to their numbers."""

import re
from xml.etree import ElementTree

import pytest

from firstbell.interfaces.web.design.charts import Interval, intervals
from firstbell.interfaces.web.design.maps import MOST_NAMED, Ring, picture

SQUARE = ((392_000.0, 323_000.0), (392_100.0, 323_000.0), (392_100.0, 323_100.0), (392_000.0, 323_100.0))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(rings: list[Ring]) -> str:
    return str(picture(rings, title="Map of cells", description="Two are visited.", scale_words="%d metres"))


def ring(name: str, east: float = 0, words: str = "12 homes") -> Ring:
    return Ring([(e + east, n) for e, n in SQUARE], name, "visited", words)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def over(svg: str) -> list[tuple[float, float, float]]:
    """Each interval of a chart, from left to right: its low end, its point, its high end."""
    ends = re.findall(r'interval" d="M([\d.]+) \d+H([\d.]+)"', svg)
    points = re.findall(r'point" cx="([\d.]+)"', svg)
    return [(float(low), float(point), float(high)) for (low, high), point in zip(ends, points, strict=True)]


def test_a_map_is_one_picture_with_a_title_and_a_description_and_a_ring_for_each_cell() -> None:
    svg = drawn([ring("1"), ring("2", 300)])
    root = parsed(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "map-title map-words"
    assert [one.text for one in (root.find("title"), root.find("desc")) if one is not None] == [
        "Map of cells",
        "Two are visited.",
    ]
    assert len(root.findall(".//polygon")) == 2


@pytest.mark.parametrize(
    "svg",
    [
        drawn([ring("1")]),
        str(intervals([Interval("Reports", 1.2, 0.8, 1.8)], title="Ratios", description="One")),
    ],
)
def test_nothing_in_a_picture_fetches_styles_or_runs_anything(svg: str) -> None:
    assert not re.search(r"href|url\(|<script|<image|<use|style=|<a |onl", svg)


def test_words_on_a_picture_are_words() -> None:
    assert "<script>" not in drawn([ring("<script>", words="<script>")])
    assert "<b>" not in str(intervals([Interval("<b>", 1, 0.5, 2)], title="<b>", description="<b>"))


def test_north_is_up_and_east_is_right() -> None:
    north = Ring([(e, n + 500) for e, n in SQUARE], "N", "none", "")
    east = ring("E", 500)
    ys = {one.text: float(one.get("y", 0)) for one in parsed(drawn([ring("O"), north, east])).iter("text")}
    xs = {one.text: float(one.get("x", 0)) for one in parsed(drawn([ring("O"), north, east])).iter("text")}
    assert ys["N"] < ys["O"] == ys["E"]
    assert xs["E"] > xs["O"] == xs["N"]


def test_the_bar_is_as_long_as_it_says() -> None:
    svg = drawn([ring("1"), ring("2", 900)])
    said = re.search(r">(\d+) metres<", svg)
    long = re.search(r'fb-map__bar" d="M\d+ \d+v8h(\d+)', svg)
    assert said
    assert long
    assert int(long[1]) / int(said[1]) == pytest.approx((1000 - 48) / 1000, rel=0.02)


def test_many_cells_are_drawn_without_their_names_and_none_without_a_picture() -> None:
    many = drawn([ring(f"cell {n}", 150 * n) for n in range(MOST_NAMED + 1)])
    assert "cell 3<" not in many
    assert drawn([]) == ""
    assert drawn([Ring((), "1", "none", "")]) == ""


def test_an_interval_lies_where_its_numbers_are_and_1_is_in_the_middle() -> None:
    rows = [Interval("a", 1.0, 0.5, 2.0), Interval("b", 1.5, 1.2, 1.9), Interval("c", 0.7, 0.0, float("inf"))]
    first, second, third = over(str(intervals(rows, title="t", description="d")))
    assert first[1] == pytest.approx(360)
    assert first[0] + first[2] == pytest.approx(720, abs=0.2)
    assert 360 < second[0] < second[1] < second[2]
    assert (third[0], third[2]) == (16, 704)
    assert third[1] < 360


def test_a_small_doubt_does_not_look_large() -> None:
    ((low, _, high),) = over(str(intervals([Interval("a", 1.0, 0.99, 1.01)], title="t", description="d")))
    assert high - low < 20
