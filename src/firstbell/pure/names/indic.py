"""Words in the scripts of India and Bangladesh by what Unicode calls their letters: one rule for nine alphabets."""

import re
import unicodedata

# Where English writes a letter otherwise than its name in Unicode says.
_WRITTEN = {
    "ca": "cha", "cha": "chha", "tta": "ta", "ttha": "tha", "dda": "da", "ddha": "dha", "nna": "na", "nnna": "na",
    "lla": "la", "ssa": "sha", "rra": "ra", "nya": "na", "nga": "na", "yya": "ya", "pha": "fa", "aa": "a", "ii": "i",
    "uu": "u", "ee": "e", "oo": "o", "vocalic r": "ri",
}  # fmt: skip
_NASAL = frozenset({"anusvara", "candrabindu", "bindi", "tippi"})
_NAME = re.compile(r"\w+ (?:(letter|vowel sign|sign) )?(.*)")  # gurmukhi vowel sign ii
_INHERENT = "*"  # the vowel that a consonant has unless a sign gives it another or none
_UNSAID = re.compile(r"(?<=[aeiou*])([^aeiou*]h?)\*(?=([^aeiou*])h?(?!\2)[^aeiou*]?h?[aeiou*])")


def by_the_letters(word: str) -> str:
    """``gurprit`` for ਗੁਰਪ੍ਰੀਤ: the inherent vowel is left out where nobody says it, inside a word and at its end."""
    said = ""
    for letter in unicodedata.normalize("NFC", word):
        said = _and(said, unicodedata.name(letter, "").lower())
    return _UNSAID.sub(r"\1", said.removesuffix(_INHERENT)).replace(_INHERENT, "a")


def _and(said: str, name: str) -> str:
    """What is said so far, and the letter or sign of this name after it."""
    kind, sound = found.groups() if (found := _NAME.match(name)) else ("", "")
    written = _WRITTEN.get(sound, sound)
    if kind == "vowel sign":
        return said.removesuffix(_INHERENT) + written
    if kind == "letter":
        return said + (written[:-1] + _INHERENT if written[-1:] == "a" and written != "a" else written)
    if sound == "virama":
        return said.removesuffix(_INHERENT)
    if sound == "nukta" and said.endswith("j" + _INHERENT):
        return said[:-2] + "z" + _INHERENT
    return said + "n" if sound in _NASAL else said
