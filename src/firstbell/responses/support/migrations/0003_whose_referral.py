from django.db import migrations, models


def as_the_client(apps, schema_editor):
    """A referral is to the service that holds its client's record."""
    referrals, clients = apps.get_model("support", "Referral"), apps.get_model("support", "Client")
    held = clients.objects.filter(pk=models.OuterRef("client_id")).values("service")
    referrals.objects.update(service=models.Subquery(held))


class Migration(migrations.Migration):
    dependencies = [("support", "0002_cases_people_and_addresses")]

    operations = [
        migrations.AddField("referral", "service", models.CharField(max_length=80, default=""), preserve_default=False),
        migrations.RunPython(as_the_client, migrations.RunPython.noop),
        migrations.AddIndex("referral", models.Index(fields=["service", "status"], name="support_stand")),
        migrations.AddIndex(
            "referral",
            models.Index(fields=["service", "force", "incident_reference", "client"], name="support_together"),
        ),
        migrations.AddIndex(
            "referral",
            models.Index(fields=["service", "-made_at", "-id", "status", "worker"], name="support_newest"),
        ),
    ]
