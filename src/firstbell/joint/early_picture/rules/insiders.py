"""Whether a household is closed to somebody who would read of it, because it may be about them (decision 15)."""

from collections.abc import Iterable

from firstbell.pure.refusal import Refused, is_written_out
from firstbell.registers.incidents.rules.ties import are_namesakes


def is_about(name: str, people: Iterable[tuple[str, str]]) -> bool:
    """Whether somebody who signs in under this name may be one of these people, by (forenames, surname). A namesake is
    closed out too, until a supervisor has looked."""
    return any(are_namesakes(name, *one) for one in people)


def may_say(reader: str, reason: str, by: str) -> None:
    """Refused for one's own, and without a reason."""
    if reader.casefold() == by.casefold():
        raise Refused("Nobody says of themselves what is closed to them.", "Another supervisor says so.")
    if not is_written_out(reason):
        raise Refused("The reason is not written out.", "Write in a sentence how they are tied to it, or are not.")
