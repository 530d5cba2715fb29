"""Kept files as answers: downloads that no browser runs."""

from django.http import FileResponse
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.files.models import StoredFile


def file_answer(stored: StoredFile) -> FileResponse:
    """The bytes under their name. Raises Conflict where they are no longer on the disk."""
    if not stored.path.exists():
        raise Conflict(_("Файла нет на диске сервера. Сообщите администратору: нужна резервная копия."))
    response = FileResponse(
        stored.path.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
