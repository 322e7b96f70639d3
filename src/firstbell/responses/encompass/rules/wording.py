"""A notice in plain words, for the one who is told: its fields, its state, who did what; and never why it waited."""

from collections.abc import Mapping
from datetime import date, datetime

from firstbell.pure.periods import day_in_words, moment_in_words
from firstbell.responses.encompass.rules import status
from firstbell.responses.encompass.rules.disclosure import FIELDS

ROLES = {
    "dsl": "Designated safeguarding lead",
    "deputy": "Deputy safeguarding lead",
    "head": "Head",
    "trust_lead": "Trust safeguarding lead",
    "la_officer": "Authority officer",
}
"""Every role of a contact; whoever is shown to others is shown by it."""
SOMEBODY = "Somebody who answered for this place"
YOU = "You"

STATES = {
    status.RELEASED: "New",
    status.SENT: "New",
    status.DELIVERED: "New",
    status.OPENED: "Not acknowledged yet",
    status.ACKNOWLEDGED: "Acknowledged",
    status.NOT_OUR_PUPIL: "Not our pupil",
    status.WITHDRAWN: "Withdrawn",
}
"""What the one who is told reads of a notice's status."""

EVENTS = {
    "released": "The police desk sent this notice",
    "updated": "New information came",
    "escalated": "Nobody had acknowledged it yet, so the next contact was told",
    "shown_again": "It was shown again, now that pupils are expected",
    "telephone": "No further contact could be told by e-mail, so the police desk telephones",
    "failed": "An e-mail about it could not be delivered",
    "bounced": "An e-mail about it could not be delivered",
    "opened": "{who} opened it",
    "acknowledged": "{who} acknowledged it",
    "passed_to_next": "{who} answered: I am not the right person",
    "not_our_pupil": "{who} answered: not our pupil",
    "action_noted": "{who} wrote down what was done",
    "copied": "{who} took a copy",
    "history_passed": "{who} passed its history on to another setting",
    "history_read": "The other setting read its history",
    "withdrawn": "The police withdrew this notice",
}
"""Steps that the one who is told may see. What is not here is the desk's own: holds, conflicts and their reasons."""

WRITTEN = frozenset({"acknowledged", "passed_to_next", "not_our_pupil", "action_noted", "history_passed"})
"""Steps whose reason is what somebody of the place wrote; the reasons of all others are the desk's."""

NOTHING = {"known_as": "None given", "voice": "Nothing recorded"}
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}


def role_in_words(role: str) -> str:
    return ROLES.get(role, role.replace("_", " ").capitalize())


def event_in_words(what: str, who: str) -> str:
    return EVENTS[what].format(who=who)


def content_in_words(content: Mapping[str, object]) -> list[tuple[str, str]]:
    """Label and words of every field, in the profile's order."""
    return [(FIELDS[field], value_in_words(field, value)) for field, value in content.items()]


def value_in_words(field: str, value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None or value == "":
        return NOTHING.get(field, "Not known")
    text = str(value)
    if field == "present":
        return ANSWERS.get(text, text)
    if field in ("happened_at", "reported_at"):
        return moment_in_words(datetime.fromisoformat(text))
    return _birth(text) if field == "date_of_birth" else text


def _birth(text: str) -> str:
    """A whole date in words; a month, a year or an age as it is known."""
    if text.startswith("aged"):
        return text.capitalize()
    if len(text) == len("2015-06"):
        return f"{date.fromisoformat(text + '-01'):%B %Y}"
    return day_in_words(date.fromisoformat(text)) if len(text) == len("2015-06-01") else text


def changed_in_words(before: Mapping[str, object], after: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Label, what it said and what it says now, of every field that differs."""
    return [
        (FIELDS[field], value_in_words(field, before.get(field)), value_in_words(field, value))
        for field, value in after.items()
        if before.get(field) != value
    ]
