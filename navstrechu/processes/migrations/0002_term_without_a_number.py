"""A unit without a number passed: NULL >= 1 is unknown, and a check refuses only what is false."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="process",
            name="processes_term_has_a_unit",
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("term_number", None), ("term_unit", "")),
                    models.Q(
                        ("term_number__gte", 1),
                        ("term_number__isnull", False),
                        ("term_unit__in", ["working_days", "calendar_days", "hours", "minutes"]),
                    ),
                    _connector="OR",
                ),
                name="processes_term_has_a_unit",
            ),
        ),
    ]
