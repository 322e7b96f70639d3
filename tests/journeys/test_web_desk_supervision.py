"""What is watched: a search that asks why, a record closed to somebody, a pause of the scheme."""

from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
PAUSED = "No notice leaves until"


def searches(dana: Visitor, name: str) -> None:
    dana.chooses("Search")
    dana.page.get_by_role("radio").first.check()
    dana.fills("Say more", "The mother rang.")
    dana.fills("Name", name)
    dana.sends("Search")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_search_asks_why_and_shows_the_least_first(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.chooses("Search")
    dana.sees("desk-search")
    dana.sends("Search")
    dana.sees("desk-search-purposeless")
    assert dana.reads("Choose an answer to “Why are you searching?”")
    searches(dana, "Mwangi")
    dana.sees("desk-found")
    assert "Mwangi" not in dana.page.url
    assert not dana.reads("Leo")
    dana.page.get_by_role("button", name="Look").first.click()
    dana.sees("desk-looked")
    assert "Mwangi" not in dana.page.url
    assert dana.reads("Leo Mwangi")


def test_the_search_and_the_look_are_in_the_audit_trail(visitor: Comes) -> None:
    adam = visitor()
    adam.comes_in("administrator")
    adam.chooses("Audit trail")
    adam.page.get_by_text("Look for certain entries").click()
    adam.fills("Who", "desk@force.example")
    adam.presses("Show these")
    adam.sees("audit-of-the-desk")
    assert adam.reads("search.made") or adam.reads("search")
    assert adam.reads("found_person.read")


def test_a_record_closed_to_an_officer_is_gone_for_them(visitor: Comes) -> None:
    dana, sam = visitor(), visitor()
    for somebody, name in ((dana, "desk"), (sam, "supervisor")):
        somebody.comes_in(name)
        somebody.chooses("Incidents")
        somebody.presses("STF/2026/0000001")
    address = dana.page.url
    sam.presses("Close this record to somebody of the police")
    sam.fills("Whom is it closed to?", "desk@force.example")
    sam.fills("Why?", "The father’s sister.")
    sam.sees("desk-close-record")
    sam.presses("Close it")
    sam.sees("desk-supervision-closed")
    assert dana.opens(address) == 404
    dana.sees("desk-closed-to-me")
    for path in ("/desk/incidents/", "/desk/notices/"):
        dana.goes_to(path)
        assert not dana.reads("STF/2026/0000001")
    searches(dana, "Abara")
    assert dana.reads("0 people found")
    sam.chooses("This morning")
    sam.sees("desk-alarm")
    assert sam.reads("Somebody asked for a record that is closed to them")


def test_a_pause_stands_on_every_page_until_it_is_ended(visitor: Comes, site: Site) -> None:
    sam, dana, asha = visitor(), visitor(size=PHONE), visitor(size=PHONE)
    for somebody, name in ((sam, "supervisor"), (dana, "desk"), (asha, "asha")):
        somebody.comes_in(name)
    sam.chooses("Supervision")
    sam.presses("Pause the scheme")
    sam.presses("Pause it")
    sam.sees("desk-pause-unreasoned")
    sam.fills("Who answers for the pause?", "Inspector Hale")
    sam.fills("Why are no notices to leave?", "Stoke sent the wrong roll.")
    for label, typed in (("Day", "23"), ("Month", "11"), ("Year", "2026"), ("Time", "midday")):
        sam.fills(label, typed)
    sam.presses("Pause it")
    sam.sees("desk-paused")
    for somebody, paths in ((dana, ("/desk/", "/desk/reviews/")), (asha, ("/notices/", "/calendar/"))):
        for path in paths:
            somebody.goes_to(path)
            assert somebody.reads(PAUSED), path
        somebody.sees(f"paused-{'desk' if somebody is dana else 'school'}")
    sam.presses("End the pause now")
    sam.sees("desk-pause-ended")
    asha.page.reload()
    assert not asha.reads(PAUSED)
