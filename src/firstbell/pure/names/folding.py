"""One way of writing a name, whoever wrote it: no case, accents, marks or titles, in Latin letters."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ə": "e", "ŋ": "ng",
        # Cyrillic, as passports write it
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
        "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"['’‘`´ʼʻʹʿʾ′]")
_NOT_LETTERS = re.compile(r"[^a-z]+")
TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "master", "sir", "rev", "prof"})


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The name in plain lower-case Latin letters: words parted by one blank, titles before a name left out.

    Hyphens part words; apostrophes do not (``O'Brien`` and ``OBrien`` are one name). Letters that have no Latin
    counterpart here (Arabic, Chinese) are left out, so a name written only in them folds to nothing.
    """
    lowered = _APOSTROPHES.sub("", text.casefold())
    lettered = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", lowered).translate(_LETTERS))
    plain = "".join(letter for letter in lettered if not unicodedata.combining(letter))
    words = _NOT_LETTERS.sub(" ", plain).split()
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
