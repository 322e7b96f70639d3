"""How an entry of the audit trail is sealed, and what may stand in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from hashlib import sha256

FIRST = "0" * 64
"""What stands in place of the previous entry's hash before the first entry."""

LONGEST_SUBJECT = 500


CHAIN = "audit:chain"
"""The subject of what is done to the trail as a whole."""
VERIFICATION_ASKED, VERIFIED = "audit.verification_asked", "audit.verified"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done or read: ``action`` (``notice.release``), ``subject`` (a reference), ``why`` and ``details``."""

    action: str
    subject: str
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What ``verify_chain`` found.

    ``entries`` stand in the trail, ``head`` is the last one's hash by the head row. ``broken_at`` is the sequence of
    the first entry that is not as it was written, or None where the whole chain holds; ``reason`` says what is wrong.
    """

    entries: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries somebody wants to read. Empty: any. ``until`` is the first moment that is too late; ``by`` is a
    part of who did it, ``action`` and ``subject`` how they begin, ``organisation`` the whole of it."""

    since: datetime | None = None
    until: datetime | None = None
    by: str = ""
    action: str = ""
    subject: str = ""
    organisation: str = ""

    @property
    def used(self) -> list[str]:
        """The names of what narrows it, without what they say: that may be a person's."""
        return [one.name for one in fields(self) if getattr(self, one.name)]


@dataclass(frozen=True, slots=True)
class Verification:
    """The last time that the whole trail was read, and what that found; ``waiting`` since somebody asked again."""

    at: datetime | None
    entries: int
    head: str
    broken_at: int | None
    reason: str
    waiting: datetime | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is stored; ``details`` is canonical JSON, kept as text so that no database rewrites it."""

    sequence: int
    at: datetime
    by: str
    organisation: str
    action: str
    subject: str
    why: str
    details: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        return seal(
            self.sequence,
            self.at,
            (self.by, self.organisation, self.action, self.subject, self.why, self.details),
            self.previous,
        )


def seal(sequence: int, at: datetime, words: tuple[str, ...], previous: str) -> str:
    """The hash of an entry: SHA-256, in hex, over the canonical JSON of everything in it and the entry before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(canonical([sequence, moment, *words, previous]).encode()).hexdigest()


def canonical(value: object) -> str:
    """JSON with one spelling only: sorted keys, no spaces, plain ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def checked_details(details: Mapping[str, object]) -> str:
    """The details as canonical JSON. ValueError for a value that is not str, int, bool, None or a list of those."""
    for key, value in details.items():
        if not isinstance(key, str):
            raise ValueError(f"an audit detail's name is text, not {type(key).__name__}")
        for one in value if isinstance(value, list | tuple) else (value,):
            if one is not None and not isinstance(one, str | int):
                raise ValueError(
                    f"audit detail {key!r} holds {type(one).__name__}; only str, int, bool, None and lists of them"
                )
    return canonical(dict(details))


def checked_words(*words: str) -> tuple[str, ...]:
    """The same words. ValueError for what is no text, or what not every database keeps (NUL, half a character)."""
    for word in words:
        if not isinstance(word, str):
            raise ValueError(f"an audit entry is made of text, not {type(word).__name__}")
        if "\0" in word:
            raise ValueError("an audit entry cannot hold a NUL character")
        word.encode()
    return words


def fault(entry: Sealed, before: int, previous: str) -> tuple[int, str] | None:
    """What is wrong with an entry that should follow number ``before``, sealed as ``previous``: where and what."""
    here = before + 1
    if entry.sequence < here:
        return entry.sequence, f"entry {entry.sequence} was never recorded"
    if entry.sequence > here:
        return here, f"entry {here} is missing"
    if entry.hash != entry.expected_hash():
        return here, f"entry {here} is not as it was written"
    if entry.previous != previous:
        return max(before, 1), f"entry {max(before, 1)} was rewritten: entry {here} follows another"
    return None


def end_fault(sequence: int, last: str, head_sequence: int, head: str) -> tuple[int, str] | None:
    """What is wrong where the entries end at ``sequence`` sealed as ``last`` and the head row says otherwise."""
    if sequence < head_sequence:
        return sequence + 1, f"entries {sequence + 1} to {head_sequence} are missing from the end"
    if sequence > head_sequence:
        return head_sequence + 1, f"entries from {head_sequence + 1} on were never recorded"
    if last != head:
        return max(sequence, 1), f"entry {max(sequence, 1)} was rewritten: the head holds another hash"
    return None
