"""Telephone numbers in one spelling, so that the same one is known again however it was written."""

import phonenumbers


def in_one_spelling(text: str) -> str:
    """A number of this country or with its country's code, as ``+441632960001``; "" for what is none."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(text or "", "GB"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""


def is_possible(spelled: str) -> bool:
    """Whether a number in one spelling has as many digits as numbers of its country have."""
    return bool(spelled) and phonenumbers.is_possible_number(phonenumbers.parse(spelled))
