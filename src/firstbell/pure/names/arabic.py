"""Words in Arabic script (Arabic, Persian, Urdu, Sorani) by their letters, with vowels where they must be."""

import re

from anyascii import anyascii

_LETTERS = {
    "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ى": "a", "ء": "", "ؤ": "u", "ئ": "", "ب": "b", "پ": "p",
    "ت": "t", "ٹ": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ڈ": "d", "ذ": "dh", "ر": "r",
    "ڑ": "r", "ڕ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
    "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "ڵ": "l", "م": "m", "ن": "n",
    "ں": "n", "ه": "h", "ہ": "h", "ھ": "h", "ة": "a", "ۃ": "a", "ۀ": "a", "ە": "a", "ۆ": "o", "ێ": "e", "ے": "e",
    "و": "w", "ي": "y", "ی": "y",
}  # fmt: skip
_ALIKE = str.maketrans("أإآٱىيئؤكہھةۃەۀ", "اااایییوکهههههه", "ء")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_VOWELS = frozenset("aeiou")
_LONG = {"w": "u", "y": "i"}
_WRITES_A_VOWEL = re.compile("[اآىويیةەۆێے]")


def as_listed(word: str) -> str:
    """The word without vowel marks, and with one letter for those that keyboards and hands mix up."""
    return _MARKS.sub("", word).translate(_ALIKE)


def by_the_letters(word: str) -> str:
    """``karim`` for كريم: an ``a`` wherever a vowel is needed and none is written; the article ``al`` stands apart."""
    bare = _MARKS.sub("", word)
    if bare.startswith("عبدال") and len(bare) > 6:
        return "abdul" + by_the_letters(bare[5:])
    if bare.startswith("ال") and len(bare) > 4:
        return "al " + by_the_letters(bare[2:])
    return _with_vowels(_sounds(bare))


def _sounds(word: str) -> list[str]:
    """Each letter's sound. ``w`` and ``y`` are vowels unless they begin a word or a vowel follows; an Urdu ``h`` joins
    the consonant before it."""
    sounds: list[str] = []
    for place, letter in enumerate(word):
        sound = _LETTERS[letter] if letter in _LETTERS else anyascii(letter).lower()
        if letter == "ھ" and sounds and sounds[-1] not in _VOWELS:
            sounds[-1] += "h"
        elif sound in _LONG and sounds and not _WRITES_A_VOWEL.match(word, place + 1):
            sounds.append(_LONG[sound])
        elif sound or (letter == "ع" and not sounds):
            sounds.append(sound or "a")
    return sounds


def _with_vowels(sounds: list[str]) -> str:
    """Parts two consonants that begin or end a word, and the second of three from the third."""
    out: list[str] = []
    for place, sound in enumerate(sounds):
        meet = bool(out) and sound not in _VOWELS and out[-1] not in _VOWELS
        if meet and (len(out) == 1 or place == len(sounds) - 1 or out[-2] not in _VOWELS):
            out.append("a")
        out.append(sound)
    return "".join(out)
