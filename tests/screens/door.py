"""What a row of the table of URL by role says (``doors``)."""

from dataclasses import dataclass, field

OPEN, SIGNED_IN = None, ""


@dataclass(frozen=True, slots=True)
class Door:
    """``things`` are the address's arguments, each by its name in the world's things; ``fields`` what a form sends."""

    permission: str | None
    owners: frozenset[str] = frozenset()
    things: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


def of(permission: str, owners: frozenset[str], **things: str) -> Door:
    return Door(permission, owners, things)
