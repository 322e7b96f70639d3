"""What left the draft never changes: the database refuses it, whoever asks and by whatever they ask with."""

import pytest
from django.db import DatabaseError, connection, transaction

from firstbell.reporting.publication import actions
from firstbell.reporting.publication.models import RegisterEntry, Signature
from world import published as world
from world.published import DRAFTER, NOW, YEAR, drafted, published

pytestmark = pytest.mark.django_db
ENTRY, SIGNATURE = RegisterEntry._meta.db_table, Signature._meta.db_table
IN_THE_PLACE = {
    "sqlite": f"INSERT OR REPLACE INTO {ENTRY} SELECT * FROM {ENTRY}",
    "postgresql": f"INSERT INTO {ENTRY} SELECT * FROM {ENTRY} ON CONFLICT (id) DO UPDATE SET value = 'other'",
}
"""A row put where another is, as each database says it."""
ASKED = (
    f"UPDATE {ENTRY} SET value = 'other'",
    f"UPDATE {ENTRY} SET status = 'draft' WHERE status = 'published'",
    f"UPDATE {ENTRY} SET withdrawn_why = 'never' WHERE status = 'withdrawn'",
    f"DELETE FROM {ENTRY} WHERE status = 'draft'",
    f"DELETE FROM {ENTRY} WHERE status = 'published'",
    f"UPDATE {SIGNATURE} SET \"by\" = 'somebody@else.example'",
    f"DELETE FROM {SIGNATURE}",
    IN_THE_PLACE[connection.vendor],
)


def stored() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in (RegisterEntry, Signature)]


def test_the_database_refuses_to_change_what_is_in_the_register() -> None:
    world.loaded(world.reports())
    published(drafted(level="force", first=YEAR, months=1))
    gone = drafted(level="district", first=YEAR, months=3)
    actions.withdraw_draft(release=gone, reason="February was loaded twice by mistake.", by=DRAFTER, now=NOW)
    drafted(level="force", first=YEAR, months=3)
    before = stored()
    for asked in ASKED:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(asked)
    assert stored() == before
