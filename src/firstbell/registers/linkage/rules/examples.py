"""From what people decided of a child, and who was put forward, to what a second model learns."""

from collections.abc import Sequence

from firstbell.pure.matching.decided import Decided
from firstbell.registers.linkage.rules.answering import Seen
from firstbell.registers.linkage.rules.deciding import Option, left_to_learn
from firstbell.registers.linkage.rules.judgements import Told, pupil_keys
from firstbell.registers.linkage.rules.traits import traits


def example(incident: str, seen: Seen, told: Told, stands_for: float = 1.0) -> Decided | None:
    """``incident`` keeps the children of one incident together. None where the pupil decided for is not among those put
    forward, but on some roll perhaps: or where people decided for several."""
    matching = [place for place, option in enumerate(seen.options) if _is(option, told.same)]
    if told.same and len(matching) != 1:
        return None
    fronts, free = left_to_learn(seen.options)
    rows = traits(seen.child, seen.options)
    same = matching[0] if matching else None
    judged = [place for place in fronts if _is(seen.options[place], told.different)]
    return Decided(
        incident=incident,
        rows=tuple(tuple(map(float, rows[place])) for place in fronts),
        same=fronts.index(same) if same in fronts else None,
        free=frozenset(fronts.index(place) for place in free),
        sure=_linked(seen, fronts),
        on_roll=bool(told.same),
        asks=seen.answer.outcome in ("review", "many"),
        stands_for=stands_for,
        known=None if told.same else frozenset(fronts.index(place) for place in judged),
    )


def _is(option: Option, pupils: frozenset[str]) -> bool:
    return not pupils.isdisjoint(pupil_keys(option.candidate.pupil))


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
