"""A pupil moves, and a person decides that what was told of the child follows: never by itself (issue 4)."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.actions import notices
from firstbell.responses.encompass.actions.school import checked, for_answer
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import HistoryPassed, Notice
from firstbell.responses.encompass.queries import passed_on, recipients, whose
from firstbell.responses.encompass.queries.for_school import PASSED_ON
from firstbell.responses.encompass.rules import status


def pass_on_history(*, reference: str, to_urn: str, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Let another open establishment read the notice's history. False where it may do so already.

    Refused before an acknowledgement, without a reason, and where somebody there may be tied to a party (R8).
    """
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        status.pass_on(notice.status)
        words = checked(reason)
        if not words:
            raise Refused("Passing a history on needs a reason.", "Say why, such as: moved there on 4 January.")
        urn = _open_urn(to_urn)
        if urn in whose.earlier_and_now(notice.urn or "0"):
            raise Refused("That is the place that this notice went to.", "Choose the place that the pupil moved to.")
        if notice.passed_on.filter(urn=urn).exists():
            return False
        first = _first_contact(notice, urn, now=now, policy=policy)
        HistoryPassed.objects.create(notice=notice, urn=urn, reason=words, passed_by=by.name, passed_at=now)
        take_step(notice=notice, what="history_passed", by=by, now=now, why=words, details={"to": urn})
        notices.tell(notice, first, f"{PASSED_ON}{urn}", "history_waiting", by=by, now=now)
        return True


def _open_urn(urn: str) -> str:
    current = schools.current_urn(urn.strip())
    if current.urn is None:
        raise Refused("There is no open establishment of that number.", "Choose one by its name, or look its URN up.")
    return current.urn


def _first_contact(notice: Notice, urn: str, *, now: datetime, policy: ForcePolicy) -> str:
    """Who there is told first. The words of a refusal do not say which of the two reasons it has."""
    live = [contact for contact in schools.contacts_of(urn, now=now, policy=policy) if contact.live]
    facts = incidents.facts(notice.incident_id)
    if not live or recipients.conflicts_with(urn, facts, now=now, policy=policy):
        raise Refused(
            "This history cannot be passed on there from here.",
            f"Telephone the police desk on {policy.desk_phone} and read out the reference.",
        )
    return min(live, key=lambda contact: (not contact.verified, contact.rank)).email


def open_history(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Note that somebody of the establishment that it was passed on to reads the history (R13)."""
    with transaction.atomic():
        if not passed_on.is_passed_to(reference, by, now=now, policy=policy):
            raise whose.not_yours(reference)
        take_step(notice=locked(reference), what="history_read", by=by, now=now)
