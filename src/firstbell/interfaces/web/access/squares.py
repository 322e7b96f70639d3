"""The square that an authenticator app reads."""

from io import BytesIO

import segno


def square(url: str) -> str:
    """The address as a QR code: SVG of dark and light, so that it is read in dark mode and print too."""
    drawn = BytesIO()
    segno.make(url, error="m").save(drawn, kind="svg", xmldecl=False, scale=5, border=4, light="#fff", dark="#0b0c0c")
    return drawn.getvalue().decode()
