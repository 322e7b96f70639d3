"""An authority's officer who uses no mouse, with everything four times as large."""

from collections.abc import Callable

from fakes.browser import ZOOMED, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
UNKNOWN = "STF/2026/0000035"


def test_an_officer_says_where_a_child_goes_by_the_keyboard(visitor: Comes, site: Site) -> None:
    owen = visitor(size=ZOOMED)
    owen.comes_in("officer")
    owen.sees("keyboard-authority-home")
    _takes(owen, "Children without a known school")
    _takes(owen, owen.page.get_by_role("rowheader").get_by_role("link").first.inner_text())
    owen.page.get_by_text("Ada").first.wait_for()
    owen.sees("keyboard-question")
    owen.tabs_to("The child goes to a school")
    owen.page.keyboard.press("Space")
    _types(owen, "Which school or setting", "Milton Primary")
    _types(owen, "How do you know?", "On our admissions system since Friday.")
    _takes(owen, "Send the answer")
    owen.page.get_by_text("Your answer is kept").first.wait_for()
    owen.sees("keyboard-question-answered")
    assert UNKNOWN not in {row["incident_reference"] for row in site.exported("reviews")}


def _takes(visitor: Visitor, words: str) -> None:
    visitor.tabs_to(words)
    visitor.page.keyboard.press("Enter")


def _types(visitor: Visitor, label: str, words: str) -> None:
    visitor.tabs_to(label)
    visitor.page.keyboard.type(words)
