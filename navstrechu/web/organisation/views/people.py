"""People who may hold posts, and whose accounts they have."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Permission
from navstrechu.organisation.models import Person
from navstrechu.organisation.permissions import can_edit_organisation
from navstrechu.organisation.queries import free_accounts, people_on
from navstrechu.organisation.services import people as services
from navstrechu.web.organisation.forms import AccountLinkForm, PersonEditForm, PersonForm
from navstrechu.web.organisation.tabs import structure_tabs
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.VIEW)
@require_GET
def people(request: AgencyRequest) -> HttpResponse:
    """Everybody with the posts held on the shown day."""
    context = {
        "people": people_on(request.agency, request.day),
        "can_edit": can_edit_organisation(request.user, request.agency),
        "tabs": structure_tabs(request.agency, "people"),
    }
    return render_page(request, "organisation/people_page.html", context)


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def create_person(request: AgencyRequest) -> HttpResponse:
    """Somebody new."""
    form = PersonForm(request.POST or None)
    page = FormPage(_("Новый сотрудник"), _("Добавить"), *_back(request))

    def save(values: dict[str, Any]) -> None:
        services.create_person(agency=request.agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Сотрудник добавлен."))


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def edit_person(request: AgencyRequest, pk: int) -> HttpResponse:
    """A corrected name."""
    person = _person(request, pk)
    initial = {name: getattr(person, name) for name in ("surname", "first_name", "patronymic", "version")}
    form = PersonEditForm(request.POST or None, initial=initial)
    page = FormPage(
        person.short_name,
        _("Сохранить"),
        *_back(request),
        template="organisation/person_page.html",
        context={"person": person},
    )

    def save(values: dict[str, Any]) -> None:
        services.edit_person(person=person, by=request.user, at=timezone.now(), **values)

    def stored_version() -> int:
        person.refresh_from_db()
        return person.version

    return form_response(request, form, save, page, done=_("Имя изменено."), version=stored_version)


@guard(Permission.EDIT_ORGANISATION)
@require_http_methods(["GET", "POST"])
def link_account(request: AgencyRequest, pk: int) -> HttpResponse:
    """Which account is this person's."""
    person = _person(request, pk)
    accounts = {str(user.pk): user for user in free_accounts(request.agency, person)}
    form = AccountLinkForm(
        request.POST or None,
        accounts=[(key, f"{user.display_name} ({user.login})") for key, user in accounts.items()],
        initial={"account": person.user_id},
    )
    page = FormPage(_("Учётная запись сотрудника"), _("Сохранить"), *_back(request), lead=person.short_name)

    def save(values: dict[str, Any]) -> None:
        chosen: User | None = accounts.get(values["account"])
        services.link_account(person=person, user=chosen, by=request.user, at=timezone.now())

    return form_response(request, form, save, page, done=_("Учётная запись связана."))


def _person(request: AgencyRequest, pk: int) -> Person:
    return get_object_or_404(request.agency.people.select_related("agency", "user"), pk=pk)


def _back(request: AgencyRequest) -> tuple[str, str]:
    return reverse("organisation:people", args=[request.agency.code]), _("Сотрудники")
