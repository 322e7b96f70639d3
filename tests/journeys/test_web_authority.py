"""An authority's officer and the keeper of its roll."""

import csv
import io
import time
from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
PATIENCE = 60.0
UNKNOWN, LOST = "STF/2026/0000035", "12/13/2016"


def test_an_officer_says_where_a_child_goes(visitor: Comes, site: Site) -> None:
    owen = visitor(size=PHONE)
    owen.comes_in("officer")
    owen.sees("authority-home")
    owen.presses("Children without a known school")
    owen.sees("questions")
    assert not owen.reads("Nowhere"), "a list of questions names nobody"
    owen.page.get_by_role("rowheader").get_by_role("link").first.click()
    owen.sees("question")
    assert owen.reads("Ada")
    owen.presses("Send the answer")
    owen.sees("question-unanswered")
    owen.page.get_by_label("The child goes to a school").check()
    owen.fills("Which school or setting", "Milton Primary")
    owen.fills("How do you know?", "On our admissions system since Friday.")
    owen.presses("Send the answer")
    owen.sees("question-answered")
    assert owen.reads("Your answer is kept. Thank you.")
    assert UNKNOWN not in {row["incident_reference"] for row in site.exported("reviews")}
    (told,) = _awaited(lambda: [row for row in site.exported("notices") if row["incident_reference"] == UNKNOWN])
    assert told["establishment_urn"] == "100002"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_roll_with_a_line_to_correct(visitor: Comes, site: Site, size: tuple[int, int]) -> None:
    kit = visitor(size=size)
    kit.comes_in("keeper")
    kit.presses("Education roll")
    kit.sees("rolls")
    _sends(kit, "roll.csv", _roll(site), f"{20 if size == PHONE else 21} 11 2026")
    kit.sees("roll-sent")
    kit.page.get_by_text("Lines to correct").first.wait_for(timeout=PATIENCE * 1000)
    kit.sees("roll-read")
    kit.page.get_by_role("rowheader").get_by_role("link").first.click()
    kit.sees("roll-line")
    typed = kit.page.get_by_label("The line")
    assert LOST in typed.input_value()
    kit.presses("Send it in again")
    kit.sees("roll-line-still-wrong")
    typed.fill(typed.input_value().replace(LOST, "2016-12-13"))
    kit.presses("Send it in again")
    kit.sees("roll-corrected")
    assert kit.reads("The line is taken in.")


def test_a_picture_of_a_roll(visitor: Comes) -> None:
    kit = visitor()
    kit.comes_in("keeper")
    kit.goes_to("/authority/rolls/")
    kit.presses("Send the roll")
    kit.sees("roll-not-chosen")
    _sends(kit, "roll.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 9, "19 11 2026")
    kit.sees("roll-of-no-kind")
    assert kit.reads("This is a PDF, not a text of lines. Save it as CSV")


def _sends(visitor: Visitor, name: str, contents: bytes, day: str) -> None:
    given = {"name": name, "mimeType": "application/octet-stream", "buffer": contents}
    visitor.page.get_by_label("The roll, as a CSV file").set_input_files(given)
    visitor.fills_date("On which day did the roll stand so?", day)
    visitor.presses("Send the roll")


def _roll(site: Site) -> bytes:
    """The roll in force, with one more pupil who was born on no day."""
    (path,) = site.home.glob("roll-E06000021-*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sent = io.StringIO()
    writer = csv.DictWriter(sent, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows([*rows, rows[0] | {"forenames": "Zed", "surname": "D'Arcy", "date_of_birth": LOST}])
    return sent.getvalue().encode()


def _awaited(look: Callable[[], list[dict[str, object]]]) -> list[dict[str, object]]:
    """What the jobs make of it, as soon as they have."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(1)
    return found
