"""Codes that are read out on the telephone, references of e-mails, and what is kept of a secret."""

from hashlib import sha256

CODE_LENGTH, GROUP = 12, 4


def spaced(code: str) -> str:
    """The code as it is shown and read out: ``7KQ3 MXP4 9RTD``."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def as_typed(text: str) -> str:
    """A code or reference as it was made, however it was typed: with spaces or hyphens, in small letters."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())


def digest(secret: str) -> str:
    """What is kept of a secret that nobody chose: SHA-256, in hex. Good for codes and keys; never for a password."""
    return sha256(secret.encode()).hexdigest()
