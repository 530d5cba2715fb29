"""The second step of signing in: a code of the authenticator, or a recovery code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts import recovery
from navstrechu.accounts.models import User
from navstrechu.accounts.queries import recovery_codes_left
from navstrechu.accounts.services.second_factor import prove_second_factor
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.web.accounts import half_signed
from navstrechu.web.accounts.sign_in import client_address, start_session
from navstrechu.web.shell.guard import public
from navstrechu.web.shell.refusals import UNPROCESSABLE


@public
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for a code; everybody else starts with the password."""
    now = timezone.now()
    expected = half_signed.found(request, now)
    if expected is None:
        return _start_again(request)
    if request.method == "GET":
        return _page(request)
    typed = request.POST.get("code", "")
    try:
        prove_second_factor(user=expected.user, typed=typed, address=client_address(request), at=now)
    except InputRefused as error:
        return _page(request, error=error.message, status=UNPROCESSABLE)
    start_session(request, expected.user, now, by_password=expected.by_password, has_second_factor=True)
    if recovery.looks_like_code(typed):
        _tell_of_recovery(request, expected.user)
    return redirect(expected.target)


def _start_again(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home:start")
    half_signed.forget(request)
    return redirect("accounts:sign-in")


def _page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    """``?recovery=1`` shows the same field for a recovery code: other letters, another keyboard."""
    context["recovery"] = "recovery" in request.GET
    return render(request, "accounts/code_page.html", context, status=status)


def _tell_of_recovery(request: HttpRequest, user: User) -> None:
    left = recovery_codes_left(user)
    text = _("Вы вошли с запасным кодом. Осталось: {codes}.").format(
        codes=counted_in_words_of(left, _("код,кода,кодов"))
    )
    messages.warning(request, text)
