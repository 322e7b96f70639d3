"""The lists of names that ship with the package, line by line."""

from collections.abc import Sequence
from importlib import resources


def lines(name: str) -> Sequence[str]:
    """The lines of a list without its comments."""
    text = resources.files("firstbell.pure.names").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
