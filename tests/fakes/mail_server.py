"""A real SMTP server on the loopback that can be told how to answer."""

import asyncio
import ssl
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HANG_UP = "hang up"
HANG = "hang"


class MailServer(Controller):
    """Keeps what it takes in ``taken``. ``answers`` says how it answers at ``RCPT`` or ``DATA`` instead: with a line of
    SMTP, ``HANG_UP`` (the connection breaks) or ``HANG`` (no answer comes). With ``DATA``, ``keeps`` it all the same.

    ``certificate`` (see ``make_certificate``): STARTTLS, or encrypted from the first byte if ``implicit``.
    """

    def __init__(
        self, *, certificate: Path | None = None, implicit: bool = False, password: str = "", **more: Any
    ) -> None:
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        if password:
            more["authenticator"] = lambda *asked: AuthResult(success=_matches(asked[-1], password), handled=False)
            more["auth_require_tls"] = False
        more["ssl_context" if implicit else "tls_context"] = context
        super().__init__(self, hostname="127.0.0.1", port=0, **more)
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        self.keeps = False

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def __enter__(self) -> "MailServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for a handler by this name
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        if answer := await self._answer("RCPT", server):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for a handler by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if "DATA" not in self.answers or self.keeps:
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(message_from_bytes(content, EmailMessage, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return await self._answer("DATA", server) or "250 OK"

    async def _answer(self, step: str, server: SMTP) -> str:
        answer = self.answers.get(step, "")
        if answer == HANG_UP:
            server.transport.abort()
        elif answer == HANG:
            await asyncio.sleep(60)
        return answer


def _matches(data: object, password: str) -> bool:
    return isinstance(data, LoginPassword) and data.password == password.encode()


def make_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that signs itself, with its key, in one file."""
    file = folder / "server.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(made, check=True, capture_output=True)
    file.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return file
