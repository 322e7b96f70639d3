"""Who may keep the contacts and the calendar of a place, and how a form is refused in words."""

from datetime import date, timedelta

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure import areas
from firstbell.pure.refusal import Refused

FARTHEST = timedelta(days=800)
"""No term and no closure that somebody types is farther from today; a mistyped year is."""
LONGEST_REASON = 100

COLUMNS = {
    "email": "The e-mail address",
    "rank": "The order in which they are told",
    "role": "The role",
    "name": "The name",
    "away_until": "The last day away",
    "first_day": "The first day",
    "last_day": "The last day",
    "date": "The day",
    "calendar": "The calendar",
    "urn": "The place",
}
FIELDS = {"first_day": "the first day", "away_from": "the first day away"}


def organisations_of(owner: str, *, authority: str, trust: str, home_force: str) -> frozenset[str]:
    """The organisations whose people may keep ``owner``'s contacts and calendar: its own, its authority's, the trust's
    that runs it, and the force that this installation serves.

    ``owner`` is a URN, an authority's GSS code, or a force; ``authority`` and ``trust`` are those of an establishment,
    or empty.
    """
    own = f"establishment:{owner}" if owner.isdigit() else f"force:{owner}"
    if areas.is_force(owner) or owner.isdigit():
        over = [f"authority:{authority}"] * bool(authority) + [f"trust:{trust}"] * bool(trust)
        return frozenset([own, *over, f"force:{home_force}"])
    return frozenset([f"authority:{owner}", f"force:{home_force}"])


def refusal_of(unfit: Unfit) -> Refused:
    """What is wrong with a form, as a sentence."""
    reason = unfit.reason
    for column, words in FIELDS.items():
        reason = reason.replace(f"before {column}", f"before {words}").replace(f"after {column}", f"after {words}")
    return Refused(f"{COLUMNS.get(unfit.field, unfit.field)} {reason}.", "Correct it, and send it again.")


def refuse_far(day: date, today: date) -> None:
    """Refused for a day that is more than two years away either way."""
    if abs(day - today) > FARTHEST:
        raise Refused(f"{day:%-d %B %Y} is more than two years away.", "Check the year.")


def refuse_long(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Refused(f"The reason is longer than {LONGEST_REASON} characters.", "A word is enough, such as INSET.")
