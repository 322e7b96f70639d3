"""School names taken apart into the words that tell schools from each other and those that many share."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[a-z0-9]+")
PHRASES = (
    (re.compile(r"\b(?:church of england|c of e|c\. ?of ?e\.?|cof ?e|coe|c\.e\.?|c/e|ce)(?=\W|$)"), " ce "),
    (re.compile(r"\b(?:roman catholic|r\.c\.?|rc|catholic)(?=\W|$)"), " rc "),
    (re.compile(r"['’`´]"), ""),
    (re.compile(r"\bst\.(?=\w)"), "st "),
    (re.compile(r"&"), " and "),
    (re.compile(r"\b6th\b"), "sixth"),
    (re.compile(r"\bpre[- ]school\b"), "nursery"),
)
ASIDES = re.compile(
    r"\b(?:(?:miss|mrs|mr|ms)\.? [a-z]+(?: class)?|(?:year|yr|y|class|form|key stage|ks) ?\d{1,2}[a-z]?)\b"
)
"""What officers write beside a school's name: the teacher, the class. In a name itself they would be part of it."""
SHORT = {
    "saint": "st", "ss": "st", "sts": "st", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "dr": "drive",
    "prim": "primary", "pri": "primary", "pry": "primary", "primry": "primary", "sch": "school", "schl": "school",
    "acad": "academy", "acc": "academy", "acadamy": "academy", "coll": "college", "collage": "college",
    "inf": "infant", "jun": "junior", "jnr": "junior", "jr": "junior", "sec": "secondary", "comp": "comprehensive",
    "nur": "nursery", "nursary": "nursery", "uni": "university",
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
        "mat co known none know dont doesnt unsure no yes yet na tbc nk home educated ehe cme"
    ).split()
)
WEAK = TYPES | DENOMINATIONS | FILLERS
ROADS = frozenset({"road", "street", "lane", "avenue", "drive", "way", "close", "crescent", "grove", "terrace"})


@dataclass(frozen=True, slots=True)
class Words:
    """A text's telling words in order (*St Mary* is one, ``st_mary``), and the words of its kind that many share.

    ``whole`` is every word, for initials; ``street`` are a street's words, if one is named; ``says_where`` is set where
    an *in*, *near* or *on* says that the word behind it is a place.
    """

    telling: tuple[str, ...]
    shared: frozenset[str]
    whole: tuple[str, ...]
    street: frozenset[str] = frozenset()
    says_where: bool = False

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
    return _words(_tidied(text))


def words_said(text: str) -> Words:
    """The words of somebody who speaks of an establishment."""
    return _words(ASIDES.sub(" ", _tidied(text)))


def _words(tidied: str) -> Words:
    whole = _split(tidied)
    joined = _with_saints(whole)
    telling = [word for word in joined if _tells(word)]
    return Words(
        telling=tuple(dict.fromkeys(telling)),
        shared=frozenset(word for word in joined if word in WEAK),
        whole=whole,
        street=frozenset(_street(joined)),
        says_where=any(one in {"in", "near", "on"} and _tells(other) for one, other in pairwise(joined)),
    )


def place_words(*texts: str) -> frozenset[str]:
    """The words of towns, localities and streets, roads' own words included."""
    return frozenset(
        word for text in texts for word in _with_saints(_split(_tidied(text))) if word not in {"the", "and", "of"}
    )


def initials_of(words: Words) -> frozenset[str]:
    """The initials that a school may be called by: of every word, and of every word but the last ones of its kind."""
    long = [word for word in words.whole if word not in {"the", "of", "and", "for", "a", "in", "at", "ce", "rc"}]
    found = set()
    while len(long) >= 3:
        found.add("".join(word[0] for word in long))
        if long[-1] not in TYPES:
            break
        long.pop()
    return frozenset(found)


def bare(word: str) -> str:
    """A saint's name without the *St*."""
    return word.removeprefix("st_")


def _split(tidied: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in WORD.findall(tidied))


def _tidied(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    for pattern, plain in PHRASES:
        text = pattern.sub(plain, text)
    return text


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


def _street(words: Sequence[str]) -> list[str]:
    """The first road's own word and the telling words straight before it."""
    for at, word in enumerate(words):
        start = at
        while start and _tells(words[start - 1]) and words[start - 1] not in ROADS:
            start -= 1
        if word in ROADS and start < at:
            return list(words[start : at + 1])
    return []
