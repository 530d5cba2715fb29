"""Who has which role, what each role may; granting and withdrawing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import PERMISSION_TEXTS, ROLES, Permission, Role, RoleDescription
from navstrechu.organisation.permissions import can_manage_accounts
from navstrechu.organisation.queries import members_of
from navstrechu.organisation.services import membership as services
from navstrechu.web.organisation.forms import RoleForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One thing that may be done, and for each role – in the order of the columns – whether it may."""

    text: object
    allowed: list[tuple[object, bool]]


@guard(Permission.VIEW)
@require_GET
def roles(request: AgencyRequest) -> HttpResponse:
    """Members of the agency with their roles, and the roles with their permissions."""
    context = {
        "members": members_of(request.agency),
        "roles": list(ROLES.values()),
        "rows": [_row(permission) for permission in Permission],
        "can_manage": can_manage_accounts(request.user, request.agency),
    }
    return render_page(request, "organisation/roles_page.html", context)


def _row(permission: Permission) -> PermissionRow:
    descriptions: list[RoleDescription] = list(ROLES.values())
    return PermissionRow(
        PERMISSION_TEXTS[permission], [(role.title, permission in role.permissions) for role in descriptions]
    )


@guard(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def grant(request: AgencyRequest) -> HttpResponse:
    """A role for an account that exists, also one of another agency."""
    form = RoleForm(request.POST or None, initial={"login": request.GET.get("login")})
    page = FormPage(
        _("Предоставить роль"),
        _("Предоставить"),
        roles_address(request),
        _("Роли и права"),
        lead=_("Учётная запись уже есть – возможно, в другом органе этой установки."),
    )

    def save(values: dict[str, Any]) -> None:
        services.add_member(agency=request.agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Роль предоставлена."))


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def withdraw(request: AgencyRequest, pk: int) -> HttpResponse:
    """End a role at once."""
    membership = get_object_or_404(request.agency.memberships.select_related("user", "agency"), pk=pk)
    services.withdraw_role(membership=membership, by=request.user, at=timezone.now())
    title = ROLES[Role(membership.role)].title
    messages.success(request, _("Роль «{title}» отозвана.").format(title=title))
    return redirect(roles_address(request))


def roles_address(request: AgencyRequest) -> str:
    """The page that account forms go back to."""
    return reverse("organisation:roles", args=[request.agency.code])
