"""Loading the register from a file: file, preview, confirmation. Nothing is saved before the last of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict, DomainError, InputRefused
from navstrechu.core.text.retelling import retold
from navstrechu.jobs.queries import job_for, job_row
from navstrechu.touchpoints.importing import Fate, fingerprint, planned_rows
from navstrechu.touchpoints.models import RegisterDraft
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import ReadRegister, read_isolated
from navstrechu.touchpoints.services import imports
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.uploads import UploadField, content_of

ON_A_PAGE = 100
# A file up to this long is saved at once, a longer one by the worker.
AT_ONCE = 300
LOOKS = {
    Fate.ADDED: (gettext_lazy("добавится"), "success", "plus"),
    Fate.CHANGED: (gettext_lazy("изменится"), "warning", "pencil"),
    Fate.UNCHANGED: (gettext_lazy("без изменений"), "neutral", "check"),
    Fate.LEFT_OUT: (gettext_lazy("не будет взята"), "danger", "circle-x"),
}


class FileForm(forms.Form):
    """The register as the office keeps it."""

    file = UploadField(
        label=gettext_lazy("Файл перечня"),
        help_text=gettext_lazy("XLSX, DOCX или CSV, не больше 20 МБ, без макросов"),
    )


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def load(request: AgencyRequest) -> HttpResponse:
    """Choose a file; what can be read goes on to its preview."""
    form = FileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                draft = _read(request, form)
            except InputRefused as refusal:
                form.add_error("file", retold(str(refusal)))
            else:
                return redirect("touchpoints:import-preview", agency=request.agency.code, pk=draft.pk)
    drafts = request.agency.register_drafts.select_related("file").defer("content")
    context = {"form": form, "drafts": drafts.order_by("-created_at", "-pk"), "breadcrumbs": _crumbs(request)}
    return render_page(request, "touchpoints/import_page.html", context, status=status)


def _read(request: AgencyRequest, form: FileForm) -> RegisterDraft:
    file = form.cleaned_data["file"]
    data = content_of(file)
    return imports.prepare_import(
        agency=request.agency,
        name=file.name,
        data=data,
        reading=read_isolated(data, file.name),
        by=request.user,
        at=timezone.now(),
    )


@guard(Permission.EDIT_REGISTERS)
@require_GET
def preview(request: AgencyRequest, pk: int) -> HttpResponse:
    """What was understood and what each row becomes."""
    return _preview(request, _draft(request, pk), include=request.GET.get("include") == "1")


@guard(Permission.EDIT_REGISTERS)
@require_POST
def confirm(request: AgencyRequest, pk: int) -> HttpResponse:
    """Save the previewed rows, long files by the worker."""
    draft, include = _draft(request, pk), request.POST.get("include") == "1"
    facts: dict[str, Any] = {
        "draft": draft, "include_unknown": include, "seen": request.POST.get("seen", ""),
        "on": request.as_of.today, "by": request.user, "at": timezone.now(),
    }  # fmt: skip
    try:
        if len(draft.content["rows"]) > AT_ONCE:
            job = imports.order_import(**facts)
            return redirect("touchpoints:import-progress", agency=request.agency.code, pk=job.pk)
        counts = imports.confirm_import(**facts)
    except (InputRefused, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else UNPROCESSABLE
        return _preview(request, _draft(request, pk), include=include, error=error, status=status)
    told = _("Перечень загружен: добавлено строк {added}, изменено {changed}, не взято {left_out}.")
    messages.success(request, told.format(**counts))
    return redirect("touchpoints:register", agency=request.agency.code)


@guard(Permission.EDIT_REGISTERS)
@require_POST
def discard(request: AgencyRequest, pk: int) -> HttpResponse:
    """Throw the preview away."""
    imports.discard_import(draft=_draft(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Загрузка отменена, перечень не изменился."))
    return redirect("touchpoints:import", agency=request.agency.code)


@guard(Permission.EDIT_REGISTERS)
@require_GET
def progress(request: AgencyRequest, pk: int) -> HttpResponse:
    """How far the worker is with a file; the page renews itself while it works."""
    job = job_for(request.agency.pk, pk)
    if job is None or job.kind != imports.IMPORT_JOB:
        raise Http404
    context = {
        "row": job_row(job, request.agency.pk),
        "draft": job.order.get("draft"),
        "breadcrumbs": _crumbs(request),
    }
    return render_page(request, "touchpoints/import_progress.html", context, fragments={"progress"})


def _preview(
    request: AgencyRequest,
    draft: RegisterDraft,
    *,
    include: bool,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    register = ReadRegister.from_json(draft.content)
    planned = planned_rows(register.rows, live_register(request.agency), include_unknown=include)
    asked = request.GET.get("fate", "")
    shown = [one for one in planned if not asked or one.fate == asked]
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": draft,
        "include": include,
        "seen": fingerprint(planned),
        "error": error,
        "counts": [(sum(one.fate is fate for one in planned), fate.value, *LOOKS[fate]) for fate in Fate],
        "doubts": [(doubt.place, retold(doubt.message)) for doubt in register.doubts],
        "rows": page,
        "lines": [(one, *LOOKS[one.fate]) for one in page.object_list],
        "fate": asked,
        "breadcrumbs": [
            *_crumbs(request),
            (_("Загрузка из файла"), reverse("touchpoints:import", args=[request.agency.code])),
        ],
    }
    return render_page(request, "touchpoints/import_preview.html", context, status=status)


def _draft(request: AgencyRequest, pk: int) -> RegisterDraft:
    found = request.agency.register_drafts.select_related("file", "agency").filter(pk=pk).first()
    if found is None:
        raise Conflict(_("Этот файл уже загружен или отменён. Загрузите его заново, если нужно."))
    return found


def _crumbs(request: AgencyRequest) -> list[tuple[object, str]]:
    return [(_("Перечень точек взаимодействия"), reverse("touchpoints:register", args=[request.agency.code]))]
