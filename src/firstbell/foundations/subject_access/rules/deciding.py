"""Who decides what of an item: one officer proposes, another confirms, and nothing leaves that was not confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstbell.foundations.subject_access.rules.items import NEVER, RELEASE, WITHHOLD, Item, bearing
from firstbell.pure.refusal import Refused

GROUNDS: dict[str, dict[str, str]] = {
    RELEASE: {
        "own": "It is about them alone",
        "agreed": "Whoever else is in it agreed",
        "known": "It says nothing of others that they do not know from the person themself",
        "reasonable": "It is reasonable without the others’ agreement (schedule 2, paragraph 16)",
    },
    WITHHOLD: {
        "others": "It says something of somebody else",
        "exists": "It would show that somebody else is known, spoke, or was helped",
        "safety": "It could put somebody at risk",
        "crime": "It would prejudice preventing or investigating crime",
        "privileged": "It is legally privileged",
    },
}
"""Why an item is released or withheld."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer says of one item: to ``release`` or to ``withhold`` it, and on what ``ground``."""

    key: str
    decision: str
    ground: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said of one item. ``digest`` is of its value then; ``confirmed_by`` is "" until a second person did."""

    key: str
    digest: str
    decision: str
    ground: str
    proposed_by: str
    confirmed_by: str = ""
    sent_back_why: str = ""

    @property
    def waits(self) -> bool:
        """For a second person: it was proposed, and neither confirmed nor sent back."""
        return not self.confirmed_by and not self.sent_back_why


TO_PROPOSE, TO_CONFIRM, SENT_BACK, CHANGED, SETTLED, SHUT = (
    *("to_propose", "to_confirm", "sent_back", "changed", "settled", "shut"),
)
STATES = {
    TO_PROPOSE: "Nothing is proposed",
    TO_CONFIRM: "Waits for a second person",
    SENT_BACK: "Sent back",
    CHANGED: "Changed since it was decided",
    SETTLED: "Confirmed",
    SHUT: "Never leaves",
}


def state(item: Item, digest: str, decided: Decided | None, *, asks_for_themselves: bool) -> str:
    """How an item stands. One whose value changed since somebody looked at it counts as not decided."""
    if bearing(item.told, asks_for_themselves=asks_for_themselves).default == NEVER:
        return SHUT
    if decided is None:
        return TO_PROPOSE
    if decided.digest != digest:
        return CHANGED
    if decided.sent_back_why:
        return SENT_BACK
    return SETTLED if decided.confirmed_by else TO_CONFIRM


def check_choice(choice: Choice, item: Item | None, *, asks_for_themselves: bool) -> None:
    """Refused for an item that is not there or never leaves, and for a ground that is none of its decision's."""
    if item is None or bearing(item.told, asks_for_themselves=asks_for_themselves).default == NEVER:
        raise Refused("Nobody decides on that item.", "Look at the page again.")
    if choice.ground not in GROUNDS.get(choice.decision, {}):
        raise Refused("A decision needs a ground of its own kind.", "Choose a ground for each item.")


def may_confirm(decided: Decided | None, digest: str, by: str) -> None:
    """Refused to whoever proposed it, and where there is nothing to confirm or it has changed."""
    if decided is None or not decided.waits:
        raise Refused("Nothing waits for a second person there.", "Look at the page again.")
    if decided.digest != digest:
        raise Refused("It has changed since it was proposed.", "Have it proposed again.")
    if decided.proposed_by == by:
        raise Refused("Nobody confirms what they proposed.", "Ask another information officer.")


def may_release(states: Iterable[str], *, searched: bool) -> None:
    """Refused while any item that can leave is not settled by two people, and before anybody looked."""
    if not searched:
        raise Refused("Nobody has looked for their records.", "Search, and pick those that are theirs.")
    if left := sum(one not in (SETTLED, SHUT) for one in states):
        raise Refused(f"{left} of the items are not settled by two people.", "Propose and confirm every one.")


def leaving(
    items: Iterable[Item], decisions: Mapping[str, Decided], digests: Mapping[str, str], *, asks_for_themselves: bool
) -> list[Item]:
    """The items that two people release as they are now; of what never leaves none, whatever was said of it."""
    return [
        item
        for item in items
        if (said := decisions.get(item.key)) is not None
        and said.decision == RELEASE
        and state(item, digests[item.key], said, asks_for_themselves=asks_for_themselves) == SETTLED
    ]
