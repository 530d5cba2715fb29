"""Pages of access keys and of the API's description."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.tokens.models import ApiToken
from navstrechu.tokens.queries import tokens_of
from navstrechu.tokens.scopes import SCOPE_TEXTS, Scope
from navstrechu.tokens.services import create_token, withdraw_token
from navstrechu.web.shell.guard import signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import SignedRequest
from navstrechu.web.tokens.forms import KeyForm
from navstrechu.web.tokens.reference import reference


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the list of keys."""

    token: ApiToken
    scopes: list[str]
    is_expired: bool

    @classmethod
    def of(cls, token: ApiToken, now: datetime) -> "KeyRow":
        """A key as a line at the moment ``now``."""
        texts = [str(SCOPE_TEXTS[Scope(scope)]) for scope in token.scopes]
        return cls(token, texts, token.expires_at <= now)


@signed_in
@require_http_methods(["GET", "POST"])
def keys(request: SignedRequest) -> HttpResponse:
    """Own keys and the form of a new one; its text is on the answer to the form, and nowhere else."""
    form = KeyForm(request.POST or None)
    status, secret, now = 200, "", timezone.now()
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                _token, secret = create_token(**form.cleaned_data, by=request.user, at=now)
            except (InputRefused, Conflict) as error:
                status = refuse(form, error)
            else:
                form, status = KeyForm(), 200
    context = {
        "form": form,
        "secret": secret,
        "rows": [KeyRow.of(token, now) for token in tokens_of(request.user)],
        "address": request.build_absolute_uri(reverse("api:agencies")),
    }
    return render_page(request, "tokens/keys_page.html", context, status=status)


@signed_in
@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """An own key stops working."""
    token = tokens_of(request.user).filter(pk=pk).first()
    if token is None:
        raise Http404
    withdraw_token(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("Ключ отозван. Программа с ним больше не войдёт."))
    return redirect("tokens:keys")


@signed_in
@require_GET
def guide(request: SignedRequest) -> HttpResponse:
    """Every operation of the API, from its committed description."""
    context = {
        "reference": reference(),
        "root": request.build_absolute_uri(reverse("api:resources")),
        "code": request.agency.code if request.agency else "agency",
    }
    return render_page(request, "tokens/api_guide.html", context)
