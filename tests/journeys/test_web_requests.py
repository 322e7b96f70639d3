"""Somebody asks what is held about them: two officers find it, decide it, and give it; a father is flagged."""

import time
from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site
from world.asked_morning import YEARS

Comes = Callable[..., Visitor]
PATIENCE = 90.0


@pytest.fixture(scope="module")
def asked(site: Site) -> dict[str, str]:
    """The site, with a family of whom every part holds something, and three who asked."""
    decided = f'force = "staffordshire"\nkeep_participants_years = {YEARS}\n'
    (site.home / "force.toml").write_text(decided, encoding="utf-8")
    return site.adds("asked")


def makes_a_request(iris: Visitor, who: str = "The person themself") -> None:
    iris.chooses("Requests for data")
    iris.presses("Make a request that came")
    iris.page.get_by_role("radio", name=who).check()
    iris.fills("Forenames of the person", "Amy")
    iris.fills("Surname of the person", "Eriksen")
    iris.fills_date("When were they born?", "3 2 1992")
    iris.page.get_by_role("radio", name="A document with a photograph").check()
    iris.fills("What was seen, and where", "A passport, seen at the counter in Hanley.")
    iris.fills_date("When did the request come?", "20 11 2026")
    iris.fills_date("When was the proof here?", "23 11 2026")


def finds_amy(iris: Visitor) -> str:
    """Her record of the incident is looked for and picked; the request's reference."""
    iris.presses("Look for records")
    iris.sees("requests-find")
    iris.sends("Look for them")
    iris.sees("requests-found")
    assert "Eriksen" not in iris.page.url
    iris.page.get_by_role("checkbox", name="Amy Eriksen, born 3 February 1992").first.check()
    iris.sends("These are theirs")
    iris.sees("requests-picked")
    return iris.page.url.rstrip("/").split("/")[-1]


def proposes_all(iris: Visitor) -> None:
    while iris.page.get_by_role("link", name="Propose").count():
        iris.page.get_by_role("link", name="Propose").first.click()
        iris.sees("requests-propose")
        iris.sends("Propose these")
    iris.sees("requests-proposed")


def confirms_all(ivo: Visitor, reference: str) -> None:
    ivo.sees("requests-second")
    ivo.presses(reference)
    ivo.sees("requests-second-request")
    while ivo.page.get_by_role("link", name="Confirm").count():
        ivo.page.get_by_role("link", name="Confirm").first.click()
        for box in ivo.page.get_by_role("checkbox").all():
            box.check()
        ivo.sees("requests-confirm")
        ivo.sends("Confirm those")


def takes_both_files(ivo: Visitor, reference: str) -> None:
    name, content = ivo.downloads("Take it as it was frozen (JSON)")
    assert name == f"{reference}.json"
    assert b"Amy" in content
    assert b"Daniel" not in content
    name, content = ivo.downloads("Take it as a spreadsheet (CSV)")
    assert name == f"{reference}.csv"
    assert b"1992-02-03" in content


def test_two_officers_find_decide_and_give_what_is_held(visitor: Comes, asked: dict[str, str]) -> None:
    iris = visitor()
    iris.comes_in("information_officer")
    iris.sees("requests")
    iris.presses("Make a request that came")
    iris.sends("Make the request")
    iris.sees("requests-new-nothing")
    makes_a_request(iris)
    iris.sees("requests-new")
    iris.sends("Make the request")
    iris.sees("requests-made")
    assert iris.reads("23 December 2026")
    reference = finds_amy(iris)
    proposes_all(iris)
    iris.presses("Release what two people settled")
    iris.sends("Release it")
    assert iris.reads("not settled by two people")
    iris.sees("requests-not-settled")
    ivo = visitor(size=PHONE)
    ivo.comes_in("second_information_officer")
    confirms_all(ivo, reference)
    ivo.presses("Release what two people settled")
    ivo.sees("requests-release")
    ivo.sends("Release it")
    ivo.sees("requests-released")
    ivo.presses("See what was given")
    ivo.sees("requests-bundle")
    assert ivo.reads("does not let us say whether anything was")
    takes_both_files(ivo, reference)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_each_item_is_seen_with_whoever_else_is_in_it(
    visitor: Comes, asked: dict[str, str], size: tuple[int, int]
) -> None:
    iris = visitor(size=size)
    iris.comes_in("information_officer")
    iris.presses(asked["asked_request"])
    iris.sees("requests-one")
    iris.page.get_by_role("link", name="See all").first.click()
    iris.sees("requests-part")
    assert iris.reads("It speaks of another party to the incident.")
    assert iris.reads("Never leaves")
    iris.presses("Propose what becomes of them")
    iris.sees("requests-part-propose")


def test_a_father_who_is_a_suspect_waits_for_a_supervisor(visitor: Comes, asked: dict[str, str]) -> None:
    iris = visitor()
    iris.comes_in("information_officer")
    iris.presses(asked["flagged"])
    iris.sees("requests-flagged")
    assert iris.reads("bears the name or the date of birth of a suspect")
    iris.page.get_by_role("link", name="Propose").first.click()
    iris.sends("Propose these")
    assert iris.reads("This request is flagged.")
    iris.sees("requests-flagged-refused")
    sam = visitor(size=PHONE)
    sam.comes_in("supervisor")
    sam.chooses("Flagged requests")
    sam.sees("requests-flagged-list")
    sam.presses(asked["flagged"])
    sam.sees("requests-allow")
    sam.fills("Why", "A court ordered contact; its order is in the file.")
    sam.sends("Let it go on")
    sam.sees("requests-allowed")
    assert sam.reads("The request goes on.")
    iris.sends("Propose these")
    assert iris.reads("Proposed.")


def test_a_request_is_extended_or_refused_for_a_reason_that_is_written_out(
    visitor: Comes, asked: dict[str, str]
) -> None:
    iris = visitor(scripts=False)
    iris.comes_in("information_officer")
    makes_a_request(iris)
    iris.sends("Make the request")
    iris.presses("Extend it")
    iris.fills("Why", "busy")
    iris.sends("Extend it")
    assert iris.reads("An extension needs its reason.")
    iris.fills("Why", "It is many records, and the support service must be asked.")
    iris.sends("Extend it")
    iris.sees("requests-extended")
    iris.presses("Refuse it")
    iris.sees("requests-refuse")
    iris.page.get_by_role("radio", name="Manifestly unfounded").check()
    iris.fills("Why", "The same was given to her three weeks ago.")
    iris.sends("Refuse it")
    iris.sees("requests-refused")
    assert iris.reads("The same was given to her three weeks ago.")
    assert not iris.page.get_by_role("link", name="Look for records").count()


def test_what_is_old_is_destroyed_by_two_and_certified(visitor: Comes, asked: dict[str, str]) -> None:
    adam = visitor()
    adam.comes_in("administrator")
    adam.chooses("Retention")
    adam.sees("retention")
    assert adam.reads("Not decided: nothing goes")
    adam.presses("Participants of a programme")
    adam.sees("retention-dry-run")
    assert adam.reads("programme.PartnerAnswer")
    adam.sends("Propose to destroy it")
    adam.sees("retention-proposed")
    adam.page.locator("main a", has_text="RM-").click()
    adam.sees("retention-own-proposal")
    assert adam.reads("You proposed it: somebody else approves it.")
    assert not adam.page.get_by_role("button", name="Approve").count()
    iris = visitor(size=PHONE)
    iris.comes_in("information_officer")
    iris.chooses("Retention")
    iris.sees("retention-second")
    iris.page.locator("main a", has_text="RM-").click()
    iris.sees("retention-proposal")
    iris.page.get_by_text("Which they are").click()
    iris.sends("Approve: destroy it")
    end = time.monotonic() + PATIENCE
    while not iris.page.locator("main a", has_text="DC-").count():
        assert time.monotonic() < end
        time.sleep(1)
        iris.page.reload()
    iris.page.locator("main a", has_text="DC-").click()
    iris.sees("retention-certificate")
    assert iris.reads("case@") is False
    assert iris.reads(asked["old"]) is False


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_something_is_held_until_somebody_ends_it(visitor: Comes, asked: dict[str, str], size: tuple[int, int]) -> None:
    adam = visitor(size=size)
    adam.comes_in("administrator")
    adam.chooses("Retention")
    adam.presses("Legal holds")
    adam.sees("holds")
    adam.presses("Hold something")
    adam.sends("Hold it")
    adam.sees("holds-new-nothing")
    adam.page.get_by_role("radio", name="An incident").check()
    adam.fills("Its reference", "staffordshire:STF/2026/0009999")
    adam.fills("Who needs it kept", "The civil claim of 3 November: solicitors' letter.")
    adam.sends("Hold it")
    adam.sees("holds-new-unknown")
    assert adam.reads("There is nothing of that reference.")
    adam.fills("Its reference", f"staffordshire:STF/2026/000000{1 if size == DESK else 2}")
    adam.sends("Hold it")
    adam.sees("holds-placed")
    adam.page.locator("main a", has_text="LH-").first.click()
    adam.sees("holds-one")
    adam.fills("Why need it not be kept any more?", "The claim was settled in February.")
    adam.sends("End the hold")
    adam.sees("holds-ended")
    adam.page.locator("main a", has_text="LH-").last.click()
    adam.sees("holds-ended-one")
