"""One person acting for one organisation."""

from dataclasses import dataclass

from firstbell.foundations.accounts.rules.roles import ROLES, permissions_of
from firstbell.pure.actor import Actor


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who signed in, in one of the organisations they have roles in. ``roles`` are names of ``ROLES``."""

    account_id: int
    email: str
    name: str
    organisation: str
    organisation_name: str
    roles: tuple[str, ...]

    @property
    def actor(self) -> Actor:
        return Actor(self.email, self.organisation)

    @property
    def permissions(self) -> frozenset[str]:
        return permissions_of(self.roles)

    @property
    def sees_people(self) -> bool:
        """Whether any of the roles may see anything about a person, and so needs a second factor."""
        return any(ROLES[role].sees_people for role in self.roles)

    def may(self, permission: str) -> bool:
        return permission in self.permissions
