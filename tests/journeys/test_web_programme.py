"""A programme at a browser: somebody asks for it, takes part and completes; somebody leaves, and the partner's worker
answers one alert once; police refer somebody who agreed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fakes.browser import PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
NARROW = (320, 640)
LONG_ENOUGH = 3_200
"""Milliseconds after which a page may be sent."""


@dataclass(frozen=True, slots=True)
class Programme:
    participant: str
    left: str
    unlinked: str
    waiting: str
    partners_client: str
    group: str
    session_day: str


@pytest.fixture(scope="module")
def programme(site: Site) -> Programme:
    """The site, with a programme in it: a group that has met, one who left, and two who have not started."""
    found = site.adds("programme")
    return Programme(**{name: found[name] for name in Programme.__slots__})


def chooses(somebody: Visitor, question: str, answer: str) -> None:
    """One of the round buttons below a question."""
    somebody.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def asks(somebody: Visitor, name: str) -> str:
    """Fills in the public page and sends it, and reads the reference."""
    chooses(somebody, "Which programme?", "Choices")
    somebody.fills("What name do you go by?", name)
    chooses(somebody, "How can we reach you?", "A telephone call")
    somebody.fills("The number or e-mail address", "01632 960021")
    somebody.fills("When is a good time?", "Weekdays after six")
    chooses(somebody, "may we leave a message?", "No")
    somebody.page.wait_for_timeout(LONG_ENOUGH)
    somebody.sends("Send")
    found = re.search(r"PP-\w{8}", somebody.page.locator("main").inner_text())
    assert found
    return found[0]


def answers_every_question(farid: Visitor) -> None:
    """Eligible, and no concern: one page for each of the seven."""
    for at in range(7):
        farid.page.get_by_role("link", name=re.compile("^Answer")).first.click()
        farid.arrives()
        chooses(farid, "What do you say?", "Yes" if at < 3 else "No")
        farid.fills("What does it rest on?", "Said so when we spoke.")
        farid.sends("Record the answer")


def is_reached(farid: Visitor, reference: str) -> None:
    farid.sees("programme-participants")
    farid.presses(reference)
    farid.sees("programme-participant")
    assert not farid.reads("01632 960021")
    farid.sends("Show where to, and when it is safe")
    farid.sees("programme-way")
    assert farid.reads("01632 960021")
    assert farid.reads("Weekdays after six")


def is_accepted(pearl: Visitor, reference: str) -> None:
    pearl.goes_to(f"/participants/{reference}/")
    pearl.presses("Accept them")
    chooses(pearl, "Which support service", "New Era")
    pearl.fills("Why?", "Wants to change.")
    pearl.sees("programme-accept")
    pearl.sends("Accept them")


def starts_once_the_service_says_so(farid: Visitor, noor: Visitor, reference: str) -> None:
    farid.goes_to(f"/participants/{reference}/start/")
    farid.sends("Start")
    farid.sees("programme-start-refused")
    assert farid.reads("The support service has not said that it may start.")
    noor.chooses("Partners")
    noor.sees("programme-partners")
    noor.presses(reference)
    noor.presses("Record the link")
    chooses(noor, "What was the partner offered?", "Was offered support, and declined it")
    chooses(noor, "May it start?", "Yes")
    noor.sees("programme-link")
    noor.sends("Record it")
    noor.sees("programme-partner")
    farid.sends("Start")


def comes_to(farid: Visitor, group: str, session: int) -> None:
    farid.goes_to(f"/groups/{group}/")
    farid.sees("programme-group")
    farid.page.get_by_role("table").get_by_role("link", name=re.compile("November 2026")).nth(session).click()
    farid.arrives()
    farid.page.get_by_role("checkbox", name="Sam").check()
    farid.sees("programme-session")
    farid.sends("Record the session")


def test_from_asking_oneself_to_completion(visitor: Comes, programme: Programme) -> None:
    sam, farid, pearl, noor = visitor(size=PHONE), visitor(size=PHONE), visitor(), visitor()
    sam.goes_to("/")
    sam.presses("Ask for the programme")
    sam.sees("programme-ask")
    assert sam.reads("0808 802 4040")
    reference = asks(sam, "Sam")
    sam.sees("programme-asked")
    sam.page.reload()
    assert not sam.reads(reference), "it is shown once"
    for somebody, name in ((farid, "facilitator"), (pearl, "programme_lead"), (noor, "worker")):
        somebody.comes_in(name)
    is_reached(farid, reference)
    answers_every_question(farid)
    farid.sees("programme-answered")
    is_accepted(pearl, reference)
    starts_once_the_service_says_so(farid, noor, reference)
    farid.presses("Place them in a group")
    chooses(farid, "In which group", "Monday evenings, Hanley: 2 of 8 places taken")
    farid.sends("Place them in a group")
    for session in range(2):
        comes_to(farid, programme.group, session)
    farid.goes_to(f"/participants/{reference}/complete/")
    farid.sends("Record that they completed")
    farid.sees("programme-completed")
    assert farid.reads("Attended what the group asks for")
    farid.goes_to("/participants/remained/")
    farid.sees("programme-remained")
    assert farid.opens("/participants/remained/?of=completed") == 409
    assert farid.reads("those who stay differ from those who leave")


def test_a_withdrawal_raises_one_alert_once_and_its_worker_answers_it(visitor: Comes, programme: Programme) -> None:
    farid, noor = visitor(), visitor(size=PHONE)
    farid.comes_in("facilitator")
    noor.comes_in("worker")
    farid.goes_to(f"/participants/{programme.participant}/")
    farid.presses("Record that they left")
    chooses(farid, "Why did they leave?", "Stopped coming")
    farid.fills("Why?", "Has not come for three weeks.")
    farid.sees("programme-withdraw")
    farid.sends("Record that they left")
    farid.goes_to(f"/participants/{programme.participant}/withdraw/")
    chooses(farid, "Why did they leave?", "Moved away")
    farid.fills("Why?", "Once more.")
    farid.sends("Record that they left")
    assert farid.reads("Somebody who is withdrawn cannot become withdrawn.")
    noor.goes_to("/support/partners/alerts/")
    noor.sees("programme-alerts")
    assert noor.page.get_by_role("link", name=programme.participant).count() == 1
    noor.presses(programme.participant)
    noor.sees("programme-alert")
    assert noor.reads(programme.partners_client)
    assert noor.reads("from 09:00 to 12:00")
    assert not noor.reads("960012"), "the number is on the client's own page"
    chooses(noor, "Was the partner told?", "No")
    noor.sends("Record it")
    assert noor.reads("Why the partner was not told is not said.")
    noor.fills("If not, why?", "No way of the plan is safe before tomorrow.")
    noor.sends("Record it")
    assert noor.page.get_by_role("link", name=programme.participant).count() == 0
    noor.goes_to(f"/support/partners/{programme.participant}/")
    noor.sees("programme-answered-alert")
    assert noor.reads("No way of the plan is safe before tomorrow.")


def test_a_partner_says_how_it_is_and_gaps_are_shown_as_bounds(visitor: Comes, programme: Programme) -> None:
    noor = visitor(size=PHONE)
    noor.comes_in("worker")
    noor.goes_to(f"/support/partners/{programme.participant}/say/midway/")
    for group in noor.page.get_by_role("group").all():
        group.get_by_label("Was not asked").check()
    chooses(noor, "Safety and freedom from violence", "4")
    noor.sees("programme-measures")
    noor.sends("Record it")
    noor.sees("programme-measured")
    noor.goes_to("/support/partners/say/")
    noor.sees("programme-bounds")
    assert noor.reads("(1 of ")


def test_the_public_page_works_without_scripts(visitor: Comes, programme: Programme) -> None:
    sam = visitor(size=NARROW, scripts=False)
    sam.goes_to("/ask/")
    assert (
        sam.page.get_by_role("button", name="Exit this page").get_attribute("href") == "https://www.bbc.co.uk/weather"
    )
    sam.sends("Send")
    assert sam.reads("Fill in “What name do you go by?”")
    sam.sees("programme-ask-plain")
    sam.goes_to("/ask/")
    assert asks(sam, "Sam").startswith("PP-")


def test_police_refer_who_agreed_and_see_how_it_stands_and_no_more(visitor: Comes, programme: Programme) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    dana.chooses("Incidents")
    dana.page.get_by_role("main").get_by_role("link", name="STF/2026/0000031").click()
    dana.presses("Refer a suspect who has agreed")
    dana.sees("programme-refer")
    assert dana.reads("Mwangi")
    chooses(dana, "To which programme?", "Choices")
    chooses(dana, "How can they be reached?", "A telephone call")
    dana.fills("The number or e-mail address", "01632 960031")
    dana.fills("When, in their words?", "At work, mornings")
    dana.sends("Refer them")
    assert dana.reads("Ask them first: nobody is referred who has not agreed")
    dana.page.get_by_label("They were asked, know that it is voluntary").check()
    dana.sends("Refer them")
    dana.sees("programme-referred")
    assert dana.reads("Waits for the provider’s decision")
    assert not dana.reads("Mwangi")


PAGES_OF = {
    "programme_lead": ("/groups/", "/groups/new/", "/participants/{waiting}/questions/adult/", "/participants/{left}/"),
    "support_lead": ("/support/partners/", "/support/partners/{unlinked}/link/", "/support/partners/{left}/"),
}


@pytest.mark.parametrize("name", PAGES_OF)
def test_every_page_fits_a_narrow_telephone(visitor: Comes, programme: Programme, name: str) -> None:
    somebody = visitor(size=NARROW)
    somebody.comes_in(name)
    for at, path in enumerate(PAGES_OF[name]):
        somebody.goes_to(path.format(**{each: getattr(programme, each) for each in Programme.__slots__}))
        somebody.sees(f"programme-{name}-{at}")


def test_a_lead_makes_a_group_that_leaves_out_a_week(visitor: Comes, programme: Programme) -> None:
    pearl = visitor()
    pearl.comes_in("programme_lead")
    pearl.chooses("Groups")
    pearl.presses("Make a group")
    pearl.fills("What is it called?", "Tuesdays")
    pearl.fills("Where does it meet?", "Longton")
    pearl.fills("How many can take part?", "8")
    pearl.fills_date("First session", "15 12 2026")
    pearl.fills("How many sessions, one a week?", "3")
    pearl.fills("Days without a session", "29 12 2026")
    pearl.fills("How many of them must be attended", "2")
    pearl.sees("programme-new-group")
    pearl.sends("Make it")
    pearl.sees("programme-made")
    assert pearl.reads("Tuesday 5 January 2027")
    assert not pearl.reads("29 December")
