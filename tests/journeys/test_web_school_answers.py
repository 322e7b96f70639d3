"""What else a lead answers: not our pupil, not me, what was done, copies for the school's records, the history."""

import json
from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]


def _at_notice(visitor: Visitor, name: str, reference: str) -> None:
    visitor.comes_in(name)
    visitor.goes_to(f"/notices/{reference}/")


@pytest.mark.parametrize(("size", "number"), [(PHONE, 1), (DESK, 2)])
def test_not_our_pupil_with_a_reason(visitor: Comes, site: Site, size: tuple[int, int], number: int) -> None:
    asha = visitor(size=size)
    _at_notice(asha, "asha", site.reference(number))
    asha.presses("This is not our pupil")
    asha.presses("Answer: not our pupil")
    asha.sees("not-our-pupil-without-a-reason")
    assert asha.reads("Say what you know, or that you do not know")
    asha.fills("What do you know about where the child goes?", "Left in July; the family moved to Leek.")
    asha.presses("Answer: not our pupil")
    asha.sees("not-our-pupil")
    assert asha.reads("You have answered: not our pupil")
    assert not asha.reads("Noor"), "the child is still shown where nobody need know of them"
    assert site.now_stands(site.reference(number)) == "not_our_pupil"


def test_not_the_right_person_so_the_deputy_is_told(visitor: Comes, site: Site) -> None:
    asha = visitor(size=PHONE)
    _at_notice(asha, "asha", site.reference(3))
    asha.presses("I am not the right person")
    asha.sees("not-me")
    asha.fills("Anything the next person should know", "I am on a course until Thursday.")
    asha.presses("Tell the next person")
    asha.sees("not-me-done")
    deputy = visitor()
    deputy.comes_in("deputy")
    deputy.sees("deputy-notices")
    deputy.presses(site.reference(3))
    deputy.sees("deputy-notice")
    assert deputy.reads("Head (you)"), "the deputy was not told"
    deputy.presses("Acknowledge")
    assert deputy.reads("You acknowledged it on")
    assert site.now_stands(site.reference(3)) == "acknowledged"


def test_what_was_done_is_noted_and_goes_with_the_copies(visitor: Comes, site: Site) -> None:
    asha, reference = visitor(), site.reference(4)
    _at_notice(asha, "asha", reference)
    asha.presses("Write down what was done")
    asha.sees("note-form")
    asha.fills("What was done for the child?", "Breakfast with Miss Ali. Quiet corner all morning.")
    asha.presses("Keep the note")
    asha.sees("noted")
    assert asha.reads("Quiet corner all morning")
    name, pdf = asha.downloads("Download as PDF")
    assert name == f"{reference}.pdf"
    assert pdf.startswith(b"%PDF")
    assert reference.encode() in pdf
    name, copied = asha.downloads("Download for your safeguarding system")
    assert name == f"{reference}.json"
    found = json.loads(copied)
    assert (found["reference"], found["notes"][0]["text"][:9]) == (reference, "Breakfast")


@pytest.mark.parametrize(("size", "number"), [(PHONE, 5), (DESK, 6)])
def test_the_history_goes_with_the_pupil(visitor: Comes, site: Site, size: tuple[int, int], number: int) -> None:
    asha, reference = visitor(size=size), site.reference(number)
    _at_notice(asha, "asha", reference)
    asha.presses("Acknowledge")
    asha.presses("Pass the history on")
    asha.fills("Which school or setting?", "Milton")
    asha.fills("Why do you pass this on?", "Started there this morning.")
    asha.sees("pass-on")
    asha.presses("Pass it on")
    asha.sees("passed-on")
    assert asha.reads("Its history was passed on to Milton Primary School.")
    ben = visitor(size=size)
    ben.comes_in("ben")
    ben.presses("Passed on to you")
    ben.sees("passed-on-to-you")
    ben.presses(reference)
    ben.sees("history")
    assert ben.reads("Started there this morning.")
    assert ben.reads("Noor")
    assert ben.page.get_by_role("main").get_by_role("button", name="Acknowledge").count() == 0
    assert ben.opens(f"/notices/{reference}/") == 404, "what was passed on can be read, and nothing more"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_name_from_right_to_left(visitor: Comes, site: Site, size: tuple[int, int]) -> None:
    asha = visitor(size=size)
    _at_notice(asha, "asha", site.reference(9))
    asha.sees("right-to-left")
    assert asha.reads("بن سعيد")


def test_two_windows_acknowledge_the_same_notice(visitor: Comes, site: Site) -> None:
    """The second one's page is stale: a sentence says who was first, and nothing is done twice."""
    asha, deputy, reference = visitor(), visitor(size=PHONE), site.reference(7)
    _at_notice(asha, "asha", reference)
    _at_notice(deputy, "deputy", reference)
    asha.presses("Acknowledge")
    assert asha.reads("You have acknowledged this notice")
    deputy.presses("Acknowledge")
    deputy.sees("acknowledged-before")
    assert deputy.reads("Somebody at your place had acknowledged this notice already.")


@pytest.mark.parametrize(("scripts", "number"), [(True, 8), (False, 9)])
def test_a_button_pressed_twice(visitor: Comes, site: Site, scripts: bool, number: int) -> None:
    asha, reference = visitor(scripts=scripts), site.reference(number)
    _at_notice(asha, "asha", reference)
    asha.named("Acknowledge").dblclick()
    asha.page.get_by_text("You acknowledged it on").wait_for()
    asha.sees("pressed-twice")
    assert not asha.reads("already")
    assert site.now_stands(reference) == "acknowledged"
