"""Which establishment an officer's words mean."""

from collections.abc import Sequence

from firstbell.registers.schools.rules import StatedCandidate


def stated_school(text: str, *, near: Sequence[str], age: int | None, authority: str | None) -> list[StatedCandidate]:
    """Open establishments that ``text`` may mean, best first; empty until the index is built (being written)."""
    return []
