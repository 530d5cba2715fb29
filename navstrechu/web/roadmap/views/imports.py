"""Loading a roadmap: file, preview, confirmation. Nothing is in the plan before the last of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.retelling import retold, retold_all
from navstrechu.roadmap.models import ImportDraft
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.reading import read_isolated
from navstrechu.roadmap.services import imports
from navstrechu.web.roadmap.forms.imports import ApprovalForm, SourceForm
from navstrechu.web.roadmap.import_page import preview_context
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest

# Under this name the browser keeps what was pasted until it has been read.
DRAFT = "roadmap-import"


@guard(Permission.EDIT_ROADMAP)
@require_http_methods(["GET", "POST"])
def import_roadmap(request: AgencyRequest) -> HttpResponse:
    """Choose a file or paste a table; what can be read goes on to its preview."""
    if request.method == "GET":
        return _source_page(request, SourceForm())
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _source_page(request, form, status=UNPROCESSABLE)
    name, data = form.source()
    try:
        draft = imports.prepare_import(
            agency=request.agency,
            name=name,
            data=data,
            reading=read_isolated(data, name),
            by=request.user,
            at=timezone.now(),
        )
    except InputRefused as error:
        return _source_page(request, form, refusal=error, status=UNPROCESSABLE)
    drafts.note_saved(request, DRAFT)
    return redirect("roadmap:import-preview", agency=request.agency.code, pk=draft.pk)


def _source_page(
    request: AgencyRequest, form: SourceForm, *, refusal: InputRefused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal and InputRefused(retold(str(refusal)), retold_all(refusal.problems)),
        "roadmap": current_roadmap(request.agency),
        "draft_key": DRAFT,
    }
    return render_page(request, "roadmap/import_page.html", context, status=status)


@guard(Permission.EDIT_ROADMAP)
@require_GET
def preview(request: AgencyRequest, pk: int) -> HttpResponse:
    """What was understood, and what it would change."""
    return _preview_page(request, _draft(request, pk))


@guard(Permission.EDIT_ROADMAP)
@require_POST
def confirm(request: AgencyRequest, pk: int) -> HttpResponse:
    """Save the previewed plan; one that was changed meanwhile is compared again and shown first."""
    draft = _draft(request, pk)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _preview_page(request, draft, form, status=UNPROCESSABLE)
    try:
        imports.confirm_import(
            draft=draft,
            approval=form.approval(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        )
    except (InputRefused, Conflict) as error:
        # Of two who confirm at once the second finds no preview any more: its refusal is a page of its own.
        return _preview_page(request, _draft(request, pk), form, status=refuse(form, error))
    messages.success(request, _("Дорожная карта загружена."))
    return redirect("roadmap:table", agency=request.agency.code)


@guard(Permission.EDIT_ROADMAP)
@require_POST
def discard(request: AgencyRequest, pk: int) -> HttpResponse:
    """Throw the preview away."""
    imports.discard_import(draft=_draft(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Загрузка отменена, дорожная карта не изменилась."))
    return redirect(reverse("roadmap:editions", kwargs={"agency": request.agency.code}))


def _draft(request: AgencyRequest, pk: int) -> ImportDraft:
    """A preview of this agency; one that is gone was confirmed or thrown away, maybe by somebody else."""
    draft = request.agency.roadmap_drafts.select_related("file", "agency").filter(pk=pk).first()
    if draft is None:
        raise Conflict(
            _("Этот файл уже подтверждён или отменён. Посмотрите список редакций или загрузите файл заново.")
        )
    return draft


def _preview_page(
    request: AgencyRequest, draft: ImportDraft, form: ApprovalForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = preview_context(request.agency, draft, request.as_of.today, form)
    context["saved_drafts"] = drafts.saved(request)
    return render_page(request, "roadmap/import_preview.html", context, status=status)
