"""What lists show of cases, kept beside their entries, and by what they are found.

There is no case before this: no page, command or role could open one. So nothing is worked out for any.
"""

from datetime import date

from django.db import migrations, models

RUNNING = models.Q(told_at=None, struck_at=None)


class Migration(migrations.Migration):
    dependencies = [("case_progress", "0002_risk_and_protection")]

    operations = [
        migrations.AddField("case", "force", models.CharField(default="", max_length=60), preserve_default=False),
        migrations.AddField("case", "reported_on", models.DateField(default=date.min), preserve_default=False),
        migrations.AddField("case", "stage", models.CharField(default="", max_length=20), preserve_default=False),
        migrations.AddField("case", "due_on", models.DateField(null=True)),
        migrations.AddField("case", "outcome_status", models.CharField(blank=True, max_length=12)),
        migrations.AddField("keyevent", "told_at", models.DateTimeField(null=True)),
        migrations.AlterField("keyevent", "due_on", models.DateField()),
        migrations.AddField("order", "due_by", models.DateTimeField(db_index=True, null=True)),
        migrations.AddIndex("case", models.Index(fields=["force", "due_on", "-id"], name="case_by_what_is_due")),
        migrations.AddIndex("case", models.Index(fields=["force", "reported_on"], name="case_by_report")),
        migrations.AddIndex(
            "keyevent", models.Index(fields=["due_on", "id"], condition=RUNNING, name="case_event_running")
        ),
    ]
