"""What whoever reported may be told: sentences of ours, and nothing of the household."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from firstbell.foundations.seals.rules import LETTERS
from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Sentence:
    """``to_anybody``: a member of the public may be told it. ``tells_of_others``: it says that others are involved, and
    is told only to those whose basis allows it."""

    words: str
    to_anybody: bool = False
    tells_of_others: bool = False


RECEIVED, LOOKED_AT, HELPED, SPEAK, ACTED, NO_ACTION = (
    *("received", "looked_at", "helped"),
    *("speak", "acted", "no_action"),
)
SENTENCES: Mapping[str, Sentence] = {
    RECEIVED: Sentence("We have your report. Ring 999 if somebody is in danger.", to_anybody=True),
    LOOKED_AT: Sentence("Somebody has read your report and decided what to do.", to_anybody=True),
    HELPED: Sentence("Somebody has acted on your report.", to_anybody=True),
    SPEAK: Sentence("Please speak with the hub about your report."),
    NO_ACTION: Sentence("We looked, and do nothing for now. Report again if you see more."),
    ACTED: Sentence("We are doing something, with other agencies.", tells_of_others=True),
}


def may_tell(code: str, *, sees_linked: bool, is_public: bool, can_be_reached: bool) -> None:
    """Refused where this sentence would tell this informant more than they may know, or could not reach them."""
    if code not in SENTENCES:
        raise Refused("That is nothing that may be told.", f"Choose one of: {', '.join(SENTENCES)}.")
    sentence = SENTENCES[code]
    if not can_be_reached:
        raise Refused("Nobody can be told: they left no name, and asked for no code.", "Leave it.")
    if is_public and not sentence.to_anybody:
        raise Refused("A member of the public is not told that.", f"Choose one of: {', '.join(told_to_anybody())}.")
    if sentence.tells_of_others and not sees_linked:
        raise Refused("Their basis does not allow them to know of others.", "Choose what says nothing of others.")


def drawn_code() -> str:
    """``7KQ3-MXP4-R2WD``: what whoever asked for it is shown once, and nobody can guess (58 bits)."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join(drawn[start : start + 4] for start in (0, 4, 8))


def plain_code(text: str) -> str:
    """A code or a reference as people type it, in one spelling."""
    return "".join(one for one in text.upper() if one.isalnum())


def told_to_anybody() -> tuple[str, ...]:
    return tuple(code for code, sentence in SENTENCES.items() if sentence.to_anybody)
