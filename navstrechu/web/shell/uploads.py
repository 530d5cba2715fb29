"""Uploads: a file over the limit is dropped while it arrives, the rest of its form is answered as usual.

Neither memory nor disk ever holds more than the limit, and nothing typed beside the file is lost.
"""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from navstrechu.core.errors import InputRefused
from navstrechu.files.rules import ACCEPTED_AS_EVIDENCE, require_evidence

_MEGABYTE = 1024 * 1024


class OversizedFile(UploadedFile):
    """What stands in a form for a file that was too large to be taken: its name and size, no content."""


class LimitedUploadHandler(FileUploadHandler):
    """First of the upload handlers: passes chunks on until the limit, then only counts them."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_LIMIT_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.received <= settings.UPLOAD_LIMIT_BYTES:
            return None
        self._drop_what_was_kept()
        return OversizedFile(
            file=BytesIO(), name=self.file_name, size=self.received, content_type=self.content_type
        )

    def _drop_what_was_kept(self) -> None:
        """The handlers behind this one hold the beginning of the file; it goes at once, not by chance."""
        for handler in self.request.upload_handlers if self.request else ():
            kept = getattr(handler, "file", None)
            if kept is not None:
                kept.close()


class UploadField(forms.FileField):
    """A file that may stand as evidence: not empty, not too large, a document by its content.

    ``cleaned_data`` holds the uploaded file; its bytes are read by `content_of`.
    """

    def __init__(self, **kwargs: Any) -> None:
        label = kwargs.pop("label", _("Файл документа"))
        # Fields are made when their form is imported: the words wait for the language of the page.
        hint = format_lazy(
            _("{forms}, не больше {limit} МБ, без макросов"),
            forms=", ".join(dict.fromkeys(ACCEPTED_AS_EVIDENCE.values())),
            limit=settings.UPLOAD_LIMIT_BYTES // _MEGABYTE,
        )
        kwargs.setdefault("help_text", hint)
        kwargs.setdefault("error_messages", {"required": _("Приложите файл документа.")})
        super().__init__(label=label, allow_empty_file=True, max_length=255, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, OversizedFile):
            message = _("Файл «%(name)s» больше %(limit)s МБ. Уменьшите его или разделите на части.")
            raise ValidationError(
                message % {"name": data.name, "limit": settings.UPLOAD_LIMIT_BYTES // _MEGABYTE}
            )
        cleaned = super().clean(data, initial)
        if cleaned:
            self._require_evidence(cleaned)
        return cleaned

    def _require_evidence(self, uploaded: UploadedFile) -> None:
        name = uploaded.name or ""
        try:
            require_evidence(content_of(uploaded), name, limit=settings.UPLOAD_LIMIT_BYTES)
        except InputRefused as error:
            raise ValidationError(str(error.message)) from error


def content_of(uploaded: UploadedFile) -> bytes:
    """All bytes of an uploaded file, at most the limit."""
    uploaded.seek(0)
    return bytes(uploaded.read())
