"""`/healthz`: for the service manager and for monitoring. Public, so it says nothing of what is inside."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from navstrechu.operations.health import UNAVAILABLE, health
from navstrechu.web.shell.guard import public


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while pages open (also when changes are refused), 503 when they do not."""
    found = health()
    told = {
        "status": found.status,
        "database": found.database,
        "structure": found.structure,
        "disk": found.disk,
    }
    response = JsonResponse(told, status=503 if found.status == UNAVAILABLE else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
