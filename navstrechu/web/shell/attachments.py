"""Files that a page hands over to be kept."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from navstrechu.documents.rendering import Rendered


def attachment(rendered: Rendered, name: str) -> HttpResponse:
    """A rendering as a download; ``name`` is Russian and without the extension."""
    response = HttpResponse(rendered.content, content_type=rendered.media_type)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(True, f"{name}.{rendered.extension}")
    )
    return response
