"""Looking around in another role, in a demonstration only."""

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from navstrechu.accounts import queries, services
from navstrechu.demonstration.queries import demonstration_user
from navstrechu.web.accounts.sign_in import safe_next, start_session
from navstrechu.web.shell.guard import public


@public
@require_POST
def role(request: HttpRequest) -> HttpResponse:
    """Enter as one of the demonstration's people; answers 404 on a real installation."""
    user = demonstration_user(request.POST.get("role", ""))
    if user is None:
        raise Http404
    now = timezone.now()
    # Another role may not be allowed to see the page that the visitor came from.
    target = reverse("home:start") if request.user.is_authenticated else safe_next(request)
    session = queries.session_by_key(request.session.session_key or "")
    if session is not None:
        services.end_session(session=session, by=session.user, at=now)
    logout(request)
    start_session(request, user, now)
    return redirect(target)
