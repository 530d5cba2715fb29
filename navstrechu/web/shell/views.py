"""Pages of the shell: the gallery of components and the form that keeps a person's look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.web.shell import as_of, preferences
from navstrechu.web.shell import gallery as samples
from navstrechu.web.shell.addresses import own_address
from navstrechu.web.shell.guard import public, signed_in
from navstrechu.web.shell.pages import render_page


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, filled with invented rows; shows nothing of the installation."""
    return render_page(request, "shell/gallery.html", samples.context(request))


@public
@require_POST
def save_preferences(request: HttpRequest) -> HttpResponse:
    """Keep theme, language, density or columns and go back to the page of the form."""
    response = redirect(own_address(request, "/"))
    response.status_code = 303
    preferences.remember(response, request)
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def choose_day(request: HttpRequest) -> HttpResponse:
    """Show the pages as of the chosen day and go back to the page of the form."""
    text = request.POST.get(as_of.PARAMETER) or request.GET.get(as_of.PARAMETER) or ""
    if not as_of.remember(request, text):
        messages.error(request, _("Дата «{text}» не прочитана. Пример: 15.03.2024.").format(text=text[:40]))
    return redirect(as_of.without_day(own_address(request, "/")))
