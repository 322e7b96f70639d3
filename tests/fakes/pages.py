"""Our pages over HTTP within a test, on the test's own database and clock: what a browser does is undone at its end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Lock, Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse


class Pages(StaticFilesHandler):
    """One request after another, all on the connection that the test's transaction is open on."""

    lock = Lock()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self.lock:
            connections["default"] = self.shared
            answer = super().__call__(environ, start_response)
            try:
                return list(answer)
            finally:
                answer.close()

    def serve(self, request: HttpRequest) -> HttpResponse:
        return serve(request, self.file_path(request.path), insecure=True)


class Server(ThreadingMixIn, WSGIServer):
    """A browser opens connections and sends nothing: none of them may keep the others waiting."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what is asked for is in the test."""


@contextmanager
def pages() -> Iterator[str]:
    """The address at which they are, until the end of the block. Opened before a browser, which has its own loop."""
    app = Pages(WSGIHandler())
    app.shared = connections["default"]
    connection.inc_thread_sharing()
    with Server(("127.0.0.1", 0), Silent) as server:
        server.set_app(app)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
    connection.dec_thread_sharing()
