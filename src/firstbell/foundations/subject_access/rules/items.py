"""What is held about somebody, item by item, as the part that holds it tells it; and what may become of each."""

from collections.abc import Mapping
from dataclasses import dataclass

NAME, BIRTH, ADDRESS, CONTACT = "name", "birth", "address", "contact"
SCHOOL, SERVICE, WORKER, EVENT, TEXT = "school", "service", "worker", "event", "text"
TOPICS = {
    NAME: "What somebody is called, and their numbers",
    BIRTH: "When somebody was born",
    ADDRESS: "Where somebody lives, or something happened",
    CONTACT: "How somebody is reached, and when it is safe",
    SCHOOL: "Where a child goes to school",
    SERVICE: "Who helps somebody, and that they do",
    WORKER: "Who worked on it",
    EVENT: "What happened, and when",
    TEXT: "What somebody said or wrote",
}
GUARDED = frozenset({ADDRESS, CONTACT, SCHOOL, SERVICE, WORKER})
"""What leads to somebody. It leaves only if it is the person's own and they ask for themselves (section 8)."""

ANYBODY, STAFF, VICTIM, PARTY, CHILD, PARTNER, PUPILS = (
    *("anybody", "staff", "victim", "party", "child", "partner", "pupils"),
)
OTHERS = {
    ANYBODY: "It is free text, and may speak of anybody.",
    STAFF: "It names somebody who worked on it.",
    VICTIM: "It shows that somebody told the police, or was said to be harmed.",
    PARTY: "It speaks of another party to the incident.",
    CHILD: "It speaks of a child.",
    PARTNER: "It speaks of a partner, or a former one.",
    PUPILS: "It speaks of other pupils.",
}
"""Who else is in an item: kinds of people, never which."""

RELEASE, WITHHOLD, NEVER = "release", "withhold", "never"


@dataclass(frozen=True, slots=True)
class Told:
    """How a field is told: what it is about, who else is in it, and whether it is the person's own at all.

    ``sealed``: only a release opens it. ``protected``: it must not become known (R15).
    """

    topic: str = TEXT
    others: tuple[str, ...] = ()
    own: bool = True
    sealed: bool = False
    protected: bool = False


FREE = Told(TEXT, (ANYBODY,))
"""Words that somebody wrote, and every field of which nobody said what it is."""
BY_STAFF = Told(WORKER, (STAFF,), own=False)
HAPPENED = Told(EVENT)

Telling = Mapping[str, Told | None]
"""How the fields of one table are told, by name; None for one that says nothing to anybody, such as a digest."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held about somebody.

    ``key`` names table, row and field (``support.Client:12:surname``), ``of`` the thing it stands in, by a reference.
    ``value`` is in words; where ``told.sealed`` it is what is stored, which nobody can read.
    """

    key: str
    of: str
    value: str
    told: Told

    @property
    def table(self) -> str:
        return self.key.split(":")[0]

    @property
    def field(self) -> str:
        """Of a stored document the last step: where it stood among others would tell of them."""
        return self.key.split(":", 2)[2].rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be somebody's: ``key`` finds it again, the rest is for a person to tell whose it is.

    ``kind`` is a key of ``config.subject_access.KINDS``; ``born`` is in words, empty where it is not known.
    """

    kind: str
    key: str
    of: str
    name: str
    born: str
    what: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """What becomes of an item if nobody says otherwise; after NEVER nobody can. ``why`` is a list of sentences."""

    default: str
    why: tuple[str, ...] = ()


NOT_THEIRS = "It leads to somebody else."
NOT_TO_ANOTHER = "It leads to the person, and somebody else asks."
IS_SEALED = "It lies sealed: a release opens it."
IS_PROTECTED = "It is protected."


def bearing(told: Told, *, asks_for_themselves: bool) -> Bearing:
    """Withheld where anybody else is in it, and never released where it leads to somebody but whoever asks."""
    others = tuple(OTHERS[one] for one in told.others)
    if told.topic in GUARDED and not told.own:
        return Bearing(NEVER, (NOT_THEIRS, *others))
    if told.topic in GUARDED and not asks_for_themselves:
        return Bearing(NEVER, (NOT_TO_ANOTHER, *others))
    shut = ((IS_SEALED,) if told.sealed else ()) + ((IS_PROTECTED,) if told.protected else ())
    return Bearing(WITHHOLD if others or shut else RELEASE, (*others, *shut))
