"""Numbers of registered documents: how they look, which one comes next."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import KIND_TITLES, ActKind
from navstrechu.drafting.queries.numbers import numbers_of
from navstrechu.drafting.services.numbering import set_next_number, set_number_mask
from navstrechu.web.drafting.forms_settings import MaskForm, NextNumberForm
from navstrechu.web.drafting.settings_tabs import settings_tabs
from navstrechu.web.drafting.shown import address, today_of
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.EDIT_TEMPLATES)
@require_GET
def numbers(request: AgencyRequest) -> HttpResponse:
    """The book of each kind of act in the year."""
    today = today_of(request)
    books = [(KIND_TITLES[kind], numbers_of(request.agency, kind, today)) for kind in ActKind]
    context = {"books": books, "year": today.year, "tabs": settings_tabs(request, "numbers")}
    return render_page(request, "drafting/numbers_page.html", context)


@guard(Permission.EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def mask(request: AgencyRequest, act_kind: str) -> HttpResponse:
    """Change how numbers of a kind look."""
    kind = _kind(act_kind)
    book = numbers_of(request.agency, kind, today_of(request))
    form = MaskForm(
        request.POST if request.method == "POST" else None,
        initial={"mask": book.mask, "version": book.version},
    )

    def save(values: dict[str, Any]) -> None:
        set_number_mask(agency=request.agency, act_kind=kind, by=request.user, at=timezone.now(), **values)

    page = _page(request, _("Маска номера: {kind}").format(kind=KIND_TITLES[kind]))
    return form_response(
        request, form, save, page, done=_("Маска сохранена."),
        version=lambda: numbers_of(request.agency, kind, today_of(request)).version,
    )  # fmt: skip


@guard(Permission.EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def following(request: AgencyRequest, act_kind: str) -> HttpResponse:
    """Say from which number the book goes on."""
    kind, today = _kind(act_kind), today_of(request)
    book = numbers_of(request.agency, kind, today)
    form = NextNumberForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": book.last, "number": book.last + 1},
    )

    def save(values: dict[str, Any]) -> None:
        set_next_number(
            agency=request.agency,
            act_kind=kind,
            year=today.year,
            by=request.user,
            at=timezone.now(),
            **values,
        )

    title = _("Следующий номер {year} года: {kind}").format(year=today.year, kind=KIND_TITLES[kind])
    return form_response(request, form, save, _page(request, title), done=_("Следующий номер задан."))


def _kind(code: str) -> ActKind:
    try:
        return ActKind(code)
    except ValueError:
        raise Http404 from None


def _page(request: AgencyRequest, title: str) -> FormPage:
    return FormPage(title, _("Сохранить"), address(request, "numbers"), _("Номера"))
