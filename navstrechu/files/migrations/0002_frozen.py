"""What a stored file is never changes."""

from django.db import migrations

from navstrechu.core.frozen import FreezeTable


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        FreezeTable(
            "files_storedfile",
            columns=("agency_id", "name", "media_type", "size", "sha256", "storage_name", "stored_at"),
        ),
    ]
