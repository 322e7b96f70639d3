"""What a school may see of a notice, and nothing else (H5)."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import recipients
from firstbell.responses.encompass.rules.disclosure import FIELDS


@dataclass(frozen=True, slots=True)
class NoticeForSchool:
    """A notice as the one who is told sees it: its profile's fields, as they were disclosed, and its state."""

    reference: str
    status: str
    due_by: datetime
    content: dict[str, object]
    number: int
    updated: bool

    def in_words(self) -> list[tuple[str, str]]:
        """Label and words of every field, in the profile's order."""
        return [(FIELDS[field], _words(value)) for field, value in self.content.items()]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)


def notice_for_school(*, reference: str, email: str, now: datetime, policy: ForcePolicy) -> NoticeForSchool:
    """The notice as last disclosed. Refused for anybody who does not answer for it, and before its release."""
    notice = Notice.objects.filter(reference=reference).first()
    if notice is None or not recipients.may_answer(notice, email, now=now, policy=policy):
        raise Refused(f"There is no notice {reference} for this contact.", "Check the reference.")
    last = notice.disclosures.order_by("-number").first()
    if last is None:
        raise Refused(f"Notice {reference} has not been released.", "It will be sent when it is.")
    return NoticeForSchool(
        reference, notice.status, notice.due_by, dict(last.content), last.number, updated=last.number > 1
    )
