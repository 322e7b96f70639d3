"""Photographs: kept is what they are drawn from, and nothing that says where they were taken."""

import sys
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from firstbell.joint.early_picture.rules import photographs
from firstbell.pure.refusal import Refused


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + b"crc."


SCAN = segment(0xDA, b"\1\1\0\0?\0") + b"drawn\xff\0on\xff\xd0more"
DRAWN = [segment(0xDB, b"table"), segment(0xC0, b"frame"), segment(0xC4, b"codes"), SCAN]
JFIF = segment(0xE0, b"JFIF\0\1\2\0\0H\0H\1\1" + b"rgb")
HELD = segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0")
"""Notes of nothing but that a picture is held on its right side."""


def notes(order: Literal["little", "big"], held: int) -> bytes:
    """As a telephone writes them: where it is made, how it was held, and where it was."""
    tags = ((0x010F, 2, 4, 0x47505300), (0x0112, 3, 1, held << (16 if order == "big" else 0)), (0x8825, 4, 1, 50))
    sizes = (2, 2, 4, 4)
    written = b"".join(number.to_bytes(size, order) for tag in tags for number, size in zip(tag, sizes, strict=True))
    start = (b"II*\0" if order == "little" else b"MM\0*") + (8).to_bytes(4, order) + len(tags).to_bytes(2, order)
    return segment(0xE1, b"Exif\0\0" + start + written + bytes(4) + b"GPS 53.0, -2.2")


PLACES = [segment(0xE1, b"Exif\0\0GPS 53.0"), segment(0xE1, b"http://ns.adobe.com/xap GPS"), segment(0xFE, b"GPS")]


def test_a_jpeg_is_kept_without_where_it_was_taken() -> None:
    taken = b"\xff\xd8" + b"".join([JFIF, *PLACES, *DRAWN, segment(0xED, b"GPS")]) + b"\xff\xd9trailing GPS"
    bare = segment(0xE0, b"JFIF\0\1\2\0\0H\0H\0\0")
    assert photographs.stripped(taken) == ("image/jpeg", b"\xff\xd8" + b"".join([bare, *DRAWN]) + b"\xff\xd9")


@pytest.mark.parametrize("order", ["little", "big"])
def test_of_what_a_telephone_notes_only_how_it_was_held_is_kept(order: Literal["little", "big"]) -> None:
    """A portrait would lie on its side without it."""
    taken = b"\xff\xd8" + b"".join([notes(order, 6), *DRAWN]) + b"\xff\xd9"
    assert photographs.stripped(taken) == ("image/jpeg", b"\xff\xd8" + b"".join([HELD, *DRAWN]) + b"\xff\xd9")


@pytest.mark.parametrize("said", [notes("big", 1), notes("big", 0), notes("little", 9), notes("big", 6)[:24]])
def test_what_is_upright_or_says_nothing_that_can_be_read_is_kept_without_notes(said: bytes) -> None:
    said = segment(0xE1, said[4:])
    taken = b"\xff\xd8" + b"".join([said, *DRAWN]) + b"\xff\xd9"
    assert photographs.stripped(taken)[1] == b"\xff\xd8" + b"".join(DRAWN) + b"\xff\xd9"


def test_notes_that_say_they_are_many_cost_no_more_than_their_bytes() -> None:
    """Anybody may send ten megabytes of them."""
    claim = segment(0xE1, b"Exif\0\0MM\0*" + (8).to_bytes(4) + (0xFFFF).to_bytes(2))
    content, calls = b"\xff\xd8" + claim * 20 + b"".join(DRAWN) + b"\xff\xd9", []
    sys.setprofile(lambda frame, event, argument: calls.append(event))
    try:
        photographs.stripped(content)
    finally:
        sys.setprofile(None)
    assert len(calls) < 10 * len(content)


def test_a_png_is_kept_without_where_it_was_taken() -> None:
    start, drawn = b"\x89PNG\r\n\x1a\n", [chunk(b"IHDR", b"13"), chunk(b"IDAT", b"dots"), chunk(b"IEND", b"")]
    places = [chunk(b"eXIf", b"GPS"), chunk(b"tEXt", b"GPS"), chunk(b"zzZz", b"GPS")]
    taken = start + b"".join([drawn[0], *places, *drawn[1:]]) + b"GPS"
    assert photographs.stripped(taken) == ("image/png", start + b"".join(drawn))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8",
        b"\xff\xd8" + segment(0xDB, b"table"),
        b"\xff\xd8" + SCAN,
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xdb\0\0",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"13"),
        b"x" * (photographs.LARGEST + 1),
    ],
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        photographs.stripped(content)


@given_by(st.lists(st.sampled_from([JFIF, notes("little", 3), *PLACES, *DRAWN]), max_size=8), st.integers(0, 400))
def test_no_cut_or_mixed_photograph_keeps_a_place(parts: Sequence[bytes], cut: int) -> None:
    content = (b"\xff\xd8" + b"".join(parts) + b"\xff\xd9GPS")[: max(2, cut)]
    try:
        kept = photographs.stripped(content)[1]
    except Refused:
        return
    assert b"GPS" not in kept
