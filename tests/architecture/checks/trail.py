"""H13: what the database lets happen to the audit trail; inside a test's own transaction, on either database."""

from datetime import datetime

from django.db import DatabaseError, connection, transaction

from architecture.checks.source import Breach
from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor

TAMPERINGS = {
    "change an entry": "UPDATE audit_entry SET subject = 'NOTICE-2'",
    "delete an entry": "DELETE FROM audit_entry",
    "put an entry in another's place": (
        'INSERT INTO audit_entry SELECT 0, at, "by", organisation, action, subject, why, details, previous, hash '
        "FROM audit_entry WHERE sequence = (SELECT MAX(sequence) FROM audit_entry)"
    ),
    "move the head back": "UPDATE audit_head SET sequence = 0",
    "move the head to no entry": "UPDATE audit_head SET sequence = sequence + 1, hash = 'no such hash'",
    "delete the head": "DELETE FROM audit_head",
    "add a second head": "INSERT INTO audit_head (id, sequence, hash) VALUES (2, 0, '')",
}
ONLY_POSTGRESQL = {"empty the trail": "TRUNCATE audit_entry", "empty the head": "TRUNCATE audit_head"}


def keep_two_entries(by: Actor, now: datetime) -> None:
    with transaction.atomic():
        for subject in ("NOTICE-1", "NOTICE-3"):
            audit.record(by=by, now=now, action="notice.read", subject=subject)


def can_be_rewritten() -> list[Breach]:
    """Every tampering that the database lets through; each is undone again."""
    tamperings = TAMPERINGS | (ONLY_POSTGRESQL if connection.vendor == "postgresql" else {})
    return [
        Breach(f"audit trail on {connection.vendor}", 0, f"lets one {how}")
        for how, sql in tamperings.items()
        if _lets(sql)
    ]


def _lets(sql: str) -> bool:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def remove_triggers() -> None:
    """Break the rule on purpose: take the triggers away, as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'audit_%'")
            statements = [f"DROP TRIGGER {name} ON {table}" for name, table in cursor.fetchall()]
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
            statements = [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
        for statement in statements:
            cursor.execute(statement)
