"""The order of an edition: its draft, its registration, the order on the procedure behind it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import ActKind
from navstrechu.core.errors import Conflict
from navstrechu.documents.rendering import Format, render
from navstrechu.registers import permissions
from navstrechu.registers.orders import approving_order, order_title
from navstrechu.registers.queries import edition_order, procedure_act
from navstrechu.registers.services import approve_edition, name_procedure
from navstrechu.registers.workflow import Status
from navstrechu.web.registers import shown
from navstrechu.web.registers.forms import ApproveForm, ProcedureForm
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response

ORDER_FORMATS = {"docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.APPROVE_EDITION)
@require_http_methods(["GET", "POST"])
def approve(request: AgencyRequest, register: str, number: int) -> HttpResponse:
    """Register the signed order; the edition is in force from its date."""
    kind = shown.register_or_404(register)
    found = shown.edition_or_404(request.agency, kind, number)
    permissions.can_approve(request.user, found).require()
    if found.status != Status.FROZEN:
        raise Conflict(
            _("Эта редакция уже не ждёт утверждения: {status}.").format(status=found.get_status_display())
        )
    order = edition_order(found)
    form = ApproveForm(
        request.POST or None,
        request.FILES or None,
        today=request.as_of.today,
        initial={"title": order_title(found, on=request.as_of.today), "dated": request.as_of.today},
        has_previous=bool(order.replaced),
    )
    page = FormPage(
        _("Утвердить редакцию приказом"),
        _("Зарегистрировать приказ и утвердить"),
        shown.address(request, kind, "edition", number=number),
        found,
        lead=_(
            "Редакция вступит в силу с даты приказа, предыдущая закроется днём раньше. Отменить это нельзя."
        ),
        template="registers/approve_page.html",
        icon="stamp",
        context={"kind": kind, "edition": found},
    )

    def save(values: dict[str, Any]) -> None:
        approve_edition(
            edition=found, order=form.order(), today=request.as_of.today, by=request.user, at=timezone.now()
        )

    return form_response(request, form, save, page, done=_("Редакция утверждена приказом."))


@guard(Permission.VIEW)
@require_GET
def order_file(request: AgencyRequest, register: str, number: int, fmt: str) -> HttpResponse:
    """The order with the edition as its annex, written from data, to be signed."""
    kind = shown.register_or_404(register)
    found = shown.edition_or_404(request.agency, kind, number)
    if fmt not in ORDER_FORMATS:
        raise Http404
    document = approving_order(found, on=request.as_of.today)
    return attachment(render(document, ORDER_FORMATS[fmt]), document.title)


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def procedure(request: AgencyRequest, register: str) -> HttpResponse:
    """Tell which order approved the procedure; orders on editions cite it."""
    kind = shown.register_or_404(register)
    acts = request.agency.acts.in_force_on(request.as_of.today).filter(kind=ActKind.ORDER.value)
    named = procedure_act(request.agency, kind.code)
    form = ProcedureForm(
        request.POST or None,
        acts=acts.order_by("-dated", "-pk"),
        initial={"act": named.pk if named else None},
    )
    page = FormPage(
        _("Порядок ведения"),
        _("Сохранить"),
        shown.address(request, kind, "editions"),
        kind.label,
        lead=_("На этот приказ будут ссылаться приказы об утверждении редакций."),
    )

    def save(values: dict[str, Any]) -> None:
        name_procedure(
            agency=request.agency, register=kind.code, by=request.user, at=timezone.now(), **values
        )

    return form_response(request, form, save, page, done=_("Порядок ведения указан."))
