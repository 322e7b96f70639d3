"""The administrator lets people and systems in, proves the trail whole, removes what is old; the analyst counts."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.browser import DESK, PHONE, Visitor

Comes = Callable[..., Visitor]
PATIENCE = 60.0


def of_st_peters(adam: Visitor) -> None:
    adam.chooses("Organisations")
    adam.presses("St Peter's Primary School")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_deputy_is_invited_and_the_code_is_shown_once(visitor: Comes, size: tuple[int, int]) -> None:
    adam = visitor(size=size)
    adam.comes_in("administrator")
    adam.sees("administration")
    of_st_peters(adam)
    adam.sees("administration-organisation")
    adam.presses("Invite")
    adam.sees("administration-invite")
    adam.sends("Invite")
    adam.sees("administration-invite-nobody")
    adam.fills("E-mail address", f"deputy{size[0]}@100001.example")
    adam.page.get_by_role("radio", name=re.compile("[Dd]eputy")).check()
    adam.sends("Invite")
    adam.sees("administration-invited")
    assert re.search(r"\b\w{4} \w{4} \w{4}\b", adam.page.locator(".fb-code").inner_text())
    adam.page.reload()
    adam.sees("administration-invited-again")
    assert adam.reads("The code was shown once")
    adam.presses("Open invitations")
    adam.sees("administration-invitations")
    assert adam.reads(f"deputy{size[0]}@100001.example")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_each_role_sees_is_shown(visitor: Comes, size: tuple[int, int]) -> None:
    adam = visitor(size=size)
    adam.comes_in("administrator")
    adam.chooses("What each role sees")
    adam.sees("administration-roles")
    assert adam.reads("No: counts only")
    adam.chooses("People")
    adam.sees("administration-people")
    adam.presses("Ben Mensah")
    adam.sees("administration-person")


def test_a_system_is_given_a_key_that_is_shown_once(visitor: Comes) -> None:
    adam = visitor()
    adam.comes_in("administrator")
    of_st_peters(adam)
    adam.presses("Give a system a key")
    adam.presses("Make the key")
    adam.sees("administration-key-for-nothing")
    adam.fills("What is the system called?", "The school’s own safeguarding system")
    adam.page.get_by_role("checkbox").first.check()
    adam.presses("Make the key")
    adam.sees("administration-key")
    secret = adam.page.locator(".fb-secret").inner_text()
    adam.page.reload()
    adam.sees("administration-key-again")
    assert adam.reads("The secret was shown once")
    assert secret not in adam.page.content()
    adam.presses("Other systems")
    adam.sees("administration-systems")


def test_the_audit_trail_is_narrowed_and_taken_away(visitor: Comes, tmp_path: Path) -> None:
    adam = visitor()
    adam.comes_in("administrator")
    adam.chooses("Audit trail")
    adam.sees("administration-audit")
    adam.page.get_by_text("Look for certain entries").click()
    adam.fills("What was done", "role.")
    adam.presses("Show these")
    adam.sees("administration-audit-narrowed")
    assert "role" not in adam.page.url
    with adam.page.expect_download() as taken:
        adam.presses("Download this list as a spreadsheet")
    taken.value.save_as(tmp_path / "trail.csv")
    rows = list(csv.DictReader((tmp_path / "trail.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["What was done"] for row in rows} == {"role.given"}
    adam.page.locator("tbody a").first.click()
    adam.sees("administration-audit-entry")
    adam.chooses("Audit trail")
    adam.presses("Show everything")
    assert adam.reads("audit.exported")
    adam.presses("Next")
    adam.sees("administration-audit-further")
    assert adam.reads("26 to 50 of")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_trail_is_proved_whole(visitor: Comes, size: tuple[int, int]) -> None:
    adam = visitor(size=size)
    adam.comes_in("administrator")
    adam.chooses("Audit trail")
    adam.presses("Is the trail whole?")
    adam.presses("Read the whole trail now")
    adam.sees("administration-chain-asked")
    end = time.monotonic() + PATIENCE
    while not adam.reads("The trail is whole."):
        assert time.monotonic() < end
        time.sleep(1)
        adam.page.reload()
    adam.sees("administration-chain-whole")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_is_old_is_counted_before_it_is_removed(visitor: Comes, size: tuple[int, int]) -> None:
    adam = visitor(size=size)
    adam.comes_in("administrator")
    adam.chooses("Retention")
    adam.sees("administration-retention")
    if adam.named("Remove what is older").count():
        adam.presses("Remove what is older")
        assert adam.reads("removed")
        adam.sees("administration-retention-run")
    assert adam.reads("Nothing is older than it may be kept.")


def leads_to(somebody: Visitor) -> set[str]:
    """The pages that the links of this page lead to, whatever they ask of them."""
    return {str(link.get_attribute("href")).partition("?")[0] for link in somebody.page.locator("main a").all()}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_analyst_sees_counts_and_no_way_to_anybody(visitor: Comes, size: tuple[int, int]) -> None:
    ana = visitor(size=size)
    ana.comes_in("analyst")
    ana.sees("analyst")
    assert not [one for one in leads_to(ana) if not one.startswith(("/performance/", "/releases/"))]
    ana.goes_to("/desk/figures/")
    assert ana.reads("Notices due before the next bell")
    assert leads_to(ana) == {"/cases/figures/"}
    ana.goes_to("/cases/figures/")
    assert leads_to(ana) == {"/cases/figures/"}
    for path in ("/desk/", "/desk/notices/", "/desk/reviews/", "/administration/", "/administration/audit/"):
        assert ana.opens(path) == 403, path
    ana.sees("analyst-closed")
