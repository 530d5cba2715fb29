"""From an empty installation to a working one: the first step's page, and the card that shows the rest."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import DomainError
from navstrechu.organisation.permissions import can
from navstrechu.organisation.queries import account_count, is_empty_installation
from navstrechu.organisation.services.first_steps import require_empty, set_up
from navstrechu.organisation.set_up_code import WrongCode
from navstrechu.web.accounts.sign_in import start_session
from navstrechu.web.home.forms import FirstStepForm
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.guard import public
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import refused_field

ENOUGH_ACCOUNTS = 2


@public
@require_http_methods(["GET", "POST"])
def first_steps(request: HttpRequest) -> HttpResponse:
    """Name the agency and oneself; open only while there is no agency, to the holder of the code."""
    if request.method == "GET":
        return _page(request, FirstStepForm()) if is_empty_installation() else redirect("home:start")
    require_empty()
    form = FirstStepForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    now = timezone.now()
    try:
        user = set_up(**form.values(), at=now)
    except WrongCode as error:
        form.add_error("typed_code", str(error))
        return _page(request, form, status=422)
    except DomainError as error:
        form.add_error(refused_field(form, error), str(error))
        return _page(request, form, status=STATUSES[type(error)])
    # The code of the console is the second thing, this once; the next sign-in asks for an authenticator.
    start_session(request, user, now, has_second_factor=True)
    messages.success(request, _("Орган создан. Осталось два шага."))
    return redirect("home:start")


def _page(request: HttpRequest, form: FirstStepForm, *, status: int = 200) -> HttpResponse:
    steps = [_("Орган"), _("Дорожная карта"), _("Люди")]
    return render_page(request, "home/first_steps_page.html", {"form": form, "steps": steps}, status=status)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A line of the card; ``url`` is empty where the step is done or is another person's."""

    text: object
    is_done: bool
    url: str = ""


def steps_left(request: AgencyRequest, *, has_roadmap: bool) -> list[FirstStep]:
    """The three steps for who can take them; empty once all are taken."""
    imports = can(request.user, Permission.EDIT_ROADMAP, request.agency)
    invites = can(request.user, Permission.MANAGE_ACCOUNTS, request.agency)
    if not (imports or invites):
        return []
    has_people = account_count(request.agency) >= ENOUGH_ACCOUNTS
    if has_roadmap and has_people:
        return []
    code = request.agency.code
    return [
        FirstStep(_("Назвать орган"), is_done=True),
        FirstStep(
            _("Загрузить дорожную карту"), has_roadmap,
            reverse("roadmap:import", args=[code]) if imports else "",
        ),
        FirstStep(
            _("Пригласить сотрудников"), has_people,
            reverse("organisation:invitations", args=[code]) if invites else "",
        ),
    ]  # fmt: skip
