"""Pages of the shell: the gallery of components and the form that keeps a person's look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from navstrechu.web.shell import gallery as samples
from navstrechu.web.shell import preferences
from navstrechu.web.shell.guard import public
from navstrechu.web.shell.pages import render_page


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, filled with invented rows; shows nothing of the installation."""
    return render_page(request, "shell/gallery.html", samples.context(request))


@public
@require_POST
def save_preferences(request: HttpRequest) -> HttpResponse:
    """Keep theme, density or columns and go back to the page of the form."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target, permanent=False)
    response.status_code = 303
    preferences.remember(response, request)
    return response
