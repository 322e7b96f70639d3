"""Which open establishment carries on a closed one."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

FOLLOWED = ("Successor", "Result of Amalgamation", "Merged - ")
"""How GIAS's link types begin that lead from a closed establishment to what carries it on. *Sixth Form Centre*,
*Expansion*, *Closure* and *Other* say nothing of the kind."""
FOLLOWED_BACK = ("Predecessor",)


@dataclass(frozen=True, slots=True)
class CurrentUrn:
    """``urn`` is the open establishment meant today, or None; ``reason`` says how it was found or why it was not."""

    urn: str | None
    reason: str


def leads_on(kind: str) -> bool:
    return kind.startswith(FOLLOWED)


def leads_back(kind: str) -> bool:
    return kind.startswith(FOLLOWED_BACK)


def current_of(
    urn: str, is_open: Callable[[str], bool | None], successors: Callable[[str], Collection[str]]
) -> CurrentUrn:
    """Follow successors from ``urn`` until open ones are reached. ``is_open`` is None for one not on the register.

    Two open ends are not a choice that a machine may make. Links that run in a circle are walked once.
    """
    state = is_open(urn)
    if state:
        return CurrentUrn(urn, "open")
    ends, missing = _ends(urn, is_open, successors)
    if len(ends) == 1 and not missing:
        return CurrentUrn(ends[0], f"{urn} has closed; {ends[0]} carries it on")
    if ends:
        return CurrentUrn(None, f"{urn} has closed and several carry it on: {', '.join(sorted({*ends, *missing}))}")
    if missing:
        return CurrentUrn(None, f"{urn} leads to {', '.join(sorted(missing))}, which is not on the register")
    return CurrentUrn(None, f"{urn} is not on the register" if state is None else f"{urn} is closed, with no successor")


def _ends(
    urn: str, is_open: Callable[[str], bool | None], successors: Callable[[str], Collection[str]]
) -> tuple[list[str], list[str]]:
    """The open establishments that the chain reaches, and the ends of which the register knows nothing."""
    ends, missing, seen, waiting = [], [], {urn}, [urn]
    while waiting:
        here = waiting.pop()
        onward = [link for link in successors(here) if link not in seen]
        seen.update(onward)
        for link in onward:
            state = is_open(link)
            if state:
                ends.append(link)
            else:
                waiting.append(link)
                if state is None and not successors(link):
                    missing.append(link)
    return ends, missing
