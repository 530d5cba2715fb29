"""Events are never changed or deleted, not even by SQL."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        FreezeTable("history_event"),
    ]
