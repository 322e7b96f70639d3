"""The database itself refuses to rewrite the audit trail (H13).

Entries: no update, no delete, no insert at or before the head (SQLite's INSERT OR REPLACE deletes without asking a delete
trigger). Head: one row, moved only forward and only to an entry that exists. PostgreSQL: no TRUNCATE either.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
WHEN NEW.sequence <= (SELECT sequence FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
WHEN NEW.id <> OLD.id OR NEW.sequence <= OLD.sequence
  OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE sequence = NEW.sequence AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'the head of the audit trail only moves forward'); END;
--
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the head of the audit trail only moves forward'); END;
--
CREATE TRIGGER audit_head_no_second BEFORE INSERT ON audit_head
BEGIN SELECT RAISE(ABORT, 'the head of the audit trail is one row'); END;
"""

POSTGRESQL = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
--
CREATE FUNCTION audit_refuse_replace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence <= (SELECT sequence FROM audit_head) THEN
    RAISE EXCEPTION 'the audit trail is append-only';
  END IF;
  RETURN NEW;
END $$;
--
CREATE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.sequence <= OLD.sequence
    OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE sequence = NEW.sequence AND hash = NEW.hash) THEN
    RAISE EXCEPTION 'the head of the audit trail only moves forward';
  END IF;
  RETURN NEW;
END $$;
--
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
--
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
--
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse_replace();
--
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_forward();
--
CREATE TRIGGER audit_head_one_row BEFORE INSERT OR DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();
--
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

PER_VENDOR = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def begin(apps, schema_editor):
    """The head before the first entry, then the triggers. KeyError on a database for which none are written."""
    apps.get_model("audit", "Head").objects.create(id=1, sequence=0, hash="0" * 64)
    for statement in PER_VENDOR[schema_editor.connection.vendor].split("--\n"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(begin)]
