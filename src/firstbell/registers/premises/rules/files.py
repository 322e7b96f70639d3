"""When a file of homes may come into force: whole, never from addresses back to coordinates, never half as long."""

from dataclasses import dataclass

from firstbell.foundations.take_in.rules import Unusable
from firstbell.registers.premises.rules import ADDRESSES, OPEN_UPRN

MANY = 100
NOTHING_CHANGED = "The homes in force have not changed."


@dataclass(frozen=True, slots=True)
class FileName:
    """Which file a line is of: ``layout`` says what it holds, ``digest`` and ``file`` are its content and its name."""

    layout: str
    digest: str
    file: str

    @property
    def subject(self) -> str:
        return f"homes:{self.digest[:12]}"


def refuse_going_back(file: FileName, in_force: str | None) -> None:
    if file.layout == OPEN_UPRN and in_force == ADDRESSES:
        raise Unusable(
            file.file,
            reason="it holds coordinates alone, and a file of addresses is in force, which says more.",
            remedy=f"{NOTHING_CHANGED} Take in a newer file of addresses.",
        )


def refuse_shrunk(file: FileName, dwellings: int, before: int, agreed_by: str | None) -> None:
    """A file without a home is refused; one that loses half or more unless somebody agreed to that by name."""
    if not dwellings:
        raise Unusable(file.file, reason="not one of its lines is a home.", remedy=NOTHING_CHANGED)
    if before >= MANY and dwellings * 2 <= before and not agreed_by:
        raise Unusable(
            file.file,
            reason=f"it has {dwellings:,} homes, and {before:,} are in force.",
            remedy=f"{NOTHING_CHANGED} If it is right, take it in again and say who agreed to the shrinking.",
        )
