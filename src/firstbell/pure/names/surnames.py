"""Surnames: double-barrelled, in their men's and women's forms, with and without particles."""

import re
from functools import lru_cache

from firstbell.pure.names.folding import fold, nearly_alike

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
    """``equal``, ``form`` (-ski and -ska), ``part`` (one of a double name), ``near`` (one slip), ``different``, or
    ``missing`` where either is not known."""
    one, other = surname_key(a), surname_key(b)
    if not one or not other:
        return "missing"
    if one == other:
        return "equal"
    if one_form(one) == one_form(other) or {one, other} == {min(one, other, key=len), min(one, other, key=len) + "ova"}:
        return "form"
    if _share_a_part(a, b):
        return "part"
    return "near" if nearly_alike(one, other) else "different"


def _share_a_part(a: str, b: str) -> bool:
    ones = {one_form(part) for part in surname_parts(a) | {surname_key(a)}}
    return bool(ones & {one_form(part) for part in surname_parts(b) | {surname_key(b)}})


def surname_agrees(a: str, b: str) -> bool:
    """True where the two may be one person's surname: the same, its other form, a part of it, or one slip away."""
    return compare_surnames(a, b) in {"equal", "form", "part", "near"}
