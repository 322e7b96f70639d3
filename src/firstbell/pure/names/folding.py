"""One way of writing a name, whoever wrote it: no case, accents, marks or titles, in Latin letters."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from firstbell.pure.names.scripts import in_latin

# Apostrophes of all kinds, and characters that show nothing.
_LEFT_OUT = re.compile("['’‘`´ʼʻʹʿʾ′‛＇\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NOT_LETTERS = re.compile(r"[^a-z]+")
TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "master", "sir", "rev", "prof"})


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The name in plain lower-case Latin letters: words parted by one blank, titles before a name left out.

    Hyphens part words; apostrophes do not (``O'Brien`` and ``OBrien`` are one name). Names in other scripts come out
    in Latin letters (``scripts.in_latin``): محمد is ``mohammed``, Олександр ``oleksandr``.
    """
    lowered = _LEFT_OUT.sub("", text.casefold())
    words = _NOT_LETTERS.sub(" ", lowered if lowered.isascii() else in_latin(lowered)).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


# Sounds that English ears and Polish, Welsh or South Asian spellings write differently; the order matters.
_SOUNDS = (
    ("sch", "sh"), ("tsch", "ch"), ("cz", "ch"), ("sz", "sh"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("dd", "d"),
    ("ff", "f"), ("gh", "g"), ("kh", "k"), ("th", "t"), ("wh", "w"), ("ks", "x"), ("ee", "i"), ("ea", "i"),
    ("ie", "i"), ("ei", "i"), ("ey", "i"), ("oo", "u"), ("ou", "u"), ("aw", "o"), ("au", "o"), ("ai", "a"),
    ("ay", "a"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "C"), ("c", "k"), ("q", "k"), ("y", "i"),
    ("w", "v"), ("z", "s"), ("j", "g"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """How a folded word sounds, roughly, its vowels kept: ``hassan`` and ``hussain`` stay two names."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    bare = _DOUBLED.sub(r"\1", word).rstrip("h")
    return bare[:-1] if len(bare) > 3 and bare.endswith("e") else bare


# How English children's names are said: what `skeleton` runs together, such as Anna and Anaya, Rose and Ross, Macy and
# Maisie, Josh and Jose, stays apart here.
_HEARD = tuple(
    (re.compile(written), sound)
    for written, sound in (
        ("h+$", ""), ("sc?h", "S"), ("ch", "C"), ("ph", "f"), ("[kg]h", "k"), ("th", "t"), ("ck|q", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("g(?=[eiy])", "j"), ("(?:ay|ai|ae)(?![aeiouy])", "A"),
        ("ee|ea(?=[^aeiou])|ie|ei|ey|iy|y", "i"), ("oo|ou", "u"), (r"([^s])\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def said(word: str) -> str:
    """How a folded word of an English school register is said: equal only for names that no ear tells apart."""
    for written, sound in _HEARD:
        word = written.sub(sound, word)
    return word


def nearly_alike(a: str, b: str) -> bool:
    """Two folded words that a slip of the pen or the ear explains: the same sound, or, the first letter kept, one
    letter wrong, missing, added or changed over (in the sound of six letters too; two in a word of nine or more)."""
    shorter = min(len(a), len(b))
    if shorter < 3:
        return False
    one, other = skeleton(a), skeleton(b)
    if one == other:
        return True
    if a[0] != b[0] or shorter < 4:
        return False
    sounding = min(len(one), len(other)) >= 6 and _within(one, other, 1)
    return sounding or _within(a, b, 2 if shorter >= 9 else 1)


def _within(a: str, b: str, slips: int) -> bool:
    return OSA.distance(a, b, score_cutoff=slips) <= slips
