"""An organisation's directory: a real OpenID provider on this machine, which signs in whomever a test says."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import requests


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory, and what a browser does there."""

    address: str

    def knows(self, name: str, email: str, *, verified: bool = True) -> None:
        """Have it know somebody by ``name``, and say this e-mail of them, as ``verified`` by it or not."""
        says = {"email": email, "email_verified": verified}
        answer = requests.put(f"{self.address}/users/{name}", json=says, timeout=5)
        answer.raise_for_status()

    def sign_in(self, at: str, name: str) -> str:
        """As a browser that was sent to ``at`` and signs in there as ``name``: where it is sent back to."""
        answer = requests.post(at, data={"sub": name}, allow_redirects=False, timeout=5)
        return str(answer.headers["Location"])

    def refuse(self, at: str) -> str:
        """As a browser that was sent to ``at`` and whose user says no there: where OpenID sends it back to."""
        asked = parse_qs(urlsplit(at).query)
        said = {"error": "access_denied", "state": asked["state"][0]}
        return f"{asked['redirect_uri'][0]}?{urlencode(said)}"


@contextmanager
def directory() -> Iterator[Directory]:
    """A directory that runs, in a process of its own, until the end of the block."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield Directory(f"http://localhost:{port}")
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the directory did not start within 20 seconds")
