"""Where a client lives: kept sealed, and changed by two people only (DOMAIN.md R15 and section 8).

Somebody who can have an address changed alone can have a letter sent to whoever hurt the client, or learn the new one
from what is sent back.
"""

from firstbell.pure.refusal import Refused, is_written_out

PROPOSED, IN_FORCE, FORMER, TURNED_DOWN = "proposed", "in_force", "former", "turned_down"


def may_propose(text: str, is_one_waiting: bool) -> None:
    if not text.strip():
        raise Refused("There is no address.", "Write it as it stands on a letter.")
    if is_one_waiting:
        raise Refused("Another address waits to be confirmed.", "Have somebody confirm it, or turn it down.")


def may_confirm(proposed_by: str, by: str) -> None:
    """Refused for whoever proposed it: two people change an address."""
    if proposed_by.casefold() == by.casefold():
        raise Refused("Whoever proposed an address cannot confirm it.", "Ask somebody else to.")


def may_turn_down(why: str) -> None:
    if not is_written_out(why):
        raise Refused("Why the address is turned down is not written out.", "Write it in a sentence.")


def may_look(why: str) -> None:
    """Refused without a reason: an address is no way to reach a client, and going or writing there may harm them."""
    if not is_written_out(why):
        raise Refused(
            "An address is shown for a reason that is written out.",
            "Say what it is needed for. To reach the client, use a way of their plan.",
        )
