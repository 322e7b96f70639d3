"""What is sealed opens with its key, in its place, unchanged, and not otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.foundations.seals.rules import BrokenSeal, Ring, keyed, seal, unseal

OLD, NEW = "an old secret".replace(" ", "-"), "a-new-secret"
RING = Ring.of(NEW)
HERE, THERE = "cocoon.Operation.target:OC-2222AAAA", "cocoon.Operation.target:OC-3333BBBB"


@given(st.text())
def test_what_is_sealed_opens_again_and_shows_nothing(text: str) -> None:
    sealed = seal(text, ring=RING, bound=HERE)
    assert unseal(sealed, ring=RING, bound=HERE) == text
    assert len(text) < 4 or text not in sealed


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({seal("the same", ring=RING, bound=HERE) for _ in range(50)}) == 50


def test_a_seal_moved_to_another_row_does_not_open() -> None:
    sealed = seal("a home", ring=RING, bound=HERE)
    with pytest.raises(BrokenSeal, match="was changed or moved; take the row from a backup"):
        unseal(sealed, ring=RING, bound=THERE)


@pytest.mark.parametrize("at", [-2, 12, 30])
def test_a_changed_letter_breaks_it(at: int) -> None:
    sealed = seal("a home", ring=RING, bound=HERE)
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    with pytest.raises(BrokenSeal):
        unseal(changed, ring=RING, bound=HERE)


@pytest.mark.parametrize("nonsense", ["", ".", "no dot", f"{RING.keys[0][0]}.", f"{RING.keys[0][0]}.AAAA"])
def test_what_is_no_seal_is_said_to_be_none(nonsense: str) -> None:
    with pytest.raises(BrokenSeal):
        unseal(nonsense, ring=RING, bound=HERE)


def test_an_old_key_still_opens_and_no_longer_seals() -> None:
    before, both = Ring.of(OLD), Ring.of(f"{NEW}\n{OLD}")
    sealed = seal("a home", ring=before, bound=HERE)
    assert unseal(sealed, ring=both, bound=HERE) == "a home"
    with pytest.raises(BrokenSeal):
        unseal(seal("a home", ring=both, bound=HERE), ring=before, bound=HERE)
    with pytest.raises(BrokenSeal, match="put the secret it came from back"):
        unseal(sealed, ring=RING, bound=HERE)


def test_a_ring_without_a_secret_is_refused() -> None:
    with pytest.raises(ValueError, match=r"write one into seals[.]secret"):
        Ring.of(" \n")


def test_parts_are_never_mistaken_for_one_another() -> None:
    """Whatever is run together would give one day to two cells: ``C-1`` of ``2A`` is not ``C-12`` of ``A``."""
    drawn = {keyed(b"key", *parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("", "abc"))}
    assert len(drawn) == 5
    assert keyed(b"key", "a") != keyed(b"other", "a")
