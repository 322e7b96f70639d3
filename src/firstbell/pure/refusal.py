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
