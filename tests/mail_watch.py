"""Every message that any test sends is looked through for everything personal that the test's database holds (R9).

What is personal is what the models declare: names, dates, streets, numbers, e-mail addresses, whole incident documents.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from email import message_from_bytes, policy

import pytest
from django.apps import apps
from django.db import connection

from firstbell.foundations.delivery.gateways.letter import written
from firstbell.foundations.delivery.gateways.notify import NotifyGateway
from firstbell.foundations.delivery.gateways.outbox import SENDER, OutboxGateway
from firstbell.foundations.delivery.gateways.smtp import SmtpGateway
from firstbell.foundations.delivery.rules.sending import Outgoing
from firstbell.foundations.delivery.rules.templates import TEMPLATES

NOT_ABOUT_THE_MATTER = frozenset({"to", "from", "date", "mime-version", "content-type", "content-transfer-encoding"})
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y%m%d", "%d %B %Y", "%-d %B %Y", "%-d %b %Y", "%-d/%-m/%Y")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

sent: list[Outgoing] = []


def watch(patch: pytest.MonkeyPatch) -> None:
    """From now on, whatever a gateway is asked to send is kept in ``sent``, whether it gets there or not."""
    for gateway in (OutboxGateway, SmtpGateway, NotifyGateway):
        original = gateway.send

        def send(self: object, message: Outgoing, *, _original: object = original) -> str:
            sent.append(message)
            assert callable(_original)
            return _original(self, message)

        patch.setattr(gateway, "send", send)


def text_of(message: Outgoing) -> str:
    """All that anybody but the recipient's own mail server could read in a message, in small letters."""
    letter = message_from_bytes(written(message, SENDER), policy=policy.default)
    headers = [f"{name}: {value}" for name, value in letter.items() if name.lower() not in NOT_ABOUT_THE_MATTER]
    return "\n".join([*headers, letter.get_content()]).lower()


def leaks(text: str, personal: Iterable[object]) -> list[str]:
    """What of these personal values stands in the text as a word or phrase of its own."""
    return sorted({word for value in personal for word in _words(value) if _stands_in(word, text)})


def personal_values() -> Iterator[object]:
    """Every value of every personal field in the database, documents leaf by leaf."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        fields = sorted(getattr(model, "PERSONAL", ()))
        if fields and model._meta.db_table in tables:
            for row in model._default_manager.values_list(*fields).iterator():
                for value in row:
                    yield from _leaves(value)


def look_through(messages: list[Outgoing]) -> None:
    """Fail the test if anything personal stands in any of these messages."""
    text = "\n".join(sorted({text_of(message) for message in messages}))
    found = leaks(text, personal_values())
    if found:
        pytest.fail(f"a message carried personal data: {', '.join(found)}")


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _words(value: object) -> set[str]:
    """A value as it might be written: a text whole and, where it is short, word by word; a date in any usual way."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return {day.strftime(form).lower() for form in DATES}
    if not isinstance(value, str) or not value.strip():
        return set()
    whole = " ".join(value.lower().split())
    parts = set(WORD.findall(whole)) if len(whole) <= 60 and "@" not in whole else set()
    return {word for word in parts | {whole} if len(word) > 1 and word not in FIXED}


FIXED = frozenset(
    word for template in TEMPLATES.values() for word in WORD.findall(f"{template.subject} {template.body}".lower())
) | {"firstbell", "invalid", "auto-generated", "auto", "generated", "true", "false"}
"""The fixed words of all templates: a surname that is one of them cannot be told from the template that says it."""


def _stands_in(word: str, text: str) -> bool:
    return word in text and bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))
