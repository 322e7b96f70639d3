"""Who may do what with a draft, and when it is published: by the second signature of two who did not draft it."""

from collections.abc import Collection
from dataclasses import dataclass

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused, is_written_out

DRAFT, PUBLISHED, WITHDRAWN, REFUSED = "draft", "published", "withdrawn", "refused"
STATUSES = {DRAFT: "Draft", PUBLISHED: "Published", WITHDRAWN: "Withdrawn", REFUSED: "Refused"}
FIGURES, MAP, ELSEWHERE = "figures", "map", "elsewhere"
KINDS = {FIGURES: "Figures", MAP: "Map with noise", ELSEWHERE: "Published by others"}
SIGNATURES = 2


@dataclass(frozen=True, slots=True)
class Signing:
    """How an entry of the register stands, as whoever would sign it finds it."""

    reference: str
    status: str
    drafted_by: str
    signed_by: Collection[str]

    @property
    def is_last(self) -> bool:
        """Whether the next signature publishes it."""
        return len(self.signed_by) + 1 >= SIGNATURES


def is_of_the_force(by: Actor) -> None:
    """Releases are a force's, and somebody with a name makes them."""
    if by.kind != "force":
        raise NotYours("Releases are a force's.", "Act for the force.")
    if ":" in by.name:
        raise Refused("Only somebody with a name publishes figures.", "Sign in, and do it yourself.")


def may_sign(found: Signing, by: Actor) -> None:
    _is_open(found)
    if by.name == found.drafted_by:
        raise Refused(f"You drafted {found.reference}.", "Ask two others to sign it.")
    if by.name in found.signed_by:
        raise Refused(f"You have signed {found.reference}.", "Ask somebody else for the other signature.")


def may_withdraw(found: Signing, reason: str) -> None:
    _is_open(found)
    if not is_written_out(reason):
        raise Refused("A draft is withdrawn for a reason.", "Write it out in a sentence.")


def _is_open(found: Signing) -> None:
    if found.status == PUBLISHED:
        raise Refused(f"{found.reference} is published, and stays as it is.", "Draft a revision of it.")
    if found.status != DRAFT:
        raise Refused(f"{found.reference} is no draft.", "Draft it anew.")
