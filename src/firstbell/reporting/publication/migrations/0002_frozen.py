"""The database itself refuses to change what left the draft: published, withdrawn or refused, it stays as it is.

Entries: no update but of a draft, no delete, and no insert in the place of one (SQLite's INSERT OR REPLACE deletes
without asking a delete trigger). Signatures: neither update nor delete. PostgreSQL: no TRUNCATE of either. SQLite
rebuilds a table to change it, and forgets its triggers: a later migration that changes one of these makes them anew.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER publication_entry_no_update BEFORE UPDATE ON publication_registerentry WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'what is in the register of releases never changes'); END;
--
CREATE TRIGGER publication_entry_no_delete BEFORE DELETE ON publication_registerentry
BEGIN SELECT RAISE(ABORT, 'what is in the register of releases never changes'); END;
--
CREATE TRIGGER publication_entry_no_replace BEFORE INSERT ON publication_registerentry
WHEN EXISTS (SELECT 1 FROM publication_registerentry WHERE id = NEW.id OR reference = NEW.reference)
BEGIN SELECT RAISE(ABORT, 'what is in the register of releases never changes'); END;
--
CREATE TRIGGER publication_signature_no_update BEFORE UPDATE ON publication_signature
BEGIN SELECT RAISE(ABORT, 'a signature under a release never changes'); END;
--
CREATE TRIGGER publication_signature_no_delete BEFORE DELETE ON publication_signature
BEGIN SELECT RAISE(ABORT, 'a signature under a release never changes'); END;
"""

POSTGRESQL = """
CREATE FUNCTION publication_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what is in the register of releases never changes'; END $$;
--
CREATE TRIGGER publication_entry_no_update BEFORE UPDATE ON publication_registerentry FOR EACH ROW
WHEN (OLD.status <> 'draft') EXECUTE FUNCTION publication_refuse();
--
CREATE TRIGGER publication_entry_no_delete BEFORE DELETE ON publication_registerentry FOR EACH ROW
EXECUTE FUNCTION publication_refuse();
--
CREATE TRIGGER publication_entry_no_truncate BEFORE TRUNCATE ON publication_registerentry FOR EACH STATEMENT
EXECUTE FUNCTION publication_refuse();
--
CREATE TRIGGER publication_signature_no_change BEFORE UPDATE OR DELETE ON publication_signature FOR EACH ROW
EXECUTE FUNCTION publication_refuse();
--
CREATE TRIGGER publication_signature_no_truncate BEFORE TRUNCATE ON publication_signature FOR EACH STATEMENT
EXECUTE FUNCTION publication_refuse();
"""

PER_VENDOR = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def freeze(apps, schema_editor):
    """KeyError on a database for which no triggers are written."""
    for statement in PER_VENDOR[schema_editor.connection.vendor].split("--\n"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]
    operations = [migrations.RunPython(freeze)]
