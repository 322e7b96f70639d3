"""What a question in the Commissioner's log needs, and what its answer does."""

from datetime import date

from firstbell.pure.refusal import Refused, is_written_out


def may_ask(text: str, asked_by: str, asked_on: date, today: date) -> None:
    if not is_written_out(text) or not asked_by.strip():
        raise Refused("A question is a sentence, and somebody asked it.", "Write both.")
    if asked_on > today:
        raise Refused("Nobody has asked it yet.", "Give the day on which it was asked.")


def may_answer(text: str) -> None:
    if not is_written_out(text):
        raise Refused("An answer is a sentence.", "Write what is known, and what is not.")
