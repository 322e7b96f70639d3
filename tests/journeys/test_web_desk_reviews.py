"""A desk officer clears the morning's reviews: from one page, by keyboard, at four times the size, and not alone."""

from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, ZOOMED, Visitor

Comes = Callable[..., Visitor]
SURE = "The mother named St Peter’s on the telephone."


def begins(dana: Visitor) -> None:
    """From this morning to the first review."""
    dana.comes_in("desk")
    dana.presses("Children whose place a person must decide")
    dana.presses("Begin")


def decides(dana: Visitor, place: str = "St Peter's Primary School") -> None:
    dana.page.get_by_label(place).first.check()
    dana.fills("How do you know?", SURE)
    dana.presses("Decide and go on")


@pytest.mark.parametrize("size", [DESK, PHONE, ZOOMED])
def test_both_records_stand_side_by_side_with_what_speaks_for_each(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.sees("desk-morning")
    dana.chooses("Reviews")
    dana.sees("desk-reviews")
    dana.presses("Begin")
    dana.sees("desk-review")
    for words in ("Speaks for it", "Speaks against it", "Pupil 1", "Oliva"):
        assert dana.reads(words)
    dana.page.get_by_text("How the records weigh").first.click()
    assert dana.reads("bits in all")
    dana.sees("desk-review-weights")


def test_somebody_else_decides_meanwhile_and_nothing_is_lost(visitor: Comes) -> None:
    dana, sam = visitor(), visitor()
    begins(dana)
    address = dana.page.url
    sam.comes_in("supervisor")
    sam.goes_to(address)
    decides(sam)
    assert sam.reads("Decided.")
    decides(dana, "Nobody is to be told")
    dana.sees("desk-review-decided-meanwhile")
    assert dana.reads("super@force.example decided this on Monday 23 November 2026")
    assert dana.reads(SURE)
    dana.presses("Go on to the others")
    assert dana.page.url != address


def test_a_decision_without_a_reason_asks_for_it_and_keeps_the_choice(visitor: Comes) -> None:
    dana = visitor()
    begins(dana)
    dana.page.get_by_label("An authority’s officer").check()
    dana.presses("Decide and go on")
    dana.sees("desk-review-unreasoned")
    assert dana.reads("Fill in “How do you know?”")
    assert dana.reads("Choose the authority")
    assert dana.page.get_by_label("An authority’s officer").is_checked()


def decides_by_keyboard(dana: Visitor) -> None:
    keyboard = dana.page.keyboard
    dana.tabs_to("Go to the decision").press("Enter")
    keyboard.press("Tab")
    keyboard.press("Space")
    dana.tabs_to("How do you know?")
    keyboard.type(SURE)
    dana.tabs_to("Decide and go on")
    with dana.page.expect_navigation():
        keyboard.press("Enter")


def test_one_is_decided_by_keyboard_at_four_times_the_size(visitor: Comes) -> None:
    dana = visitor(size=ZOOMED)
    dana.comes_in("desk")
    dana.tabs_to("Children whose place a person must decide").press("Enter")
    dana.tabs_to("Begin").press("Enter")
    decides_by_keyboard(dana)
    dana.sees("desk-next-review")
    assert dana.reads("3 are left")


def test_all_that_are_left_are_decided_by_keyboard_alone(visitor: Comes) -> None:
    dana = visitor()
    dana.comes_in("desk")
    dana.tabs_to("Reviews").press("Enter")
    dana.tabs_to("Begin").press("Enter")
    while "/reviews/" in dana.page.url:
        decides_by_keyboard(dana)
        assert dana.reads("Decided.")
    dana.sees("desk-none-left")
    assert dana.reads("That was the last one")
    dana.chooses("Reviews")
    dana.sees("desk-no-review")
    assert dana.reads("No child waits for a person")
