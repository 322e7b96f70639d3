"""A person at a real browser: what they see, press and type, and everything that must hold of every page they see."""

import os
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Cookie, Locator, Page, sync_playwright

from fakes.site import Site
from world.cast import CAST, PASSWORD
from world.monday import SECRET

CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""The first without a window's furniture, which no test looks at: it takes a third of the other's time."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DESK, PHONE = (1280, 900), (360, 740)
ZOOMED = (320, 256)
"""A desk's window with everything four times as large."""
MOST_STEPS, PATIENCE = 80, 15_000
SLOWEST = 12
"""Seconds that a page may take from the code's being read to its being sent."""
NAME_OF = "one => one.labels && one.labels.length ? one.labels[0].innerText : one.innerText || one.value || ''"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it a journey is skipped and says so, and where changes are taken (``CI``) it fails."""
    found = next((one for one in CHROMIUMS if one.exists()), None)
    if found is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no Chromium here: install Debian's package chromium-headless-shell to walk the journeys")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser window of a size, perhaps without JavaScript, or with everything four times as large.

    Every page they look at (``see``) is held to account: no violation that axe finds, no message of the browser's about
    the content security policy, no sideways scrolling, a neutral title; and a screenshot is left in ``album``, if any.
    """

    def __init__(
        self, browser: Browser, site: Site, album: Path | None, *, size: tuple[int, int] = DESK, scripts: bool = True
    ) -> None:
        self.site, self.album, self.size, self.scripts = site, album, size, scripts
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            locale="en-GB",
            base_url=site.address,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def goes_to(self, path: str) -> None:
        self.page.goto(path)

    def signs_in(self, name: str) -> None:
        """As a member of the cast, with password and authenticator, as they would."""
        self.goes_to("/sign-in/")
        self.page.get_by_label("E-mail", exact=False).first.fill(CAST[name].email)
        self.page.get_by_role("textbox", name="Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.get_by_label("Code", exact=False).first.fill(code(name))
        self.page.get_by_role("button", name=re.compile("Continue|Sign in")).first.click()
        self.arrives()

    def comes_in(self, name: str) -> None:
        """Signed in as this member: in a window of the session they have on this site, or in their first one."""
        whose = (self.site.address, name)
        if whose not in _sessions:
            self.signs_in(name)
            _sessions[whose] = self.context.cookies()
            return
        self.context.add_cookies([{**one} for one in _sessions[whose]])
        self.goes_to("/")

    def chooses(self, place: str) -> None:
        """A place of the navigation, out of the menu where the window is narrow."""
        menu = self.page.get_by_role("button", name="Menu")
        if menu.is_visible():
            menu.click()
        self.page.get_by_label("Pages").get_by_role("link", name=place, exact=True).click()
        self.arrives()

    def tabs_to(self, words: str) -> Locator:
        """To the button, link or field of these words, by the keyboard alone."""
        self.arrives()
        for _step in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            here = self.page.locator(":focus")
            if here.count() and here.evaluate(NAME_OF).strip().startswith(words):
                return here
        raise AssertionError(f"no way by keyboard to {words}")

    def opens(self, path: str) -> int:
        """The status with which an address answers, typed into the browser."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def presses(self, words: str) -> None:
        """A button or a link with these words."""
        self.named(words).click()
        self.arrives()

    def sends(self, words: str) -> None:
        """The button with just these words in the page itself, where a link says them too."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).click()
        self.arrives()

    def arrives(self) -> None:
        """Wait for all of the page: a click returns when the next one has only begun to come."""
        self.page.wait_for_load_state()

    def named(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words)).first

    def fills(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def fills_date(self, question: str, words: str) -> None:
        """The three boxes below a question, such as ``27 11 2026``."""
        for box, typed in zip(("Day", "Month", "Year"), words.split(), strict=True):
            self.page.get_by_role("group", name=question).get_by_label(box).fill(typed)

    def downloads(self, words: str) -> tuple[str, bytes]:
        """The name and the contents of the file behind a link."""
        with self.page.expect_download() as coming:
            self.presses(words)
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def reads(self, words: str) -> bool:
        self.arrives()
        return words in self.page.locator("body").inner_text()

    def sees(self, name: str) -> None:
        """Look at the page: hold it to account, and keep a picture under this name where there is an album."""
        self.arrives()
        if self.album:
            self.page.screenshot(path=str(self.album / f"{name}-{self.size[0]}.png"), full_page=True)
        assert not self.complaints, self.complaints
        assert re.fullmatch(r"[^@\d]*( - |: )?Firstbell", self.page.title()), f"{self.page.title()} is no neutral title"
        if self.scripts:
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} scrolls sideways by {wide} pixels"
            found = Axe().run(self.page)
            assert found.violations_count == 0, found.generate_report()


def code(name: str) -> str:
    """What this member's authenticator shows now, or did before; each code is good once, and good until it is sent."""
    while not (left := _good(time.time()) - _used[name]):
        time.sleep(0.5)
    _used[name].add(max(left))
    return f"{hotp_value(SECRET, max(left)):06}"


def _good(at: float) -> set[int]:
    """The code of this half minute, and the one before unless it grows too old before a slow page is sent."""
    return {int(at) // 30, int(at + SLOWEST) // 30 - 1}


_sessions: dict[tuple[str, str], list[Cookie]] = {}
_used: defaultdict[str, set[int]] = defaultdict(set)
