"""How a participant said that they can be reached. They may live with the partner: so, then, and in no other way."""

from dataclasses import dataclass

from firstbell.pure.refusal import Refused
from firstbell.pure.telephones import in_one_spelling, is_possible

PHONE, TEXT, E_MAIL = "phone", "text", "e_mail"
CHANNELS = {PHONE: "A telephone call", TEXT: "A text message", E_MAIL: "An e-mail"}
LEFT_TO_BE_READ = frozenset({TEXT, E_MAIL})
"""What is a message whether anybody means to leave one or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A channel, the number or address it leads to, when it is safe in their own words, and whether a message is."""

    channel: str
    detail: str
    when_safe: str
    message_allowed: bool


def check_way(way: Way) -> None:
    """Refused for an unknown channel, what can be no number or address, no hours, and a message that is not safe."""
    if way.channel not in CHANNELS:
        raise Refused("That way is not known.", "Choose from the list.")
    if not _leads_somewhere(way):
        raise Refused("Nobody can be reached there.", "Look at the number, or at the address.")
    if not way.when_safe.strip():
        raise Refused("When it is safe is not said.", "Say on which days, and at what times.")
    if way.channel in LEFT_TO_BE_READ and not way.message_allowed:
        raise Refused(
            f"{CHANNELS[way.channel]} can be read by others, and no message is safe.", "Choose a telephone call."
        )


def _leads_somewhere(way: Way) -> bool:
    if way.channel == E_MAIL:
        return 0 < way.detail.strip().find("@") < len(way.detail.strip()) - 1
    return is_possible(in_one_spelling(way.detail))
