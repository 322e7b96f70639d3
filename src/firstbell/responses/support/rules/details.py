"""Numbers and addresses in one spelling, so that the same one is known again however it was written."""

import phonenumbers

from firstbell.pure.refusal import Refused
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
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused("This is no telephone number.", "Look at its digits.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
