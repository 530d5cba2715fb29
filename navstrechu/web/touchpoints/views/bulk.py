"""An action on chosen rows: what it needs, what it would do to each row, then the deed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import DomainError, NotAllowed
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.queries.rows import rows_by_key
from navstrechu.touchpoints.rules import require_bases
from navstrechu.touchpoints.services.batches import Reversal, apply_edits, remove_rows
from navstrechu.touchpoints.services.touchpoints import confirm_touchpoints
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.touchpoints import bulk_effects, undo
from navstrechu.web.touchpoints.bulk_effects import Effect
from navstrechu.web.touchpoints.forms_rows import BasisForm
from navstrechu.web.touchpoints.place_choice import PlaceChoiceForm
from navstrechu.web.touchpoints.register_filters import number
from navstrechu.web.touchpoints.views.rows import back_url

MOST_ROWS = 200
# What is done, what the button says, its icon.
ACTIONS: dict[str, tuple[object, object, str]] = {
    "basis": (gettext_lazy("Добавить основание"), gettext_lazy("Добавить"), "paperclip"),
    "place": (gettext_lazy("Заменить точку взаимодействия"), gettext_lazy("Заменить"), "refresh-cw"),
    "confirm": (gettext_lazy("Подтвердить точки"), gettext_lazy("Подтвердить"), "badge-check"),
    "remove": (gettext_lazy("Исключить строки"), gettext_lazy("Исключить"), "trash-2"),
}


class BulkBasisForm(BasisForm):
    """A basis for several rows; here it must be named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].required = True


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def bulk(request: AgencyRequest) -> HttpResponse:
    """The chosen rows with what becomes of each; nothing is done before that was seen."""
    data = request.POST if request.method == "POST" else request.GET
    action = data.get("action", "")
    rows = rows_by_key(request.agency, _keys(data.getlist("rows")))
    if action not in ACTIONS or not rows:
        messages.info(request, _("Отметьте строки перечня и выберите действие."))
        return redirect(back_url(request))
    form = _form(request, action)
    effects = _effects(request, action, rows, form)
    error = None
    if request.method == "POST" and data.get("confirmed") and effects is not None:
        try:
            return _done(request, action, effects)
        except NotAllowed:
            raise
        except DomainError as refused:
            error = refused
    return _page(request, action, rows, form, effects, error)


BulkForm = BulkBasisForm | PlaceChoiceForm


def _form(request: AgencyRequest, action: str) -> BulkForm | None:
    data = request.POST if request.method == "POST" else None
    if action == "basis":
        return BulkBasisForm(data)
    return PlaceChoiceForm(data, agency=request.agency) if action == "place" else None


def _effects(
    request: AgencyRequest, action: str, rows: Sequence[ProcessTouchpoint], form: BulkForm | None
) -> list[Effect] | None:
    """None while the form still lacks something."""
    rights = permissions.row_rights(request.user, request.agency)
    if action == "confirm":
        return bulk_effects.confirmation(rows, rights)
    allowed = bulk_effects.may_edit(rows, rights)
    if form is None:
        return bulk_effects.removal(allowed)
    if request.method != "POST" or not form.is_valid():
        return None
    if isinstance(form, PlaceChoiceForm):
        if form.answer is None:
            return None
        return bulk_effects.replaced_place(allowed, form.answer, _listed(rows))
    return _with_basis(form, allowed)


def _with_basis(form: BulkBasisForm, allowed: list[Effect]) -> list[Effect] | None:
    basis = form.basis
    try:
        cleaned = require_bases([basis] if basis else [])
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    return bulk_effects.added_basis(allowed, cleaned[0])


def _listed(rows: Sequence[ProcessTouchpoint]) -> dict[int, set[int]]:
    held: dict[int, set[int]] = defaultdict(set)
    live = ProcessTouchpoint.objects.live().filter(process__in={row.process_id for row in rows})
    for process, touchpoint in live.values_list("process_id", "touchpoint_id"):
        held[process].add(touchpoint)
    return held


def _done(request: AgencyRequest, action: str, effects: Sequence[Effect]) -> HttpResponse:
    seen = _seen(request.POST.getlist("seen"))
    wanted = [one for one in effects if one.is_done]
    perform: Callable[..., list[Reversal]] = {
        "basis": _edit, "place": _edit, "remove": _remove, "confirm": _confirm,
    }[action]  # fmt: skip
    back = perform(request, wanted, seen)
    undo.note(
        request, _("{action}: строк {number}").format(action=ACTIONS[action][0], number=len(wanted)), back
    )
    told = _("{action}: сделано {done}, пропущено {skipped}.").format(
        action=ACTIONS[action][0], done=len(wanted), skipped=len(effects) - len(wanted)
    )
    (messages.success if wanted else messages.warning)(request, told)
    return redirect(back_url(request))


def _edit(request: AgencyRequest, wanted: Sequence[Effect], seen: dict[int, int]) -> list[Reversal]:
    edits = [replace(one.edit, version=seen.get(one.row.pk, 0)) for one in wanted if one.edit is not None]
    return apply_edits(agency=request.agency, edits=edits, by=request.user, at=timezone.now())


def _remove(request: AgencyRequest, wanted: Sequence[Effect], seen: dict[int, int]) -> list[Reversal]:
    rows = [(one.row, seen.get(one.row.pk, 0)) for one in wanted]
    return remove_rows(rows=rows, by=request.user, at=timezone.now())


def _confirm(request: AgencyRequest, wanted: Sequence[Effect], seen: dict[int, int]) -> list[Reversal]:
    places = [one.row.touchpoint for one in wanted]
    confirm_touchpoints(
        agency=request.agency, touchpoints=places, on=request.as_of.today, by=request.user, at=timezone.now()
    )
    return []


def _page(
    request: AgencyRequest, action: str, rows: Sequence[ProcessTouchpoint], form: BulkForm | None,
    effects: list[Effect] | None, error: DomainError | None,
) -> HttpResponse:  # fmt: skip
    title, verb, icon = ACTIONS[action]
    status = STATUSES[type(error)] if error else 200
    if request.method == "POST" and form is not None and form.errors:
        status = 422
    context = {
        "action": action, "title": title, "verb": verb, "icon": icon, "rows": rows, "form": form,
        "effects": effects, "number": sum(one.is_done for one in effects or ()),
        "error": error, "back_url": back_url(request),
        "breadcrumbs": [(_("Перечень точек взаимодействия"), back_url(request))],
    }  # fmt: skip
    return render_page(request, "touchpoints/bulk_page.html", context, status=status)


def _keys(given: Sequence[str]) -> list[int]:
    keys = dict.fromkeys(int(one) for one in given if number(one))
    return list(keys)[:MOST_ROWS]


def _seen(given: Sequence[str]) -> dict[int, int]:
    """Versions that were looked at, from «row:version»."""
    pairs = (one.partition(":") for one in given)
    return {int(row): int(version) for row, _colon, version in pairs if number(row) and number(version)}
