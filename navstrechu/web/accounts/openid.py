"""Entering through an identity provider, linking one's account with it, leaving it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts import openid, services
from navstrechu.accounts.models import User
from navstrechu.core.clients.bounded import Nonsense, Silent
from navstrechu.core.clients.openid import Attempt, Identity, Provider
from navstrechu.core.clients.openid_refusals import Declined
from navstrechu.core.errors import DomainError, InputRefused, NotAllowed
from navstrechu.web.accounts import attempts
from navstrechu.web.accounts.attempts import Journey, Purpose
from navstrechu.web.accounts.forms import IdentityForm
from navstrechu.web.accounts.sign_in import admit, client_address, safe_next
from navstrechu.web.accounts.views import sign_in_page
from navstrechu.web.invitations.page import invitation_page
from navstrechu.web.shell.guard import public, signed_in
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import SignedRequest
from navstrechu.web.shell.submission import submit

# A provider that answers wrongly, one that does not answer, a person that was not let in.
STATUSES: dict[type[DomainError], int] = {Nonsense: 502, Silent: 503, Declined: 403, NotAllowed: 403}
ENTERED = "openid_entered"


@public
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """To the provider, to come back signed in."""
    _provider()
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    return go(request, Purpose.ENTER, safe_next(request))


@signed_in
@require_GET
def begin_link(request: SignedRequest) -> HttpResponse:
    """To the provider, to come back with an identity for the own account."""
    return go(request, Purpose.LINK, reverse("accounts:identity"))


def go(request: HttpRequest, purpose: Purpose, target: str) -> HttpResponse:
    """Send the browser to the provider; the way back leads over `come_back` to ``target``."""
    journey = Journey(Attempt.fresh(), purpose, target)
    try:
        address = _provider().address(journey.attempt, _return_address(request))
    except DomainError as refusal:
        return _refused(request, journey, refusal)
    attempts.keep(request, journey, timezone.now())
    return redirect(address)


@public
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code, or with the provider's refusal."""
    provider, now = _provider(), timezone.now()
    journey = attempts.take(request, request.GET.get("state", ""), now)
    if journey is None:
        return _unknown(request)
    answer = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    try:
        identity = provider.identity(answer, journey.attempt, _return_address(request))
        return _arrived(request, journey, identity)
    except DomainError as refusal:
        return _refused(request, journey, refusal)


def _arrived(request: HttpRequest, journey: Journey, identity: Identity) -> HttpResponse:
    """Into the product, or to the page on which the person says what the identity is for."""
    now = timezone.now()
    known = openid.known_account(identity)
    stays_guest = journey.purpose is Purpose.INVITATION and known is None
    if journey.purpose is Purpose.LINK or stays_guest:
        attempts.keep_identity(request, identity, journey, now)
        return redirect(journey.target)
    return enter_as(request, openid.account_of(identity), identity, journey.target)


def enter_as(request: HttpRequest, user: User, identity: Identity, target: str) -> HttpResponse:
    """Let in whom the provider has proved, after our own code where its second factor does not count."""
    attempts.forget_identity(request)
    has_second = openid.is_second_factor(identity)
    now = timezone.now()
    answer = admit(request, user, now, target, by_password=False, has_second_factor=has_second)
    request.session[ENTERED] = True
    return answer


def _unknown(request: HttpRequest) -> HttpResponse:
    """A return that nobody waits for: a page that was loaded again, a forged link, a lost cookie."""
    if request.user.is_authenticated:
        return redirect("home:start")
    sentence = _("Этот вход уже завершён, устарел или начат в другом окне. Начните его заново.")
    return sign_in_page(request, problem=sentence, status=400)


def _refused(request: HttpRequest, journey: Journey, refusal: DomainError) -> HttpResponse:
    """The sentence on the page from which the person set out."""
    status = STATUSES.get(type(refusal), 400)
    if journey.purpose is Purpose.LINK and request.user.is_authenticated:
        return _identity_page(request, IdentityForm(), problem=str(refusal), status=status)
    if journey.purpose is Purpose.INVITATION:
        secret = resolve(journey.target).kwargs["secret"]
        return invitation_page(request, secret, problem=str(refusal), status=status)
    return sign_in_page(request, problem=str(refusal), next=journey.target, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def identity(request: SignedRequest) -> HttpResponse:
    """Whether the own account is linked with the provider; the password confirms a new link."""
    _provider()
    form = IdentityForm(request.POST or None)
    if request.method == "GET":
        return _identity_page(request, form)
    now = timezone.now()
    proved = attempts.proved_identity(request, reverse("accounts:identity"), now)

    def save(values: dict[str, Any]) -> None:
        if proved is None:
            raise InputRefused(_("Подтверждение службы входа устарело. Начните связывание заново."))
        services.link_own_identity(
            user=request.user, identity=proved, address=client_address(request), at=now, **values
        )

    refusal = submit(form, save)
    if refusal:
        return _identity_page(request, form, status=refusal.status)
    attempts.forget_identity(request)
    messages.success(request, _("Вход связан: теперь им можно пользоваться вместо пароля."))
    return redirect("accounts:identity")


def _identity_page(request: Any, form: IdentityForm, *, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "name": settings.OPENID_NAME,
        "link": openid.link_of(request.user),
        "proved": attempts.proved_identity(request, reverse("accounts:identity"), timezone.now()),
        "has_password": request.user.has_usable_password(),
    }
    return render_page(request, "accounts/identity_page.html", context, status=status)


@signed_in
@require_POST
def unlink(request: SignedRequest) -> HttpResponse:
    """From now on the own account is not entered through the provider."""
    _provider()
    services.unlink_identity(
        user=request.user, issuer=settings.OPENID_ISSUER, by=request.user, at=timezone.now()
    )
    attempts.forget_identity(request)
    messages.success(request, _("Вход отвязан."))
    return redirect("accounts:identity")


@public
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Out of the provider too, for who asks for it after signing out here."""
    provider, back = _provider(), request.build_absolute_uri(reverse("accounts:sign-in"))
    try:
        address = provider.leaving_address(back)
    except DomainError as refusal:
        return sign_in_page(request, problem=str(refusal), status=STATUSES.get(type(refusal), 400))
    return redirect(address or "accounts:sign-in")


def _provider() -> Provider:
    """The installation's provider; without one these addresses are not there."""
    found = openid.provider()
    if found is None:
        raise Http404
    return found


def _return_address(request: HttpRequest) -> str:
    """As the provider knows it: by the name under which the product was opened: its cookie counts."""
    return request.build_absolute_uri(reverse("accounts:openid-return"))
