"""Forenames: all that a person is given and called, and whether two records of them can be one person's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from nicknames import NickNamer

from firstbell.pure.names.folding import fold, nearly_alike, said, skeleton
from firstbell.pure.names.lists import lines
from firstbell.pure.names.placeholders import NO_NAMES, is_placeholder

# Names that come before many a child's own name and are shared by brothers, sisters and twins.
_SHARED_FIRST = frozenset({"muhammad", "syed", "sayyid", "syeda", "sayed"})
_JOINED_TO_NEXT = frozenset({"abdul", "abdel", "abd", "abdal", "abdi", "abu", "umm"})
_SAID_BETWEEN = frozenset({"known", "as", "aka", "called", "nee", "one", "two", "of"})
# What a child is called beside or among its forenames: Oliver (Ollie), Oliver "Ollie" James, Oliver known as Ollie.
_CALLED = re.compile(
    r"\(([^()]*)\)|[\"“”«]([^\"“”»]*)[\"“”»]|(?<=\s)['‘]([^'‘’]{2,})['’](?=\s|$)"
    r"|\b(?:(?:likes to be |also )?(?:known as|called)|k/a|a\.?k\.?a\.?|goes by|prefers|preferred name:?)\s(.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Folded forenames in one spelling each.

    ``first`` is the one that tells this child from others of the family; ``called`` all by which the child may be
    called (the first, the known-as, all run together); ``middle`` the rest, and ``every`` all. ``written`` is
    ``called`` in the spelling of the record.
    """

    first: str
    called: frozenset[str] = frozenset()
    middle: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    placeholder: bool = False

    @property
    def every(self) -> frozenset[str]:
        return self.called | self.middle

    def __bool__(self) -> bool:
        return bool(self.first)


@lru_cache(maxsize=200_000)
def given_names(forenames: str, known_as: str = "", aliases: tuple[str, ...] = ()) -> GivenNames:
    """Read the forenames as written, how the child is called said among them or not, the known-as and other names."""
    given, said = _given_and_called(forenames)
    own = [] if is_placeholder(forenames) else _own_words(given)
    also = [word for text in (known_as, *said, *aliases) if not is_placeholder(text) for word in _own_words(text)]
    if not own:
        own, also = also[:1], also[1:]
    if not own:
        return GivenNames("", placeholder=is_placeholder(forenames))
    written = frozenset({own[0], "".join(own), *also})
    called = frozenset(spelling(word) for word in written)
    middle = frozenset(spelling(word) for word in [*_words(given), *own[1:]]) - called
    return GivenNames(spelling(own[0]), called, middle, written, is_placeholder(forenames))


def _given_and_called(forenames: str) -> tuple[str, list[str]]:
    """The forenames without what is said among them of how the child is called, and that."""
    if not _CALLED.search(forenames):
        return forenames, []
    called = [said for found in _CALLED.findall(forenames) for said in found if said]
    return _CALLED.sub(" ", forenames), called


def _own_words(text: str) -> list[str]:
    """The words without those that the family's children share, unless there are no others."""
    words = _words(text)
    return [word for word in words if spelling(word) not in _SHARED_FIRST] or words


def _words(text: str) -> list[str]:
    """Folded words; ``abdul rahman`` is one name; single letters, placeholders and ``known as`` are none."""
    words: list[str] = []
    for word in fold(text).split():
        if words and words[-1] in _JOINED_TO_NEXT:
            words[-1] += word
        elif word not in _SAID_BETWEEN and word not in NO_NAMES:
            words.append(word)
    return [word for word in words if len(word) > 1] or words[:1]


@cache
def _spellings() -> dict[str, str]:
    """Every spelling listed, with the one that stands for all."""
    listed: dict[str, str] = {}
    for line in lines("spellings.txt"):
        first, *others = line.split()
        listed |= dict.fromkeys([first, *others], first)
    return listed


@cache
def _short_forms(file: str = "short_forms.txt") -> dict[str, frozenset[str]]:
    """Each full name with its short forms, both in their first spelling."""
    listed: dict[str, set[str]] = {}
    for line in lines(file):
        full, _, shorts = line.partition(":")
        listed.setdefault(spelling(full), set()).update(spelling(short) for short in shorts.split())
    return {full: frozenset(shorts - {full}) for full, shorts in listed.items()}


@cache
def _full_forms() -> dict[str, frozenset[str]]:
    """Each short form with its full names."""
    listed: dict[str, set[str]] = {}
    for full, shorts in _short_forms().items():
        for short in shorts:
            listed.setdefault(short, set()).add(full)
    return {short: frozenset(fulls) for short, fulls in listed.items()}


@cache
def _common() -> frozenset[str]:
    """Names that many children here bear, as written and in their first spellings."""
    written = {word for line in lines("borne_by_many.txt") for word in line.split()}
    return frozenset(written | {spelling(word) for word in written})


@cache
def _english() -> NickNamer:
    return NickNamer()


def spelling(word: str) -> str:
    """The spelling that stands for all spellings of this folded forename."""
    return _spellings().get(word.strip(), word.strip())


@lru_cache(maxsize=50_000)
def short_forms_of(name: str) -> frozenset[str]:
    """The short forms of a folded full name, in their first spellings: Ollie of Oliver, Kasia of Katarzyna."""
    full = spelling(name)
    english = {spelling(short) for short in _english().nicknames_of(name)}
    doubtful = _short_forms("not_short_forms.txt").get(full, frozenset()) | _two_common_names(full, english)
    return (_short_forms().get(full, frozenset()) | english - doubtful) - {full}


def _two_common_names(full: str, shorts: set[str]) -> set[str]:
    """Ryan is no short form of Adrian here, whatever an old list says: of two names that many children bear, only our
    own list is believed."""
    return shorts & _common() if full in _common() else set()


@lru_cache(maxsize=50_000)
def full_forms_of(name: str) -> frozenset[str]:
    """The full names of which this folded name is a short form."""
    ours = _full_forms().get(spelling(name), frozenset())
    english = {spelling(full) for full in _english().canonicals_of(name) if is_short_for(full, spelling(name))}
    return frozenset(ours | english) - {spelling(name)}


@lru_cache(maxsize=100_000)
def is_short_for(a: str, b: str) -> bool:
    """True where one of two folded names is the short form of the other."""
    return b in short_forms_of(a) or a in short_forms_of(b)


def compare_given_names(a: GivenNames, b: GivenNames) -> str:
    """``equal``, ``spelling`` (Mohammed, Muhammad), ``nickname`` (Rob of Robert), ``either`` (Ella of Isabella: a
    short form that is a name of its own too), ``middle`` (called by another of their names), ``sound`` (alike in sound
    and no more), ``near`` (misspelt), ``cut`` (a short form that no list has: Theodz and Theodore), ``shared``,
    ``kin``, ``begins`` (alike in two letters), ``initial``, ``different``; ``missing`` where either has no name at all.

    Two names that lists have, or that many children bear, are never a slip or a cut of one another, and do not only
    begin alike.

    A name that a family's children share before their own, such as Muhammad, counts for ``shared`` where one is given
    no other. ``kin`` are names of two sisters as easily as of one: Ella and Elsa, Lara and Laura, Noor Aisha and Noor
    Fatima.
    """
    if not a or not b:
        return "missing"
    if a.called & b.called:
        if _other_middle_names(a, b):
            return "kin"
        return "equal" if a.written & b.written else "spelling"
    if shorts := _shorts(a.called, b.called):
        return "either" if shorts <= _common() else "nickname"
    if (a.called & b.middle or b.called & a.middle) - _SHARED_FIRST:
        return "middle"
    if alike := [(x, y) for x in a.written for y in b.written if nearly_alike(x, y)]:
        return min((_slip(x, y) for x, y in alike), key=("sound", "near", "kin").index)
    if _only_a_shared_name(a, b):
        return "shared"
    if _two_short_forms_of_one(a.first, b.first):
        return "kin"
    if shorts := _shorts(a.called, b.middle) | _shorts(a.middle, b.called):
        return "kin" if shorts <= _common() else "near"
    return _beginnings(a, b)


def _other_middle_names(a: GivenNames, b: GivenNames) -> bool:
    """Noor Aisha and Noor Fatima: both have middle names, and none of them is alike."""
    ones, others = a.middle - _SHARED_FIRST, b.middle - _SHARED_FIRST
    if not ones or not others or ones & others or (a.called & others) or (b.called & ones):
        return False
    return not any(nearly_alike(x, y) or is_short_for(x, y) for x in ones for y in others)


def _only_a_shared_name(a: GivenNames, b: GivenNames) -> bool:
    """One is recorded as Muhammad and nothing else, the other has Muhammad before a name of his own."""
    return (a.first in _SHARED_FIRST and a.first in b.middle) or (b.first in _SHARED_FIRST and b.first in a.middle)


def _slip(a: str, b: str) -> str:
    """What two words are that are nearly alike. Two on lines of their own among the spellings are two names, however
    alike they sound; two that many children bear must sound the very same to be one."""
    shorter, longer = sorted((a, b), key=len)
    if longer == shorter + "a" or (_is_listed(a) and _is_listed(b)):
        return "kin"
    if _two_names(a, b):
        return "sound" if said(a) == said(b) else "kin"
    return "sound" if skeleton(a) == skeleton(b) else "near"


def _two_names(a: str, b: str) -> bool:
    return _is_a_name(a) and _is_a_name(b) and spelling(a) != spelling(b)


def _is_a_name(word: str) -> bool:
    return _is_listed(word) or word in _common()


def _is_listed(word: str) -> bool:
    return word in _spellings() or spelling(word) in _short_forms()


def _shorts(ones: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Those of either side that are short forms of one of the other side."""
    pairs = [pair for one, other in product(ones, others) for pair in ((one, other), (other, one))]
    return frozenset(short for full, short in pairs if short in short_forms_of(full))


def _two_short_forms_of_one(a: str, b: str) -> bool:
    """Kate and Katie, both of Katherine; not Lizzie and Beth, who may be sisters."""
    return a[:3] == b[:3] and bool(full_forms_of(a) & full_forms_of(b))


def _beginnings(a: GivenNames, b: GivenNames) -> str:
    """How far two names that no list and no slip brings together begin alike."""
    if _initial_only(a, b):
        return "initial"
    if any(is_cut_from(x, y) for x in a.written for y in b.written):
        return "kin" if all(_two_names(x, y) for x in a.written for y in b.written if is_cut_from(x, y)) else "cut"
    alike = a.first[:2] == b.first[:2] and not (_is_a_name(a.first) and _is_a_name(b.first))
    return "begins" if alike else "different"


_ENDINGS = re.compile(r"(?:ers|ie|ey|[yozsx])$")


@lru_cache(maxsize=100_000)
def is_cut_from(a: str, b: str) -> bool:
    """True where the shorter name, without an ending that such names get, is the beginning of the longer, in three
    letters or more: Fredo and Frederick, Zuzz and Zuzanna, Gabs and Gabriella."""
    shorter, longer = sorted((a, b), key=len)
    stem = _ENDINGS.sub("", shorter)
    bare = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return any(len(cut) >= 3 and longer.startswith(cut) for cut in (shorter, stem, bare))


def _initial_only(a: GivenNames, b: GivenNames) -> bool:
    return a.first[0] == b.first[0] and 1 in (len(a.first), len(b.first))


def forenames_compatible(a: str, b: str) -> str:
    """``compare_given_names`` for forenames as written, in fewer words: ``equal``, ``near``, ``nickname``, ``initial``,
    ``different`` or ``missing``."""
    found = compare_given_names(given_names(a), given_names(b))
    return _IN_FEWER_WORDS.get(found, found)


_IN_FEWER_WORDS = {
    "spelling": "equal",
    "either": "nickname",
    "middle": "nickname",
    "sound": "near",
    "shared": "near",
    "kin": "near",
    "cut": "near",
    "begins": "different",
}
