"""Operation Cocoon at a browser: a campaign is planned and drawn, an operation signed off, a street walked offline."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import pytest
from playwright.sync_api import APIResponse, Route

from fakes.browser import PHONE, Visitor
from fakes.site import Site
from world.cocoon_morning import ALARMED

Comes = Callable[..., Visitor]
STREET = "/cocoon/street/"
NARROW = (320, 640)
YESTERDAYS = """async () => {
  const pages = await caches.open("street-pages");
  const page = await pages.match("/cocoon/street/");
  const headers = new Headers(page.headers);
  headers.set("X-Kept-Until", String(Date.now() - 1));
  await pages.put("/cocoon/street/", new Response(await page.blob(), { headers }));
}"""
"""As if the day of the page that is kept were over."""
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"


@dataclass(frozen=True, slots=True)
class Town:
    campaign: str
    draft: str
    cell: str
    operation: str
    incident_at_home: int
    heard: str


@pytest.fixture(scope="module")
def town(site: Site) -> Town:
    """The site, with fifty streets in it, a campaign that runs today, and an operation that is proposed."""
    (site.home / "force.toml").write_text(
        f'force = "staffordshire"\ncocoon_alarm_emails = ["{ALARMED}"]\n', encoding="utf-8"
    )
    return Town(**site.adds("cocoon"))


def test_the_planner_draws_a_campaign_and_learns_nothing_of_operations(visitor: Comes, town: Town) -> None:
    priya = visitor()
    priya.comes_in("planner")
    assert priya.page.get_by_role("img", name="Map of").count() == 1
    priya.chooses("Cocoon")
    priya.presses("Campaigns")
    priya.presses("Plan a campaign")
    priya.sees("cocoon-new-campaign")
    assert priya.reads("What a visit would tell somebody who abuses")
    priya.fills("What is it called?", "Hanley, spring")
    priya.page.get_by_label("Every cell of an area").check()
    priya.fills_date("First day", "11 1 2027")
    priya.fills_date("Last day", "23 1 2027")
    priya.sends("Plan it")
    priya.presses("Write down how it is judged")
    priya.sees("cocoon-register")
    assert priya.reads("What could be seen, at last year’s rate")
    priya.page.get_by_label("Reports by somebody other").check()
    priya.page.get_by_label("Cells by their drawn slots").check()
    priya.sends("Write it down")
    priya.page.get_by_role("button", name="Draw it").click()
    priya.page.get_by_label("I am sure").check()
    priya.sends("Draw it")
    priya.sees("cocoon-drawn")
    assert priya.reads("Fingerprint of the draw")
    assert town.operation not in priya.page.content()
    assert priya.opens("/cocoon/operations/") == 403


PAGES_OF = {
    "planner": ("", "cells/", "campaigns/", "campaigns/new/", "campaigns/{draft}/", "campaigns/{draft}/judged-by/"),
    "cocoon_supervisor": ("campaigns/{campaign}/", "campaigns/{campaign}/pause/", "campaigns/{campaign}/leave-out/"),
    "advocate": ("operations/", "operations/{operation}/", "operations/{operation}/report/"),
}


@pytest.mark.parametrize("name", PAGES_OF)
def test_every_page_fits_a_narrow_telephone(visitor: Comes, town: Town, name: str) -> None:
    somebody = visitor(size=NARROW)
    somebody.comes_in(name)
    for path in PAGES_OF[name]:
        somebody.goes_to("/cocoon/" + path.format(**asdict(town)))
        somebody.sees(f"cocoon-{name}-{PAGES_OF[name].index(path)}")


def test_the_planner_names_pairs_and_prints_what_they_carry(visitor: Comes, town: Town) -> None:
    priya = visitor()
    priya.comes_in("planner")
    priya.goes_to(f"/cocoon/campaigns/{town.draft}/draw/")
    priya.page.get_by_label("I am sure").check()
    priya.sends("Draw it")
    priya.page.get_by_role("button", name="Name the pairs").click()
    priya.fills("Visiting officers, two to a line", "visitor@force.example second@force.example")
    priya.sees("cocoon-pairs")
    priya.sends("Find the walks")
    priya.sees("cocoon-paired")
    assert priya.reads("Every cell that is visited has its pair")
    name, made = priya.downloads("C-0")
    assert name.startswith(f"{town.draft}-C-")
    assert made.startswith(b"%PDF-")


def test_an_operation_is_proposed_made_safe_and_signed_off_by_three_people(visitor: Comes, town: Town) -> None:
    dana, abi, cass = visitor(), visitor(size=PHONE), visitor()
    for somebody, name in ((dana, "desk"), (abi, "advocate"), (cass, "cocoon_supervisor")):
        somebody.comes_in(name)
    dana.goes_to(f"/desk/incidents/{town.incident_at_home}/")
    dana.presses("Propose an operation for the victim")
    dana.sees("cocoon-propose")
    dana.page.get_by_label("The victim was asked and agreed").check()
    dana.sends("Propose it")
    dana.sees("cocoon-proposed")
    assert not dana.reads("Terrace")
    reference = dana.page.url.rstrip("/").rpartition("/")[2]
    abi.chooses("Operations")
    abi.sees("cocoon-operations")
    abi.presses(reference)
    abi.presses("Confirm the safety plan")
    abi.page.get_by_label("I am sure").check()
    abi.sends("Confirm it")
    abi.sees("cocoon-confirmed")
    cass.goes_to(f"/cocoon/operations/{reference}/")
    cass.presses("Sign it off")
    cass.page.get_by_label("I am sure").check()
    cass.sends("Sign it off")
    cass.sees("cocoon-signed-off")
    assert cass.reads("Signed off")


def records(vic: Visitor, door: int, outcome: str) -> None:
    """The button of a door, counted as it is on the page."""
    vic.page.locator(".fb-door").nth(door - 1).get_by_role("button", name=outcome, exact=True).click()


def waits(vic: Visitor, count: int) -> None:
    """Until the page says that so many entries are kept."""
    vic.page.locator(f"[data-street][data-waiting='{count}']").wait_for()


def test_a_street_is_walked_without_a_network_and_all_of_it_arrives_once(visitor: Comes, town: Town) -> None:
    vic = visitor(size=PHONE)
    vic.comes_in("visitor")
    vic.page.locator("[data-offline=ready]").wait_for()
    vic.sees("cocoon-street")
    assert not vic.reads("Cocoon")
    vic.context.set_offline(True)
    for door, outcome in ((2, "No answer"), (3, "Answered"), (4, "Vacant")):
        records(vic, door, outcome)
    waits(vic, 3)
    assert vic.reads("3 kept, waiting for the network")
    vic.page.reload()
    waits(vic, 3)
    vic.page.get_by_label("At which door?").select_option(index=3)
    vic.page.get_by_label("Somebody said that it happens to them").check()
    vic.page.get_by_label("Where does the disclosure go?").select_option("victim_support")
    vic.fills("What was said, in their words", "He counts her steps.")
    vic.sends("Keep it")
    waits(vic, 4)
    vic.presses("Sign out")
    vic.page.locator("[data-street-status]", has_text="There are entries that are not sent").wait_for()
    assert vic.page.url.endswith(STREET)
    vic.context.set_offline(False)
    waits(vic, 0)
    vic.page.locator("[data-street-status]", has_text="Everything is sent").wait_for()
    vic.page.reload()
    assert all(OFFLINE in one for one in vic.complaints), vic.complaints
    vic.complaints.clear()
    vic.sees("cocoon-street-synced")
    assert vic.page.evaluate("Object.keys(localStorage).length") == 0
    assert vic.page.locator(".fb-door form").count() == vic.page.locator(".fb-door").count() - 4


def test_a_kept_street_goes_with_its_day_and_when_somebody_signs_out(visitor: Comes, town: Town) -> None:
    vic = visitor(size=PHONE)
    vic.signs_in("visitor")
    vic.page.locator("[data-offline=ready]").wait_for()
    vic.context.set_offline(True)
    vic.page.reload()
    assert vic.reads("Terrace")
    vic.page.evaluate(YESTERDAYS)
    vic.page.reload()
    assert vic.reads("Streets are kept for their own day only")
    vic.context.set_offline(False)
    vic.goes_to(STREET)
    vic.presses("Sign out")
    vic.page.get_by_role("button", name="Sign in").wait_for()
    vic.context.set_offline(True)
    vic.page.goto(STREET)
    assert not vic.reads("Terrace")


def test_what_is_only_being_kept_when_somebody_signs_out_goes_too(visitor: Comes, town: Town) -> None:
    """An answer on its way must not put the street back into a telephone that nobody is signed in on any more."""
    vic = visitor(size=PHONE)
    vic.signs_in("visitor")
    vic.page.locator("[data-offline=ready]").wait_for()
    vic.goes_to("/account/")
    on_its_way: list[tuple[Route, APIResponse]] = []

    def slow(route: Route) -> None:
        if route.request.service_worker and vic.page.url.endswith(STREET):
            on_its_way.append((route, route.fetch()))
        else:
            route.continue_()

    vic.context.route(f"**{STREET}", slow)
    vic.goes_to(STREET)
    while not on_its_way:
        vic.page.wait_for_timeout(50)
    vic.presses("Sign out")
    vic.page.wait_for_timeout(1000)
    for route, answer in on_its_way:
        route.fulfill(response=answer)
    vic.page.get_by_role("button", name="Sign in").wait_for()
    vic.context.unroute_all()
    vic.context.set_offline(True)
    vic.page.goto(STREET)
    assert not vic.reads("Terrace")


def test_a_supervisor_reads_what_was_heard_and_passes_it_on(visitor: Comes, town: Town) -> None:
    cass = visitor(size=PHONE)
    cass.comes_in("cocoon_supervisor")
    cass.goes_to("/cocoon/heard/")
    cass.sees("cocoon-heard")
    assert cass.reads("Disclosure")
    cass.page.get_by_role("main").get_by_role("link", name="H-").first.click()
    cass.sees("cocoon-heard-one")
    assert cass.reads("He counts her steps.")
    cass.fills("Who acts on it now?", "support@service.example")
    cass.sends("Pass it on")
    assert cass.page.get_by_role("main").get_by_role("link", name="H-").count() == 1


def test_opening_a_seal_says_who_is_told_and_tells_them(visitor: Comes, town: Town, site: Site) -> None:
    cass = visitor()
    cass.comes_in("cocoon_supervisor")
    cass.goes_to(f"/cocoon/operations/{town.operation}/")
    cass.presses("Open the seal")
    cass.sees("cocoon-seal")
    assert cass.reads(ALARMED)
    cass.sends("Open it and have them told")
    assert cass.reads("Fill in")
    cass.fills("Why do you need to know?", "A call from that street just now.")
    cass.sends("Open it and have them told")
    cass.sees("cocoon-seal-opened")
    assert cass.reads("Terrace 3")
    cass.goes_to("/cocoon/operations/")
    cass.sees("cocoon-openings")
    assert cass.reads("A call from that street just now.")
    assert ALARMED in cass.page.get_by_role("main").inner_text()


def test_results_say_that_it_is_too_early_and_the_self_audit_that_there_are_too_few(visitor: Comes, town: Town) -> None:
    cass = visitor(size=PHONE)
    cass.comes_in("cocoon_supervisor")
    cass.goes_to(f"/cocoon/campaigns/{town.campaign}/results/")
    cass.sees("cocoon-results")
    assert cass.reads("Not judged before")
    cass.goes_to("/cocoon/self-audit/")
    cass.sees("cocoon-self-audit")
    assert cass.reads("Cannot tell: too few operations were visited")


def test_the_street_works_without_scripts(visitor: Comes, town: Town) -> None:
    wren = visitor(size=PHONE, scripts=False)
    wren.comes_in("second_visitor")
    wren.goes_to(STREET)
    records(wren, 6, "Refused")
    assert "Refused" in wren.page.locator(".fb-door").nth(5).inner_text()
    wren.sees("cocoon-street-plain")
