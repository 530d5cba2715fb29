"""Touchpoints: their list, the card of one, its forms."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.history.queries import timeline
from navstrechu.organisation.queries import unit_tree
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.content import touchpoint_content
from navstrechu.touchpoints.queries.places import PlaceFilter, places_of, rows_at, similar_places
from navstrechu.touchpoints.services.touchpoints import (
    change_touchpoint,
    close_touchpoint,
    confirm_touchpoint,
    create_touchpoint,
)
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.shell.asked import id_asked
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response
from navstrechu.web.touchpoints.forms_places import DayForm, PlaceEditForm, PlaceForm

ON_A_PAGE = 50
STATES = (
    ("unused", gettext_lazy("Нет ни в одном процессе")),
    ("unconfirmed", gettext_lazy("Давно не подтверждены")),
    ("closed", gettext_lazy("Закрытые")),
)


@guard(Permission.VIEW)
@require_GET
def places(request: AgencyRequest) -> HttpResponse:
    """All touchpoints, narrowed by the address."""
    wanted = _asked(request)
    found = places_of(request.agency, wanted, request.day)
    context = {
        "wanted": wanted,
        "places": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "channels": [(str(one.pk), one.title) for one in channels_of(request.agency)],
        "units": [(str(unit.pk), unit.name) for _depth, unit in unit_tree(request.agency)],
        "states": STATES,
        "chosen": {"channel": str(wanted.channel or ""), "unit": str(wanted.unit or "")},
        "can_fill": permissions.can_fill(request.user, request.agency),
    }
    return render_page(request, "touchpoints/places_page.html", context, fragments={"places"})


def _asked(request: AgencyRequest) -> PlaceFilter:
    """What the address asks for; an unreadable value is as if it were not given."""
    data = request.GET
    return PlaceFilter(
        text=" ".join(data.get("q", "").split())[:200],
        channel=id_asked(data.get("channel", "")),
        unit=id_asked(data.get("unit", "")),
        state=data.get("state", "") if data.get("state", "") in dict(STATES) else "",
    )


@guard(Permission.VIEW)
@require_GET
def place(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything about one touchpoint."""
    found = _place(request, pk)
    context = {
        "place": found,
        "agreements": touchpoint_content(found).agreements,
        "rows": rows_at(found),
        "similar": similar_places(request.agency, found.name, found.pk) if not found.closed_on else [],
        "can_fill": permissions.can_change_touchpoint(request.user, found),
        "can_edit": permissions.can_edit_register(request.user, request.agency),
        "can_confirm": permissions.can_confirm(request.user, found),
        "can_propose": permissions.can_propose_at(request.user, found),
        "events": timeline_entries(timeline("touchpoints.touchpoint", str(pk)), subject=False),
        "breadcrumbs": [(_("Точки взаимодействия"), _list(request))],
    }
    return render_page(request, "touchpoints/place_page.html", context)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def create(request: AgencyRequest) -> HttpResponse:
    """A new touchpoint."""
    permissions.can_fill(request.user, request.agency).require()
    form = PlaceForm(request.POST or None, agency=request.agency)
    page = FormPage(
        _("Новая точка взаимодействия"),
        _("Добавить"),
        _list(request),
        _("Точки взаимодействия"),
        icon="plus",
        template="touchpoints/place_form.html",
        context={"draft": "place-new"},
    )

    def save(values: dict[str, Any]) -> None:
        create_touchpoint(agency=request.agency, content=form.content, by=request.user, at=timezone.now())

    return form_response(request, form, save, page, done=_("Точка взаимодействия добавлена."))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def edit(request: AgencyRequest, pk: int) -> HttpResponse:
    """What a touchpoint says of itself."""
    found = _place(request, pk)
    permissions.can_change_touchpoint(request.user, found).require()
    form = PlaceEditForm(
        request.POST or None,
        agency=request.agency,
        content=touchpoint_content(found),
        initial={"version": found.version},
    )
    page = FormPage(
        _("Изменить точку взаимодействия"),
        _("Сохранить"),
        _card(request, pk),
        found.name,
        lead=_("Изменение увидят все процессы, в которых указана эта точка."),
        template="touchpoints/place_form.html",
        context={"draft": f"place-{pk}"},
    )

    def save(values: dict[str, Any]) -> None:
        change_touchpoint(
            touchpoint=found,
            version=values["version"],
            content=form.content,
            by=request.user,
            at=timezone.now(),
        )

    return form_response(
        request, form, save, page, done=_("Точка взаимодействия изменена."), version=_version(found)
    )


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def confirm(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything said of the touchpoint is still true."""
    found = _place(request, pk)
    permissions.can_confirm(request.user, found).require()
    form = DayForm(request.POST or None, label=_("Сведения верны на"), initial={"on": request.as_of.today})
    page = FormPage(
        _("Подтвердить сведения"),
        _("Подтвердить"),
        _card(request, pk),
        found.name,
        lead=_("Проверьте адрес, часы работы и телефон: подтверждение увидят все."),
        icon="badge-check",
    )

    def save(values: dict[str, Any]) -> None:
        confirm_touchpoint(touchpoint=found, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Сведения подтверждены."))


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def close(request: AgencyRequest, pk: int) -> HttpResponse:
    """The touchpoint is no more."""
    found = _place(request, pk)
    form = DayForm(request.POST or None, label=_("Закрыта с"), initial={"on": request.as_of.today})
    page = FormPage(
        _("Закрыть точку взаимодействия"),
        _("Закрыть"),
        _card(request, pk),
        found.name,
        lead=_("Карточка и история останутся; в строки перечня эту точку больше не внести."),
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        close_touchpoint(touchpoint=found, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Точка взаимодействия закрыта."))


def _place(request: AgencyRequest, pk: int) -> Touchpoint:
    rows = Touchpoint.objects.filter(agency=request.agency)
    return get_object_or_404(rows.select_related("agency", "channel", "unit", "merged_into"), pk=pk)


def _version(found: Touchpoint) -> Any:
    return lambda: Touchpoint.objects.values_list("version", flat=True).get(pk=found.pk)


def _list(request: AgencyRequest) -> str:
    return reverse("touchpoints:places", args=[request.agency.code])


def _card(request: AgencyRequest, pk: int) -> str:
    return reverse("touchpoints:place", args=[request.agency.code, pk])
