"""Pages of one's own account."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from navstrechu.accounts import queries, services
from navstrechu.core.errors import DomainError, InputRefused
from navstrechu.web.accounts.sign_in import client_address, safe_next, start_session
from navstrechu.web.demonstration.context import sign_in_offer
from navstrechu.web.shell.guard import public, signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import SignedRequest


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; in a demonstration it also offers the roles."""
    if request.method == "GET":
        return _sign_in_page(request)
    username = request.POST.get("username", "")
    now = timezone.now()
    try:
        user = services.check_credentials(
            login=username, password=request.POST.get("password", ""), address=client_address(request), at=now
        )
    except InputRefused as error:
        return _sign_in_page(request, error=error.message, username=username, status=422)
    target = safe_next(request)
    start_session(request, user, now)
    return redirect(target)


def _sign_in_page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    context |= {"next": safe_next(request), "demonstration": sign_in_offer()}
    return render(request, "shell/sign_in.html", context, status=status)


@signed_in
@require_POST
def sign_out(request: SignedRequest) -> HttpResponse:
    """End the session of this device."""
    session = queries.session_by_key(request.session.session_key or "")
    if session is not None:
        services.end_session(session=session, by=request.user, at=timezone.now())
    logout(request)
    return redirect("accounts:sign-in")


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: SignedRequest) -> HttpResponse:
    """Devices on which the person is signed in; any of them can be ended."""
    current = queries.session_by_key(request.session.session_key or "")
    own = queries.open_sessions(request.user)
    if request.method == "GET":
        return render_page(request, "accounts/sessions.html", {"sessions": own, "current": current})
    chosen = (
        own.filter(pk=request.POST.get("session", "").strip() or None).first() if _is_id(request) else None
    )
    if chosen is None:
        raise Http404
    services.end_session(session=chosen, by=request.user, at=timezone.now())
    messages.success(request, _("Сеанс завершён."))
    return redirect("accounts:sessions")


def _is_id(request: HttpRequest) -> bool:
    text = request.POST.get("session", "")
    return text.isascii() and text.isdigit() and len(text) < 19


@signed_in
@require_http_methods(["GET", "POST"])
def password(request: SignedRequest) -> HttpResponse:
    """Change the own password; every other session ends with it."""
    if request.method == "GET":
        return render_page(request, "accounts/password.html", {})
    now = timezone.now()
    try:
        services.check_credentials(
            login=request.user.login,
            password=request.POST.get("current", ""),
            address=client_address(request),
            at=now,
        )
        services.change_password(user=request.user, password=_new_password(request), by=request.user, at=now)
    except DomainError as error:
        return render_page(request, "accounts/password.html", {"error": error.message}, status=422)
    start_session(request, request.user, now)
    messages.success(request, _("Пароль изменён. Остальные сеансы завершены."))
    return redirect("accounts:sessions")


def _new_password(request: HttpRequest) -> str:
    new = request.POST.get("new", "")
    if new != request.POST.get("repeated", ""):
        raise InputRefused(_("Новый пароль и его повтор не совпадают. Введите их ещё раз."))
    return new
