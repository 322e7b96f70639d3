"""What another system may be given to do, and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstbell.foundations.accounts.rules.organisations import AGENCY, AUTHORITY, ESTABLISHMENT, FORCE, TRUST
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

TOKEN_LASTS = timedelta(hours=1)
SHORT_OVERLAP, LONGEST_OVERLAP = 24, 24 * 7
"""Hours for which the secret before still works, so that a system is changed over without a gap."""

SEEN_EVERY = timedelta(minutes=1)

_NOTICES = frozenset({"notices:read", "notices:acknowledge"})
_CONCERNS = frozenset({"concerns:write", "concerns:read"})
SCOPES_OF: dict[str, frozenset[str]] = {
    FORCE: frozenset({"incidents:write", "incidents:read", "contacts:write", "rolls:write", "metrics:read"}),
    ESTABLISHMENT: _NOTICES | _CONCERNS,
    AGENCY: _CONCERNS,
    TRUST: frozenset(),
    AUTHORITY: _NOTICES | {"contacts:write", "rolls:write"},
}
"""What a system may be given to do, by the kind of organisation that it speaks for."""


@dataclass(frozen=True, slots=True)
class ApiClient:
    """A system that has shown a token which holds now. ``scopes`` is what that token may do."""

    client_id: str
    name: str
    organisation: str
    scopes: frozenset[str]

    @property
    def actor(self) -> Actor:
        return Actor(f"client:{self.client_id}", self.organisation)

    def may(self, scope: str) -> bool:
        return scope in self.scopes


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token, told once: ``text`` is what a system shows with each request until ``expires_at`` (UTC)."""

    text: str
    expires_at: datetime
    scopes: frozenset[str]


class WrongScope(Refused):
    """A scope that a client asked for and does not have; its secret was right."""


def refuse_scopes(scopes: frozenset[str], kind: str) -> None:
    """Refused for no scope at all, and for one that a system of this kind of organisation may not have."""
    if not scopes:
        raise Refused("A system without any scope could do nothing.", "Choose at least one.")
    wrong = sorted(scopes - SCOPES_OF.get(kind, frozenset()))
    if wrong:
        raise Refused(f"A system of this organisation cannot have {', '.join(wrong)}.", "Choose among those shown.")
