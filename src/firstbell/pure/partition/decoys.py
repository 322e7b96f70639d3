"""What a visit tells somebody who knows what he did: whether it was about him, or would have come anyway."""

from math import inf, isfinite, log

from firstbell.pure.refusal import Refused

DAYS_A_YEAR = 365


def probability_mine(own: float, others: float, routine: float) -> float:
    """How sure he can be that a visit to his cell is about his own case.

    ``own`` is the chance that his case leads to a visit in the period, ``others`` that another home of the cell does,
    and ``routine`` that the cell is visited whatever happens, each without regard to the rest. Raises Refused for what
    is no chance, and where no visit can ever come.
    """
    _chances(own=own, others=others, routine=routine)
    visited = own + (1 - own) * _anyway(others, routine)
    if not visited:
        raise Refused("Without a chance of any visit, a visit says nothing.", "Give a chance above 0.")
    return own / visited


def epsilon(others: float, routine: float) -> float:
    """The logarithm of how much likelier a visit is with his case than without: 0 tells nothing, infinity everything.

    It adds up over periods whose decoys are drawn anew. The chances are those of ``probability_mine``. Raises Refused
    for what is no chance.
    """
    _chances(others=others, routine=routine)
    anyway = _anyway(others, routine)
    return max(0.0, -log(anyway)) if anyway else inf


def timing_odds(window_days: float, visits_a_year: float) -> float:
    """By how much the odds that a visit is about him grow when it comes within ``window_days`` of what he did.

    ``visits_a_year`` are the visits that a cell has anyway. A calendar drawn before the incident keeps the odds as they
    were, whenever its visit comes: this is for visits that follow an incident. Raises Refused for what is not above 0.
    """
    if not (window_days > 0 and visits_a_year > 0 and isfinite(window_days) and isfinite(visits_a_year)):
        raise Refused(
            f"{window_days} days and {visits_a_year} visits a year give no odds.", "Give finite numbers above 0."
        )
    return DAYS_A_YEAR / window_days / visits_a_year


def _anyway(others: float, routine: float) -> float:
    """The chance of a visit without his case: 1 - (1 - others)(1 - routine), as small chances keep their digits."""
    return others + (1 - others) * routine


def _chances(**given: float) -> None:
    if wrong := [f"{name} = {value}" for name, value in given.items() if not 0 <= value <= 1]:
        raise Refused(f"No chance: {', '.join(wrong)}.", "Give numbers from 0 to 1.")
