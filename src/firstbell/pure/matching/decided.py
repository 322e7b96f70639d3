"""A child whom people decided, as a second model learns from it and is measured on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """One child whom people decided.

    ``rows`` are the traits of those who may be put in front, ``same`` is the place of the child's pupil among them
    (None: not among them), ``free`` the places that no guard forbids, ``sure`` the place of the one whom the rules
    alone link (None: nobody), and ``asks`` whether they ask a person. ``on_roll`` says whether the child has a pupil at
    all. ``stands_for`` is how many children a sampled one speaks for. ``known`` are the places that people judged; None
    for all, as wherever they found the child.
    """

    incident: str
    rows: tuple[tuple[float, ...], ...]
    same: int | None
    free: frozenset[int]
    sure: int | None
    on_roll: bool
    asks: bool
    stands_for: float = 1.0
    known: frozenset[int] | None = None

    def knows(self, place: int) -> bool:
        return self.known is None or place in self.known
