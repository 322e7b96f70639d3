"""A desk officer's notices: the lists of the morning, one that is held, one that must go elsewhere, one taken back."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]


def opens_notice(somebody: Visitor, site: Site, number: int) -> str:
    """The notice about the report of this number; its reference."""
    reference = site.reference(number)
    assert somebody.opens(f"/desk/notices/{reference}/") == 200
    return reference


def waits_until_tomorrow(dana: Visitor) -> None:
    for label, typed in (("Day", "24"), ("Month", "11"), ("Year", "2026"), ("Time", "9am")):
        dana.fills(label, typed)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_count_of_the_morning_leads_to_its_list(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    links = dana.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(links) >= 10
    for number, address in enumerate(links):
        assert dana.opens(address) == 200, address
        dana.sees(f"desk-list-{number:02}")


def test_a_list_is_narrowed_sorted_and_taken_away(visitor: Comes, tmp_path: Path) -> None:
    dana = visitor()
    dana.comes_in("desk")
    dana.chooses("Notices")
    dana.sees("desk-notices")
    dana.page.get_by_label("Standing").select_option("Held")
    dana.page.wait_for_url(re.compile("standing=held"))
    assert dana.reads("1 to 2 of 2")
    dana.sees("desk-notices-narrowed")
    dana.presses("Show the whole list")
    dana.presses("Place")
    dana.page.wait_for_url(re.compile("sort=place"))
    assert dana.page.locator("th[aria-sort=ascending]").inner_text().startswith("Place")
    with dana.page.expect_download() as taken:
        dana.presses("Download this list as a spreadsheet")
    assert taken.value.suggested_filename == "notices.csv"
    taken.value.save_as(tmp_path / "notices.csv")
    rows = list(csv.DictReader((tmp_path / "notices.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["Place"] for row in rows] == sorted((row["Place"] for row in rows), key=str.lower)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_incident_shows_every_child_and_where_its_notice_stands(visitor: Comes, size: tuple[int, int]) -> None:
    dana = visitor(size=size)
    dana.comes_in("desk")
    dana.chooses("Incidents")
    dana.sees("desk-incidents")
    dana.presses("STF/2026/0000031")
    dana.sees("desk-incident")
    assert dana.reads("Held: somebody there may be tied to a party")


@pytest.mark.parametrize(("number", "name"), [(4, "Noor Davies-Lloyd"), (8, "Noor O'Hara"), (9, "Noor بن سعيد")])
def test_a_name_stands_as_it_is_written(visitor: Comes, site: Site, number: int, name: str) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    opens_notice(dana, site, number)
    dana.sees(f"desk-name-{number}")
    assert dana.reads(name)


def test_a_conflict_is_released_for_a_reason_and_not_without(visitor: Comes, site: Site) -> None:
    dana = visitor()
    dana.comes_in("desk")
    reference = opens_notice(dana, site, 31)
    dana.sees("desk-notice-held")
    dana.presses("Let this notice go")
    dana.presses("Let it go")
    dana.sees("desk-release-unreasoned")
    assert dana.reads("Fill in “Why may it go now?”")
    assert site.now_stands(reference) == "held"
    dana.fills("Why may it go now?", "The caretaker is another Daniel Mwangi, born in 1961.")
    dana.presses("Let it go")
    dana.sees("desk-released")
    assert dana.reads("The notice goes with the next run")


def test_a_hold_needs_a_second_person(visitor: Comes, site: Site) -> None:
    dana, sam = visitor(), visitor()
    dana.comes_in("desk")
    reference = opens_notice(dana, site, 33)
    dana.presses("Hold this notice")
    dana.page.get_by_label("A police operation is under way").check()
    dana.fills("Say more", "Until the arrest.")
    waits_until_tomorrow(dana)
    dana.sees("desk-hold")
    dana.presses("Hold it")
    dana.sees("desk-hold-placed")
    assert dana.reads("Somebody else must approve the hold that you placed")
    assert dana.opens(f"/desk/notices/{reference}/approve/") == 200
    assert not dana.page.get_by_role("button", name="Approve the hold").count()
    sam.comes_in("supervisor")
    sam.goes_to("/desk/notices/held/?lacks=unapproved")
    sam.presses(reference)
    sam.presses("Approve the hold")
    sam.presses("Approve the hold")
    sam.sees("desk-hold-approved")
    assert sam.reads("approved by")


def test_a_notice_goes_to_somebody_else(visitor: Comes, site: Site) -> None:
    dana = visitor()
    dana.comes_in("desk")
    opens_notice(dana, site, 1)
    dana.sees("desk-notice")
    dana.presses("Send it to somebody else")
    dana.presses("Send it to this person")
    dana.sees("desk-reroute-to-nobody")
    assert dana.reads("Choose somebody, or give an e-mail")
    dana.page.get_by_role("radio").first.check()
    dana.fills("Why?", "The lead is on a course today.")
    dana.presses("Send it to this person")
    dana.sees("desk-rerouted")
    assert dana.reads("The notice goes to that person with the next run")


def test_a_notice_is_taken_back_in_two_steps(visitor: Comes, site: Site) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    reference = opens_notice(dana, site, 2)
    dana.presses("Take this notice back")
    dana.fills("What was wrong with it?", "It was her cousin.")
    dana.presses("Take it back")
    dana.sees("desk-withdraw-unsure")
    assert dana.reads("Say that you are sure")
    assert site.now_stands(reference) != "withdrawn"
    dana.page.get_by_label("I am sure").check()
    dana.presses("Take it back")
    dana.sees("desk-withdrawn")
    assert site.now_stands(reference) == "withdrawn"


def test_two_take_the_same_notice_back_and_the_second_reads_who_did(visitor: Comes, site: Site) -> None:
    dana, sam = visitor(), visitor()
    for somebody, name in ((dana, "desk"), (sam, "supervisor")):
        somebody.comes_in(name)
        opens_notice(somebody, site, 4)
        somebody.presses("Take this notice back")
        somebody.fills("What was wrong with it?", "The officer wrote the wrong surname.")
        somebody.page.get_by_label("I am sure").check()
    sam.presses("Take it back")
    dana.presses("Take it back")
    dana.sees("desk-withdrawn-meanwhile")
    assert dana.reads("withdrawn by super@force.example at")
    assert dana.reads("The officer wrote the wrong surname.")


def test_whom_nobody_reaches_by_e_mail_is_told_by_telephone(visitor: Comes) -> None:
    dana = visitor()
    dana.comes_in("desk")
    dana.presses("Notices that nobody answers by e-mail: telephone")
    dana.sees("desk-telephone")
    dana.page.locator("tbody a").first.click()
    dana.presses("They were told by telephone")
    dana.sees("desk-telephone-one")
    dana.presses("They have it")
    assert dana.reads("Give their name and role")
    dana.fills("Who did you speak to?", "Robin Example, head")
    dana.presses("They have it")
    dana.sees("desk-told-by-telephone")
    assert dana.reads("The notice is acknowledged.")
