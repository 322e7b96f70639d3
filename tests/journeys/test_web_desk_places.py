"""A desk officer keeps the places in order: who answers there, what is taken in, and what is told once it is."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site
from world.feed import child, incident

Comes = Callable[..., Visitor]
PATIENCE = 60.0


def until_it_reads(somebody: Visitor, words: str) -> None:
    """The worker does it in its own time: look at the page again until it is done."""
    end = time.monotonic() + PATIENCE
    while not somebody.reads(words):
        assert time.monotonic() < end, f"it never says {words}"
        time.sleep(1)
        somebody.page.reload()


def uploads(dana: Visitor, kind: str, file: Path) -> None:
    dana.chooses("Files taken in")
    dana.page.get_by_role("radio", name=kind, exact=True).check()
    dana.page.get_by_label("The file", exact=False).first.set_input_files(file)
    dana.sends("Upload")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_school_shows_who_is_told_and_when_pupils_come(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.chooses("Schools")
    dana.fills("Name, town, postcode or URN", "peter")
    dana.presses("Find")
    dana.sees("desk-schools-found")
    dana.presses("St Peter's Primary School")
    dana.sees("desk-school")
    assert dana.reads("Next pupil day")


def test_contacts_are_made_sure_of_one_after_the_other(visitor: Comes) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    dana.chooses("Contacts")
    dana.sees("desk-contacts")
    dana.presses("Begin")
    dana.sees("desk-contact")
    dana.presses("All of it is right")
    dana.sees("desk-contacts-done")
    assert dana.reads("That was the last one.")
    assert dana.reads("Every contact is verified.")


def test_a_place_without_a_contact_is_told_as_soon_as_it_has_one(visitor: Comes, site: Site) -> None:
    dana = visitor()
    dana.comes_in("desk")
    dana.presses("Notices held: nobody there to tell")
    dana.presses(site.reference(33))
    dana.sees("desk-notice-without-contact")
    notice = dana.page.url
    dana.presses("Add a contact")
    dana.presses("Add them")
    dana.sees("desk-add-contact-nobody")
    dana.fills("Name", "Kit Low")
    dana.page.get_by_label("Designated safeguarding lead").check()
    dana.fills("E-mail", "dsl@100004.example")
    dana.sees("desk-add-contact")
    dana.presses("Add them")
    dana.sees("desk-contact-added")
    dana.presses("All of it is right")
    dana.goes_to(notice)
    until_it_reads(dana, "somebody to tell was found".capitalize())
    until_it_reads(dana, "Sent")
    dana.sees("desk-notice-with-contact")


def test_a_line_that_cannot_be_used_is_corrected_and_sent_again(visitor: Comes, tmp_path: Path) -> None:
    dana = visitor()
    dana.comes_in("desk")
    good = incident("STF/2026/0000051", children=[child("C1", "Ravi", "Patel", "2016-02-01")])
    bad = incident("STF/2026/0000052", reported="last Tuesday")
    file = tmp_path / "incidents.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in (good, bad)), encoding="utf-8")
    uploads(dana, "Incidents", file)
    until_it_reads(dana, "Lines to correct")
    dana.sees("desk-upload-incidents")
    dana.page.locator("tbody a").first.click()
    dana.sees("desk-reject")
    line = dana.page.get_by_label("The line")
    dana.presses("Send it in again")
    dana.sees("desk-reject-still-wrong")
    assert "last Tuesday" in line.input_value()
    line.fill(json.dumps(incident("STF/2026/0000052", children=[child("C9", "Mia", "Patel", "2015-02-01")])))
    dana.presses("Send it in again")
    dana.sees("desk-reject-corrected")
    assert dana.reads("The line is taken in.")
    assert not dana.reads("Lines to correct")


def test_a_file_of_another_kind_is_refused_in_a_sentence(visitor: Comes, tmp_path: Path) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    uploads(dana, "Contacts", picture)
    dana.sees("desk-upload-wrong-file")
    assert dana.reads("There is a problem")
    dana.chooses("Files taken in")
    dana.sends("Upload")
    dana.sees("desk-upload-nothing")
    assert dana.reads("Choose a file")
