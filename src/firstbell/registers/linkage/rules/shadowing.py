"""A second model beside the answers that are given, before anybody lets it answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from firstbell.pure.refusal import Refused
from firstbell.registers.linkage.rules import LinkAnswer

Measured = Mapping[str, Any]
"""As ``training.learning`` wrote it into the model."""
SHADOW, ON, OFF = "shadow", "on", "off"
NOBODY = frozenset({"", "administrator"})
"""Names under which nobody answers for a decision."""


@dataclass(frozen=True, slots=True)
class ShadowCounts:
    """How often a model in shadow would have answered alike, linked or asked where the answer given did not, or linked
    another pupil."""

    agreed: int = 0
    would_link: int = 0
    would_ask: int = 0
    another_pupil: int = 0

    def __add__(self, other: "ShadowCounts") -> "ShadowCounts":
        return ShadowCounts(
            self.agreed + other.agreed,
            self.would_link + other.would_link,
            self.would_ask + other.would_ask,
            self.another_pupil + other.another_pupil,
        )

    @property
    def answers(self) -> int:
        return self.agreed + self.would_link + self.would_ask + self.another_pupil


@dataclass(frozen=True, slots=True)
class SecondModelState:
    """A second model that was learnt here. ``fits`` is False where this release serves other traits: then it is not
    asked, whatever its state, and the rules answer."""

    name: str
    digest: str
    state: str
    counts: ShadowCounts
    measured: Measured
    fits: bool


def counted(given: Mapping[str, LinkAnswer], shadow: Mapping[str, LinkAnswer]) -> ShadowCounts:
    return sum((_one(answer, shadow[who]) for who, answer in given.items()), ShadowCounts())


def _one(given: LinkAnswer, shadow: LinkAnswer) -> ShadowCounts:
    one, other = given.chosen, shadow.chosen
    if one and other:
        alike = _lines(one.registrations) == _lines(other.registrations)
        return ShadowCounts(agreed=1) if alike else ShadowCounts(another_pupil=1)
    if one:
        return ShadowCounts(would_ask=1)
    return ShadowCounts(would_link=1) if other else ShadowCounts(agreed=1)


def _lines(registrations: Iterable[Any]) -> set[int]:
    return {entry.entry_id for entry in registrations}


def refuse_switch(state: str, answers: int, by: str, reason: str) -> None:
    """Raise Refused unless a named person, who can see what it did in shadow, gives a reason."""
    if by in NOBODY:
        raise Refused("Nobody is named who answers for this.", "Give your name with --as.")
    if not reason.strip():
        raise Refused("No reason was given.", "Say why; others will read it.")
    if state == ON:
        raise Refused("This model is switched on already.", "There is nothing to do.")
    if not answers:
        raise Refused("This model has not answered anything in shadow yet.", "Wait for a night's run.")
