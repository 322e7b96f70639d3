"""Secrets, drawn at random."""

import secrets

from firstbell.foundations.accounts.rules.codes import CODE_LENGTH
from firstbell.foundations.seals.rules import LETTERS


def drawn_code() -> str:
    """Twelve letters and digits: 59 bits, too many to guess in ten tries and few enough to read out."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def drawn_key() -> str:
    """256 bits, in the letters that go into a header."""
    return secrets.token_urlsafe(32)
