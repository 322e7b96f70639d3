"""What a gazetteer's classification code says: whether somebody may live there, and in what."""

from functools import cache
from typing import NamedTuple

from firstbell.foundations.take_in.rules import Unfit


class Verdict(NamedTuple):
    """``why_not``: why it is no dwelling (``dwelling`` False), or why no family lives there (``plausible`` False)."""

    kind: str
    dwelling: bool = True
    plausible: bool = True
    why_not: str = ""


def _not(why: str) -> Verdict:
    return Verdict("other", dwelling=False, why_not=why)


BY_BEGINNING: dict[str, Verdict] = {
    "RD01": Verdict("caravan"),
    "RD02": Verdict("detached"),
    "RD03": Verdict("semi"),
    "RD04": Verdict("terrace"),
    "RD06": Verdict("flat"),
    "RD07": Verdict("other"),  # house boat
    "RD08": Verdict("flat", plausible=False, why_not="older_people"),
    "RD10": Verdict("caravan", plausible=False, why_not="holiday_home"),
    "RD": Verdict("unknown"),
    "RH01": _not("parent_shell"),  # a house let by the room; the rooms have codes of their own
    "RH": Verdict("flat"),
    "RI": _not("institution"),
    "RB": _not("outbuilding"),
    "RC": _not("outbuilding"),
    "RG": _not("outbuilding"),
    "R": Verdict("unknown"),
    "X": Verdict("other"),  # a home and a business behind one door
    "CU01": _not("substation"),
    "C": _not("commercial"),
    "LW": _not("pond"),
    "L": _not("land"),
    "OR": _not("post_box"),
    "O": _not("object"),
    "P": _not("parent_shell"),
    "M": _not("commercial"),
    "Z": _not("object"),
    "U": _not("unclassified"),
}
"""By how the code begins; the longest that fits counts."""


@cache
def verdict(code: str) -> Verdict:
    """What the code means. Unfit for one that begins like none of those."""
    tidy = code.strip().upper()
    for length in range(len(tidy), 0, -1):
        if tidy[:length] in BY_BEGINNING:
            return BY_BEGINNING[tidy[:length]]
    raise Unfit("CLASS", "is not a classification code such as RD03" if tidy else "is empty")
