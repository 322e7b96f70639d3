"""Photographs: kept is what they are drawn from, and nothing that says where they were taken."""

from collections.abc import Sequence

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
PLACES = [segment(0xE1, b"Exif\0\0GPS 53.0"), segment(0xE1, b"http://ns.adobe.com/xap GPS"), segment(0xFE, b"GPS")]


def test_a_jpeg_is_kept_without_where_it_was_taken() -> None:
    taken = b"\xff\xd8" + b"".join([JFIF, *PLACES, *DRAWN, segment(0xED, b"GPS")]) + b"\xff\xd9trailing GPS"
    bare = segment(0xE0, b"JFIF\0\1\2\0\0H\0H\0\0")
    assert photographs.stripped(taken) == ("image/jpeg", b"\xff\xd8" + b"".join([bare, *DRAWN]) + b"\xff\xd9")


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


@given_by(st.lists(st.sampled_from([JFIF, *PLACES, *DRAWN]), max_size=8), st.integers(0, 200))
def test_no_cut_or_mixed_photograph_keeps_a_place(parts: Sequence[bytes], cut: int) -> None:
    content = (b"\xff\xd8" + b"".join(parts) + b"\xff\xd9GPS")[: max(2, cut)]
    try:
        kept = photographs.stripped(content)[1]
    except Refused:
        return
    assert b"GPS" not in kept
