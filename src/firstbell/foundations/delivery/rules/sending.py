"""How one message comes to be sent once: what may go wrong, when to try again, and when a person decides."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from firstbell.foundations.delivery.rules.templates import Words
from firstbell.pure.refusal import Refused

WAITING = "waiting"
CLAIMED = "claimed"
SENT = "sent"
DELIVERED = "delivered"
BOUNCED = "bounced"
FAILED = "failed"
AMBIGUOUS = "ambiguous"
STATUSES = (WAITING, CLAIMED, SENT, DELIVERED, BOUNCED, FAILED, AMBIGUOUS)

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,149}")
"""Safe as a file name, in a Message-ID and in a header."""

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 60))
"""How long to wait after each failed try. One more try than there are waits, and then a person is told."""

PUT_OFF = timedelta(minutes=1)
"""How long the others wait when one message has found the gateway itself out of order."""

CLAIM_HOLDS = timedelta(minutes=10)
"""Longer than any one send. Only for claims of processes of which nothing is known: a dead one's claim ends at once."""

ASK_AGAIN_FOR = timedelta(minutes=30)
"""How long a gateway that cannot be asked is asked again before a person decides."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)

Fault = Literal["recipient", "gateway"]
Outcome = Literal["delivered", "bounced"]


class SendFailure(Exception):
    """A message was not sent. ``reason`` is in our own words: a mail server's would quote the address.

    ``fault``: the ``recipient`` (the next message may well leave), or the ``gateway`` (no message would).
    """

    def __init__(self, reason: str, *, fault: Fault) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fault: Fault = fault


class TemporaryFailure(SendFailure):
    """Not sent, and worth another try later."""


class PermanentFailure(SendFailure):
    """Not sent, and another try would end the same."""


class Unclear(Exception):
    """The message left our hands, and nobody has told us whether it was accepted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a gateway gets it. ``at`` (UTC) stands in its Date header."""

    key: str
    to: str
    words: Words
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """How far a gateway's "no, that was not sent" can be believed.

    Not sooner than ``settles_after`` the claim, as what was handed over may show late; nor later than ``lasts`` after
    it, as what was sent may be forgotten (None: never).
    """

    settles_after: timedelta = timedelta(0)
    lasts: timedelta | None = None


class Gateway(Protocol):
    """A way out. ``name`` says which one, without credentials: only the one that sent can be asked whether it did."""

    name: str
    memory: Memory

    def send(self, message: Outgoing) -> str:
        """Send, and return the provider's own reference or "". Raises TemporaryFailure, PermanentFailure or Unclear."""

    def find(self, key: str) -> bool | None:
        """True: it was sent; False: it was not; None: no telling, ever. Raises TemporaryFailure if out of reach."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose turn it is to send a message: the ``number``-th claim of it, by ``holder``, through the gateway ``via``.

    ``at`` is the run's own time; ``until`` is real time, until which nobody else may doubt the claim.
    """

    key: str
    number: int
    holder: str
    via: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that was won, and what to send."""

    claim: Claim
    message: Outgoing


def checked_key(key: str) -> str:
    """The same key. ValueError for one that is no file name."""
    if not KEY.fullmatch(key):
        raise ValueError("a message's key is 1 to 150 letters, digits, dots, hyphens and underscores, no dot first")
    return key


def checked_address(to: str) -> str:
    """The same address. PermanentFailure for one that no e-mail can be sent to, or that smuggles in a second line."""
    local = to.partition("@")[0]
    if len(to) > 254 or len(local) > 64 or not _ADDRESS.fullmatch(to):
        raise PermanentFailure("what is on file is not an e-mail address", fault="recipient")
    return to


def next_try(failures: int, now: datetime) -> datetime | None:
    """When to try again after so many failed tries (1 or more); None: never, a person is told."""
    return now + BACK_OFF[failures - 1] if failures <= len(BACK_OFF) else None


Standing = Literal["live", "abandoned", "overdue"]


def standing(claim: Claim, *, me: str, alive: bool | None, clock: datetime) -> Standing:
    """What may be done about a claim, seen by ``me``, who am sending nothing now; ``clock`` is the real time.

    ``abandoned``: its holder sends no more. ``overdue``: nothing is known of the holder, or it hangs; it may yet send.
    """
    if claim.holder == me or alive is False:
        return "abandoned"
    return "overdue" if claim.until <= clock else "live"


Settlement = Literal["sent", "waiting", "ambiguous", "later"]


def settlement(answer: bool | None, *, seen: Standing, age: timedelta, memory: Memory) -> Settlement:
    """What becomes of a claim that is not live, by what its gateway answers; ``age`` since it was claimed.

    Only a firm no about a holder that sends no more lets it be sent again. Whatever is unsure goes to a person.
    """
    if answer:
        return "sent"
    if answer is None or seen != "abandoned" or (memory.lasts is not None and age > memory.lasts):
        return "ambiguous"
    return "waiting" if age >= memory.settles_after else "later"


def after_receipt(status: str, *, claims: int, outcome: Outcome) -> str:
    """The status after a receipt. A bounce outlives a delivery, in whichever order they come.

    A receipt proves that the message left, whatever we believed; for one that nobody ever tried to send it is Refused.
    """
    if not claims:
        raise Refused("This message has not been sent, so nothing can have become of it.", "Check the key.")
    return BOUNCED if BOUNCED in (status, outcome) else DELIVERED
