"""Reports of changes that units owe: those open, by term."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.queries import own_units
from navstrechu.touchpoints.models import UpdateTask
from navstrechu.touchpoints.permissions import can_close_task, can_edit_register
from navstrechu.touchpoints.queries.checks import owed_reports
from navstrechu.touchpoints.services.tasks import close_task
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response
from navstrechu.web.touchpoints.forms_proposals import CloseReportForm


@guard(Permission.VIEW)
@require_GET
def reports(request: AgencyRequest) -> HttpResponse:
    """What is owed, the oldest term first; overdue ones are marked."""
    own = own_units(request.user, request.agency, request.day)
    can_edit = bool(can_edit_register(request.user, request.agency))
    tasks = list(owed_reports(request.agency))
    context = {
        "tasks": [(task, task.due_on < request.day, can_edit or task.unit_id in own) for task in tasks],
        "overdue": sum(task.due_on < request.day for task in tasks),
    }
    return render_page(request, "touchpoints/reports_page.html", context)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def close(request: AgencyRequest, pk: int) -> HttpResponse:
    """There is nothing to report, or it was reported otherwise."""
    rows = UpdateTask.objects.filter(agency=request.agency).select_related("agency", "unit", "process")
    task = get_object_or_404(rows, pk=pk)
    can_close_task(request.user, task).require()
    back = reverse("touchpoints:tasks", args=[request.agency.code])
    page = FormPage(
        _("Отчёт не нужен"), _("Закрыть"), back, _("Ожидаемые отчёты"), lead=task.reason, icon="check"
    )

    def save(values: dict[str, Any]) -> None:
        close_task(task=task, on=request.as_of.today, by=request.user, at=timezone.now(), **values)

    return form_response(
        request, CloseReportForm(request.POST or None), save, page, done=_("Отчёт больше не ожидается.")
    )
