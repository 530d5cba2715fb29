"""Stored files."""

from pathlib import Path

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """Bytes that never change, kept under a random name; ``sha256`` proves it."""

    agency_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=64, unique=True)
    stored_at = models.DateTimeField()
    stored_by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["agency_id", "sha256"], name="files_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return file_path(self.storage_name)


def file_path(storage_name: str) -> Path:
    """Where a file of that storage name lies."""
    return Path(settings.MEDIA_ROOT) / storage_name[:2] / storage_name
