"""School names taken apart into the words that tell schools from each other and those that many share."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from rapidfuzz.distance import DamerauLevenshtein

from firstbell.registers.schools.rules import speech

WORD = re.compile(r"[a-z0-9]+")
PHRASES = (
    (re.compile(r"\b(?:church of england|c of e|c\. ?of ?e\.?|cof ?e|coe|c\.e\.?|c/e|ce)(?=\W|$)"), " ce "),
    (re.compile(r"\b(?:roman catholic|r\.c\.?|rc|catholic)(?=\W|$)"), " rc "),
    (re.compile(r"['’`´]s?\b|['’`´]"), ""),
    (re.compile(r"\bst\.(?=\w)"), "st "),
    (re.compile(r"&"), " and "),
    (re.compile(r"\b6th\b"), "sixth"),
    (re.compile(r"\bpre[- ]school\b"), "nursery"),
)
SHORT = {
    "saint": "st", "ss": "st", "sts": "st", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive",
    "prim": "primary", "pri": "primary", "pry": "primary", "sch": "school", "schl": "school",
    "acad": "academy", "acc": "academy", "acdmy": "academy", "acdy": "academy", "coll": "college", "collage": "college",
    "inf": "infant", "jun": "junior", "jnr": "junior", "jr": "junior", "sec": "secondary", "comp": "comprehensive",
    "nur": "nursery", "nsy": "nursery", "uni": "university", "primaries": "primary", "nurseries": "nursery",
}  # fmt: skip


def _plain(word: str) -> str:
    """Short forms spelt out, and a last *s* dropped: possessives and plurals are written in every way."""
    word = SHORT.get(word, word)
    return word[:-1] if len(word) >= 4 and word.endswith("s") and not word.endswith("ss") else word


PHASES = {
    "nursery": (2, 5), "infant": (4, 7), "first": (4, 9), "primary": (4, 11), "junior": (7, 11), "middle": (8, 14),
    "secondary": (11, 18), "high": (11, 18), "comprehensive": (11, 18), "senior": (11, 18), "sixth": (16, 19),
}  # fmt: skip
"""Words for a phase of education with the ages that it has at the widest. *College* and *academy* say nothing."""
TYPES = frozenset({"school", "academy", "college", "centre", "nursery", "unit", "university"}) | frozenset(PHASES)
DENOMINATIONS = frozenset({"ce", "rc"})
FILLERS = frozenset(
    _plain(word)
    for word in (
        "a an and of the at in on for to with by near from or is it he she they his her their goes go attends attend "
        "attending going pupil student child children kid think thinks believed maybe probably possibly called named "
        "reception local now currently was were used unknown not sure year class form new group trust federation "
        "voluntary controlled aided va vc community foundation church england specialist special free independent "
        "mixed boys girls sports language arts technology science mathematics computing performing learning education "
        "mat co under upon known none know dont doesnt unsure no yes yet na tbc nk home educated ehe cme"
    ).split()
)
CHATTER = frozenset(map(_plain, speech.CHATTER))
WEAK = TYPES | DENOMINATIONS | FILLERS
ROADS = frozenset({"road", "street", "lane", "avenue", "drive", "way", "close", "crescent", "grove", "terrace"})
WHERE = frozenset({"a", "at", "in", "near", "of", "on", "the", "to"})
MISSPELT = ("school", "academy", "primary", "college", "nursery", "secondary", "infant", "junior")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's telling words in order (*St Mary* is one, ``st_mary``), and the words of its kind that many share.

    ``whole`` is every word, for initials; ``runs`` are neighbours written as one word. Of what somebody said: ``roads``
    are the words up to and with each road's own word; ``says_where`` is set where an *in*, *near* or *on* says that the
    word behind it is a place; ``denials`` are words by which the school may not be the child's at all.
    """

    telling: tuple[str, ...]
    shared: frozenset[str]
    whole: tuple[str, ...]
    runs: frozenset[str] = frozenset()
    roads: tuple[tuple[str, ...], ...] = ()
    says_where: bool = False
    denials: frozenset[str] = frozenset()

    @property
    def ages(self) -> tuple[int, int] | None:
        """The widest ages of the phases that the text names; None if it names none."""
        spans = [PHASES[word] for word in self.shared if word in PHASES]
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None

    @property
    def in_full(self) -> tuple[frozenset[str], frozenset[str]]:
        """The telling words, and those of its kind and denomination: two names alike in both are the same name."""
        return frozenset(self.telling), self.shared & (TYPES | DENOMINATIONS)

    @property
    def denominations(self) -> frozenset[str]:
        return self.shared & DENOMINATIONS


def words_in(text: str) -> Words:
    """The words of an establishment's name."""
    whole = _split(_tidied(text))
    joined = _with_saints(whole)
    return Words(
        telling=tuple(dict.fromkeys(word for word in joined if _tells(word))),
        shared=frozenset(word for word in joined if word in WEAK),
        whole=whole,
        runs=runs_of(text),
    )


def every_word(text: str) -> tuple[str, ...]:
    """All words of a text, in its order and spelt alike however they were written: *St Mary's* as *Saint Marys*."""
    return _split(_tidied(text))


def words_said(text: str) -> Words:
    """The words of somebody who speaks of an establishment."""
    tidied = _tidied(text)
    whole = tuple(_as_kind(word) for word in _split(speech.without_asides(tidied)))
    joined = _with_saints(whole)
    spoken = [word for word in joined if word != "the"]
    return Words(
        telling=tuple(dict.fromkeys(word for word in joined if _tells(word))),
        shared=frozenset(word for word, after in pairwise([*joined, ""]) if word in WEAK and after not in ROADS),
        whole=whole,
        roads=tuple(_roads(joined)),
        says_where=any(one in {"in", "near", "on"} and _tells(other) for one, other in pairwise(spoken)),
        denials=speech.denials_in(tidied),
    )


def place_words(text: str) -> frozenset[str]:
    """The words of a town, locality or street, a road's own word included."""
    return frozenset(_with_saints(_split(_tidied(text)))) - {"the", "and", "of", "in", "on", "under", "upon", "near"}


def runs_of(text: str) -> frozenset[str]:
    """Two or three neighbours as one word: *Blythe Bridge* is ``blythebridge`` too, *Co-op* ``coop``."""
    plain = WORD.findall(re.sub(r"['’`´]", "", _unaccented(text)))
    tidied = WORD.findall(_tidied(text))
    found = {
        "".join(words[at : at + n]) for words in (plain, tidied) for n in (2, 3) for at in range(len(words) - n + 1)
    }
    return frozenset(_plain(run) for run in found)


INITIALS = {"ce": ("", "c", "ce", "cofe"), "rc": ("", "c", "rc")} | {
    word: ("", word[0]) for word in ("c", "a", "va", "vc")
}
"""Names are written with or without their denomination and status, and so are their initials."""


def initials_of(words: Words) -> frozenset[str]:
    """The initials that a school may be called by: of every word, and of every word but the last ones of its kind."""
    long = [word for word in words.whole if word not in {"the", "of", "and", "for", "in", "at"}]
    found: set[str] = set()
    while sum(word not in INITIALS for word in long) >= 2:
        found |= set(map("".join, product(*(INITIALS.get(word, ()) or (word[0],) for word in long))))
        if long[-1] not in TYPES:
            break
        long.pop()
    return frozenset(one for one in found if len(one) >= 3)


def bare(word: str) -> str:
    """A saint's name without the *St*."""
    return word.removeprefix("st_")


def _split(tidied: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in WORD.findall(tidied))


def _unaccented(text: str) -> str:
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def _tidied(text: str) -> str:
    text = _unaccented(text)
    for pattern, plain in PHRASES:
        text = pattern.sub(plain, text)
    return text


def _as_kind(word: str) -> str:
    """A long word of a kind that is misspelt by a letter: *acadmey*, *schol*."""
    near = (kind for kind in MISSPELT if kind[0] == word[0] and DamerauLevenshtein.distance(word, kind) == 1)
    return next(near, word) if len(word) > 4 and word not in WEAK else word


def _with_saints(words: Sequence[str]) -> list[str]:
    found: list[str] = []
    waiting = False
    for word in words:
        if waiting and word not in WEAK and word not in ROADS:
            found.append(f"st_{word}")
        elif word != "st":
            found += ["street"] * waiting + [word]
        waiting = word == "st"
    return found + ["street"] * waiting


def _tells(word: str) -> bool:
    return word not in WEAK and len(word) > 1 and not word.isdigit()


def _roads(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each road's own word with up to four words before it, as far as they can be of its name."""
    for at, word in enumerate(words):
        start = at
        while start and at - start < 4 and words[start - 1] not in ROADS | WHERE:
            start -= 1
        if word in ROADS and start < at:
            yield tuple(words[start : at + 1])
