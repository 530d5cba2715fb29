"""Pages of the own second factor: its state, enrolment, recovery codes, turning off."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts import queries, totp
from navstrechu.accounts.models import Authenticator
from navstrechu.accounts.sealing import unseal
from navstrechu.accounts.services import second_factor as services
from navstrechu.core.errors import InputRefused
from navstrechu.organisation.second_factor import can_turn_off_second_factor, second_factor_required
from navstrechu.organisation.services.second_factor import turn_off_second_factor
from navstrechu.web.accounts.forms import CodeForm, ProofForm
from navstrechu.web.accounts.qr import qr_code
from navstrechu.web.accounts.sign_in import client_address
from navstrechu.web.shell.guard import signed_in
from navstrechu.web.shell.middleware import recognise
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import SignedRequest
from navstrechu.web.shell.submission import FormPage, form_response

STATE, ENROL = "accounts:second-factor", "accounts:second-factor-enrol"
# Fewer recovery codes than this are soon none.
_FEW = 3
_ISSUER = "Навстречу"
FILE_NAME = "recovery-codes.txt"


@signed_in
@require_GET
def state(request: SignedRequest) -> HttpResponse:
    """Whether one signs in with codes, and what can be done about it."""
    authenticator = queries.authenticator_of(request.user)
    left = queries.recovery_codes_left(request.user)
    context = {
        "authenticator": authenticator,
        "is_required": second_factor_required(request.user),
        "can_turn_off": can_turn_off_second_factor(request.user),
        "codes_left": left,
        "has_few_codes": left < _FEW,
        "is_unreadable": authenticator is not None and unseal(authenticator.sealed_secret) is None,
    }
    return render_page(request, "accounts/second_factor_page.html", context)


@signed_in
@require_POST
def begin(request: SignedRequest) -> HttpResponse:
    """A new secret; its page shows it until its first code is given."""
    services.begin_enrolment(user=request.user, at=timezone.now())
    return redirect(ENROL)


@signed_in
@require_http_methods(["GET", "POST"])
def enrol(request: SignedRequest) -> HttpResponse:
    """The secret as a picture and as text, and the field of the first code; then the recovery codes."""
    waiting = queries.waiting_authenticator(request.user, timezone.now())
    secret = unseal(waiting.sealed_secret) if waiting else None
    if waiting is None or secret is None:
        return redirect(STATE)
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                codes = _confirm(request, form.cleaned_data["code"])
            except InputRefused as error:
                status = refuse(form, error, "code")
            else:
                return _codes_page(request, codes, title=_("Вход с кодом подключён"))
    address = totp.enrolment_address(secret, login=request.user.login, issuer=_ISSUER)
    context = {
        "form": form,
        "qr": qr_code(address),
        "secret": totp.in_groups(secret),
        "address": address,
        "breadcrumbs": [] if request.obligation else [(_("Вход с кодом"), reverse(STATE))],
    }
    return render_page(request, "accounts/enrol_page.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def replace(request: SignedRequest) -> HttpResponse:
    """Another telephone: a code of the present one, or a recovery code, and the enrolment begins anew."""
    if not queries.has_authenticator(request.user):
        return redirect(STATE)
    form = ProofForm(request.POST or None, has_password=False)
    page = FormPage(
        _("Сменить телефон"), _("Продолжить"), reverse(ENROL), _("Вход с кодом"),
        lead=_("Прежнее приложение действует, пока вы не подтвердите новое. Запасные коды сменятся."),
        icon="arrow-right",
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        services.begin_replacement(
            user=request.user, typed=values["code"], address=client_address(request), at=timezone.now()
        )

    return form_response(request, form, save, page, done=_("Теперь подключите новое приложение."))


def _confirm(request: SignedRequest, typed: str) -> list[str]:
    codes = services.confirm_enrolment(
        user=request.user, typed=typed, session=request.signed_session, at=timezone.now()
    )
    if request.obligation:
        # Settled: the page of the codes stands in the product again.
        request.obligation = None
        recognise(request)
    return codes


def _codes_page(request: SignedRequest, codes: list[str], *, title: str) -> HttpResponse:
    """Shown once: only the hashes are kept."""
    context = {"codes": codes, "title": title, "login": request.user.login}
    return render_page(request, "accounts/recovery_codes_page.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def recovery_codes(request: SignedRequest) -> HttpResponse:
    """New recovery codes in the place of the old ones, for a code."""
    if not queries.has_authenticator(request.user):
        return redirect(STATE)
    form, status = ProofForm(request.POST or None, has_password=False), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                codes = services.remake_recovery_codes(
                    user=request.user,
                    typed=form.cleaned_data["code"],
                    address=client_address(request),
                    at=timezone.now(),
                )
            except InputRefused as error:
                status = refuse(form, error, "code")
            else:
                return _codes_page(request, codes, title=_("Новые запасные коды"))
    page = FormPage(
        _("Новые запасные коды"), _("Создать коды"), reverse(STATE), _("Вход с кодом"),
        lead=_("Прежние запасные коды перестанут действовать."), icon="refresh-cw",
    )  # fmt: skip
    context = {"page": page, "form": form, "breadcrumbs": [(page.back_label, page.back_url)]}
    return render_page(request, page.template, context, status=status)


@signed_in
@require_POST
def recovery_codes_file(request: SignedRequest) -> HttpResponse:
    """The codes that the page has just shown, as a file: it sends them back, because nobody keeps them."""
    codes = request.POST.getlist("code")
    if not queries.are_recovery_codes_of(request.user, codes):
        raise InputRefused(_("Эти коды уже не действуют. Создайте новые на странице «Вход с кодом»."))
    lines = [_("Запасные коды для входа в «Навстречу», логин {login}").format(login=request.user.login)]
    lines += [_("Каждый код действует один раз. Храните их отдельно от пароля."), "", *codes, ""]
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8", headers=headers)


@signed_in
@require_http_methods(["GET", "POST"])
def turn_off(request: SignedRequest) -> HttpResponse:
    """Sign in without codes from now on; not where the role demands them."""
    authenticator: Authenticator | None = queries.authenticator_of(request.user)
    if authenticator is None:
        return redirect(STATE)
    can_turn_off_second_factor(request.user).require()
    form = ProofForm(request.POST or None, has_password=request.user.has_usable_password())
    page = FormPage(
        _("Отключить вход с кодом"), _("Отключить"), reverse(STATE), _("Вход с кодом"),
        lead=_("Дальше для входа будет достаточно пароля. Запасные коды перестанут действовать."),
        kind="danger", icon="ban",
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        turn_off_second_factor(
            by=request.user,
            password=values.get("password", ""),
            typed=values["code"],
            address=client_address(request),
            at=timezone.now(),
        )

    return form_response(request, form, save, page, done=_("Вход с кодом отключён."))
