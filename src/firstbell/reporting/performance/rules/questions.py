"""What a question in the Commissioner's log needs, what its answer does, and how both are shown."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.refusal import Refused, is_written_out


@dataclass(frozen=True, slots=True)
class ReplyShown:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """``measure`` is "" where it is about none; ``replies`` are in order, and the last one stands."""

    reference: str
    measure: str
    text: str
    asked_by: str
    asked_on: date
    by: str
    replies: tuple[ReplyShown, ...]

    @property
    def answered_at(self) -> datetime | None:
        return self.replies[-1].at if self.replies else None


def may_ask(text: str, asked_by: str, asked_on: date, today: date) -> None:
    if not is_written_out(text) or not asked_by.strip():
        raise Refused("A question is a sentence, and somebody asked it.", "Write both.")
    if asked_on > today:
        raise Refused("Nobody has asked it yet.", "Give the day on which it was asked.")


def may_answer(text: str) -> None:
    if not is_written_out(text):
        raise Refused("An answer is a sentence.", "Write what is known, and what is not.")
