"""The person's own notices, and how often letters come."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.notices import queries
from navstrechu.notices.models import MailMode
from navstrechu.notices.services.telling import choose_mail, mark_read
from navstrechu.web.notices.forms import MailForm
from navstrechu.web.shell.guard import signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import SignedRequest
from navstrechu.web.shell.submission import FormPage, form_response

PAGE_SIZE = 30


@signed_in
@require_GET
def notices(request: SignedRequest) -> HttpResponse:
    """All notices, the latest first, or only unread ones."""
    only_unread = request.GET.get("show") == "unread"
    own = queries.notices_of(request.user, unread_only=only_unread)
    page = Paginator(own, PAGE_SIZE).get_page(request.GET.get("page"))
    unread = queries.unread_count(request.user)
    here = reverse("notices:list")
    tabs = [
        {"label": _("Все"), "url": here, "current": not only_unread},
        {"label": _("Непрочитанные"), "url": f"{here}?show=unread", "current": only_unread, "count": unread},
    ]
    context = {"page": page, "rows": queries.shown(list(page)), "tabs": tabs, "unread": unread}
    return render_page(request, "notices/notices_page.html", context)


@signed_in
@require_GET
def notice(request: SignedRequest, pk: int) -> HttpResponse:
    """Go to the page that a notice speaks of; by this it is read."""
    path = queries.notice_path(request.user, pk)
    if path is None:
        raise Http404
    mark_read(user=request.user, pk=pk, at=timezone.now())
    return redirect(path or "notices:list")


@signed_in
@require_POST
def read(request: SignedRequest) -> HttpResponse:
    """Everything is read."""
    mark_read(user=request.user, at=timezone.now())
    messages.success(request, _("Все уведомления отмечены прочитанными."))
    return redirect("notices:list")


@signed_in
@require_http_methods(["GET", "POST"])
def settings(request: SignedRequest) -> HttpResponse:
    """How often letters come, and to which address."""
    user = request.user
    chosen = queries.mail_choice(user)
    initial = {"mode": chosen.mode, "address": chosen.address or user.email}
    form = MailForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Письма с напоминаниями"),
        _("Сохранить"),
        reverse("notices:list"),
        _("Уведомления"),
        lead=_(
            "Уведомления всегда видны в системе. Письма повторяют их на почте; сводка без новостей и "
            "близких сроков не присылается."
        ),
    )

    def save(values: dict[str, Any]) -> None:
        mode, typed = MailMode(values["mode"]), values["address"]
        # The account's own address is not copied: when it changes, letters follow.
        address = "" if typed == user.email else typed
        choose_mail(user=user, mode=mode, address=address, at=timezone.now())

    return form_response(request, form, save, page, done=_("Выбор сохранён."))
