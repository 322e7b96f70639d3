"""Names written in other scripts, in the Latin letters in which their bearers' passports write them, or nearly."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from anyascii import anyascii

from firstbell.pure.names import arabic, indic
from firstbell.pure.names.lists import lines

# Latin letters that Unicode does not take apart into a plain letter and a mark.
_LATIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ə": "e", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    }
)  # fmt: skip
# Cyrillic as Ukrainian passports write it: most who come here with a name in Cyrillic are Ukrainian.
_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "a", "ы": "y",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ё": "e",
}  # fmt: skip
_UKRAINIAN_LETTERS = str.maketrans(_UKRAINIAN)
_OTHER_LETTERS = str.maketrans(_UKRAINIAN | {"г": "g", "и": "i", "й": "y", "ю": "yu", "я": "ya"})
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_NOT_UKRAINIAN = re.compile(r"[ыэёъ]|ия$|[ое]ва?$|ина?$|ская$|ский$")
# Greek letters that say something else together, or otherwise than the library has it.
_GREEK = (
    ("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"), ("γκ", "gk"), ("μπ", "b"), ("χ", "ch"), ("η", "i"),
    ("υ", "y"), ("ω", "o"),
)  # fmt: skip
_GREEK_LETTER = re.compile("[\u0370-\u03ff]")


def in_latin(text: str) -> str:
    """Text in lower case with its letters in Latin ones, without marks; a sign that is no letter becomes a blank.

    Common names are looked up (``other_scripts.txt``), since Arabic does not write their vowels; the rest goes by the
    letters. Scripts without a rule here, such as Chinese, are written as the library ``anyascii`` writes them.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    for run in _RULES:
        text = run.sub(_word, text)
    plain = _without_marks(unicodedata.normalize("NFC", text).translate(_LATIN))
    return "".join(letter if letter.isascii() else _any_letter(letter) for letter in plain)


def _word(found: re.Match[str]) -> str:
    return _common_names().get(as_listed(found[0])) or _RULES[found.re](found[0])


def as_listed(word: str) -> str:
    """The word as the list of common names has it: without the marks that some writers leave out."""
    return _without_marks(word) if _GREEK_LETTER.match(word) else arabic.as_listed(word)


def by_the_letters(word: str) -> str:
    """The word by the rule of its script alone; as it stands where there is none."""
    return next((rule(word) for run, rule in _RULES.items() if run.fullmatch(word)), word)


def _without_marks(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


@cache
def _any_letter(letter: str) -> str:
    """One letter as the library writes it, with a blank after a whole syllable: 王伟 is ``wang wei``."""
    if unicodedata.category(letter)[0] not in "LM":
        return " "
    written = "".join(sound for sound in anyascii(letter).lower() if "a" <= sound <= "z")
    return written + " " * (len(written) > 1 and unicodedata.name(letter, "").startswith(("CJK", "HANGUL")))


@cache
def _common_names() -> dict[str, str]:
    """Every listed name of another script, with its Latin spelling."""
    listed: dict[str, str] = {}
    for line in lines("other_scripts.txt"):
        latin, *others = line.split()
        listed |= dict.fromkeys(others, latin)
    return listed


def cyrillic(word: str) -> str:
    """By the letters, as passports of Ukraine have them, or of Russia and Bulgaria where letter or ending is theirs."""
    letters = _OTHER_LETTERS if _NOT_UKRAINIAN.search(word) else _UKRAINIAN_LETTERS
    return (_FIRST.get(word[0], word[0]) + word[1:]).translate(letters)


def greek(word: str) -> str:
    """By the letters; the accents go first, since capitals are written without them."""
    plain = _without_marks(word)
    for written, latin in _GREEK:
        plain = plain.replace(written, latin)
    return plain


_RULES: dict[re.Pattern[str], Callable[[str], str]] = {
    re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+"): arabic.by_the_letters,
    re.compile("[\u0400-\u052f]+"): cyrillic,
    re.compile("[\u0370-\u03ff]+"): greek,
    re.compile("[\u0900-\u0cff]+"): indic.by_the_letters,
}
