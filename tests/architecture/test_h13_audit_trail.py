"""H13: the trail has no foreign keys, is append-only by the database itself, and tampering is found and located."""

from datetime import datetime

import pytest
from django.apps import apps
from django.db import connection

from architecture.checks.fields import tied_to_the_trail
from architecture.checks.source import told
from architecture.checks.trail import can_be_rewritten, keep_two_entries, remove_triggers
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor


def test_no_foreign_key_ties_the_trail() -> None:
    found = tied_to_the_trail(apps.get_models())
    assert not found, told(found)


@pytest.mark.django_db
def test_the_database_refuses_to_rewrite_the_trail(by: Actor, now: datetime) -> None:
    keep_two_entries(by, now)
    assert not can_be_rewritten(), told(can_be_rewritten())


@pytest.mark.django_db
def test_without_the_triggers_the_chain_still_finds_and_locates_tampering(by: Actor, now: datetime) -> None:
    keep_two_entries(by, now)
    whole = verify_chain()
    assert (whole.entries, whole.broken_at) == (2, None)
    remove_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET subject = 'NOTICE-2' WHERE subject = 'NOTICE-1'")
    broken = verify_chain()
    assert broken.broken_at == 1
    assert broken.reason
