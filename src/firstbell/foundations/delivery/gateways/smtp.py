"""An SMTP server. It can say that it has taken a message, and cannot be asked afterwards."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar
from urllib.parse import SplitResult, parse_qs, unquote

from django.core.exceptions import ImproperlyConfigured

from firstbell.foundations.delivery.gateways.letter import written
from firstbell.foundations.delivery.rules.sending import (
    Fault,
    Memory,
    Outgoing,
    PermanentFailure,
    SendFailure,
    TemporaryFailure,
    Unclear,
    checked_address,
)

TIMEOUT = 10.0
"""Seconds that the server may take for each of its answers."""

_START = 354
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")


class SmtpGateway:
    """One connection a message: a force sends some hundreds a day."""

    SCHEMES: ClassVar[dict[str, int]] = {"smtp": 25, "starttls": 587, "smtps": 465}
    memory = Memory()

    def __init__(
        self,
        *,
        scheme: str,
        host: str,
        port: int,
        sender: str,
        user: str = "",
        password: str = "",
        timeout: float = TIMEOUT,
    ) -> None:
        self.scheme, self.host, self.port, self.sender = scheme, host, port, sender
        self.user, self.password, self.timeout = user, password, timeout
        self.name = f"{scheme}://{host}:{port}"

    @classmethod
    def from_url(cls, url: SplitResult) -> "SmtpGateway":
        stated = parse_qs(url.query, keep_blank_values=True)
        if set(stated) != {"from"} or url.path.strip("/") or not url.hostname:
            raise ImproperlyConfigured(
                f"FIRSTBELL_EMAIL_URL: {url.scheme}://USER:PASSWORD@HOST:PORT?from=ADDRESS is meant"
            )
        try:
            sender = checked_address(stated["from"][-1])
        except PermanentFailure:
            raise ImproperlyConfigured("FIRSTBELL_EMAIL_URL: what follows ?from= is no e-mail address") from None
        return cls(
            scheme=url.scheme,
            host=url.hostname,
            port=url.port or cls.SCHEMES[url.scheme],
            sender=sender,
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
        )

    def send(self, message: Outgoing) -> str:
        """Always "". Trouble before the message itself is a failure; from there to the answer it is Unclear."""
        content = written(message, self.sender)
        server = self._connected()
        try:
            with _trouble_is_temporary("the mail server broke off"):
                server.ehlo_or_helo_if_needed()
                _expect(server.mail(self.sender), fault="gateway")
                _expect(server.rcpt(message.to), fault="recipient")
                _expect(server.docmd("DATA"), fault="recipient", wanted=_START)
            _expect(_handed_over(server, content), fault="recipient")
        finally:
            _leave(server)
        return ""

    def find(self, key: str) -> None:
        """None: no SMTP server says what it once took."""

    def _connected(self) -> smtplib.SMTP:
        me = self.sender.rpartition("@")[2]  # without it smtplib asks the network what this machine is called
        with _trouble_is_temporary("the mail server cannot be reached"):
            if self.scheme == "smtps":
                context = ssl.create_default_context()
                server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, me, timeout=self.timeout, context=context)
            else:
                server = smtplib.SMTP(self.host, self.port, me, timeout=self.timeout)
        try:
            with _trouble_is_temporary("no safe session with the mail server"):
                if self.scheme == "starttls":
                    _expect(server.starttls(context=ssl.create_default_context()), fault="gateway", wanted=220)
                if self.user:
                    server.login(self.user, self.password)
        except SendFailure:
            server.close()
            raise
        return server


@contextmanager
def _trouble_is_temporary(reason: str) -> Iterator[None]:
    """Nothing of the message has been handed over yet, so whatever breaks here may be tried again."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, error.smtp_error, "gateway") from error
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: a password that is not ASCII
        raise TemporaryFailure(f"{reason} ({type(error).__name__})", fault="gateway") from error


def _handed_over(server: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    """The server's answer to the message itself. Unclear where none comes: it may have taken the message."""
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    try:
        server.send(stuffed + b".\r\n")
        return server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        reason = f"the mail server broke off before it said whether it took the message ({type(error).__name__})"
        raise Unclear(reason) from error


def _leave(server: smtplib.SMTP) -> None:
    """Part politely where possible; how we part changes nothing."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _expect(answer: tuple[int, bytes], *, fault: Fault, wanted: int = 250) -> None:
    code, text = answer
    if code != wanted and not (wanted == 250 and 250 <= code < 300):
        raise _failure(code, text, fault)


def _failure(code: int, text: bytes | str, fault: Fault) -> SendFailure:
    """By its code: 5xx is for ever, all else for now. Only numbers are kept of its text: it may quote the address."""
    enhanced = _ENHANCED.search(text if isinstance(text, bytes) else text.encode())
    reason = f"the mail server said {code} {enhanced[0].decode() if enhanced else ''}".strip()
    return (PermanentFailure if 500 <= code < 600 else TemporaryFailure)(reason, fault=fault)
