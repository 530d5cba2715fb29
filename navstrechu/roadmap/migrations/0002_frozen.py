"""Editions of the plan and decisions on dates stand as they were made."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0001_initial")]

    operations = [
        FreezeTable("roadmap_roadmapedition"),
        FreezeTable("roadmap_duedatedecision"),
    ]
