"""Who decided a visa belongs to its decision. SQLite rebuilds the table and drops its triggers: frozen again."""

from django.db import migrations, models
from django.db.models import Q

from navstrechu.core.frozen import FreezeTable

_FROZEN = FreezeTable("drafting_visa", when="OLD.decision IS NOT NULL")


class Migration(migrations.Migration):
    dependencies = [("drafting", "0002_frozen")]

    operations = [
        migrations.RunPython(_FROZEN.reverse_code, _FROZEN.code),
        migrations.RemoveConstraint("visa", "drafting_visa_decided_whole"),
        migrations.AddConstraint(
            "visa",
            models.CheckConstraint(
                condition=Q(decision=None, decided_at=None, decided_by=None, decided_by_name="", remarks="")
                | (
                    Q(decision__isnull=False, decided_at__isnull=False, received_at__isnull=False)
                    & ~Q(decided_by_name="")
                ),
                name="drafting_visa_decided_whole",
            ),
        ),
        _FROZEN,
    ]
