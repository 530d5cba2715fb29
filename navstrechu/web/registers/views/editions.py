"""Editions of a register: their list, one of them, its forming and taking back, its files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.language import in_official_language
from navstrechu.drafting.permissions import can_draft
from navstrechu.history.queries import timeline
from navstrechu.registers import permissions
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.printing import FORMATS, edition_file_of
from navstrechu.registers.queries import awaiting_edition, editions_of, procedure_act
from navstrechu.registers.services import freeze_edition, withdraw_edition
from navstrechu.registers.workflow import Status
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.registers import shown
from navstrechu.web.registers.forms import FreezeForm, WithdrawForm
from navstrechu.web.registers.kept import kept_file
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response


@guard(Permission.VIEW)
@require_GET
def editions(request: AgencyRequest, register: str) -> HttpResponse:
    """All editions, the latest first, and what can be done next."""
    kind = shown.register_or_404(register)
    known = list(editions_of(request.agency, kind.code))
    context = {
        "kind": kind,
        "editions": known,
        "awaiting": next((one for one in known if one.status == Status.FROZEN), None),
        "can_freeze": permissions.can_freeze(request.user, request.agency),
        "procedure": procedure_act(request.agency, kind.code),
        "can_name_procedure": permissions.can_name_procedure(request.user, request.agency),
    }
    return render_page(request, "registers/editions_page.html", context)


@guard(Permission.VIEW)
@require_GET
def edition(request: AgencyRequest, register: str, number: int) -> HttpResponse:
    """One edition: by which order, what changed, every row."""
    kind = shown.register_or_404(register)
    found = shown.edition_or_404(request.agency, kind, number)
    page = shown.page_of_rows(request, found)
    context = {
        "kind": kind,
        "edition": found,
        "columns": shown.columns_of(kind),
        "groups": list(shown.groups_of(kind, list(page.object_list))),
        "rows": page,
        "formats": FORMATS,
        "can_freeze": permissions.can_freeze(request.user, request.agency),
        "can_approve": permissions.can_approve(request.user, found),
        "can_draft": can_draft(request.user, request.agency),
        "events": timeline_entries(timeline("registers.edition", str(found.pk)), subject=False),
        "breadcrumbs": shown.breadcrumbs(request, kind),
    }
    return render_page(request, "registers/edition_page.html", context)


@guard(Permission.FREEZE_EDITION)
@require_http_methods(["GET", "POST"])
def freeze(request: AgencyRequest, register: str) -> HttpResponse:
    """Form an edition of the live register, told beforehand what stands against it."""
    kind = shown.register_or_404(register)
    form = FreezeForm(request.POST or None)
    page = FormPage(
        _("Сформировать редакцию"),
        _("Сформировать"),
        shown.address(request, kind, "editions"),
        kind.label,
        lead=_(
            "Все строки реестра будут скопированы в редакцию и больше не изменятся. "
            "Её утвердит приказом ответственный."
        ),
        template="registers/freeze_page.html",
        icon="package",
        context={
            "kind": kind,
            "findings": kind.findings(request.agency),
            "awaiting": awaiting_edition(request.agency, kind.code),
            "row_count": len(kind.rows(request.agency)) if request.method == "GET" else None,
        },
    )

    def save(values: dict[str, Any]) -> None:
        freeze_edition(
            agency=request.agency, register=kind.code, by=request.user, at=timezone.now(), **values
        )

    return form_response(request, form, save, page, done=_("Редакция сформирована и ждёт утверждения."))


@guard(Permission.FREEZE_EDITION)
@require_http_methods(["GET", "POST"])
def withdraw(request: AgencyRequest, register: str, number: int) -> HttpResponse:
    """Take back an edition that was not approved."""
    kind = shown.register_or_404(register)
    found = shown.edition_or_404(request.agency, kind, number)
    page = FormPage(
        _("Отозвать редакцию"),
        _("Отозвать"),
        shown.address(request, kind, "edition", number=number),
        found,
        lead=_("Номер редакции останется занятым, строки останутся в архиве."),
        kind="danger",
        icon="ban",
    )

    def save(values: dict[str, Any]) -> None:
        withdraw_edition(edition=found, by=request.user, at=timezone.now(), **values)

    return form_response(
        request, WithdrawForm(request.POST or None), save, page, done=_("Редакция отозвана.")
    )


@guard(Permission.VIEW)
@require_GET
def file(request: AgencyRequest, register: str, number: int, fmt: str) -> HttpResponse:
    """An edition as a file: the kept bytes of an approved one, a draft of one that waits."""
    kind = shown.register_or_404(register)
    found = shown.edition_or_404(request.agency, kind, number)
    if fmt not in FORMATS:
        raise Http404
    if found.act_id is not None:
        return kept_file(found, fmt)
    return attachment(edition_file_of(found, fmt), _draft_name(found))


@in_official_language
def _draft_name(edition: RegisterEdition) -> str:
    return _("{edition} – проект").format(edition=edition)
