"""Accounts of the agency's people: creation, disabling, a forgotten password."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.models import User
from navstrechu.accounts.queries import authenticator_of, has_authenticator
from navstrechu.accounts.roles import Permission
from navstrechu.organisation.permissions import can_manage_account
from navstrechu.organisation.second_factor import second_factor_required
from navstrechu.organisation.services import membership as services
from navstrechu.organisation.services.identities import unlink_member_identity
from navstrechu.organisation.services.second_factor import reset_member_second_factor
from navstrechu.tokens.queries import keys_in_force
from navstrechu.web.organisation.forms import AccountForm, PasswordForm, ResetForm
from navstrechu.web.organisation.views.roles import roles_address
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def create_account(request: AgencyRequest) -> HttpResponse:
    """A new account with its first role."""
    form = AccountForm(request.POST or None)
    page = FormPage(_("Новая учётная запись"), _("Создать"), roles_address(request), _("Роли и права"))

    def save(values: dict[str, Any]) -> None:
        services.create_member(agency=request.agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Учётная запись создана."))


@guard(Permission.MANAGE_ACCOUNTS)
@require_GET
def account(request: AgencyRequest, pk: int) -> HttpResponse:
    """One account: its roles here, its state, what can be done with it."""
    user = _account(request, pk)
    context = {
        "account": user,
        "memberships": request.agency.memberships.filter(user=user, ended_at=None).order_by("pk"),
        "can_manage": can_manage_account(request.user, user, request.agency),
        "is_own": user == request.user,
        "authenticator": authenticator_of(user),
        "is_code_required": second_factor_required(user),
        "identity": user.identities.first(),
        "breadcrumbs": [(_("Роли и права"), roles_address(request))],
    }
    return render_page(request, "organisation/account_page.html", context)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def set_state(request: AgencyRequest, pk: int) -> HttpResponse:
    """Disable an account, or let it in again."""
    user = _account(request, pk)
    is_active = request.POST.get("active") == "yes"
    services.set_member_active(
        agency=request.agency, user=user, is_active=is_active, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Учётная запись включена.") if is_active else _("Учётная запись отключена."))
    return redirect(_address(request, user))


@guard(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def reset_password(request: AgencyRequest, pk: int) -> HttpResponse:
    """Replace a forgotten password."""
    user = _account(request, pk)
    can_manage_account(request.user, user, request.agency).require()
    now = timezone.now()
    form = PasswordForm(request.POST or None, keys=keys_in_force(user, now).count())
    page = FormPage(
        _("Новый пароль"), _("Заменить пароль"), _address(request, user), user.display_name, lead=user.login
    )

    def save(values: dict[str, Any]) -> None:
        services.reset_password(agency=request.agency, user=user, by=request.user, at=now, **values)

    return form_response(request, form, save, page, done=_("Пароль заменён."))


@guard(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def reset_second_factor(request: AgencyRequest, pk: int) -> HttpResponse:
    """Help somebody who has lost both the authenticator and the recovery codes."""
    user = _account(request, pk)
    can_manage_account(request.user, user, request.agency).require()
    if request.method == "GET" and not has_authenticator(user):
        return redirect(_address(request, user))
    form = ResetForm(request.POST or None)
    page = FormPage(
        _("Сбросить вход с кодом"), _("Сбросить"), _address(request, user), user.display_name,
        lead=_("Прежнее приложение и запасные коды перестанут действовать, сеансы сотрудника завершатся. "
               "Убедитесь, что об этом просит он сам."),
        kind="danger", icon="shield-check",
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        reset_member_second_factor(
            agency=request.agency, user=user, by=request.user, at=timezone.now(), **values
        )

    return form_response(request, form, save, page, done=_("Вход с кодом сброшен."))


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def unlink_identity(request: AgencyRequest, pk: int) -> HttpResponse:
    """Close the way in through the identity provider."""
    user = _account(request, pk)
    unlink_member_identity(agency=request.agency, user=user, by=request.user, at=timezone.now())
    messages.success(request, _("Вход через службу входа отвязан, сеансы завершены."))
    return redirect(_address(request, user))


def _account(request: AgencyRequest, pk: int) -> User:
    """Somebody who has or had a role in this agency; other accounts are not there."""
    return get_object_or_404(User.objects.filter(memberships__agency=request.agency).distinct(), pk=pk)


def _address(request: AgencyRequest, user: User) -> str:
    return reverse("organisation:account", args=[request.agency.code, user.pk])
