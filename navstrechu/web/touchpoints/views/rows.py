"""A row of the register on pages of its own: everything about it, its forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import Conflict
from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.stems import query_stems
from navstrechu.history.queries import timeline
from navstrechu.processes.models import Process
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content, touchpoint_content
from navstrechu.touchpoints.queries.proposals import open_proposals
from navstrechu.touchpoints.queries.rows import rows_by_key, shared_texts
from navstrechu.touchpoints.services.batches import Reversal, RowEdit, apply_edits, remove_rows
from navstrechu.touchpoints.services.rows import restore_row
from navstrechu.web.history.entries import timeline_entries
from navstrechu.web.shell import drafts
from navstrechu.web.shell.addresses import own_address
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response
from navstrechu.web.touchpoints import undo
from navstrechu.web.touchpoints.forms_rows import RowAddForm, RowEditForm, VersionForm
from navstrechu.web.touchpoints.place_choice import label_of
from navstrechu.web.touchpoints.register_filters import number
from navstrechu.web.touchpoints.register_lines import CELLS, cell_id, register_lines
from navstrechu.web.touchpoints.views import cells
from navstrechu.web.touchpoints.views.register import address_of

_MOST_SUGGESTED = 20
_FORM = "touchpoints/row_form.html"


@guard(Permission.VIEW)
@require_GET
def row(request: AgencyRequest, pk: int) -> HttpResponse:
    """Everything about one row; for the table, one of its cells as it stands."""
    found = row_of(request, pk)
    cell = request.GET.get("cell", "")
    if cell in CELLS and request.headers.get("HX-Target") == cell_id(pk, cell):
        return cells.closed(request, found, cell)
    rights = permissions.row_rights(request.user, request.agency)
    line = register_lines([found], shared_texts(request.agency), rights, open_proposals([pk]))[0]
    context = {
        "row": found,
        "line": line,
        "content": row_content(found),
        "agreements": touchpoint_content(found.touchpoint).agreements,
        "may_restore": found.removed_at is not None and rights.edit(found.process.unit_id),
        "propose_url": address_of(request, "touchpoints:propose"),
        "events": timeline_entries(timeline("touchpoints.row", str(pk)), subject=False),
        "breadcrumbs": [(_("Перечень точек взаимодействия"), register_url(request))],
    }
    return render_page(request, "touchpoints/row_page.html", context)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def add(request: AgencyRequest) -> HttpResponse:
    """A new row: process, touchpoint – one that is there or a new one –, what is done there."""
    permissions.can_fill(request.user, request.agency).require()
    rights = permissions.row_rights(request.user, request.agency)
    form = RowAddForm(
        request.POST or None,
        agency=request.agency,
        rights=rights,
        initial={"process": number(request.GET.get("process", "")) or None},
    )

    def save(values: dict[str, Any]) -> None:
        edit = RowEdit(values["process"], form.content, place=form.answer)
        back = apply_edits(agency=request.agency, edits=[edit], by=request.user, at=timezone.now())
        undo.note(request, _("добавлена строка «{name}»").format(name=values["place"]), back)
        drafts.note_saved(request, "row-new")

    page = FormPage(
        _("Новая строка перечня"), _("Добавить"), back_url(request), _("Перечень точек взаимодействия"),
        icon="plus", template=_FORM, context={"draft": "row-new"},
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Строка добавлена в перечень."))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def edit(request: AgencyRequest, pk: int) -> HttpResponse:
    """What a row says, on a page; one cell of it, where the table asks for it."""
    found = editable_row(request, pk)
    cell = request.GET.get("cell", "")
    if cell in CELLS and request.headers.get("HX-Target") == cell_id(pk, cell):
        return cells.edit(request, found, cell)
    form = RowEditForm(request.POST or None, agency=request.agency, row=found)

    def save(values: dict[str, Any]) -> None:
        edited = RowEdit(found.process, form.content, found, values["version"], form.answer)
        back = apply_edits(agency=request.agency, edits=[edited], by=request.user, at=timezone.now())
        undo.note(request, _("изменена строка «{name}»").format(name=values["place"]), back)
        drafts.note_saved(request, f"row-{pk}")

    page = FormPage(
        _("Изменить строку перечня"), _("Сохранить"), back_url(request), _("Перечень точек взаимодействия"),
        lead=found.process.title, template=_FORM, context={"draft": f"row-{pk}", "row": found},
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Строка изменена."), version=_version(found))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def remove(request: AgencyRequest, pk: int) -> HttpResponse:
    """A row is taken out of the register; it can be put back."""
    found = editable_row(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})

    def save(values: dict[str, Any]) -> None:
        back = remove_rows(rows=[(found, values["version"])], by=request.user, at=timezone.now())
        undo.note(request, _("исключена строка «{name}»").format(name=found.touchpoint.name), back)

    page = FormPage(
        _("Исключить строку из перечня"), _("Исключить"), back_url(request),
        _("Перечень точек взаимодействия"),
        lead=_(
            "«{touchpoint}» в процессе «{process}». Строку можно вернуть: она останется на странице "
            "порядка строк процесса."
        ).format(touchpoint=found.touchpoint.name, process=found.process.title),
        kind="danger", icon="trash-2",
    )  # fmt: skip
    done = _("Строка исключена из перечня. Вернуть её можно кнопкой «Отменить».")
    return form_response(request, form, save, page, done=done, version=_version(found))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def restore(request: AgencyRequest, pk: int) -> HttpResponse:
    """A row that was taken out is put back as it was."""
    found = row_of(request, pk)
    permissions.can_edit_rows(request.user, found.process).require()
    form = VersionForm(request.POST or None, initial={"version": found.version})

    def save(values: dict[str, Any]) -> None:
        restored = restore_row(row=found, by=request.user, at=timezone.now())
        back = [Reversal.of("remove", pk, restored.version)]
        undo.note(request, _("возвращена строка «{name}»").format(name=found.touchpoint.name), back)

    page = FormPage(
        _("Вернуть строку в перечень"), _("Вернуть"), back_url(request), _("Перечень точек взаимодействия"),
        lead=_("«{touchpoint}» в процессе «{process}».").format(
            touchpoint=found.touchpoint.name, process=found.process.title
        ),
        icon="undo-2",
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Строка снова в перечне."))


@guard(Permission.VIEW)
@require_GET
def suggest(request: AgencyRequest) -> HttpResponse:
    """Touchpoints whose names hold the typed words, as options of a list."""
    text = " ".join(request.GET.get("place", "").split())[:200]
    found = Touchpoint.objects.open().filter(agency=request.agency).select_related("channel")
    for stem in query_stems(text):
        found = found.filter(stems__contains=stem)
    places = list(found.order_by("name", "pk")[:_MOST_SUGGESTED]) if text else []
    keys = [name_key(place.name) for place in places]
    # A name that two kinds of channels share needs its channel to mean one of them.
    options = [
        place.name if keys.count(key) == 1 else label_of(place)
        for place, key in zip(places, keys, strict=True)
    ]
    return render_page(request, "touchpoints/place_options.html", {"options": options})


def row_of(request: AgencyRequest, pk: int) -> ProcessTouchpoint:
    """The row with its parts, one that was taken out too; 404 for another agency's."""
    found = rows_by_key(request.agency, [pk])
    if not found:
        raise Http404
    return found[0]


def editable_row(request: AgencyRequest, pk: int) -> ProcessTouchpoint:
    """The row, when the person may edit it; 403 with the reason. One that was taken out meanwhile is not
    there (404); what somebody has typed for it is answered with a sentence (409)."""
    found = row_of(request, pk)
    permissions.can_edit_rows(request.user, found.process).require()
    if found.removed_at is None:
        return found
    if request.method == "POST":
        raise Conflict(_("Эту строку уже исключили из перечня. Верните её, чтобы изменить."))
    raise Http404


def editable_process(request: AgencyRequest, pk: int | str) -> Process:
    """The process, when the person may edit its rows; 404 for another agency's, 403 with the reason."""
    rows = Process.objects.filter(agency=request.agency).select_related("agency", "group", "unit")
    found = get_object_or_404(rows, pk=pk)
    permissions.can_edit_rows(request.user, found).require()
    return found


def back_url(request: AgencyRequest) -> str:
    """Where a form of the register leads back to: the page of rows from which it was opened."""
    return own_address(request, register_url(request))


def register_url(request: AgencyRequest) -> str:
    """The whole register."""
    return reverse("touchpoints:register", args=[request.agency.code])


def _version(found: ProcessTouchpoint) -> Any:
    return lambda: ProcessTouchpoint.objects.values_list("version", flat=True).get(pk=found.pk)
