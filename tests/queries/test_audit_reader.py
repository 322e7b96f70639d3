"""Reading the audit trail: what is sought is found, nothing else, and newest first."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from firstbell.foundations.audit import actions, queries
from firstbell.foundations.audit.jobs import verify_trail
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

pytestmark = pytest.mark.django_db

ASHA = Actor("asha@100001.example", "establishment:100001")
DANA = Actor("dana@force.example", "force:staffordshire")


@pytest.fixture
def trail(now: datetime) -> Callable[[Sought], list[int]]:
    """Four entries; answers which of them are found."""
    deeds = (
        (ASHA, "notice.acknowledged", "N-1"),
        (DANA, "notice.withdrawn", "N-1"),
        (DANA, "take_in.finish", "take_in:roll:1"),
        (ASHA, "notice.read", "N-2"),
    )
    for hours, (by, action, subject) in enumerate(deeds):
        actions.note(by=by, now=now + timedelta(hours=hours), action=action, subject=subject)
    first = queries.entries(Sought(), most=9)[-1].sequence
    return lambda sought: [one.sequence - first + 1 for one in queries.entries(sought, most=9)]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), [4, 3, 2, 1]),
        (Sought(by="ASHA"), [4, 1]),
        (Sought(by="force.example"), [3, 2]),
        (Sought(by="%"), []),
        (Sought(action="notice."), [4, 2, 1]),
        (Sought(action="acknowledged"), []),
        (Sought(subject="N-1"), [2, 1]),
        (Sought(organisation="force:staffordshire"), [3, 2]),
        (Sought(organisation="force"), []),
        (Sought(by="asha", subject="N-2", action="notice.read"), [4]),
    ],
)
def test_what_is_sought_is_found(trail: Callable[[Sought], list[int]], sought: Sought, found: list[int]) -> None:
    assert trail(sought) == found


def test_the_end_of_the_time_is_not_in_it(trail: Callable[[Sought], list[int]], now: datetime) -> None:
    hour = timedelta(hours=1)
    assert trail(Sought(since=now + hour, until=now + 3 * hour)) == [3, 2]


def test_no_more_than_asked_for_are_read(trail: Callable[[Sought], list[int]]) -> None:
    assert [one.subject for one in queries.entries(Sought(), most=1)] == ["N-2"]


def test_what_narrows_is_named_without_what_it_says() -> None:
    assert Sought(by="asha", subject="N-1").used == ["by", "subject"]
    assert Sought().used == []


def test_the_whole_trail_is_read_only_when_somebody_asked(now: datetime, policy: ForcePolicy) -> None:
    work = {"by": Actor("job:verify audit trail", "force:staffordshire"), "policy": policy}
    assert queries.verification().at is None
    assert verify_trail(now=now, **work) == 0
    actions.ask_for_verification(by=DANA, now=now)
    assert queries.verification().waiting == now
    later = now + timedelta(minutes=1)
    assert verify_trail(now=later, **work) == 1
    found = queries.verification()
    assert (found.at, found.waiting, found.broken_at) == (later, None, None)
    assert found.head == queries.entries(Sought(action="audit.verification_asked"), most=1)[0].hash
    assert verify_trail(now=later, **work) == 0
    actions.ask_for_verification(by=DANA, now=later)
    assert queries.verification().at == later
    assert queries.verification().waiting == later


def test_a_changed_entry_is_named_where_everybody_looks(
    trail: Callable[[Sought], list[int]], now: datetime, policy: ForcePolicy
) -> None:
    actions.ask_for_verification(by=DANA, now=now)
    changed = queries.entries(Sought(action="notice.withdrawn"), most=1)[0].sequence
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("UPDATE audit_entry SET subject = 'N-9' WHERE sequence = %s", [changed])
    verify_trail(by=DANA, now=now, policy=policy)
    found = queries.verification()
    assert found.broken_at == changed
    assert "not as it was written" in found.reason
