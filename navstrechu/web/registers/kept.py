"""The kept bytes of an approved edition, the same for ever."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.printing import edition_file_of
from navstrechu.registers.services import file_name, keep_edition_file
from navstrechu.web.shell.read_only import is_read_only


def kept_file(edition: RegisterEdition, format: str) -> HttpResponse:
    """The stored file as a download; its checksum is the entity tag.

    While the disk is nearly full, a file that nobody has asked for yet is printed and not kept: its bytes
    will be the same.
    """
    if is_read_only() and not edition.files.filter(format=format).exists():
        made = edition_file_of(edition, format)
        return _download(made.content, made.media_type, file_name(edition, format), made.sha256)
    stored = keep_edition_file(edition=edition, format=format, at=timezone.now()).file
    if not stored.path.exists():
        raise Conflict(_("Файла нет на диске сервера. Сообщите администратору: нужна резервная копия."))
    return _download(stored.path.read_bytes(), stored.media_type, stored.name, stored.sha256)


def _download(content: bytes, media_type: str, name: str, sha256: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["ETag"] = f'"{sha256}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
