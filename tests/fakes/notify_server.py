"""GOV.UK Notify, as far as Firstbell uses it, on the loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE = "11111111-2222-4333-8444-555555555555"
API_KEY = f"firstbell-{SERVICE}-66666666-7777-4888-8999-aaaaaaaaaaaa"
TEMPLATE = "bbbbbbbb-cccc-4ddd-8eee-ffffffffffff"
HANG_UP = 0


class NotifyServer(ThreadingHTTPServer):
    """Keeps what it takes in ``taken`` and counts look-ups in ``asked``.

    ``answers`` are the next answers to a send, in turn: (status, error, whether it takes the message all the same), a
    status ``HANG_UP`` being none at all. ``deaf``: look-ups fail.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: list[dict[str, Any]] = []
        self.answers: list[tuple[int, str, bool]] = []
        self.asked: list[str] = []
        self.deaf = False
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return f"notify://{API_KEY}@127.0.0.1:{self.server_address[1]}/{TEMPLATE}"

    def __enter__(self) -> "NotifyServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: NotifyServer

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, error, takes = self.server.answers.pop(0) if self.server.answers else (201, "", True)
        if takes:
            self.server.taken.append(sent)
        if status == HANG_UP:
            self.close_connection = True
        elif status == 201:
            self._answer(201, {"id": f"notify-{len(self.server.taken)}", "reference": sent["reference"]})
        else:
            self._answer(status, {"status_code": status, "errors": [{"error": "AnError", "message": error}]})

    def do_GET(self) -> None:
        [reference] = parse_qs(urlsplit(self.path).query)["reference"]
        self.server.asked.append(reference)
        if self.server.deaf:
            self._answer(503, {"status_code": 503, "errors": []})
            return
        found = [sent for sent in self.server.taken if sent["reference"] == reference]
        self._answer(200, {"notifications": found, "links": {}})

    def _answer(self, status: int, document: object) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""
