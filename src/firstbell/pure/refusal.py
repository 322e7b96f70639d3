"""The rules said no."""


class Refused(Exception):
    """An action that the rules forbid.

    ``reason`` says what was refused and why, ``remedy`` what the reader can do about it. Both are
    shown to people as they stand, so they carry references and never names.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(f"{reason} {remedy}".strip())
        self.reason = reason
        self.remedy = remedy


class NotYours(Refused):
    """What was asked for does not exist, or is another's: who asks cannot tell which."""


SHORTEST_REASON = 20
"""Letters: less is a word, and no reason."""


def is_written_out(text: str) -> bool:
    """Whether a reason is a sentence's worth of words, as it is owed where somebody goes past what is safe or usual."""
    return len(text.strip()) >= SHORTEST_REASON
