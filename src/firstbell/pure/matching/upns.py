"""The shape of a unique pupil number, by which it is told from what people write where they know none."""

import re

UPN = re.compile(r"[A-HJ-NP-RT-Z](?!0{11})[0-9]{11}[0-9A-HJ-NP-RT-Z]")
"""A check letter, eleven digits (the authority, the school, the year, the pupil: never all noughts), and a digit, or a
letter where the number is temporary. DfE, Unique pupil numbers: guidance."""


def upn_key(written: str) -> str:
    """The number in capitals and without blanks; empty where it has not the shape of one: ``unknown``, ``n/a``. Its
    check letter may be wrong."""
    joined = re.sub(r"[^A-Z0-9]", "", written.upper())
    return joined if UPN.fullmatch(joined) else ""
