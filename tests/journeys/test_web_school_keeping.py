"""What a place keeps itself: who is told, when pupils come; and what its trust sees of it."""

import re
from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]


def test_a_lead_keeps_who_is_told(visitor: Comes) -> None:
    asha = visitor()
    asha.comes_in("asha")
    asha.presses("Who is told")
    asha.sees("contacts")
    asha.presses("Add a contact")
    asha.presses("Keep the contact")
    asha.sees("contact-empty")
    assert asha.reads("Enter a name")
    asha.fills("Name", "Imran Sheikh-O'Neill")
    asha.page.get_by_label("Deputy safeguarding lead").check()
    asha.fills("E-mail address", "deputy@100001.example")
    asha.fills("Who answers for them in the holidays?", "Siân O'Brien")
    asha.fills_date("First day away", "24 11 2026")
    asha.fills_date("Last day away", "20 11 2026")
    asha.presses("Keep the contact")
    asha.sees("contact-away-backwards")
    assert asha.page.get_by_label("Name").input_value() == "Imran Sheikh-O'Neill", "what was typed is lost"
    asha.fills_date("Last day away", "4 Dec 2026")
    asha.presses("Keep the contact")
    asha.sees("contact-kept")
    assert asha.reads("Imran Sheikh-O'Neill")
    assert asha.reads("24 November 2026 – 4 December 2026")


def test_the_last_who_can_be_told_stays(visitor: Comes) -> None:
    """Milton's lead takes the other contact away, and cannot take herself away after that."""
    ben = visitor(size=PHONE)
    ben.comes_in("ben")
    ben.goes_to("/contacts/")
    ben.sees("contacts-of-milton")
    ben.page.get_by_role("link", name="Remove").nth(1).click()
    ben.sees("contact-removal")
    ben.presses("Remove the contact")
    ben.sees("contact-removed")
    assert ben.reads("The contact is removed.")
    ben.page.get_by_role("link", name="Remove").click()
    ben.presses("Remove the contact")
    ben.sees("contact-not-removed")
    assert ben.reads("This was not done")


@pytest.mark.parametrize(("size", "days"), [(PHONE, ("23", "24")), (DESK, ("24", "25"))])
def test_an_inset_day_moves_the_next_day_with_pupils(
    visitor: Comes, size: tuple[int, int], days: tuple[str, str]
) -> None:
    asha, (closed, then) = visitor(size=size), days
    asha.comes_in("asha")
    asha.goes_to("/calendar/")
    asha.sees("calendar")
    assert re.search(rf"Next day with pupils: \w+ {closed} November 2026", asha.page.inner_text("main"))
    asha.presses("Add a day without pupils")
    asha.fills_date("On which day do pupils not come?", "31 2 2026")
    asha.presses("Keep the day")
    asha.sees("closure-on-no-day")
    assert asha.reads("Enter a date that exists")
    asha.fills_date("On which day do pupils not come?", f"{closed} November 2026")
    asha.fills("Why?", "INSET")
    asha.presses("Keep the day")
    asha.sees("closure-kept")
    assert re.search(rf"Next day with pupils: \w+ {then} November 2026", asha.page.inner_text("main"))


def test_a_term_that_ends_before_it_begins(visitor: Comes) -> None:
    asha = visitor()
    asha.comes_in("asha")
    asha.goes_to("/calendar/")
    asha.presses("Add a term")
    asha.fills_date("First day of the term", "5 1 2027")
    asha.fills_date("Last day of the term", "18 12 2026")
    asha.presses("Keep the term")
    asha.sees("term-backwards")
    assert asha.page.get_by_role("alert").count() == 1
    asha.fills_date("Last day of the term", "12 2 2027")
    asha.presses("Keep the term")
    asha.sees("term-kept")
    assert asha.reads("12 February 2027")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_trust_sees_its_schools(visitor: Comes, site: Site, size: tuple[int, int]) -> None:
    ruth = visitor(size=size)
    ruth.comes_in("trust")
    ruth.goes_to("/trust/")
    ruth.sees("trust")
    assert ruth.reads("Milton Primary School")
    ruth.presses("St Peter's Primary School")
    ruth.sees("trust-school")
    assert ruth.reads("Notices of St Peter's Primary School")
    ruth.presses(site.reference(1))
    ruth.sees("trust-notice")
    assert ruth.reads("Noor")
