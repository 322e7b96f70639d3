"""Whether an employer in an officer's words is this establishment (R8): a reason to ask, never a certainty."""

from firstbell.pure.names import fold

_STAGES = frozenset(
    {
        "nursery",
        "primary",
        "infant",
        "junior",
        "first",
        "middle",
        "high",
        "secondary",
        "grammar",
        "college",
        "university",
    }
)
_EDUCATION = _STAGES | {"school", "academy", "sixth", "form", "pre", "federation", "trust", "education", "learning"}
_ADDED = frozenset(
    {
        "a", "aided", "and", "at", "c", "catholic", "ce", "centre", "church", "co", "cofe", "community", "controlled",
        "e", "england", "for", "in", "of", "provided", "rc", "roman", "s", "saint", "st", "the", "va", "vc",
        "voluntary",
    }
)  # fmt: skip
_SHORT = {"infants": "infant", "juniors": "junior", "schools": "school"}


def names_establishment(employer: str, name: str) -> bool:
    """Every telling word of the establishment's name is in the employer's, and nothing says that it is another kind.

    Words that many schools share (school, primary, St, CofE) tell nothing; without any other, the names must be equal.
    """
    theirs, ours = _words(employer), _words(name)
    telling = ours - _EDUCATION - _ADDED
    if not telling:
        return bool(ours - _ADDED) and theirs - _ADDED == ours - _ADDED
    if not telling <= theirs or _other_stage(theirs, ours):
        return False
    return bool(theirs & _EDUCATION) or theirs <= telling | _ADDED


def _other_stage(theirs: frozenset[str], ours: frozenset[str]) -> bool:
    return bool(theirs & _STAGES and ours & _STAGES) and not theirs & ours & _STAGES


def _words(text: str) -> frozenset[str]:
    return frozenset(_SHORT.get(word, word) for word in fold(text).split())
