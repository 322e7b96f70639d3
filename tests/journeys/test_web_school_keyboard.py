"""A lead who uses no mouse, at a desk and with everything four times as large."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from fakes.browser import DESK, ZOOMED, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
PRESSES = 120
IS_SHOWN = """one => {
    const look = getComputedStyle(one), spot = one.getBoundingClientRect()
    const marked = look.outlineStyle !== "none" || look.boxShadow !== "none"
    return marked && spot.width > 0 && spot.bottom > 0 && spot.top < innerHeight && spot.right <= innerWidth + 1
}"""


@pytest.mark.parametrize(("size", "number"), [(DESK, 1), (ZOOMED, 2)])
def test_a_lead_acknowledges_by_the_keyboard(visitor: Comes, site: Site, size: tuple[int, int], number: int) -> None:
    asha = visitor(size=size)
    asha.comes_in("asha")
    asha.sees("keyboard-notices")
    _goes_by_keyboard_to(asha, site.reference(number))
    asha.page.keyboard.press("Enter")
    asha.page.wait_for_url(f"**/{site.reference(number)}/")
    asha.sees("keyboard-notice")
    _goes_by_keyboard_to(asha, "Acknowledge")
    asha.page.keyboard.press("Space")
    asha.page.get_by_text("You have acknowledged this notice").wait_for()
    asha.sees("keyboard-acknowledged")
    assert site.now_stands(site.reference(number)) == "acknowledged"


@pytest.mark.parametrize("size", [DESK, ZOOMED])
def test_the_keyboard_is_never_caught(visitor: Comes, site: Site, size: tuple[int, int]) -> None:
    """Through a whole notice and out at its end, each thing once and each to be seen."""
    asha = visitor(size=size)
    asha.comes_in("asha")
    asha.goes_to(f"/notices/{site.reference(3)}/")
    asha.page.locator("main").wait_for()
    words = [_named(one) for one in _everything_by_keyboard(asha)]
    assert words[0] == "Skip to main content"
    assert {"Acknowledge", "This is not our pupil", "Download as PDF", "Sign out"} <= set(words)


def test_the_skip_link_leads_past_the_pages(visitor: Comes, site: Site) -> None:
    asha = visitor()
    asha.comes_in("asha")
    asha.goes_to(f"/notices/{site.reference(3)}/")
    asha.page.keyboard.press("Tab")
    asha.page.keyboard.press("Enter")
    asha.page.keyboard.press("Tab")
    assert _named(asha.page.locator(":focus")) == "Acknowledge"


def _goes_by_keyboard_to(visitor: Visitor, words: str) -> None:
    here = visitor.tabs_to(words)
    assert here.evaluate(IS_SHOWN), f"nobody can see that {words} is where the keyboard is"


def _everything_by_keyboard(visitor: Visitor) -> list[Locator]:
    """What Tab comes to, one after the other, until it leaves the page."""
    passed: list[Locator] = []
    for step in range(PRESSES):
        visitor.page.keyboard.press("Tab")
        here = visitor.page.locator(":focus")
        if not here.count() or here.get_attribute("data-passed"):
            return passed
        assert here.evaluate(IS_SHOWN), f"nobody can see where the keyboard is: {_named(here)}"
        here.evaluate("(one, step) => one.setAttribute('data-passed', `${step}`)", step + 1)
        passed.append(visitor.page.locator(f"[data-passed='{step + 1}']"))
    raise AssertionError("the keyboard goes round and never leaves the page")


def _named(one: Locator) -> str:
    return str(one.inner_text() or one.get_attribute("value") or "").strip()
