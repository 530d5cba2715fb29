"""A post: its title, everybody who held it, appointments."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.models import Appointment, Post
from navstrechu.organisation.permissions import can_edit_organisation
from navstrechu.organisation.services import people as appointments
from navstrechu.organisation.services import structure as services
from navstrechu.web.organisation.forms import (
    AppointmentForm,
    CloseForm,
    EndForm,
    PostEditForm,
    PostForm,
    post_initial,
)
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response, submit


@guard(Permission.VIEW)
@require_GET
def post(request: AgencyRequest, pk: int) -> HttpResponse:
    """A post with its holders, past and present."""
    found = _post(request, pk)
    return _post_page(request, found, AppointmentForm(agency=request.agency, initial={"since": request.day}))


def _post_page(request: AgencyRequest, found: Post, form: AppointmentForm, status: int = 200) -> HttpResponse:
    held = found.appointments.select_related("person").order_by("-since", "-pk")
    context = {
        "post": found,
        "appointments": [(one, _is_in_force(one, request)) for one in held],
        "form": form,
        "can_edit": can_edit_organisation(request.user, request.agency),
        "breadcrumbs": [_crumb(request)],
    }
    return render_page(request, "organisation/post_page.html", context, status=status)


def _is_in_force(appointment: Appointment, request: AgencyRequest) -> bool:
    return appointment.since <= request.day and (
        appointment.until is None or appointment.until >= request.day
    )


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def appoint(request: AgencyRequest, pk: int) -> HttpResponse:
    """Appoint somebody, also acting. The form stands on the page of the post."""
    found = _post(request, pk)
    if request.method == "GET":
        return redirect(_address(found))
    form = AppointmentForm(request.POST, agency=request.agency)

    def save(values: dict[str, Any]) -> None:
        appointments.appoint(post=found, by=request.user, at=timezone.now(), **values)

    refusal = submit(form, save)
    if refusal:
        return _post_page(request, found, form, refusal.status)
    messages.success(request, _("Назначение записано."))
    return redirect(_address(found))


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def end_appointment(request: AgencyRequest, pk: int) -> HttpResponse:
    """End an appointment with its last day."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("post", "person"), pk=pk, post__agency=request.agency
    )
    form = EndForm(request.POST or None, initial={"until": appointment.until or request.day})
    page = FormPage(
        _("Прекратить назначение"),
        _("Прекратить"),
        _address(appointment.post),
        appointment.post.title,
        lead=appointment.person.short_name,
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        appointments.end_appointment(appointment=appointment, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Назначение прекращено."))


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def create_post(request: AgencyRequest) -> HttpResponse:
    """A new post, perhaps in the unit of `?unit=`."""
    agency = request.agency
    form = PostForm(request.POST or None, agency=agency, initial={"unit": request.GET.get("unit")})
    label, url = _crumb(request)
    page = FormPage(_("Новая должность"), _("Создать"), url, label)

    def save(values: dict[str, Any]) -> None:
        services.create_post(agency=agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Должность создана."))


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def edit_post(request: AgencyRequest, pk: int) -> HttpResponse:
    """Rename or move a post."""
    found = _post(request, pk)
    form = PostEditForm(request.POST or None, agency=request.agency, initial=post_initial(found))
    page = FormPage(
        _("Изменить должность"),
        _("Сохранить"),
        _address(found),
        found.title,
        lead=_("Новое наименование появится в дорожной карте; на прошлые даты останется прежнее."),
    )

    def save(values: dict[str, Any]) -> None:
        services.edit_post(post=found, by=request.user, at=timezone.now(), **values)

    def stored_version() -> int:
        found.refresh_from_db()
        return found.version

    return form_response(request, form, save, page, done=_("Должность изменена."), version=stored_version)


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def close_post(request: AgencyRequest, pk: int) -> HttpResponse:
    """Abolish a post that nobody holds and no plan names."""
    found = _post(request, pk)
    form = CloseForm(request.POST or None, initial={"closed_on": request.day})
    page = FormPage(
        _("Сократить должность"),
        _("Сократить"),
        _address(found),
        found.title,
        lead=found.title,
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        services.close_post(post=found, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Должность сокращена."))


def _post(request: AgencyRequest, pk: int) -> Post:
    return get_object_or_404(request.agency.posts.select_related("unit", "agency"), pk=pk)


def _address(found: Post) -> str:
    return reverse("organisation:post", args=[found.agency.code, found.pk])


def _crumb(request: AgencyRequest) -> tuple[str, str]:
    return _("Структура и должности"), reverse("organisation:structure", args=[request.agency.code])
