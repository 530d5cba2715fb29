"""The tree of units with their posts, and the forms of units."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.permissions import can_edit_organisation
from navstrechu.organisation.queries import structure_on
from navstrechu.organisation.services import structure as services
from navstrechu.web.organisation.forms import CloseForm, UnitEditForm, UnitForm
from navstrechu.web.organisation.tabs import structure_tabs
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.VIEW)
@require_GET
def structure(request: AgencyRequest) -> HttpResponse:
    """Units, posts and who holds them on the shown day."""
    units = structure_on(request.agency, request.day)
    context = {
        "units": units,
        "posts": sum(len(unit.posts) for unit in units),
        "vacant": sum(not post.holders for unit in units for post in unit.posts),
        "can_edit": can_edit_organisation(request.user, request.agency),
        "tabs": structure_tabs(request.agency, "structure"),
    }
    return render_page(request, "organisation/structure_page.html", context)


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def create_unit(request: AgencyRequest) -> HttpResponse:
    """A new unit, perhaps within the unit of `?parent=`."""
    agency = request.agency
    form = UnitForm(request.POST or None, agency=agency, initial={"parent": request.GET.get("parent")})
    page = FormPage(_("Новое подразделение"), _("Создать"), *_back(request))

    def save(values: dict[str, Any]) -> None:
        services.create_unit(agency=agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Подразделение создано."))


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def edit_unit(request: AgencyRequest, pk: int) -> HttpResponse:
    """Rename or move a unit."""
    unit = get_object_or_404(request.agency.units, pk=pk)
    initial = {
        "name": unit.name, "parent": unit.parent_id, "position": unit.position, "version": unit.version,
    }  # fmt: skip
    form = UnitEditForm(request.POST or None, agency=request.agency, initial=initial)
    context = {"unit": unit} if unit.closed_on is None else {}
    page = FormPage(
        unit.name, _("Сохранить"), *_back(request), template="organisation/unit_page.html", context=context
    )

    def save(values: dict[str, Any]) -> None:
        services.edit_unit(unit=unit, by=request.user, at=timezone.now(), **values)

    def stored_version() -> int:
        unit.refresh_from_db()
        return unit.version

    return form_response(request, form, save, page, done=_("Подразделение изменено."), version=stored_version)


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def close_unit(request: AgencyRequest, pk: int) -> HttpResponse:
    """Abolish a unit without posts and parts."""
    unit = get_object_or_404(request.agency.units, pk=pk)
    form = CloseForm(request.POST or None, initial={"closed_on": request.day})
    page = FormPage(
        _("Упразднить подразделение"),
        _("Упразднить"),
        *_back(request),
        lead=unit.name,
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        services.close_unit(unit=unit, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Подразделение упразднено."))


def _back(request: AgencyRequest) -> tuple[str, str]:
    return reverse("organisation:structure", args=[request.agency.code]), _("Структура и должности")
