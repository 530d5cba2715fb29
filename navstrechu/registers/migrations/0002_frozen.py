"""Editions of registers stand as they were frozen; their order and closing day are entered once."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]

    operations = [
        FreezeTable(
            "registers_registeredition",
            columns=(
                "agency_id",
                "register",
                "number",
                "note",
                "row_count",
                "frozen_at",
                "frozen_by_id",
                "frozen_by_name",
            ),
            once=("act_id", "in_force_from", "approved_by_name", "closed_on", "withdrawn_at"),
        ),
        FreezeTable("registers_editionrow"),
        FreezeTable("registers_editionfile"),
    ]
