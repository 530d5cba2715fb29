"""The page of a draft, its files, withdrawing it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.decision import Decision
from navstrechu.core.errors import DomainError
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting import permissions
from navstrechu.drafting.completeness import filled_findings
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import draft_document, draft_paper, scene_of
from navstrechu.drafting.services.drafts import withdraw_draft
from navstrechu.drafting.workflow import OPEN, Status
from navstrechu.history.queries import timeline
from navstrechu.organisation.models import Post
from navstrechu.web.drafting import shown
from navstrechu.web.drafting.agreement_region import ShownRound, agreement_region
from navstrechu.web.drafting.forms import ReasonForm
from navstrechu.web.drafting.previewing import editor_address, finding_lines, sheets, sheets_of
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.shell import drafts
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response

FILES = {"docx": Format.DOCX, "pdf": Format.PDF}
_LAST_VERSIONS = 5


@guard(Permission.VIEW)
@require_GET
def draft(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything about one draft."""
    found = shown.draft_or_404(request, pk)
    region = agreement_region(request, found)
    scene = scene_of(found, shown.today_of(request))
    context = {
        "draft": found,
        "kind": shown.kind_title(found.kind),
        "look": shown.look_of(found),
        "next_step": shown.next_step(found, _awaited(region["agreement_rounds"])),
        "about": scene.about,
        "about_url": shown.about_url(found.agency.code, scene.about),
        "targets": list(found.targets.select_related("act").order_by("pk")),
        "versions": list(found.versions.order_by("-number")[:_LAST_VERSIONS]),
        "actions": _actions(request, found),
        "events": timeline_entries(timeline("drafting.draft", str(pk)), subject=False),
        "saved_drafts": drafts.saved(request),
        "breadcrumbs": shown.breadcrumbs(request),
        **region,
        **_content(request, found),
    }
    return render_page(request, "drafting/draft_page.html", context)


def _awaited(rounds: Sequence[ShownRound]) -> list[Post]:
    return [line.visa.post for line in rounds[0].sheet.lines if line.is_waiting] if rounds else []


def _content(request: AgencyRequest, found: Draft) -> dict[str, Any]:
    """The printed page and what is missing; or the sentence that says why there is no page."""
    day = shown.today_of(request)
    try:
        if not found.is_editable:
            return {"sheets": sheets(draft_document(found, day)), "findings": []}
        paper, filled = draft_paper(found, day)
        lines = list(finding_lines(filled_findings(found, filled, day), editor_address(found)))
        return {"sheets": sheets_of(found.agency, paper), "findings": lines}
    except (DomainError, ValueError) as refused:
        return {"sheets": "", "findings": [], "no_page": str(refused)}


def _actions(request: AgencyRequest, found: Draft) -> list[dict[str, object]]:
    """Buttons for what may follow; one that the person never has is not shown."""
    user = request.user
    edit = permissions.can_edit_draft(user, found)
    sign = permissions.can_sign(user, found)
    wanted: list[tuple[bool, str, object, str, str, Decision]] = [
        (found.is_editable, "edit", _("Править"), "pencil", "", edit),
        (found.is_editable, "send", _("На согласование"), "send", "primary", edit),
        (found.status == Status.AGREED, "sign", _("Подписать"), "pencil", "primary", sign),
        (found.status == Status.AGREED, "return", _("Вернуть автору"), "undo-2", "", sign),
        (
            found.status in (Status.SIGNED, Status.AGREED), "register", _("Зарегистрировать"), "stamp",
            "primary" if found.status == Status.SIGNED else "", permissions.can_register_draft(user, found),
        ),
        (
            found.status in (Status.AGREEMENT, Status.AGREED), "recall", _("Отозвать с согласования"),
            "undo-2", "", edit,
        ),
        (found.status in OPEN, "withdraw", _("Отозвать проект"), "ban", "quiet", edit),
    ]  # fmt: skip
    return [
        {"name": name, "label": label, "icon": icon, "kind": kind, "decision": decision, "url": url}
        for shows, name, label, icon, kind, decision in wanted
        if shows and Permission.DRAFT_DOCUMENT in request.permissions and (url := _url(found, name))
    ]


def _url(found: Draft, name: str) -> str:
    try:
        return reverse(f"drafting:{name}", args=[found.agency.code, found.pk])
    except NoReverseMatch:
        return ""


@guard(Permission.VIEW)
@require_GET
def file(request: AgencyRequest, pk: int, fmt: str) -> HttpResponse:
    """The printed page as a file: of live data while it is edited, afterwards what was sent."""
    found = shown.draft_or_404(request, pk)
    if fmt not in FILES:
        raise Http404
    document = draft_document(found, shown.today_of(request))
    return attachment(render(document, FILES[fmt]), _name(found))


def _name(found: Draft) -> str:
    return f"Проект {found.pk} – {found.title[:80].rstrip()}".replace("/", "-").replace("\\", "-")


@guard(Permission.DRAFT_DOCUMENT)
@require_http_methods(["GET", "POST"])
def withdraw(request: AgencyRequest, pk: int) -> HttpResponse:
    """Give a draft up for good."""
    found = shown.draft_or_404(request, pk)
    permissions.can_edit_draft(request.user, found).require()
    page = FormPage(
        _("Отозвать проект"),
        _("Отозвать"),
        shown.address(request, "draft", pk=pk),
        found.title[:80],
        lead=_("Проект останется для чтения, но продолжить его будет нельзя."),
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        withdraw_draft(draft=found, reason=values["reason"], by=request.user, at=timezone.now())

    form = ReasonForm(request.POST if request.method == "POST" else None)
    return form_response(request, form, save, page, done=_("Проект отозван."))
