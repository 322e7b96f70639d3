"""What happened to a notice, and when, in words that stand in a sentence."""

from datetime import datetime

from firstbell.pure.periods import london

STEPS = {
    "drafted": "drafted",
    "revived": "taken up again",
    "confirmed": "confirmed by a person",
    "rewritten": "written anew, for a later version of the incident",
    "updated": "brought up to date, for a later version of the incident",
    "held": "held",
    "hold_approved": "hold approved",
    "hold_expired": "hold past its end",
    "hold_ended": "hold ended",
    "contact_found": "somebody to tell was found",
    "released": "released",
    "rerouted": "re-routed to a named person",
    "sent": "sent",
    "delivered": "delivered",
    "bounced": "a message came back",
    "failed": "a message could not be sent",
    "shown_again": "shown again on the first pupil day",
    "escalated": "told to the next contact",
    "telephone": "to be told by telephone",
    "opened": "opened",
    "acknowledged": "acknowledged",
    "not_our_pupil": "answered: not our pupil",
    "passed_to_next": "passed on by the one told: not the right person",
    "action_noted": "what was done was written down",
    "copied": "a copy was taken",
    "history_passed": "its history was passed on to another setting",
    "history_read": "the other setting read its history",
    "withdrawn": "withdrawn",
    "handed_over": "accepted by the other force",
}
"""Every step in the life of a notice, as people read it."""

STATES = {
    "draft": "Goes with the next run",
    "held": "Held",
    "rerouted": "Re-routed, goes with the next run",
    "released": "Released",
    "sent": "Sent",
    "delivered": "Delivered",
    "opened": "Opened",
    "acknowledged": "Acknowledged",
    "not_our_pupil": "Not their pupil",
    "withdrawn": "Withdrawn",
    "handed_over": "Accepted",
}
"""Every status of a notice, as people read it."""

OUTCOMES = {
    "queued": "Waits to be sent",
    "sent": "Sent",
    "delivered": "Delivered",
    "bounced": "Came back",
    "failed": "Could not be sent",
}
"""What became of a message about a notice."""

HOLDS = {
    "person": "Held by a person",
    "conflict": "Somebody there may be tied to a party",
    "no_contact": "Nobody there to tell",
    "protected": "It would disclose too much",
}
"""Why a notice waits, by the hold's code."""

REASONS_TO_HOLD = {
    "safety": "Telling now would put somebody in danger",
    "identity": "It may be another child",
    "place": "It may be the wrong place",
    "police": "A police operation is under way",
}
"""The reasons for which a person may hold a notice (R7). Nothing is held by default."""

FOUND_BY = {
    1: "the authority's education roll",
    2: "the school's own pupil system",
    3: "the school named to the officer",
    4: "an earlier notice that was acknowledged this year",
    5: "a person's answer",
}
"""The ladder of evidence (R5)."""


def step(what: str) -> str:
    """A step that is not listed is shown as it is called, not hidden."""
    return STEPS.get(what, what.replace("_", " "))


def clock(moment: datetime) -> str:
    """``8:02am on Friday 13 February``, on London clocks."""
    there = london(moment)
    half = "am" if there.hour < 12 else "pm"
    return f"{there.hour % 12 or 12}:{there:%M}{half} on {there:%A} {there.day} {there:%B}"
