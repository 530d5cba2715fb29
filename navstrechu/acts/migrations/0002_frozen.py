"""The content of a registered document never changes; only its state moves."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("acts", "0001_initial")]

    operations = [
        FreezeTable(
            "acts_act",
            columns=("agency_id", "kind", "number", "dated", "year", "title", "file_id", "registered_at"),
        ),
    ]
