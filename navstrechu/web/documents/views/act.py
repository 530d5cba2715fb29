"""The page of one document, its file, registering and annulling."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import KIND_TITLES, Act, ActKind
from navstrechu.acts.permissions import can_annul, can_register
from navstrechu.acts.services import annul_act, register_act
from navstrechu.acts.workflow import Status
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.history.queries import timeline
from navstrechu.roadmap.queries.documents import Consequences, consequences_of_annulment, purposes_of
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.web.documents.creating import kinds_open_to
from navstrechu.web.documents.forms import AnnulForm, FreeActForm
from navstrechu.web.documents.register import is_annulled
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest

CREATE_DRAFT = "act-new"


@guard(Permission.VIEW)
@require_GET
def document(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything about one document."""
    act = _act(request, pk)
    context = {
        **_about(request, act),
        "purpose": purposes_of([act])[act.pk],
        "annul": can_annul(request.user, request.agency) if act.status == Status.REGISTERED else None,
        "annul_shown": Permission.REGISTER_DOCUMENT in request.permissions,
        "events": timeline_entries(timeline("acts.act", str(act.pk)), subject=False),
        "saved_drafts": drafts.saved(request),
    }
    return render_page(request, "documents/act_page.html", context)


def _act(request: AgencyRequest, pk: int) -> Act:
    found = request.agency.acts.filter(pk=pk).select_related("file", "agency").first()
    if found is None:
        raise Http404
    return found


def _about(request: AgencyRequest, act: Act) -> dict[str, Any]:
    register = reverse("documents:register", args=[request.agency.code])
    return {
        "act": act,
        "kind": KIND_TITLES[ActKind(act.kind)],
        "is_annulled": is_annulled(act, request.as_of.date),
        "breadcrumbs": [(_("Документы"), register)],
    }


@guard(Permission.VIEW)
@require_GET
def file(request: AgencyRequest, pk: int) -> FileResponse:
    """A stored file of the agency, always as a download and never as a page of this installation."""
    stored = StoredFile.objects.filter(pk=pk, agency_id=request.agency.pk).first()
    if stored is None:
        raise Http404
    if not stored.path.exists():
        raise Conflict(_("Файла нет на диске сервера. Сообщите администратору: нужна резервная копия."))
    response = FileResponse(
        stored.path.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def create(request: AgencyRequest) -> HttpResponse:
    """Register a document that no measure demands: minutes above all."""
    kinds = kinds_open_to(request)
    if not kinds:
        can_register(request.user, request.agency, ActKind.OTHER).require()
    asked = request.GET.get("kind", "")
    form = FreeActForm(
        request.POST or None,
        request.FILES or None,
        today=request.as_of.today,
        kinds=kinds,
        initial={"kind": asked or (kinds[0] if len(kinds) == 1 else ""), "dated": request.as_of.date},
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                act = register_act(
                    agency=request.agency,
                    draft=form.draft(ActKind(form.cleaned_data["kind"])),
                    today=request.as_of.today,
                    by=request.user,
                    at=timezone.now(),
                )
            except Conflict as error:
                status = refuse(form, error, "number")
            except InputRefused as error:
                status = refuse(form, error)
            else:
                drafts.note_saved(request, CREATE_DRAFT)
                messages.success(request, _("Документ зарегистрирован: {act}.").format(act=act))
                return redirect("documents:document", agency=request.agency.code, pk=act.pk)
    return render_page(
        request, "documents/act_create.html", {"form": form, "draft": CREATE_DRAFT}, status=status
    )


@guard(Permission.REGISTER_DOCUMENT)
@require_http_methods(["GET", "POST"])
def annul(request: AgencyRequest, pk: int) -> HttpResponse:
    """Take a mistaken registration back, told beforehand what that undoes."""
    act = _act(request, pk)
    if act.status != Status.REGISTERED:
        raise Conflict(_("Регистрация документа уже аннулирована."))
    form = AnnulForm(
        request.POST or None,
        dated=act.dated,
        today=request.as_of.today,
        initial={"on": max(request.as_of.date, act.dated)},
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            data = form.cleaned_data
            try:
                annul_act(act=act, reason=data["reason"], on=data["on"], by=request.user, at=timezone.now())
            except InputRefused as error:
                status = refuse(form, error, "reason")
            else:
                drafts.note_saved(request, _annul_draft(act))
                messages.success(request, _("Регистрация документа аннулирована."))
                return redirect("documents:document", agency=request.agency.code, pk=act.pk)
    context = {
        **_about(request, act),
        "form": form,
        "consequences": _consequences(request, act),
        "draft": _annul_draft(act),
    }
    return render_page(request, "documents/act_annul.html", context, status=status)


def _annul_draft(act: Act) -> str:
    return f"act-{act.pk}-annul"


def _consequences(request: AgencyRequest, act: Act) -> Consequences | None:
    """What would be undone, on the shown day; None before the first import of a roadmap."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None:
        return None
    day = max(request.as_of.date, act.dated)
    return consequences_of_annulment(act, roadmap_state(roadmap, on=day))
