"""Where a child stands: one word a child, for `verify` and the exports ("stands in exactly one place")."""

from collections.abc import Collection

from firstbell.responses.encompass.rules import status


def standing(*, in_scope: bool, nowhere: bool, notices: Collection[tuple[str, str]], open_review: bool) -> str:
    """One of ``establishment``, ``authority``, ``force``, ``person``, ``no_establishment``, ``none``, or ``""``.

    ``notices`` are (kind, status) of every notice of the child. The empty word means that the child stands nowhere,
    which must never be. A notice that left outranks a question beside it; one that waits for a person does not.
    """
    if not in_scope:
        return "none"
    gone = {kind for kind, state in notices if state in status.ON_ITS_WAY}
    for kind in ("force", "establishment", "authority"):
        if kind in gone:
            return kind
    if open_review or any(state in status.WAITING for _, state in notices):
        return "person"
    return "no_establishment" if nowhere else ""
