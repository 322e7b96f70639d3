"""What a walk through pages costs a person, by the keystroke-level model.

Card, Moran and Newell, "The keystroke-level model for user performance time with interactive systems", Communications
of the ACM 23(7), 1980: times of its operators in seconds. Typing is an average non-secretary's. Every click is given
the time of making up one's mind, which the model would leave out of some: the sum is rather too long than too short.
Waiting for pages, reading and talking are not in it.
"""

from dataclasses import dataclass

from playwright.sync_api import Locator

from fakes.browser import Visitor

TYPES, POINTS, PRESSES, TURNS, THINKS = 0.28, 1.10, 0.20, 0.40, 1.35
"""K of a key, P, K of a mouse button, H between mouse and keys (there and back again), M."""


@dataclass
class Effort:
    """Counts what hands do, of one person or of several after each other."""

    clicks: int = 0
    fields: int = 0
    characters: int = 0

    def click(self, visitor: Visitor, what: Locator) -> None:
        what.click()
        visitor.arrives()
        self.clicks += 1

    def type(self, visitor: Visitor, what: Locator, words: str) -> None:
        """Point at a field, and type into it."""
        self.click(visitor, what)
        what.press_sequentially(words)
        self.fields += 1
        self.characters += len(words)

    @property
    def seconds(self) -> float:
        pointing = self.clicks * (THINKS + POINTS + PRESSES)
        return pointing + self.fields * 2 * TURNS + self.characters * TYPES

    def __str__(self) -> str:
        return (
            f"{self.clicks} clicks, {self.characters} characters in {self.fields} fields: "
            f"{self.seconds:.0f} seconds by the keystroke-level model"
        )
