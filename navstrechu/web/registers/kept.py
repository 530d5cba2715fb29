"""The kept bytes of an approved edition, the same for ever."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.services import keep_edition_file


def kept_file(edition: RegisterEdition, format: str) -> HttpResponse:
    """The stored file as a download; its checksum is the entity tag."""
    stored = keep_edition_file(edition=edition, format=format, at=timezone.now()).file
    if not stored.path.exists():
        raise Conflict(_("Файла нет на диске сервера. Сообщите администратору: нужна резервная копия."))
    response = HttpResponse(stored.path.read_bytes(), content_type=stored.media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, stored.name))
    response.headers["ETag"] = f'"{stored.sha256}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
