"""The performance meeting at a browser: the analyst prepares it, the Commissioner's office reads and asks."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fakes.browser import PHONE, ZOOMED, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
OCTOBER = "?month=2026-10"
MAKING = 300_000
"""Milliseconds that a browser waits for a pack on a busy machine: all of it is made before the first byte leaves."""


@pytest.fixture(scope="module")
def figures(site: Site) -> dict[str, Any]:
    """The site, with four years of figures, a question that is open and one that was answered."""
    return site.adds("figures")


def test_the_analyst_reads_a_measure_closely_and_has_its_limits_begin_anew(
    visitor: Comes, figures: dict[str, Any]
) -> None:
    ana = visitor()
    ana.comes_in("analyst")
    ana.chooses("Performance")
    ana.sees("figures-measures")
    assert ana.reads("Performance in October 2026")
    ana.page.locator("main").get_by_role("link", name="Reports", exact=True).click()
    ana.sees("figures-measure")
    ana.page.get_by_label("Divided by").select_option(label="local authority")
    ana.page.get_by_label("With what was revised after").select_option(label="1 September 2026")
    ana.sends("Show")
    assert ana.reads("What the total of October 2026 is made of")
    assert ana.reads("What came to earlier months, or left them, after 1 September 2026")
    ana.page.get_by_label("Only in").select_option(label="Stoke-on-Trent")
    ana.sends("Show")
    ana.page.get_by_text("the numbers of the chart").first.click()
    ana.sees("figures-measure-of-an-area")
    assert ana.reads("Reports in Stoke-on-Trent")
    ana.presses("Have limits begin anew")
    ana.fills_date("On which day did something change?", "1 1 2025")
    ana.fills("What changed that day?", "Reports are taken by another system.")
    ana.sees("figures-rebase")
    ana.sends("Begin anew")
    assert ana.reads("1 January 2025: Reports are taken by another system.")
    ana.sees("figures-measure-rebased")


def test_the_analyst_makes_the_pack_by_one_button(visitor: Comes, figures: dict[str, Any], tmp_path: Path) -> None:
    ana = visitor()
    ana.comes_in("analyst")
    ana.goes_to(f"/performance/{OCTOBER}")
    ana.presses("The meeting’s pack of this month")
    ana.sees("figures-pack")
    with ana.page.expect_download(timeout=MAKING) as arriving:
        ana.page.get_by_role("button", name="Download the whole pack").click(timeout=MAKING)
    arriving.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert {name.rsplit(".", 1)[-1] for name in archive.namelist()} == {"html", "pdf", "xlsx", "csv"}


def test_the_commissioners_office_reads_on_a_phone_and_asks(visitor: Comes, figures: dict[str, Any]) -> None:
    cleo, ana = visitor(size=PHONE), visitor()
    cleo.comes_in("commissioner")
    cleo.goes_to("/performance/")
    cleo.sees("figures-office")
    cleo.goes_to(f"/performance/measures/victims/{OCTOBER}")
    cleo.sees("figures-office-measure")
    assert cleo.page.get_by_text("Have limits begin anew").count() == 0
    cleo.presses("Ask about this measure")
    cleo.fills("What was asked?", "Are repeat victims fewer since the summer?")
    cleo.fills("Who asked?", "The Commissioner")
    cleo.sees("figures-ask")
    cleo.sends("Put it into the log")
    cleo.sees("figures-question")
    reference = cleo.page.url.rstrip("/").rsplit("/", 1)[-1]
    ana.comes_in("analyst")
    ana.chooses("Questions about figures")
    ana.sees("figures-questions")
    ana.presses(reference)
    ana.presses("Answer it")
    ana.fills("What is the answer?", "The months vary too much to say so as yet.")
    ana.sees("figures-answer")
    ana.sends("Answer it")
    cleo.goes_to(f"/performance/questions/{reference}/")
    assert cleo.reads("The months vary too much to say so as yet.")


def test_a_chart_is_read_at_four_times_its_size_without_any_script(visitor: Comes, figures: dict[str, Any]) -> None:
    ana = visitor(size=ZOOMED, scripts=False)
    ana.comes_in("analyst")
    ana.goes_to(f"/performance/measures/crime_ratio/{OCTOBER}")
    ana.sees("figures-zoomed")
    drawn = ana.page.locator("svg.fb-chart").first
    letters = drawn.locator("text").first.bounding_box()
    assert letters is not None
    assert letters["height"] >= 10, "as large as 40 pixels where everything is four times as large"
