"""A journey looks at whole pages: one that comes in pieces, as from a machine with much to do, is waited for."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fakes.browser import Visitor
from fakes.site import Site

PAUSE = 0.3
PIECES = (
    "<!doctype html><html lang=en><head><meta charset=utf-8>",
    "<title>Firstbell</title></head><body>",
    "<main><h1>Here</h1><a href=/>Go on</a><button>Stay</button></main></body></html>",
)


class InPieces(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        with suppress(ConnectionError):  # the browser is closed before its last page is whole
            for piece in PIECES:
                self.wfile.write(piece.encode())
                self.wfile.flush()
                time.sleep(PAUSE)

    def log_message(self, *_args: object) -> None:
        """Nothing: the tests' output is not for this."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), InPieces) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def presses(one: Visitor) -> bool:
    one.presses("Go on")
    return one.reads("Here")


def sees(one: Visitor) -> bool:
    one.named("Go on").click()
    one.sees("whole")
    return True


def tabs(one: Visitor) -> bool:
    one.named("Go on").click()
    return one.tabs_to("Stay").is_visible()


@pytest.mark.parametrize("looks", [presses, sees, tabs])
def test_a_page_in_pieces_is_waited_for(
    browser: Browser, address: str, tmp_path: Path, looks: Callable[[Visitor], bool]
) -> None:
    one = Visitor(browser, Site(address, tmp_path, {}, {}, []), None)
    one.goes_to("/")
    assert looks(one)
    one.context.close()
