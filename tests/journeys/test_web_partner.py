"""A child who lives elsewhere: handed over to the other force's desk, and one that it hands over to ours."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_other_force_reads_and_accepts_what_is_handed_over(
    visitor: Comes, site: Site, size: tuple[int, int]
) -> None:
    elin = visitor(size=size)
    reference = site.reference(36)
    elin.comes_in("desk_elsewhere")
    elin.sees("partner-handovers")
    elin.presses(reference)
    elin.sees("partner-handover")
    assert elin.reads("Sam Away")
    if elin.named("Accept: we have this child").count():
        elin.presses("Accept: we have this child")
        assert elin.reads("Your force has the duty for this child now")
        elin.sees("partner-accepted")
    assert elin.reads("Accepted")
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.presses("Hand-overs to and from other forces")
    dana.sees("desk-handovers")
    dana.presses(reference)
    dana.sees("desk-notice-handed-over")
    assert dana.reads("Accepted")


def test_the_other_force_sees_nothing_else_of_ours(visitor: Comes, site: Site) -> None:
    elin = visitor()
    elin.comes_in("desk_elsewhere")
    for path in ("/desk/", "/desk/notices/", f"/desk/notices/{site.reference(36)}/", "/desk/search/"):
        assert elin.opens(path) == 403
    elin.sees("partner-closed")
    assert elin.opens(f"/desk/for-your-force/{site.reference(1)}/") == 404
    elin.sees("partner-not-found")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_came_by_telephone_is_written_down_by_hand(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.goes_to("/desk/handed-over/")
    dana.presses("It came by telephone or letter")
    dana.presses("Take it over")
    dana.sees("desk-by-hand-empty")
    dana.page.get_by_label("Which force hands over?").select_option("West Mercia")
    dana.fills("Its reference for the incident", f"wm/{size[0]}")
    reported = dana.page.get_by_role("group", name="When was it reported?")
    for label, typed in (("Day", "22"), ("Month", "november"), ("Year", "2026"), ("Time", "9pm")):
        reported.get_by_label(label).fill(typed)
    dana.fills("Child’s forenames", "Siân")
    dana.fills("Child’s surname", "O'Hara")
    dana.sees("desk-by-hand")
    dana.presses("Take it over")
    dana.sees("desk-by-hand-taken-over")
    assert dana.reads("Taken over.")


def test_a_handover_comes_as_a_file_and_what_is_none_is_refused(visitor: Comes, tmp_path: Path) -> None:
    dana = visitor()
    dana.comes_in("desk")
    dana.goes_to("/desk/handed-over/")
    dana.presses("Take over by file")
    dana.fills("Or its contents", "Dear colleagues")
    dana.presses("Take it over")
    dana.sees("desk-no-handover")
    assert dana.page.get_by_label("Or its contents").input_value() == "Dear colleagues"
    dana.fills("Or its contents", "")
    sent = tmp_path / "handover.json"
    sent.write_text(json.dumps(HANDOVER), encoding="utf-8")
    dana.page.get_by_label("The file").set_input_files(sent)
    dana.presses("Take it over")
    assert dana.reads("Taken over.")
    dana.chooses("Incidents")
    assert dana.reads("WM/77")


HANDOVER = {
    "format": "firstbell.handover/1",
    "reference": "N-77AA77AA",
    "from_force": "west-mercia",
    "to_force": "staffordshire",
    "incident_reference": "WM/77",
    "incident_version": 1,
    "reported_at": "2026-11-22T21:00:00+00:00",
    "child": {"forenames": "Leo", "surname": "Mwangi", "date_of_birth": "2016-06-01", "present": "yes"},
}
