"""The square that an authenticator app reads."""

import segno

INLINE, ALONE = "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '


def square(url: str) -> str:
    """The address as a QR code: SVG of dark and light, so that it is read in dark mode and print too.

    It stands alone, as a picture has to: a browser shows none without its namespace.
    """
    drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#0b0c0c")
    return drawn.replace(INLINE, ALONE, 1)
