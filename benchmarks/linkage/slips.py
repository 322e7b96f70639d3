"""One name written as somebody else writes it: short, heard wrongly, mistyped, in another spelling.

The rules here were written for the benchmark. Its lists of short forms and spellings overlap with those of the product,
which flatters it; names that no list has are therefore shortened and respelt by rule (``by_rule``).
"""

from collections.abc import Callable
from functools import cache
from random import Random

from firstbell.invented.sources import rows

_BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim",
    "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
# Written once, heard another way: at a door, by telephone.
_HEARD = (
    ("th", "f"), ("b", "p"), ("p", "b"), ("d", "t"), ("t", "d"), ("m", "n"), ("n", "m"), ("s", "z"), ("z", "s"),
    ("v", "f"), ("f", "v"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ee", "ea"), ("ea", "ee"), ("ai", "ay"), ("ay", "ai"),
    ("ie", "y"), ("y", "ie"), ("ey", "y"), ("er", "ar"), ("or", "er"), ("on", "en"), ("an", "en"), ("in", "en"),
    ("ph", "f"), ("ll", "l"), ("l", "ll"), ("ss", "s"), ("r", "rr"), ("ow", "o"), ("ou", "oo"), ("oo", "u"), ("j", "g"),
    ("sh", "ch"), ("wr", "r"), ("kn", "n"), ("gh", "f"), ("a", "e"), ("e", "i"), ("o", "a"), ("u", "o"),
)  # fmt: skip
# One name in two alphabets or customs of writing, heard alike.
_WRITTEN = (
    ("oo", "ou"), ("ou", "u"), ("u", "oo"), ("ee", "i"), ("i", "ee"), ("aa", "a"), ("a", "aa"), ("ai", "ey"),
    ("ei", "ai"), ("y", "i"), ("i", "y"), ("j", "dj"), ("q", "k"), ("k", "q"), ("kh", "ch"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("sh", "ch"), ("w", "v"), ("cz", "ch"), ("sz", "sh"), ("rz", "zh"), ("ch", "h"), ("h", ""),
    ("ss", "s"), ("s", "ss"), ("mm", "m"), ("o", "u"), ("e", "a"), ("ł", "w"), ("ó", "u"), ("ś", "sh"), ("ż", "z"),
    ("ź", "z"), ("ń", "n"), ("ą", "on"), ("ę", "en"), ("ș", "sh"), ("ț", "ts"), ("ă", "a"), ("dd", "th"), ("ll", "l"),
    ("f", "v"), ("sia", "sha"), ("uwa", "wa"), ("tunde", "tundi"), ("chi", "shi"),
)  # fmt: skip
_VOWELS = frozenset("aeiouyAEIOUY")


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("nicknames.csv.gz"):
        found.setdefault(row["name"], []).append(row["nickname"])
    return {name: tuple(short) for name, short in found.items()}


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("spellings_by_hand.csv"):
        names = row["spellings"].split()
        found |= {name: tuple(other for other in names if other != name) for name in names}
    return found


def nickname(rng: Random, name: str, by_rule: float) -> str:
    """A listed short form. Of a name that no list has, one as people make them (Masy of Mason) as often as ``by_rule``
    says; else the name itself."""
    listed = _short_forms().get(name, ())
    if listed:
        return rng.choice(listed)
    return _shortened(rng, name) if rng.random() < by_rule else name


def _shortened(rng: Random, name: str) -> str:
    stem = _first_syllable(name)
    if len(stem) < 2 or len(stem) >= len(name) - 1:
        return name
    return stem + rng.choice(("y", "ie", "y", "ie", "z", "o", "" if len(stem) > 2 else "s"))


def _first_syllable(name: str) -> str:
    """Up to the consonant after the first vowels: Oliver gives Ol, Charlotte Char."""
    letters = iter(range(1, len(name)))
    seen = name[:1] in _VOWELS
    for place in letters:
        vowel = name[place] in _VOWELS
        if seen and not vowel:
            return name[: place + 1]
        seen = seen or vowel
    return name


def respelt(rng: Random, name: str, by_rule: float) -> str:
    """Another listed spelling. Of a name that no list has, one by rule as often as ``by_rule`` says; else the name."""
    listed = _spellings().get(name, ())
    if listed:
        return rng.choice(listed)
    return _by_sound(rng, name, _WRITTEN) if rng.random() < by_rule else name


def misheard(rng: Random, name: str) -> str:
    """One sound taken for another; two in a long name now and then."""
    heard = _by_sound(rng, name, _HEARD)
    return _by_sound(rng, heard, _HEARD) if len(name) > 6 and rng.random() < 0.25 else heard


def _by_sound(rng: Random, name: str, sounds: tuple[tuple[str, str], ...]) -> str:
    low = name.lower()
    found = [(old, new) for old, new in sounds if old in low]
    if not found:
        return name
    old, new = rng.choice(found)
    places = [place for place in range(len(low)) if low.startswith(old, place) and _fits(low, place, old, new)]
    if not places:
        return name
    at = rng.choice(places)
    return _capital(low[:at] + new + low[at + len(old) :], name)


def _fits(name: str, at: int, old: str, new: str) -> bool:
    """Nobody hears a letter doubled where the name begins, or beside another of its kind."""
    return new != old + old or (at > 0 and old not in (name[at - 1], name[at + 1 : at + 2]))


def mistyped(rng: Random, name: str) -> str:
    """A letter left out, doubled, taken from the next key, or changed over with its neighbour."""
    if len(name) < 3:
        return name
    at = rng.randrange(1, len(name) - 1) if rng.random() < 0.92 else 0
    return _capital(rng.choice(_FINGERS)(rng, name.lower(), at), name)


def _left_out(_: Random, name: str, at: int) -> str:
    return name[:at] + name[at + 1 :]


def _doubled(_: Random, name: str, at: int) -> str:
    return name[:at] + name[at] + name[at:]


def _next_key(rng: Random, name: str, at: int) -> str:
    return name[:at] + rng.choice(_BESIDE.get(name[at], "e")) + name[at + 1 :]


def _changed_over(_: Random, name: str, at: int) -> str:
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


_FINGERS: tuple[Callable[[Random, str, int], str], ...] = (_left_out, _doubled, _next_key, _changed_over)


def _capital(name: str, like: str) -> str:
    """Capitals where words begin, as in ``like``."""
    return name.lstrip("'- ").title() if like[:1].isupper() else name


def digit_slip(rng: Random, digits: str) -> str:
    """One digit of several replaced by another."""
    at = rng.choice([place for place, letter in enumerate(digits) if letter.isdigit()])
    return digits[:at] + rng.choice([digit for digit in "0123456789" if digit != digits[at]]) + digits[at + 1 :]
