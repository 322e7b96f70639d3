"""The square that an authenticator app reads."""

import segno


def square(url: str) -> str:
    """The address as a QR code: SVG of dark and light, so that it is read in dark mode and print too."""
    drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#0b0c0c")
    return drawn
