"""A decided proposal stands as it was decided."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("touchpoints", "0001_initial")]

    operations = [
        FreezeTable("touchpoints_changeproposal", when="OLD.status IN ('accepted', 'rejected', 'withdrawn')"),
    ]
