"""Cells of the register where they stand: opened, saved, left as they were."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from navstrechu.touchpoints.events import FIELDS
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.permissions import row_rights
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.proposals import open_proposals
from navstrechu.touchpoints.queries.rows import rows_by_key, shared_texts
from navstrechu.touchpoints.services.batches import RowEdit, apply_edits
from navstrechu.touchpoints.values import RowContent
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, VersionedForm, submit
from navstrechu.web.touchpoints import undo
from navstrechu.web.touchpoints.interaction_lines import items_of, lines_of
from navstrechu.web.touchpoints.place_choice import PlaceChoiceForm
from navstrechu.web.touchpoints.register_lines import cell_id, register_lines
from navstrechu.web.touchpoints.views import register


class TextCellForm(VersionedForm):
    """A text of a row. ``seen`` is what stood there: only a change of this very cell is a conflict."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        lines = self["text"].value() or ""
        self.fields["text"].widget.attrs["rows"] = min(14, max(3, lines.count("\n") + 2))


class PlaceCellForm(PlaceChoiceForm, VersionedForm):
    """The touchpoint of a row."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def closed(request: AgencyRequest, row: ProcessTouchpoint, cell: str) -> HttpResponse:
    """The cell as it stands."""
    rights = row_rights(request.user, request.agency)
    line = register_lines([row], shared_texts(request.agency), rights, open_proposals([row.pk]))[0]
    context = {"line": line, **register.row_context(request, rights)}
    return render_page(request, f"{register.TEMPLATE}#{cell}", context)


def edit(request: AgencyRequest, row: ProcessTouchpoint, cell: str) -> HttpResponse:
    """The cell as a form; after saving, the cell with its new text."""
    form = _form(request, row, cell)
    if request.method == "GET":
        return _opened(request, row, cell, form, None)
    refusal = submit(form, lambda values: _save(request, row, cell, form, values), lambda: _renew(row, form))
    if refusal is not None:
        return _opened(request, row, cell, form, _of_cell(refusal, cell))
    response = closed(request, rows_by_key(request.agency, [row.pk])[0], cell)
    trigger_client_event(response, "draft-saved", {"value": draft_of(row, cell)})
    return undo.announced(response)


def draft_of(row: ProcessTouchpoint, cell: str) -> str:
    """Under which key the browser keeps what is being typed."""
    return f"row-{row.pk}-{cell}"


def text_of(row: ProcessTouchpoint, cell: str) -> str:
    """What stands in a cell, as its editor shows it."""
    if cell == "touchpoint":
        return row.touchpoint.name
    content = row_content(row)
    return lines_of(content.interactions) if cell == "interactions" else content.peculiarities


def with_text(content: RowContent, cell: str, text: str) -> RowContent:
    """What a row says with another text in one of its cells."""
    if cell == "interactions":
        return replace(content, interactions=items_of(text))
    return replace(content, peculiarities=text)


def _form(request: AgencyRequest, row: ProcessTouchpoint, cell: str) -> VersionedForm:
    text = text_of(row, cell)
    initial = {"version": row.version, "seen": text, "text": text, "place": text}
    given: Mapping[str, Any] = {
        "data": request.POST if request.method == "POST" else None,
        "initial": initial,
        # Several cells may be open at once.
        "auto_id": f"{cell_id(row.pk, cell)}-%s",
    }
    if cell == "touchpoint":
        return PlaceCellForm(agency=request.agency, current=row.touchpoint, **given)
    return TextCellForm(label=str(FIELDS[cell]), **given)


def _save(
    request: AgencyRequest, row: ProcessTouchpoint, cell: str, form: forms.Form, values: dict[str, Any]
) -> None:
    content, place = row_content(row), None
    if isinstance(form, PlaceCellForm):
        place = form.answer
    else:
        content = with_text(content, cell, values["text"])
    if content == row_content(row) and (place is None or _same(place, row)):
        return
    # What others wrote into other cells of the row is no conflict with this one.
    untouched = _plain(values["seen"]) == _plain(text_of(row, cell))
    version = row.version if untouched else values["version"]
    edit = RowEdit(row.process, content, row, version, place)
    name = row.touchpoint.name
    back = apply_edits(agency=request.agency, edits=[edit], by=request.user, at=timezone.now())
    undo.note(request, _("изменена строка «{name}»").format(name=name), back)


def _same(place: object, row: ProcessTouchpoint) -> bool:
    return isinstance(place, Touchpoint) and place.pk == row.touchpoint_id


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _renew(row: ProcessTouchpoint, form: VersionedForm) -> int:
    """The version that the next sending replaces. What the editor has now seen is still not what it saw at
    first: the old text stays in ``seen``, so that a third change is a conflict again."""
    return ProcessTouchpoint.objects.values_list("version", flat=True).get(pk=row.pk)


def _of_cell(refusal: Refusal, cell: str) -> Refusal:
    """Of both variants of a row, those of the cell."""
    label = str(FIELDS[cell])
    keep = {label}
    return Refusal(
        refusal.status,
        {name: text for name, text in refusal.mine.items() if name in keep},
        {name: text for name, text in refusal.theirs.items() if name in keep},
    )


def _opened(
    request: AgencyRequest, row: ProcessTouchpoint, cell: str, form: forms.Form, refusal: Refusal | None
) -> HttpResponse:
    context = {
        "row": row, "cell": cell, "place_id": cell_id(row.pk, cell), "form": form, "refusal": refusal,
        "draft": draft_of(row, cell), "label": FIELDS[cell],
    }  # fmt: skip
    return render_page(
        request, "touchpoints/register_cell.html", context, status=refusal.status if refusal else 200
    )
