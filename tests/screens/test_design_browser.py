"""Pages in a real browser: nothing blocked, too wide, or closed to anybody; with and without JavaScript."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.urls("screens.design_sample")

ADDRESSES = ["/", "/list/?state=late", "/list/?nothing=1", "/form/", "/refused/", "/nothing/"]


Window = Callable[..., AbstractContextManager[tuple[Page, list[str]]]]


@pytest.fixture
def window(browser: Browser) -> Window:
    """``window(360)``: a page in Chromium, and what its console complains of (but for answers that are not 200)."""

    @contextmanager
    def opened(width: int, *, javascript: bool = True) -> Iterator[tuple[Page, list[str]]]:
        said: list[str] = []
        with browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=javascript) as context:
            page = context.new_page()
            page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
            page.on("pageerror", lambda one: said.append(str(one)))
            yield page, said

    return opened


class Pages(StaticFilesHandler):
    """The pages and what they look like, without a database: these pages need none."""

    def serve(self, request: HttpRequest) -> HttpResponse:
        return serve(request, self.file_path(request.path), insecure=True)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what is asked for is in the test."""


@pytest.fixture
def address() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Silent) as server:
        server.set_app(Pages(WSGIHandler()))
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_no_page_is_too_wide_or_blocked_or_closed_to_anybody(address: str, window: Window) -> None:
    for width in (1280, 360, 320):
        with window(width) as (page, said):
            for path in ADDRESSES:
                page.goto(address + path)
                found = [one["id"] for one in Axe().run(page).response["violations"]]
                assert not found, (width, path, found)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, path)
            assert [one for one in said if "Failed to load resource: the server responded with" not in one] == []


def test_a_list_narrows_and_sorts_without_javascript(address: str, window: Window) -> None:
    with window(360, javascript=False) as (page, _said):
        page.goto(f"{address}/list/")
        page.get_by_label("State").select_option("Late")
        page.get_by_role("button", name="Narrow the list").click()
        page.get_by_role("link", name="Reference").click()
        assert page.url.endswith("/list/?state=late&sort=reference")
        assert page.get_by_role("rowheader").first.text_content() == "FB-0001"


def test_with_javascript_a_choice_narrows_at_once(address: str, window: Window) -> None:
    with window(1280) as (page, _said):
        page.goto(f"{address}/list/")
        with page.expect_navigation():
            page.get_by_label("State").select_option("Late")
        assert "state=late" in page.url


def test_a_table_is_still_a_table_on_a_telephone(address: str, window: Window) -> None:
    with window(360) as (page, _said):
        page.goto(f"{address}/list/?q=FB-0002")
        row = page.get_by_role("table", name="Notices").get_by_role("row", name="FB-0002")
        assert row.get_by_role("cell").count() == 4
        assert page.get_by_role("columnheader").count() == 5
        assert row.get_by_text("School").is_visible(), "its heading stands beside each value"


def test_a_mistake_takes_the_reader_to_its_field(address: str, window: Window) -> None:
    with window(360) as (page, _said):
        page.goto(f"{address}/form/")
        page.get_by_role("button", name="Send").click()
        page.get_by_role("link", name="Enter a date and a time").click()
        assert page.evaluate("document.activeElement.id") == "id_at-day"


def test_a_browser_can_send_a_form(address: str, window: Window) -> None:
    """With the headers that real browsers send: a referrer policy that is too strict made every form fail."""
    with window(1280) as (page, _said):
        page.goto(f"{address}/form/")
        page.get_by_role("button", name="Send").click()
        assert page.title() == "Error: Tell us – Firstbell"


def test_a_form_whose_token_is_gone_is_sent_again_with_what_was_typed(address: str, window: Window) -> None:
    with window(1280) as (page, _said):
        page.goto(f"{address}/form/")
        page.get_by_label("Your name").fill("Zoë O’Neill")
        page.context.clear_cookies()
        page.get_by_role("button", name="Send").click()
        page.get_by_role("button", name="Send again").click()
        assert page.get_by_label("Your name").input_value() == "Zoë O’Neill"


def test_a_long_choice_narrows_as_one_types(address: str, window: Window) -> None:
    with window(1280) as (page, said):
        page.goto(f"{address}/form/")
        page.get_by_label("Which school?").type("bryn FB-0002")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('select[name=school]').value") == "FB-0002"
        assert said == []
