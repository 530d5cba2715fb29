"""Files that were read and wait for confirmation."""

from django.db import models

from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency


class RegisterDraft(models.Model):
    """A file of the register that was read and is being looked at; nothing of it is saved before that."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="register_drafts")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.file_id}"
