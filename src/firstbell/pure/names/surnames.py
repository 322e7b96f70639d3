"""Surnames: double-barrelled, in their men's and women's forms, with and without particles."""

import re
from functools import lru_cache

from firstbell.pure.names.folding import fold, nearly_alike
from firstbell.pure.names.forenames import spelling

_PARTICLES = frozenset(
    {
        "ab", "abu", "al", "ap", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
        "dos", "du", "el", "ferch", "ibn", "la", "le", "mac", "mc", "o", "st", "ten", "ter", "van", "von",
    }
)  # fmt: skip
_UNKNOWN = frozenset(
    {
        "na", "nfa", "nk", "nosurname", "nosurnamegiven", "none", "notgiven", "notknown", "null", "surnameunknown",
        "tba", "tbc", "unk", "unknown", "unnamed", "x", "xx", "xxx",
    }
)  # fmt: skip
# Names of faith and custom, and second names of very many men: Simran Kaur Gill and Simran Kaur Sandhu are of two
# families. In the spellings of `spellings.txt` where that has them.
_OF_CUSTOM = frozenset(
    {
        "ahmad", "akhtar", "akhter", "aktar", "akter", "akther", "ali", "alom", "alam", "bai", "bano", "banu", "begam",
        "begom", "begum", "bibi", "bin", "binte", "devi", "hassan", "hussain", "islam", "jahan", "jan", "kaur",
        "khanam", "khanom", "khanum", "khatoon", "khatun", "kour", "kumar", "kumari", "lal", "mia", "miah", "mian",
        "muhammad", "nessa", "nisa", "parveen", "rahman", "rehman", "singh", "sultana", "uddin", "udin", "ullah",
        "ulhaq",
    }
)  # fmt: skip
# MacDonald as McDonald; and sisters of Kowalski, Nowacki, Ivanov, Petrov, Novak and Kazlauskas.
_FORMS = (
    (re.compile(r"^mac(?=[^aeiou]..)"), "mc"),
    (re.compile(r"(sk|ck|dzk|zk)a$"), r"\1i"),
    (re.compile(r"(sk|ck|dzk|zk)y$"), r"\1i"),
    (re.compile(r"(ov|ev|in)a$"), r"\1"),
    (re.compile(r"(iene|aite|yte|iute|ute)$"), "as"),
    (re.compile(r"(?<=...)(is|ys|us)$"), "as"),
)


@lru_cache(maxsize=200_000)
def surname_key(surname: str) -> str:
    """The folded surname run together (``De la Cruz`` is ``delacruz``); empty where it is not known."""
    joined = "".join(fold(surname).split())
    return "" if joined in _UNKNOWN else joined


@lru_cache(maxsize=200_000)
def surname_parts(surname: str) -> frozenset[str]:
    """The names of which a double surname is made, and the name without its particles; never the whole of it."""
    words = [word for word in fold(surname).split() if word not in _PARTICLES]
    return frozenset(word for word in words if len(word) > 2) - {surname_key(surname)}


@lru_cache(maxsize=200_000)
def one_form(key: str) -> str:
    """Kowalska as Kowalski, Ivanova as Ivanov, Kazlauskaite as Kazlauskas, MacDonald as McDonald: only to compare."""
    for ending, form in _FORMS:
        if len(key) > 5 and ending.search(key):
            return ending.sub(form, key)
    return key


@lru_cache(maxsize=200_000)
def compare_surnames(a: str, b: str) -> str:
    """``equal``, ``form`` (-ski and -ska), ``part`` (one of a double name, as ``share_a_part`` says), ``near`` (one
    slip), ``different``, or ``missing`` where either is not known."""
    one, other = surname_key(a), surname_key(b)
    if not one or not other:
        return "missing"
    if one == other:
        return "equal"
    if one_form(one) == one_form(other) or {one, other} == {min(one, other, key=len), min(one, other, key=len) + "ova"}:
        return "form"
    if share_a_part(_forms(a), _forms(b)):
        return "part"
    return "near" if nearly_alike(one, other) else "different"


def _forms(surname: str) -> frozenset[str]:
    return frozenset(one_form(part) for part in surname_parts(surname) | {surname_key(surname)})


def share_a_part(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of keys and parts of surnames agree. A name of custom such as Kaur says nothing where both sides
    have another name besides: Kaur is Kaur Gill, and Kaur Gill is not Kaur Sandhu."""
    shared = ones & others
    if not all(is_of_custom(part) for part in shared):
        return True
    return bool(shared) and not (ones - shared and others - shared)


def is_of_custom(part: str) -> bool:
    """True for a folded name of faith or custom that families do not share, or nearly all do: Kaur, Begum, Ali."""
    return spelling(part) in _OF_CUSTOM


def surname_agrees(a: str, b: str) -> bool:
    """True where the two may be one person's surname: the same, its other form, a part of it, or one slip away."""
    return compare_surnames(a, b) in {"equal", "form", "part", "near"}
