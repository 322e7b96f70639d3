"""The watch over every message that tests send: what it finds, on messages with something in them that must not be."""

from datetime import UTC, date, datetime

import pytest

import mail_watch
from firstbell.foundations.delivery import actions
from firstbell.foundations.delivery.rules.sending import Outgoing
from firstbell.foundations.delivery.rules.templates import TEMPLATES, Reference, Words
from firstbell.pure.actor import Actor

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
CHILD = ["Oliver James", "Okafor", date(2015, 6, 1), "12 Example Road", "ST4 1AA", "amy@home.example", "C1"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_fixed_words_give_nothing_away(template: str) -> None:
    message = Outgoing("N-7K3QX2MB.1", "dsl@school.example", Words(template, Reference("N-7K3QX2MB")), AT)
    assert mail_watch.leaks(mail_watch.text_of(message), CHILD) == []


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("N-7K3QX2MB.Okafor", ["okafor"]),
        ("N-7K3QX2MB.oliver", ["oliver"]),
        ("N-7K3QX2MB.2015-06-01", ["2015-06-01"]),
        ("N-7K3QX2MB.01062015.C1", ["c1"]),
        ("N-7K3QX2MB.20150601", ["20150601"]),
    ],
)
def test_a_person_in_a_message_is_found(key: str, found: list[str]) -> None:
    message = Outgoing(key, "dsl@school.example", Words("notice_waiting", Reference("N-7K3QX2MB")), AT)
    assert mail_watch.leaks(mail_watch.text_of(message), CHILD) == found


@pytest.mark.parametrize("said", ["born 1 June 2015", "at 12 Example Road", "at ST4 1AA", "write to amy@home.example"])
def test_a_person_in_plain_words_is_found(said: str) -> None:
    assert mail_watch.leaks(said.lower(), CHILD)


@pytest.mark.django_db
def test_what_the_database_holds_is_what_is_looked_for(by: Actor, now: datetime) -> None:
    actions.queue_message(
        key="N-7K3QX2MB.1",
        to="okafor@school.example",
        template="notice_waiting",
        reference="N-7K3QX2MB",
        by=by,
        now=now,
    )
    leaking = Outgoing(
        "okafor@school.example", "head@school.example", Words("notice_waiting", Reference("N-7K3QX2MB")), AT
    )
    with pytest.raises(pytest.fail.Exception, match=r"okafor@school\.example"):
        mail_watch.look_through([leaking])
