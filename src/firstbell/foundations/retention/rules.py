"""Who may have records of people destroyed, what may not be, and what is kept of it afterwards."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from firstbell.pure.refusal import Refused, is_written_out

INCIDENT, CLIENT, PARTICIPANT, HOUSEHOLD, REQUEST = "incident", "client", "participant", "household", "request"
KINDS = {
    INCIDENT: "An incident, with its cases, notices and people",
    CLIENT: "A client of a support service",
    PARTICIPANT: "A participant of a programme",
    HOUSEHOLD: "A household of the hub",
    REQUEST: "A request for data",
}
"""What is destroyed whole or not at all, and can be held. A ``subject`` is a kind and a reference: ``client:SC-1``."""

PROPOSED, APPROVED, DONE, WITHDRAWN = "proposed", "approved", "done", "withdrawn"
STATUSES = {
    PROPOSED: "Waits for a second person",
    APPROVED: "Is being destroyed",
    DONE: "Destroyed",
    WITHDRAWN: "Taken back",
}
WAITING, GONE, KEPT = "waiting", "gone", "kept"
"""Of each thing that is to be destroyed: it waits, it is gone, or it was kept after all, as it is held or not old."""


def subject_of(kind: str, reference: str) -> str:
    return f"{kind}:{reference}"


def check_hold(kind: str, reference: str, reason: str) -> None:
    """Refused for what cannot be held, and without a reason."""
    if kind not in KINDS or not reference.strip():
        raise Refused("A hold is on one thing, by its reference.", "Choose what it is, and give its reference.")
    if not is_written_out(reason):
        raise Refused("A hold needs its reason.", "Write in a sentence who needs it kept, and for what.")


def may_end_hold(ended: bool, reason: str) -> None:
    if ended:
        raise Refused("This hold has ended already.", "Look at the list.")
    if not is_written_out(reason):
        raise Refused("A hold ends for a reason.", "Write in a sentence why it need not be kept any more.")


def may_propose(subjects: Iterable[str], waiting: bool) -> None:
    if waiting:
        raise Refused("The same is proposed already.", "Have it approved or taken back first.")
    if not any(True for _ in subjects):
        raise Refused("Nothing is older than it may be kept.", "There is nothing to do.")


def may_approve(status: str, proposed_by: str, by: str) -> None:
    """Refused to whoever proposed it: what is destroyed cannot be brought back, so two people look."""
    _must_wait(status)
    if proposed_by == by:
        raise Refused("Nobody approves what they proposed.", "Ask somebody else who may.")


def may_take_back(status: str) -> None:
    _must_wait(status)


def _must_wait(status: str) -> None:
    if status != PROPOSED:
        raise Refused("It does not wait for a second person.", "Look at how it stands.")


def digest_of(subjects: Iterable[str]) -> str:
    """SHA-256, in hex, over what was destroyed, in order: whoever has the list can prove that it was this one."""
    return sha256("\n".join(sorted(subjects)).encode()).hexdigest()


def summed(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Rows by table, over several things."""
    total: dict[str, int] = {}
    for one in rows:
        for table, count in one.items():
            total[table] = total.get(table, 0) + count
    return {table: count for table, count in sorted(total.items()) if count}
