"""What left the draft never changes: the database refuses it, whoever asks and by whatever they ask with."""

import pytest
from django.db import DatabaseError, connection, transaction

from firstbell.reporting.publication import actions
from firstbell.reporting.publication.models import RegisterEntry, Signature
from world import published as world
from world.published import DRAFTER, NOW, YEAR, drafted, published

pytestmark = pytest.mark.django_db
ENTRY, SIGNATURE = RegisterEntry._meta.db_table, Signature._meta.db_table


def stored() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in (RegisterEntry, Signature)]


@pytest.mark.parametrize(
    "asked",
    [
        f"UPDATE {ENTRY} SET value = 'other'",
        f"UPDATE {ENTRY} SET status = 'draft' WHERE status = 'published'",
        f"UPDATE {ENTRY} SET withdrawn_why = 'never' WHERE status = 'withdrawn'",
        f"DELETE FROM {ENTRY} WHERE status = 'draft'",
        f"DELETE FROM {ENTRY} WHERE status = 'published'",
        f"UPDATE {SIGNATURE} SET \"by\" = 'somebody@else.example'",
        f"DELETE FROM {SIGNATURE}",
    ],
)
def test_the_database_refuses_to_change_what_is_in_the_register(asked: str) -> None:
    world.loaded(world.reports())
    published(drafted(level="force", first=YEAR, months=1))
    gone = drafted(level="district", first=YEAR, months=3)
    actions.withdraw_draft(release=gone, reason="February was loaded twice by mistake.", by=DRAFTER, now=NOW)
    drafted(level="force", first=YEAR, months=3)
    before = stored()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
    assert stored() == before


def test_nothing_is_put_in_the_place_of_an_entry() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces a row while it inserts another")
    world.loaded(world.reports())
    published(drafted(level="force", first=YEAR, months=1))
    before = stored()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {ENTRY} SELECT * FROM {ENTRY}")
    assert stored() == before
