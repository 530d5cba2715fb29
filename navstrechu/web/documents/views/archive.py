"""Archives of documents: order one, watch it being made, take it, cancel it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.acts.made_archives import archive_job, archive_of, archives_of
from navstrechu.acts.permissions import can_order_archive
from navstrechu.acts.services import order_period_archive
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.jobs.liveness import somebody_works
from navstrechu.jobs.services import cancel as cancel_job
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.services.archives import order_roadmap_archive
from navstrechu.web.documents.forms import WRONG_DATE
from navstrechu.web.documents.tabs import tabs
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.widgets import DateField

_ROADMAP = "roadmap"


class PeriodForm(forms.Form):
    """The first and the last day of the documents."""

    since = DateField(
        label=gettext_lazy("С"),
        error_messages={"required": gettext_lazy("Укажите первый день периода."), "invalid": WRONG_DATE},
    )
    until = DateField(
        label=gettext_lazy("По"),
        error_messages={"required": gettext_lazy("Укажите последний день периода."), "invalid": WRONG_DATE},
    )


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def archives(request: AgencyRequest) -> HttpResponse:
    """Archives being made and made; a POST orders that of a period, or that of the roadmap."""
    day = request.as_of.date
    if request.method == "POST" and request.POST.get("what") == _ROADMAP:
        return _order_roadmap(request)
    form = PeriodForm(request.POST or None, initial={"since": date(day.year, 1, 1), "until": day})
    status = 200
    if request.method == "POST":
        can_order_archive(request.user, request.agency).require()
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                order_period_archive(
                    agency=request.agency, **form.cleaned_data, by=request.user, at=timezone.now()
                )
            except (InputRefused, Conflict) as error:
                status = refuse(form, error, error.field)
            else:
                return _ordered(request)
    made = archives_of(request.agency)
    context = {
        "form": form,
        "archives": made,
        "is_open": any(one.row.is_open for one in made),
        "works": somebody_works(),
        "may_order": can_order_archive(request.user, request.agency),
        "has_roadmap": current_roadmap(request.agency) is not None,
        "tabs": tabs(request, "documents:archive"),
    }
    return render_page(request, "documents/archive_page.html", context, fragments={"archives"}, status=status)


def _order_roadmap(request: AgencyRequest) -> HttpResponse:
    order_roadmap_archive(
        agency=request.agency, on=request.as_of.date, by=request.user, at=timezone.now()
    )  # fmt: skip
    return _ordered(request)


def _ordered(request: AgencyRequest) -> HttpResponse:
    messages.success(
        request, _("Архив собирается. Когда он будет готов, его можно будет скачать на этой странице.")
    )
    return redirect("documents:archive", agency=request.agency.code)


@guard(Permission.VIEW)
@require_GET
def archive_file(request: AgencyRequest, pk: int) -> FileResponse:
    """A made archive as a download."""
    made = archive_of(request.agency, pk)
    if made is None or not made.name:
        raise Http404
    if made.path is None:
        raise Conflict(_("Срок хранения архива прошёл, он удалён. Соберите его заново."))
    return FileResponse(
        made.path.open("rb"), as_attachment=True, filename=made.name, content_type="application/zip"
    )


@guard(Permission.VIEW)
@require_POST
def cancel(request: AgencyRequest, pk: int) -> HttpResponse:
    """Stop the making of an archive."""
    can_order_archive(request.user, request.agency).require()
    job = archive_job(request.agency, pk)
    if job is None:
        raise Http404
    cancel_job(job=job, by=request.user, at=timezone.now())
    messages.success(request, _("Сборка архива отменена."))
    return redirect("documents:archive", agency=request.agency.code)
