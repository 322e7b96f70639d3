"""The audit trail: what it takes, what the database refuses, and that tampering is found where it happened."""

import json
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.models import Entry, Head
from firstbell.foundations.audit.queries import entries_about, verify_chain
from firstbell.foundations.audit.rules import FIRST, Deed
from firstbell.pure.actor import Actor

ENTRIES = 6


def keep(by: Actor, now: datetime, count: int = ENTRIES) -> None:
    """So many entries about notices 1, 2, 3 ..., in one transaction."""
    deeds = [Deed("notice.read", f"notice:{n}", "on call", {"urn": "124490", "n": n}) for n in range(1, count + 1)]
    with transaction.atomic():
        audit.record_many(by=by, now=now, deeds=deeds)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def without_triggers() -> None:
    """What somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'audit_%'")
            drops = [f"DROP TRIGGER {name} ON {table}" for name, table in cursor.fetchall()]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
            drops = [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
    assert len(drops) == 6
    run(*drops)


@pytest.mark.django_db
class TestRecording:
    def test_a_new_trail_is_whole(self) -> None:
        report = verify_chain()
        assert (report.entries, report.head, report.broken_at, report.whole) == (0, FIRST, None, True)

    def test_an_entry_says_who_what_when_and_why(self, by: Actor, now: datetime) -> None:
        details = {"urn": "124490", "held": False, "rungs": [1, 2], "to": None}
        with transaction.atomic():
            audit.record(
                by=by, now=now, action="notice.hold", subject="notice:7", why="asked by the desk", details=details
            )
        [entry] = entries_about("notice:7")
        assert (entry.by, entry.organisation) == ("desk@force.example", "force:staffordshire")
        assert (entry.sequence, entry.at, entry.action, entry.why) == (1, now, "notice.hold", "asked by the desk")
        assert json.loads(entry.details) == details

    def test_the_hash_can_be_recomputed_by_anybody(self, by: Actor) -> None:
        summer = datetime(2026, 6, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
        with transaction.atomic():
            audit.record(by=by, now=summer, action="a", subject="s", why="Zoë", details={"b": 1, "a": "x"})
        written = (
            '[1,"2026-06-01T08:00:00.123456+00:00","desk@force.example","force:staffordshire","a","s","Zo\\u00eb",'
            f'"{{\\"a\\":\\"x\\",\\"b\\":1}}","{FIRST}"]'
        )
        assert Entry.objects.get().hash == sha256(written.encode()).hexdigest()

    def test_each_entry_holds_the_hash_of_the_one_before(self, by: Actor, now: datetime) -> None:
        keep(by, now, 2)
        with transaction.atomic():
            audit.record(by=by, now=now, action="notice.read", subject="notice:3")
        hashes = list(Entry.objects.order_by("sequence").values_list("previous", "hash"))
        assert [previous for previous, _ in hashes] == [FIRST, *(own for _, own in hashes[:-1])]
        assert verify_chain().head == hashes[-1][1] == Head.objects.get().hash

    def test_what_is_rolled_back_leaves_no_gap(self, by: Actor, now: datetime) -> None:
        keep(by, now, 2)
        with transaction.atomic():
            audit.record(by=by, now=now, action="notice.read", subject="notice:9")
            transaction.set_rollback(True)
        keep(by, now, 2)
        assert (verify_chain().entries, verify_chain().whole) == (4, True)

    def test_nothing_to_record_is_no_entry(self, by: Actor, now: datetime) -> None:
        audit.record_many(by=by, now=now, deeds=())
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("value", [1.5, {"a": 1}, [[1]], b"x", datetime(2026, 1, 1, tzinfo=UTC), {"set"}])
    def test_details_are_plain(self, by: Actor, now: datetime, value: object) -> None:
        with pytest.raises(ValueError, match="audit detail 'what' holds"):
            audit.record(by=by, now=now, action="a", subject="s", details={"what": value})

    @pytest.mark.parametrize("word", ["a\0b", "\ud800", "s" * 501])
    def test_a_subject_is_what_every_database_can_keep(self, by: Actor, now: datetime, word: str) -> None:
        with pytest.raises(ValueError, match=r"NUL|surrogates|at most 500"):
            audit.record(by=by, now=now, action="a", subject=word)

    def test_the_time_has_a_zone(self, by: Actor, now: datetime) -> None:
        with pytest.raises(ValueError, match="zone"):
            audit.record(by=by, now=now.replace(tzinfo=None), action="a", subject="s")


def test_nothing_is_recorded_outside_a_transaction(by: Actor, now: datetime) -> None:
    with pytest.raises(TransactionManagementError, match="inside the transaction"):
        audit.record(by=by, now=now, action="a", subject="s")


REWRITES = {
    "change": "UPDATE audit_entry SET why = 'another reason' WHERE sequence = 3",
    "change nothing": "UPDATE audit_entry SET why = why",
    "delete": "DELETE FROM audit_entry WHERE sequence = 6",
    "move the head back": "UPDATE audit_head SET (sequence, hash) = (SELECT 5, hash FROM audit_entry WHERE sequence=5)",
    "move the head nowhere": "UPDATE audit_head SET sequence = 7",
    "change the head's hash": "UPDATE audit_head SET hash = 'x'",
    "rename the head": "UPDATE audit_head SET id = 2, sequence = 7",
    "delete the head": "DELETE FROM audit_head",
    "a second head": "INSERT INTO audit_head (id, sequence, hash) VALUES (2, 0, 'x')",
    "insert before the head": (
        'INSERT INTO audit_entry SELECT 0, at, "by", organisation, action, subject, why, details, previous, hash'
        " FROM audit_entry WHERE sequence = 1"
    ),
}
ONLY_ONE = {
    "sqlite": {
        "replace": (
            "INSERT OR REPLACE INTO audit_entry SELECT sequence, at, 'x', organisation, action, subject, why, details,"
            " previous, hash FROM audit_entry WHERE sequence = 3"
        ),
        "replace the head": "INSERT OR REPLACE INTO audit_head (id, sequence, hash) VALUES (1, 0, 'x')",
    },
    "postgresql": {
        "truncate": "TRUNCATE audit_entry",
        "truncate the head": "TRUNCATE audit_head",
        "upsert": (
            "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3"
            " ON CONFLICT (sequence) DO UPDATE SET why = 'another reason'"
        ),
        "upsert the head": (
            "INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, 'x') ON CONFLICT (id) DO UPDATE SET sequence = 0"
        ),
    },
}


def refusal(statement: str) -> str:
    """What the database says to a statement; empty if it carries it out."""
    try:
        with transaction.atomic():
            run(statement)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.django_db
def test_the_database_refuses_every_rewriting(by: Actor, now: datetime) -> None:
    keep(by, now)
    before = list(Entry.objects.order_by("sequence").values())
    for how, statement in (REWRITES | ONLY_ONE[connection.vendor]).items():
        assert "audit trail" in refusal(statement), f"the database lets one {how}"
    assert list(Entry.objects.order_by("sequence").values()) == before
    assert verify_chain().whole


def swapped(one: int, other: int) -> tuple[str, ...]:
    moves = ((one, -1), (other, one), (-1, other))
    return tuple(f"UPDATE audit_entry SET sequence = {to} WHERE sequence = {at}" for at, to in moves)


TAMPERINGS = {
    **{
        f"{column} changed": (3, (f"UPDATE audit_entry SET \"{column}\" = 'x' WHERE sequence = 3",))
        for column in ("by", "organisation", "action", "subject", "why", "details", "previous", "hash")
    },
    "the time changed": (3, ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE sequence = 3",)),
    "the first changed": (1, ("UPDATE audit_entry SET why = 'x' WHERE sequence = 1",)),
    "the last changed": (6, ("UPDATE audit_entry SET why = 'x' WHERE sequence = 6",)),
    "two changed": (2, ("UPDATE audit_entry SET why = 'x' WHERE sequence IN (2, 5)",)),
    "one missing": (4, ("DELETE FROM audit_entry WHERE sequence = 4",)),
    "the first missing": (1, ("DELETE FROM audit_entry WHERE sequence = 1",)),
    "reordered": (2, swapped(2, 3)),
    "renumbered over a gap": (
        4,
        ("DELETE FROM audit_entry WHERE sequence = 4", "UPDATE audit_entry SET sequence = 4 WHERE sequence = 5"),
    ),
    "the end cut": (5, ("DELETE FROM audit_entry WHERE sequence >= 5",)),
    "all gone": (1, ("DELETE FROM audit_entry",)),
    "the head gone": (1, ("DELETE FROM audit_head",)),
    "the head moved back": (6, ("UPDATE audit_head SET sequence = 5",)),
    "the head moved on": (7, ("UPDATE audit_head SET sequence = 7",)),
    "the head's hash changed": (6, ("UPDATE audit_head SET hash = 'x'",)),
    "one put before the first": (
        0,
        (
            'INSERT INTO audit_entry SELECT 0, at, "by", organisation, action, subject, why, details, previous, hash'
            " FROM audit_entry WHERE sequence = 1",
        ),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_found_where_it_happened(by: Actor, now: datetime, how: str) -> None:
    broken_at, statements = TAMPERINGS[how]
    keep(by, now)
    without_triggers()
    run(*statements)
    report = verify_chain()
    assert report.broken_at == broken_at, report.reason
    assert str(broken_at) in report.reason
    assert not report.whole


@pytest.mark.django_db
@pytest.mark.parametrize("sequence", [2, ENTRIES])
def test_an_entry_rewritten_with_a_hash_to_match_is_found_itself(by: Actor, now: datetime, sequence: int) -> None:
    keep(by, now)
    without_triggers()
    Entry.objects.filter(sequence=sequence).update(why="another reason")
    [changed] = entries_about(f"notice:{sequence}")
    Entry.objects.filter(sequence=sequence).update(hash=changed.expected_hash())
    assert verify_chain().broken_at == sequence


@pytest.mark.django_db
def test_a_long_trail_is_verified_in_bounded_memory(by: Actor, now: datetime) -> None:
    keep(by, now, 12_000)
    tracemalloc.start()
    report = verify_chain()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.entries, report.whole) == (12_000, True)
    assert most < 6 << 20
