"""The report on progress: a sheet to look at, and the same words as DOCX and PDF."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.html import fragment
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.progress_report import progress_report_document
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.report import progress_report
from navstrechu.web.roadmap.plan_page import no_roadmap
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

FORMATS = {"docx": Format.DOCX, "pdf": Format.PDF}


@guard(Permission.VIEW)
@require_GET
def report(request: AgencyRequest) -> HttpResponse:
    """The report of the shown day as it will be printed."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None:
        return no_roadmap(request, _("Отчёт о ходе исполнения"))
    document = progress_report_document(progress_report(roadmap, on=request.day))
    return render_page(request, "roadmap/report_page.html", {"preview": fragment(document)})


@guard(Permission.VIEW)
@require_GET
@in_official_language
def report_file(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The same report as a file."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None or fmt not in FORMATS:
        raise Http404
    document = progress_report_document(progress_report(roadmap, on=request.day))
    name = _("Отчёт о ходе исполнения на {day}").format(day=date_in_figures(request.day))
    return attachment(render(document, FORMATS[fmt]), name)
