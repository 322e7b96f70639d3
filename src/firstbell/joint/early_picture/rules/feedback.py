"""What whoever reported may be told: sentences of ours, and nothing of the household."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from firstbell.joint.early_picture.rules.raising import sees_linked
from firstbell.pure.refusal import Refused

DUE = timedelta(days=3)
"""After a matter's first decision: ours, until an area sets its own."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``to_anybody``: a member of the public may be told it. ``tells_of_others``: it says that others are involved, and
    is told only to those whose basis allows it."""

    words: str
    to_anybody: bool = False
    tells_of_others: bool = False


RECEIVED, LOOKED_AT, SPEAK, ACTED, NO_ACTION = "received", "looked_at", "speak", "acted", "no_action"
SENTENCES: Mapping[str, Sentence] = {
    RECEIVED: Sentence("We have your report. Ring 999 if somebody is in danger.", to_anybody=True),
    LOOKED_AT: Sentence("Somebody has read your report and decided what to do.", to_anybody=True),
    SPEAK: Sentence("Please speak with the hub about your report."),
    NO_ACTION: Sentence("We looked, and do nothing for now. Report again if you see more."),
    ACTED: Sentence("We are doing something, with other agencies.", tells_of_others=True),
}


def may_tell(code: str, *, basis: str, is_public: bool, can_be_reached: bool) -> None:
    """Refused where this sentence would tell this informant more than they may know, or could not reach them."""
    if code not in SENTENCES:
        raise Refused("That is nothing that may be told.", f"Choose one of: {', '.join(SENTENCES)}.")
    sentence = SENTENCES[code]
    if not can_be_reached:
        raise Refused("Nobody can be told: the report came without a name.", "Leave it.")
    if is_public and not sentence.to_anybody:
        raise Refused("A member of the public is not told that.", f"Choose one of: {', '.join(told_to_anybody())}.")
    if sentence.tells_of_others and not sees_linked(basis):
        raise Refused("Their basis does not allow them to know of others.", "Choose what says nothing of others.")


def told_to_anybody() -> tuple[str, ...]:
    return tuple(code for code, sentence in SENTENCES.items() if sentence.to_anybody)
