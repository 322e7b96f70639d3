"""Numbers and addresses in one spelling, so that the same one is known again however it was written."""

from firstbell.pure.refusal import Refused
from firstbell.pure.telephones import in_one_spelling, is_possible
from firstbell.responses.support.rules.safe_contact import CHANNELS, E_MAIL, PHONE, TEXT


def spelled(channel: str, detail: str) -> str:
    """A telephone number as ``+441632960001``, an e-mail address or a place in small letters.

    Refused for a number or an address that cannot be one.
    """
    if channel in (PHONE, TEXT):
        return _number(detail)
    text = " ".join(detail.split()).casefold()
    if not text or (channel == E_MAIL and not (0 < text.find("@") < len(text) - 1)):
        raise Refused(f"{CHANNELS[channel]} needs to know where to.", "Fill in where the client is reached.")
    return text


def _number(text: str) -> str:
    number = in_one_spelling(text)
    if not is_possible(number):
        raise Refused("This is no telephone number.", "Look at its digits.")
    return number
