"""Pages of one's own account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from navstrechu.accounts import queries, services
from navstrechu.accounts.openid import is_configured as openid_is_configured
from navstrechu.core.errors import InputRefused
from navstrechu.organisation.queries import is_empty_installation
from navstrechu.tokens.queries import keys_in_force
from navstrechu.web.accounts.devices import DeviceRow
from navstrechu.web.accounts.forms import OwnPasswordForm, SessionForm
from navstrechu.web.accounts.sign_in import admit, client_address, safe_next, start_session
from navstrechu.web.demonstration.context import sign_in_offer
from navstrechu.web.shell.guard import public, signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import SignedRequest
from navstrechu.web.shell.submission import FormPage, form_response


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; in a demonstration it also offers the roles."""
    if request.method == "GET":
        return sign_in_page(request)
    username = request.POST.get("username", "")
    now = timezone.now()
    try:
        user = services.check_credentials(
            login=username, password=request.POST.get("password", ""), address=client_address(request), at=now
        )
    except InputRefused as error:
        return sign_in_page(request, error=error.message, username=username, status=422)
    return admit(request, user, now, safe_next(request))


def sign_in_page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    """The page as it stands; ``error`` belongs to the form, ``problem`` to another way in."""
    context = {
        "next": safe_next(request),
        # The page also stands at the provider's addresses, which take no form.
        "sign_in_url": reverse("accounts:sign-in"),
        "openid_name": settings.OPENID_NAME if openid_is_configured() else "",
        "leaves_openid": "left" in request.GET and settings.OPENID_LOGOUT,
        "demonstration": sign_in_offer(),
        "is_empty": is_empty_installation(),
        **context,
    }
    return render(request, "shell/sign_in.html", context, status=status)


@signed_in
@require_POST
def sign_out(request: SignedRequest) -> HttpResponse:
    """End the session of this device."""
    session = queries.session_by_key(request.session.session_key or "")
    if session is not None:
        services.end_session(session=session, by=request.user, at=timezone.now())
    came_by_openid = request.session.get("openid_entered") and settings.OPENID_LOGOUT
    logout(request)
    return redirect(reverse("accounts:sign-in") + ("?left=1" if came_by_openid else ""))


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: SignedRequest) -> HttpResponse:
    """Devices on which the person is signed in; one of the others can be ended, or all of them."""
    current, now = request.signed_session, timezone.now()
    own = queries.open_sessions(request.user)
    if request.method == "GET":
        context = {"sessions": [DeviceRow.of(one, current) for one in own]}
        return render_page(request, "accounts/sessions_page.html", context)
    if "others" in request.POST:
        ended = services.end_other_sessions(user=request.user, but=current, at=now)
        messages.success(request, _("Завершено сеансов: {number}.").format(number=ended))
        return redirect("accounts:sessions")
    form = SessionForm(request.POST, sessions=own)
    if not form.is_valid():
        raise Http404
    services.end_session(session=form.cleaned_data["session"], by=request.user, at=now)
    messages.success(request, _("Сеанс завершён."))
    return redirect("accounts:sessions")


@signed_in
@require_http_methods(["GET", "POST"])
def password(request: SignedRequest) -> HttpResponse:
    """Change the own password; every other session ends with it, and keys of programs where asked for."""
    now = timezone.now()
    form = OwnPasswordForm(request.POST or None, keys=keys_in_force(request.user, now).count())
    page = FormPage(
        _("Сменить пароль"),
        _("Сменить пароль"),
        reverse("home:start" if request.obligation else "accounts:sessions"),
        _("Мои сеансы"),
        lead=request.obligation.reason if request.obligation else "",
    )

    def save(values: dict[str, Any]) -> None:
        services.change_own_password(
            user=request.user,
            current=values["current"],
            password=values["new"],
            ends_other_access=values.get("withdraws_keys", False),
            address=client_address(request),
            at=now,
        )
        # The session of this device ended with the others; the person goes on in a new one.
        proved = request.signed_session.has_second_factor
        start_session(request, request.user, now, has_second_factor=proved)

    return form_response(request, form, save, page, done=_("Пароль изменён. Остальные сеансы завершены."))
