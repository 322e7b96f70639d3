"""Figures for everybody at a browser: an analyst drafts, two others sign, and somebody looks up where they live."""

from collections.abc import Callable
from typing import Any

import pytest

from fakes.browser import PHONE, ZOOMED, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
START = "/figures-near-you/"
AREA = f"{START}areas/E02002970/"
SUMMARY = "In July 2025 the police were told about as often as in any month."


@pytest.fixture(scope="module")
def figures(site: Site) -> dict[str, Any]:
    """The site with a year published by neighbourhood, and a draft that waits."""
    return site.adds("releases")


def test_an_analyst_drafts_two_others_sign_and_then_anybody_sees_it(visitor: Comes, figures: dict[str, Any]) -> None:
    analyst, anybody = visitor(), visitor(size=PHONE)
    analyst.comes_in("analyst")
    analyst.chooses("Public figures")
    analyst.sees("releases-register")
    analyst.presses("Draft figures")
    for choice in ("Reports of domestic abuse", "The whole force area", "A month", "Nothing"):
        analyst.page.get_by_label(choice).first.check()
    analyst.page.get_by_label("In which month does it begin?").select_option("July 2025")
    analyst.sees("releases-draft")
    analyst.sends("Count, round and try them")
    assert analyst.reads("Fill in “What do the figures show, in plain words?”")
    analyst.sees("releases-draft-unfinished")
    analyst.fills("What do the figures show, in plain words?", SUMMARY)
    analyst.sends("Count, round and try them")
    assert analyst.reads("Two others sign it")
    analyst.sees("releases-drafted")
    reference = analyst.page.url.rstrip("/").rpartition("/")[2]
    for name in ("signatory", "commissioner"):
        assert anybody.opens(f"{START}releases/{reference}/") == 404
        signs(visitor, name, reference)
    assert anybody.opens(f"{START}releases/{reference}/") == 200
    assert anybody.reads(SUMMARY)


def signs(visitor: Comes, name: str, reference: str) -> None:
    signer = visitor()
    signer.comes_in(name)
    signer.goes_to(f"/releases/{reference}/")
    signer.presses("Sign these figures")
    signer.page.get_by_label("I have looked at every table").check()
    signer.sees(f"releases-sign-{name}")
    signer.page.locator("main").get_by_role("button").last.click()
    signer.arrives()
    signer.sees(f"releases-signed-{name}")


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, True), (PHONE, False), (ZOOMED, True)])
def test_somebody_finds_their_area_and_the_browser_keeps_nothing(
    visitor: Comes, figures: dict[str, Any], size: tuple[int, int], scripts: bool
) -> None:
    nell, how = visitor(size=size, scripts=scripts), "" if scripts else "-plain"
    nell.goes_to(START)
    nell.sees(f"public-start{how}")
    assert nell.page.get_by_role("button", name="Exit this page").is_visible()
    nell.fills("Postcode", "XX9 9XX")
    nell.sends("Show the figures")
    assert nell.reads("We have no figures for that postcode")
    nell.sees(f"public-no-such-postcode{how}")
    nell.fills("Postcode", "ST4 3BB")
    nell.sends("Show the figures")
    assert nell.page.url.endswith(AREA)
    nell.sees(f"public-area{how}")
    assert nell.reads("Reports, January 2025 to December 2025: 70.")
    assert nell.context.cookies() == []


def test_the_whole_way_can_be_gone_by_the_keyboard_and_every_area_of_the_map_is_reached(
    visitor: Comes, figures: dict[str, Any]
) -> None:
    nell = visitor()
    nell.goes_to(START)
    nell.tabs_to("Postcode")
    nell.page.keyboard.type("ST4 3BB")
    nell.page.keyboard.press("Enter")
    nell.page.wait_for_url(f"**{AREA}")
    nell.goes_to(f"{START}releases/{figures['release_of_year']}/map/")
    nell.sees("public-map")
    nell.tabs_to("Go past the map to the table")
    nell.page.keyboard.press("Tab")
    assert nell.page.locator(":focus").get_attribute("aria-label") == "Cannock Chase 001: fewer than 10"
    nell.sees("public-map-focus")
    nell.page.keyboard.press("Enter")
    nell.page.wait_for_url(f"**{START}areas/*/")
    assert nell.reads("Neighbourhood: Cannock Chase 001")


@pytest.mark.parametrize("size", [PHONE, ZOOMED])
def test_every_page_for_anybody_is_clear_and_fits(
    visitor: Comes, figures: dict[str, Any], size: tuple[int, int]
) -> None:
    release = f"releases/{figures['release_of_year']}/"
    nell = visitor(size=size)
    for name in ("areas/", "meaning/", "weeks/", "releases/", release, f"{release}map/", "areas/nowhere/"):
        nell.goes_to(START + name)
        nell.sees(f"public-{name.strip('/').rpartition('/')[2].partition('-')[0]}")


def test_files_are_named_after_their_release_and_hold_its_figures(visitor: Comes, figures: dict[str, Any]) -> None:
    reference = figures["release_of_year"]
    nell = visitor()
    nell.goes_to(f"{START}releases/{reference}/")
    for words, kind in (("Download the figures (CSV)", "csv"), ("Download the figures as a spreadsheet", "xlsx")):
        name, held = nell.downloads(words)
        assert name == f"figures-{reference}.{kind}"
        assert len(held) > 1_000


PAGES = {"analyst": ("", "draft/", "elsewhere/", "map/", "{release_draft}/", "{release_draft}/withdraw/",
                     "{release}/", "{release}/revise/"),
         "signatory": ("", "{release_draft}/", "{release_draft}/sign/")}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_releases_is_clear_and_fits_a_telephone(
    visitor: Comes, figures: dict[str, Any], name: str
) -> None:
    somebody = visitor(size=PHONE)
    somebody.comes_in(name)
    for at, path in enumerate(PAGES[name]):
        somebody.goes_to("/releases/" + path.format(**figures))
        somebody.sees(f"releases-{name}-{at}")
