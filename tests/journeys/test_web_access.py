"""Coming in and going out: wrong passwords and codes, an invitation, sessions that end."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import hotp_value

from fakes.browser import DESK, PHONE, Visitor, code
from fakes.site import Site
from world.cast import CAST, PASSWORD

Comes = Callable[..., Visitor]


def test_a_wrong_password_five_times(visitor: Comes) -> None:
    ana = visitor(size=PHONE)
    ana.goes_to("/sign-in/")
    ana.presses("Sign in")
    ana.sees("sign-in-empty")
    for _try in range(5):
        _tries(ana, "analyst", "seven green battles")
    ana.sees("sign-in-wrong")
    assert ana.reads("The e-mail address or the password is not right.")
    _tries(ana, "analyst", "seven green battles")
    ana.sees("sign-in-closed")
    assert ana.reads("There were five wrong tries, so signing in is closed for 15 minutes.")


def test_a_wrong_code(visitor: Comes) -> None:
    sam = visitor()
    sam.goes_to("/sign-in/")
    _tries(sam, "supervisor", "seven green bottles")
    sam.sees("code")
    sam.fills("Code", "123")
    sam.presses("Continue")
    sam.sees("code-wrong")
    assert sam.reads("That code is not right.")


@pytest.mark.parametrize("size", [PHONE])
def test_somebody_who_was_invited_comes_in(visitor: Comes, size: tuple[int, int]) -> None:
    adam, new = visitor(), visitor(size=size)
    reference, spoken = _invites(adam, "new@100001.example")
    new.goes_to("/join/")
    new.sees("join")
    new.fills("Reference of your invitation", reference.lower())
    new.fills("Your e-mail address", "new@100001.example")
    new.fills("Code", "AAAA BBBB CCCC")
    new.fills("Your name", "Nia O'Dowd")
    new.fills("Choose a password", "four small boats")
    new.presses("Accept the invitation")
    new.sees("join-wrong-code")
    new.fills("Code", spoken)
    new.fills("Choose a password", "four small boats")
    new.presses("Accept the invitation")
    new.sees("joined")
    new.fills("E-mail address", "new@100001.example")
    new.page.get_by_role("textbox", name="Password").fill("four small boats")
    new.presses("Sign in")
    new.sees("second-factor-needed")
    new.presses("Use an app")
    new.page.get_by_text("You cannot use the camera").click()
    new.sees("app")
    secret = new.page.locator(".fb-key").inner_text().strip()
    new.fills("Code that the app shows now", f"{hotp_value(secret, int(time.time()) // 30):06}")
    new.presses("Set up")
    new.sees("recovery-codes")
    new.presses("I have kept them")
    new.sees("first-page")
    assert new.reads("Notices")


def test_a_session_that_ends_over_a_form(visitor: Comes, site: Site) -> None:
    """Nothing that was typed is lost."""
    asha = visitor(size=PHONE)
    asha.signs_in("asha")
    asha.goes_to(f"/notices/{site.reference(1)}/note/")
    asha.fills("What was done for the child?", "Talked with Noor’s teacher.\nShe’ll watch.")
    site.leaves_all_alone()
    asha.presses("Keep the note")
    asha.sees("session-ended")
    assert asha.reads("What you typed is kept")
    _signs_in_here(asha, "asha")
    asha.sees("given-back")
    assert asha.page.get_by_label("What was done for the child?").input_value().endswith("She’ll watch.")
    asha.presses("Keep the note")
    assert asha.reads("Your note is kept with the notice.")


def test_a_session_is_ended_from_elsewhere(visitor: Comes) -> None:
    here, there = visitor(), visitor(size=PHONE)
    there.signs_in("ben")
    there.page.get_by_role("heading", name="Notices").wait_for()
    here.signs_in("ben")
    here.presses("Your account")
    here.sees("account")
    here.presses("See and end")
    here.sees("sessions")
    here.presses("End all others")
    here.sees("sessions-ended")
    there.presses("Acknowledged")
    there.sees("signed-out-elsewhere")
    assert there.page.url.partition("?")[0].endswith("/sign-in/")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_warning_before_the_time_is_up(visitor: Comes, size: tuple[int, int]) -> None:
    owen = visitor(size=size)
    owen.page.clock.install()
    owen.comes_in("officer")
    owen.page.get_by_role("heading", name="What waits for you").wait_for()
    owen.page.clock.fast_forward("18:30")
    owen.page.get_by_role("dialog").wait_for()
    owen.sees("time-out")
    assert owen.reads("Are you still there?")
    owen.presses("Stay signed in")
    owen.page.get_by_role("dialog").wait_for(state="hidden")


def test_pages_that_are_nobodys(visitor: Comes, site: Site) -> None:
    """Somebody else's notice and an address that nobody made look the same."""
    ben = visitor()
    ben.comes_in("ben")
    assert ben.opens(f"/notices/{site.reference(1)}/") == 404
    ben.sees("not-yours")
    assert ben.opens("/morning/") in (403, 404)
    ben.sees("closed")


def _tries(visitor: Visitor, name: str, password: str) -> None:
    visitor.fills("E-mail", CAST[name].email)
    visitor.page.get_by_role("textbox", name="Password").fill(password)
    visitor.presses("Sign in")


def _signs_in_here(visitor: Visitor, name: str) -> None:
    """On the page where they are, so that they come back to where they were."""
    _tries(visitor, name, PASSWORD)
    visitor.fills("Code", code(name))
    visitor.presses("Continue")


def _invites(adam: Visitor, email: str) -> tuple[str, str]:
    adam.comes_in("administrator")
    adam.presses("Organisations")
    adam.presses("St Peter's Primary School")
    adam.presses("Invite somebody")
    adam.fills("E-mail address", email)
    adam.page.get_by_label("Deputy").first.check()
    adam.page.get_by_role("main").get_by_role("button", name="Invite").click()
    adam.sees("invited")
    words = adam.page.get_by_role("main").inner_text()
    reference = re.search(r"I-\w+", words)
    assert reference is not None
    return reference[0], adam.page.locator(".govuk-panel__title").inner_text()
