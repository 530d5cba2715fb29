"""The page of one document, registering and annulling."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.permissions import can_annul, can_register
from navstrechu.acts.services import annul_act, register_act
from navstrechu.acts.workflow import Status
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.queries import timeline
from navstrechu.roadmap.queries.documents import Consequences, consequences_of_annulment, purposes_of
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.web.documents.act_page import (
    about,
    act_or_404,
    editions_approved,
    further_files,
    links,
    related,
)
from navstrechu.web.documents.creating import kinds_open_to
from navstrechu.web.documents.forms import AnnulForm, FreeActForm
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
    act = act_or_404(request, pk)
    facts = about(request, act)
    context = {
        **facts,
        **related(request, act),
        **further_files(act),
        **links(request, act, facts["standing"]),
        "editions": editions_approved(act),
        "has_text": act.texts.exists(),
        "add_file": can_register(request.user, request.agency, ActKind(act.kind)),
        "purpose": purposes_of([act])[act.pk],
        "annul": can_annul(request.user, request.agency) if act.status == Status.REGISTERED else None,
        "annul_shown": Permission.REGISTER_DOCUMENT in request.permissions,
        "events": timeline_entries(timeline("acts.act", str(act.pk)), subject=False),
        "saved_drafts": drafts.saved(request),
    }
    return render_page(request, "documents/act_page.html", context)


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
    act = act_or_404(request, pk)
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
        **about(request, act),
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
