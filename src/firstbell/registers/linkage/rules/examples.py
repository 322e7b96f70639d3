"""From what people decided of a child, and who was put forward, to what a second model learns."""

from collections.abc import Sequence
from dataclasses import replace

from firstbell.pure.matching.decided import Decided
from firstbell.registers.linkage.rules.answering import Seen
from firstbell.registers.linkage.rules.deciding import left_to_learn
from firstbell.registers.linkage.rules.judgements import Told
from firstbell.registers.linkage.rules.traits import traits


def example(incident: str, seen: Seen, told: Told, stands_for: float = 1.0) -> Decided | None:
    """``incident`` keeps the children of one incident together. None where the pupil decided for is not among those put
    forward, and where people decided for several."""
    matching = [place for place, option in enumerate(seen.options) if told.says_same(option.candidate.pupil)]
    if told.same:
        return replace(example_of(incident, seen, matching[0]), stands_for=stands_for) if len(matching) == 1 else None
    judged = frozenset(
        place for place, option in enumerate(seen.options) if told.says_different(option.candidate.pupil)
    )
    return replace(example_of(incident, seen, None, judged), stands_for=stands_for)


def example_of(incident: str, seen: Seen, same: int | None, judged: frozenset[int] | None = None) -> Decided:
    """``same`` is the place of the child's pupil among the options, ``judged`` the places that were decided: None for
    all."""
    fronts, free = left_to_learn(seen.options)
    rows = traits(seen.child, seen.options)
    return Decided(
        incident=incident,
        rows=tuple(tuple(map(float, rows[place])) for place in fronts),
        same=fronts.index(same) if same in fronts else None,
        free=frozenset(fronts.index(place) for place in free),
        sure=_linked(seen, fronts),
        on_roll=same is not None,
        asks=seen.answer.outcome in ("review", "many"),
        known=None if judged is None else frozenset(fronts.index(place) for place in judged if place in fronts),
    )


def _linked(seen: Seen, fronts: Sequence[int]) -> int | None:
    """The place among ``fronts`` of the pupil whom the rules link."""
    chosen = seen.answer.chosen
    if chosen is None:
        return None
    lines = {entry.entry_id for entry in chosen.registrations}
    same = (
        place
        for place, number in enumerate(fronts)
        if any(entry.entry_id in lines for entry in seen.options[number].candidate.registrations)
    )
    return next(same, None)
