"""`firstbell serve`: the pages and the API."""

import os
import subprocess
import sys
from typing import Annotated, Any

import typer
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from firstbell.config import env
from firstbell.interfaces.cli.options import Now, instant

THREADS = 4


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at; a proxy that ends TLS stands before it.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes, of four threads each.")] = 2,
    work: Annotated[bool, typer.Option("--work", help="Do the jobs too, in a process of their own.")] = False,
    now: Now = None,
) -> None:
    """Serve the pages and the API, until it is told to stop."""
    if now is not None:
        os.environ[env.REHEARSE_AT] = instant(now).isoformat()
    worker = subprocess.Popen([sys.executable, "-m", "firstbell.interfaces.cli.main", "work"]) if work else None
    typer.echo(f"Firstbell listens at {host}:{port}; people find it at {env.web_address()}. Control-C stops it.")
    try:
        Pages({"bind": f"{host}:{port}", "workers": workers, "threads": THREADS}).run()
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait()


class Pages(BaseApplication):
    """The web server. Nothing is logged of a request here: addresses of pages are kept out of logs."""

    def __init__(self, options: dict[str, Any]) -> None:
        quietly = {"accesslog": None, "control_socket_disable": True, "loglevel": "warning"}
        self.chosen = options | quietly | {"worker_class": "gthread", "timeout": 120, "graceful_timeout": 20}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()
