"""Support at a browser: from an incident to a case with a plan, a client reached, and somebody who asks themselves."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator

from fakes.browser import DESK, PHONE, ZOOMED, Visitor
from fakes.effort import Effort
from fakes.site import Site
from world.support_morning import ADDRESS, CODE_WORD, INCIDENT, NUMBER

Comes = Callable[..., Visitor]
Service = dict[str, Any]
MOST_SECONDS = 120
"""Of a person's time, from an incident to an accepted case with a safe-contact plan."""
NARROW = (320, 640)


@pytest.fixture(scope="module")
def service(site: Site) -> Service:
    """The site, with what waits and is worked on at New Era, by name."""
    return site.adds("support")


def way(visitor: Visitor, words: str) -> Locator:
    """What a plan asks of one way."""
    return visitor.page.get_by_role("group", name=words, exact=True)


def test_from_an_incident_to_an_accepted_case_with_a_plan_in_two_minutes(
    visitor: Comes, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    dana, lena, effort = visitor(), visitor(), Effort()
    dana.comes_in("desk")
    dana.chooses("Incidents")
    dana.presses(INCIDENT)
    dana.sees("support-incident")
    effort.click(dana, dana.named("Refer to support (Amy"))
    dana.sees("support-refer")
    effort.click(dana, dana.page.get_by_label("New Era"))
    effort.click(dana, dana.page.get_by_label("The client was asked and agreed"))
    effort.click(dana, dana.named("Refer them"))
    dana.sees("support-referred")
    said = re.search(r"Referred as (SR-\w+)", dana.page.locator("body").inner_text())
    assert said
    lena.comes_in("support_lead")
    lena.sees("support-referrals")
    effort.click(lena, lena.named(said[1]))
    lena.sees("support-referral-waits")
    effort.click(lena, lena.named("Accept it"))
    lena.sees("support-referral-accepted")
    effort.click(lena, lena.named("Make a safe-contact plan"))
    lena.sees("support-plan")
    call = way(lena, "A telephone call")
    effort.type(lena, call.get_by_label("Telephone number"), "01632960009")
    effort.click(lena, call.get_by_label("Monday to Friday").first)
    effort.type(lena, call.get_by_label("From").first, "9am")
    effort.type(lena, call.get_by_label("Until").first, "3pm")
    effort.click(lena, call.get_by_label("Nobody else does. Leave no message"))
    effort.click(lena, lena.named("Keep the plan"))
    lena.sees("support-planned")
    assert lena.reads("The plan holds until Monday 21 December 2026.")
    assert lena.reads("on Mondays, Tuesdays, Wednesdays, Thursdays and Fridays from 09:00 to 15:00")
    assert "01632960009" not in lena.page.content()
    with capsys.disabled():
        print(f"\nFrom an incident to an accepted case with a plan: {effort}")
    assert effort.seconds < MOST_SECONDS


def test_a_worker_reaches_a_client_within_their_plan_and_writes_it_down(visitor: Comes, service: Service) -> None:
    noor = visitor(size=PHONE)
    noor.comes_in("worker")
    noor.sees("support-list")
    noor.presses(service["support_case"])
    noor.sees("support-case")
    assert noor.reads("recorded as a suspect in the same incident too")
    assert NUMBER not in noor.page.content()
    noor.presses("Show where it leads")
    noor.sees("support-number")
    assert noor.reads(NUMBER)
    assert noor.reads(CODE_WORD)
    noor.presses("Write down the try")
    noor.sees("support-try")
    assert noor.page.get_by_label("A telephone call").is_checked()
    noor.page.get_by_label("Yes").check()
    noor.sends("Write it down")
    noor.sees("support-tried")
    assert noor.reads("A telephone call: spoken with")
    noor.sends("They take part")
    noor.sees("support-takes-part")
    assert noor.reads("Takes part")


def test_outside_the_plan_a_number_takes_a_reason_and_a_refusal_says_why(visitor: Comes, service: Service) -> None:
    noor = visitor(size=PHONE)
    noor.comes_in("worker")
    noor.goes_to(f"/support/{service['support_case']}/reach/text/")
    noor.sees("support-outside")
    assert noor.reads("A text message is not safe at this time.")
    noor.sends("Show it all the same")
    noor.sees("support-outside-refused")
    assert noor.reads("Write in a sentence why you must see it all the same")
    noor.fills("Why must you see it all the same?", "Police are at the door and ask where she is.")
    noor.sends("Show it all the same")
    noor.sees("support-outside-shown")
    assert noor.reads("07700 900001")


def test_nobody_is_written_down_as_declining_whom_nobody_asked(visitor: Comes, service: Service) -> None:
    lena = visitor()
    lena.comes_in("support_lead")
    reference = service["support_untried"]
    lena.goes_to(f"/support/{reference}/")
    lena.presses("The client does not want it")
    lena.sees("support-declined")
    lena.sends("They do not want it")
    lena.sees("support-declined-refused")
    assert lena.reads("Nobody has spoken with the client, so nothing was declined.")
    lena.goes_to(f"/support/{reference}/outcome/no-contact/")
    lena.sends("They could not be reached")
    assert lena.reads("Safe tries were made on 0 different days; 3 are needed.")


def test_a_lead_gives_a_case_to_whoever_has_room(visitor: Comes, service: Service) -> None:
    lena = visitor()
    lena.comes_in("support_lead")
    lena.goes_to(f"/support/{service['support_untried']}/worker/")
    lena.sees("support-allocate")
    assert lena.reads("60 to 80 open cases are what one worker can carry")
    lena.page.get_by_label("Noor Ahmed").check()
    lena.sends("Give it to them")
    lena.chooses("Workload")
    lena.sees("support-workload")
    lena.goes_to(f"/support/{service['support_waits']}/answer/reject/")
    lena.sees("support-reject")
    lena.sends("Do not accept it")
    assert lena.reads("Fill in “Why?”")


def test_whoever_referred_takes_it_back(visitor: Comes, service: Service) -> None:
    dana = visitor(size=PHONE)
    dana.comes_in("desk")
    dana.chooses("Referred")
    dana.sees("support-made")
    dana.presses(service["support_to_revoke"])
    dana.sees("support-take-back")
    dana.fills("Why is it taken back?", "They withdrew their consent.")
    dana.sends("Take it back")
    dana.sees("support-taken-back")
    assert dana.reads("Taken back by who made it")


def test_a_case_is_worked_on_and_its_client_owns_what_they_aim_at(visitor: Comes, service: Service) -> None:
    noor = visitor(size=PHONE)
    noor.comes_in("worker")
    noor.goes_to(f"/support/{service['support_case']}/")
    noor.presses("Needs and plan")
    noor.sees("support-work")
    noor.presses("Add something they need")
    noor.page.get_by_label("Money, benefits and debt").check()
    noor.sends("Write it down")
    noor.sees("support-need-added")
    noor.page.get_by_role("link", name="Set a goal (Money").click()
    noor.fills("What does the client aim at?", "An account of her own by Christmas")
    noor.sends("Set it")
    assert noor.reads("An account of her own by Christmas")
    noor.page.get_by_role("link", name="It is done").first.click()
    noor.fills("How?", "Housing changed it this morning.")
    noor.sends("It is done")
    noor.sees("support-task-done")
    assert noor.reads("Housing changed it this morning.")


def test_an_address_takes_two_people(visitor: Comes, service: Service) -> None:
    lena, noor = visitor(), visitor(size=PHONE)
    lena.comes_in("support_lead")
    noor.comes_in("worker")
    lena.goes_to(f"/support/{service['support_case']}/address/")
    lena.sees("support-address-waits")
    lena.presses("Look at it and confirm")
    lena.sees("support-address-confirm")
    assert lena.reads(ADDRESS)
    lena.sends("Confirm it")
    noor.goes_to(f"/support/{service['support_case']}/address/")
    noor.fills("What do you need it for?", "A panic alarm is fitted there on Friday.")
    noor.sends("Show it this once")
    noor.sees("support-address-shown")
    assert noor.reads(ADDRESS)


@pytest.mark.parametrize("size", [DESK, ZOOMED])
def test_a_plan_is_made_by_the_keyboard_alone(visitor: Comes, service: Service, size: tuple[int, int]) -> None:
    """At a desk, and with everything four times as large."""
    noor = visitor(size=size)
    noor.comes_in("worker")
    noor.goes_to(f"/support/{service['support_untried']}/plan/")
    noor.sees("support-plan-keyboard")
    keys = noor.page.keyboard
    for label, typed in (("Telephone number", f"0163296{size[0]:04}"), ("Monday to Friday", " ")):
        noor.tabs_to(label)
        keys.type(typed)
    for label, typed in (("From", "9am"), ("Until", "12:30"), ("Nobody else does. A message", " ")):
        noor.tabs_to(label)
        keys.type(typed)
    noor.tabs_to("Keep the plan")
    keys.press("Enter")
    noor.page.wait_for_url(f"**/{service['support_untried']}/")
    noor.sees("support-plan-kept-keyboard")
    assert noor.reads("from 09:00 to 12:30")
    assert noor.reads("A message may be left")


def test_a_plan_is_made_without_scripts_and_what_is_missing_is_said(visitor: Comes, service: Service) -> None:
    noor = visitor(size=PHONE, scripts=False)
    noor.comes_in("worker")
    noor.goes_to(f"/support/{service['support_untried']}/plan/")
    noor.sends("Keep the plan")
    assert noor.reads("Fill in one way at least")
    noor.page.locator("summary", has_text="A text message").click()
    text = way(noor, "A text message")
    text.get_by_label("Mobile number").fill("07700 900002")
    text.get_by_label("Sunday").first.check()
    text.get_by_label("From").first.fill("18:00")
    noor.sends("Keep the plan")
    noor.sees("support-plan-unfinished")
    assert noor.reads("Tick that nobody else reads it, or leave this way out")
    text.get_by_label("Until").first.fill("8pm")
    text.get_by_label("Nobody else reads it").check()
    noor.page.get_by_label("Until another day").check()
    noor.fills_date("Last day", "30 11 2026")
    noor.sends("Keep the plan")
    assert noor.reads("The plan holds until Monday 30 November 2026.")


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, True), (PHONE, False), (ZOOMED, True)])
def test_somebody_asks_for_themselves_and_the_answer_gives_nothing_away(
    visitor: Comes, service: Service, size: tuple[int, int], scripts: bool
) -> None:
    ada = visitor(size=size, scripts=scripts)
    ada.goes_to("/contact/")
    ada.sees(f"support-ask-{'plain' * (not scripts)}")
    for said in ("999", "55", "0808 2000 247", "Who reads this"):
        assert ada.reads(said)
    assert ada.page.get_by_role("button", name="Exit this page").is_visible()
    ada.page.get_by_label("New Era").check()
    ada.fills("What may we call you?", "Marigold")
    ada.page.get_by_label("A call").check()
    ada.fills("Your number or e-mail address", f"01632 96{size[0]:03}{int(scripts)}")
    ada.page.get_by_label("Monday to Friday").check()
    ada.fills("From what time?", "9am")
    ada.page.get_by_label("Somebody else may").check()
    ada.sends("Send")
    ada.sees(f"support-ask-unfinished-{'plain' * (not scripts)}")
    assert ada.reads("Enter a time")
    ada.fills("Until what time?", "2pm")
    ada.sends("Send")
    ada.sees(f"support-asked-{'plain' * (not scripts)}")
    assert ada.page.url.endswith("/contact/thanks/")
    shown = ada.page.title() + ada.page.locator("body").inner_text()
    assert not re.search("Marigold|New Era|01632|SR-|abuse|help|support|police", shown, re.IGNORECASE)
    assert ada.context.cookies() == []
    assert ada.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0] if scripts else True


PAGES = {
    "worker": ("", "ended/", "workload/", "{support_case}/", "{support_case}/plan/", "{support_case}/reach/phone/",
               "{support_case}/tried/", "{support_case}/outcome/declined/", "due/", "{support_case}/work/",
               "{support_case}/work/need/", "{support_case}/work/goal/{support_goal}/task/", "{support_child}/plan/",
               "{support_case}/work/review/", "{support_case}/work/close/", "{support_case}/withdrawn/",
               "{support_case}/address/", "{support_case}/child/"),
    "support_lead": ("{support_waits}/", "{support_waits}/answer/reject/", "{support_untried}/worker/",
                     "{support_case}/pass-on/", "{support_case}/same/",
                     "{support_case}/address/{support_proposal}/confirm/"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_a_narrow_telephone(visitor: Comes, service: Service, name: str) -> None:
    somebody = visitor(size=NARROW)
    somebody.comes_in(name)
    for at, path in enumerate(PAGES[name]):
        somebody.goes_to("/support/" + path.format(**service))
        somebody.sees(f"support-{name}-{at}")
