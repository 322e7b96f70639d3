"""What is kept of a photograph: what it is drawn from, and nothing that says where, when or with what it was taken.

Only JPEG and PNG are taken. What is not known to be needed for drawing is left out, so that a new place to put a
location is left out too; nothing is decoded, so that no picture can attack whoever takes it in. How a telephone was
held is read out of its notes and written anew, alone, so that nobody is shown lying on their side.
"""

from collections.abc import Iterator
from typing import Literal

from firstbell.pure.refusal import Refused

LARGEST = 10_000_000
MOST = 3
JPEG, PNG = "image/jpeg", "image/png"

_JPEG_DRAWN = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE}) - {0xC8}
"""Frames, tables and intervals (ITU-T T.81 table B.1)."""
_SCAN, _END = 0xDA, 0xD9
_JFIF_BARE = 14
"""Bytes of a JFIF header up to its thumbnail."""
_EXIF = b"Exif\0\0"
_ORDERS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
_ORIENTATION, _TURNED, _ENTRY = 0x0112, range(2, 9), 12
"""Exif (JEITA CP-3451, 4.6): the tag of how a picture is held, its values but for upright, and bytes of one note."""
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_DRAWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"})


def stripped(content: bytes) -> tuple[str, bytes]:
    """Its type and what is kept of it. Refused for what is too large, broken, or neither JPEG nor PNG."""
    if len(content) > LARGEST:
        raise Refused("The photograph is too large.", f"Send one of {LARGEST // 1_000_000} MB at most.")
    try:
        if content.startswith(b"\xff\xd8"):
            return JPEG, b"\xff\xd8" + b"".join(_of_jpeg(content)) + b"\xff\xd9"
        if content.startswith(_PNG_START):
            return PNG, _PNG_START + b"".join(_of_png(content))
    except (IndexError, ValueError):
        raise Refused("The photograph is broken.", "Take it again, or send it without.") from None
    raise Refused("Photographs are JPEG or PNG.", "Save it as one of them.")


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    """The segments that it is drawn from, up to its end; what follows that is left out. ValueError without an end."""
    at = 2
    while (marker := _marker(content, at)) != _END:
        after = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if after > len(content) or after < at + 4:
            raise ValueError("a segment longer than the file")
        segment = content[at:after]
        if marker in _JPEG_DRAWN or (marker == 0xEE and segment[4:9] == b"Adobe"):
            yield segment
        elif marker == 0xE0 and segment[4:9] == b"JFIF\0":
            yield b"\xff\xe0\x00\x10" + segment[4 : 4 + _JFIF_BARE - 2] + b"\0\0"
        elif marker == 0xE1:
            yield _turned(segment[4:])
        elif marker == _SCAN:
            after = _end_of_scan(content, after)
            yield content[at:after]
        at = after


def _turned(notes: bytes) -> bytes:
    """Exif notes that say how the picture is held and nothing else; none where these do not say it, or say upright."""
    held = _held(notes.removeprefix(_EXIF)) if notes.startswith(_EXIF) else 0
    if held not in _TURNED:
        return b""
    note = b"".join(number.to_bytes(size) for number, size in ((_ORIENTATION, 2), (3, 2), (1, 4), (held, 2), (0, 2)))
    body = _EXIF + b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + note + bytes(4)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _held(notes: bytes) -> int:
    """How a picture is held, out of the first directory of its notes; 0 where they do not say or are cut off."""
    if (order := _ORDERS.get(notes[:4])) is None:
        return 0

    def number(at: int, size: int) -> int:
        return int.from_bytes(notes[at : at + size], order)

    first = number(4, 4)
    # However many notes they say they are: a photograph of nothing but such claims must not keep anybody busy.
    entries = range(first + 2, min(first + 2 + _ENTRY * number(first, 2), len(notes)), _ENTRY)
    return next((number(at + 8, 2) for at in entries if number(at, 2) == _ORIENTATION), 0)


def _marker(content: bytes, at: int) -> int:
    if content[at] != 0xFF:
        raise ValueError("no marker where one must be")
    return content[at + 1]


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: neither a stuffed byte nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _of_png(content: bytes) -> Iterator[bytes]:
    at, name = len(_PNG_START), b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        after = at + 12 + length
        if len(name) < 4 or after > len(content):
            raise ValueError("a chunk longer than the file")
        if name in _PNG_DRAWN:
            yield content[at:after]
        at = after
