"""What the worker does, how far it is, and letters that need a decision: for the agency's administrator."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.jobs import registry, services
from navstrechu.jobs.liveness import somebody_works
from navstrechu.jobs.queries import job_for, jobs_of
from navstrechu.notices.queries import outbox_of, stuck_mail
from navstrechu.notices.services import outbox
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest


@guard(Permission.MANAGE_ACCOUNTS)
@require_GET
def jobs(request: AgencyRequest) -> HttpResponse:
    """Open and recent jobs; the list renews itself while something is open."""
    rows = jobs_of(request.agency.pk)
    context = {
        "rows": rows,
        "is_open": any(row.is_open for row in rows),
        "works": somebody_works(),
        "by_hand": [task for task in registry.tasks() if task.by_hand],
        "outbox": outbox_of(request.agency),
    }
    return render_page(request, "jobs/jobs_page.html", context, fragments={"jobs"})


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def start(request: AgencyRequest) -> HttpResponse:
    """Start work of the schedule at once."""
    code = request.POST.get("kind", "")
    if code not in {task.code for task in registry.tasks() if task.by_hand}:
        raise Http404
    services.order_by_hand(code, agency_id=request.agency.pk, by=request.user, at=timezone.now())
    messages.success(request, _("Работа поставлена в очередь."))
    return redirect("jobs:list", request.agency.code)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def cancel(request: AgencyRequest, pk: int) -> HttpResponse:
    """Cancel a job."""
    job = job_for(request.agency.pk, pk)
    if job is None:
        raise Http404
    services.cancel(job=job, by=request.user, at=timezone.now())
    messages.success(request, _("Работа отменена."))
    return redirect("jobs:list", request.agency.code)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def mail_again(request: AgencyRequest, pk: int) -> HttpResponse:
    """Send an uncertain or failed letter again."""
    mail = stuck_mail(request.agency, pk)
    if mail is None:
        raise Http404
    outbox.send_again(mail=mail, agency=request.agency, by=request.user, at=timezone.now())
    messages.success(request, _("Письмо поставлено в очередь."))
    return redirect("jobs:list", request.agency.code)


@guard(Permission.MANAGE_ACCOUNTS)
@require_POST
def mail_drop(request: AgencyRequest, pk: int) -> HttpResponse:
    """Do without an uncertain or failed letter."""
    mail = stuck_mail(request.agency, pk)
    if mail is None:
        raise Http404
    outbox.drop_mail(mail=mail, agency=request.agency, by=request.user, at=timezone.now())
    messages.success(request, _("Письмо снято с отправки."))
    return redirect("jobs:list", request.agency.code)
