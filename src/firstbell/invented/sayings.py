"""A school as people name it at the door."""

from random import Random

from firstbell.invented.errors import mistyped
from firstbell.invented.sources import School

LEFT_OUT = (
    *(
        "Church of England",
        "Voluntary Aided",
        "Voluntary Controlled",
        "(Aided)",
        "(A)",
        "(C)",
        "(VC)",
        "(VA)",
        "CofE",
        "C of E",
    ),
    *(
        "CE",
        "RC",
        "Roman Catholic",
        "Catholic",
        "Primary",
        "Academy",
        "School",
        "First",
        "Infant",
        "Junior",
        "Middle",
        "High",
    ),
    *("Community", "Nursery", "and", "Specialist", "College", "Sixth", "Form", "the", "The", "Voluntary", "Controlled"),
)


def short(name: str) -> str:
    """What is left of a school's name in daily speech: ``Sir Graham Balfour High School`` is ``Sir Graham Balfour``."""
    words = name.replace("(", " (").split()
    kept = [word for word in words if word.strip(",") not in LEFT_OUT]
    return " ".join(kept) or name


def said(rng: Random, school: School, how: str = "") -> str:
    """``how``: ``exact``, ``short``, ``typed`` (short, with a slip), ``saint`` (short, no apostrophe) or drawn."""
    how = how or rng.choices(("exact", "short", "typed"), (2, 6, 1))[0]
    if how == "exact":
        return school.name
    spoken = short(school.name).replace("'", "").replace("’", "")
    if how == "saint":
        return " ".join(spoken.split()[:2])
    if how == "typed":
        words = spoken.split()
        words[-1] = mistyped(rng, words[-1])
        return " ".join(words)
    kind = {"Primary": " primary", "Secondary": " high"}.get(school.phase, "")
    return spoken + (kind if rng.random() < 0.5 else "")
