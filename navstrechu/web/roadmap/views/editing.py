"""Corrections of wording: in the table, where a row turns into a form, and as pages of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.queries import posts_of
from navstrechu.roadmap import permissions
from navstrechu.roadmap.models import Measure, RequiredResult
from navstrechu.roadmap.services.measures import edit_measure as save_measure
from navstrechu.roadmap.services.measures import edit_result as save_result
from navstrechu.web.roadmap.forms.wording import MeasureForm, ResultForm
from navstrechu.web.roadmap.plan_page import state_or_none
from navstrechu.web.roadmap.views import table
from navstrechu.web.shell import drafts
from navstrechu.web.shell.addresses import own_address
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import Refusal, submit

TEMPLATE = "roadmap/wording_page.html"


@dataclass(frozen=True, slots=True)
class Editor:
    """What is edited: its form, what saves it, and how its place in the table is drawn when it is closed.

    ``place`` is the id of the row or cell, ``fragment`` the form in the shape of that place.
    """

    title: str
    form: forms.Form
    save: Callable[[dict[str, Any]], object]
    version: Callable[[], int]
    draft: str
    place: str
    fragment: str
    closed_url: str
    closed: Callable[[], HttpResponse]
    done: str


@guard(Permission.EDIT_ROADMAP)
@require_http_methods(["GET", "POST"])
def edit_measure(request: AgencyRequest, number: str) -> HttpResponse:
    """Title, responsible post and co-executors. Dates are not edited: only a decision moves them."""
    measure = _measure(request, number)
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        measure=measure,
        posts=posts_of(request.agency),
        # Several rows may be open at once.
        auto_id=f"measure-{measure.pk}-%s",
    )

    def save(data: dict[str, Any]) -> object:
        return save_measure(
            measure=measure,
            version=data["version"],
            wording=form.wording(),
            by=request.user,
            at=timezone.now(),
        )

    editor = Editor(
        title=_("Исправление мероприятия {number}").format(number=number),
        form=form,
        save=save,
        version=lambda: Measure.objects.values_list("version", flat=True).get(pk=measure.pk),
        draft=f"measure-{measure.pk}-wording",
        place=f"measure-{measure.pk}",
        fragment="row_form",
        closed_url=_closed_url(request, "roadmap:table-row", number=number),
        closed=lambda: table.row_response(request, number),
        done=_("Мероприятие {number} исправлено.").format(number=number),
    )
    return _answer(request, measure, editor)


@guard(Permission.EDIT_ROADMAP)
@require_http_methods(["GET", "POST"])
def edit_result(request: AgencyRequest, result: int) -> HttpResponse:
    """The printed text of a required result."""
    found = _result(request, result)
    initial = {"version": found.version, "text": found.text}
    form = ResultForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        auto_id=f"result-{found.pk}-%s",
    )

    def save(data: dict[str, Any]) -> object:
        return save_result(
            result=found, version=data["version"], text=data["text"], by=request.user, at=timezone.now()
        )

    editor = Editor(
        title=_("Исправление результата мероприятия {number}").format(number=found.measure.number),
        form=form,
        save=save,
        version=lambda: RequiredResult.objects.values_list("version", flat=True).get(pk=found.pk),
        draft=f"result-{found.pk}-wording",
        place=f"result-{found.pk}",
        fragment="result_form",
        closed_url=_closed_url(request, "roadmap:table-result", result=found.pk),
        closed=lambda: table.result_response(request, found.pk),
        done=_("Результат мероприятия {number} исправлен.").format(number=found.measure.number),
    )
    return _answer(request, found.measure, editor)


def _measure(request: AgencyRequest, number: str) -> Measure:
    """The measure that bears the number on the shown day and is in the plan still; else answers 404."""
    state = state_or_none(request)
    shown = state.measure(number) if state else None
    if shown is None:
        raise Http404
    rows = Measure.objects.filter(pk=shown.id, withdrawn_on=None)
    found = rows.select_related("roadmap__agency", "section", "responsible").first()
    if found is None:
        raise Http404
    return found


def _result(request: AgencyRequest, result: int) -> RequiredResult:
    rows = RequiredResult.objects.filter(
        pk=result,
        withdrawn_on=None,
        measure__withdrawn_on=None,
        measure__roadmap__agency=request.agency,
        measure__roadmap__archived_on=None,
    )
    found = rows.select_related("measure__roadmap__agency", "measure__section").first()
    if found is None:
        raise Http404
    return found


def _answer(request: AgencyRequest, measure: Measure, editor: Editor) -> HttpResponse:
    """The form, the form with what is wrong, or its closed place with the news."""
    is_place = request.headers.get("HX-Target") == editor.place
    if request.method == "GET":
        return _page(request, measure, editor, None, is_place=is_place)
    refusal = submit(editor.form, editor.save, editor.version)
    if refusal is not None:
        return _page(request, measure, editor, refusal, is_place=is_place)
    if not is_place:
        messages.success(request, editor.done)
        drafts.note_saved(request, editor.draft)
        return redirect(_back(request, measure))
    response = editor.closed()
    trigger_client_event(response, "draft-saved", {"value": editor.draft})
    return trigger_client_event(response, "toast", {"text": editor.done, "tone": "success"})


def _page(
    request: AgencyRequest, measure: Measure, editor: Editor, refusal: Refusal | None, *, is_place: bool
) -> HttpResponse:
    context = {
        "measure": measure,
        "form": editor.form,
        "editor": editor,
        "refusal": refusal,
        "back": _back(request, measure),
        "may_move": permissions.can_move_due_dates(request.user, request.agency),
        "is_place": is_place,
    }
    status = refusal.status if refusal else 200
    template = f"{TEMPLATE}#{editor.fragment}" if is_place else TEMPLATE
    return render_page(request, template, context, status=status)


def _back(request: AgencyRequest, measure: Measure) -> str:
    kwargs = {"agency": request.agency.code, "number": measure.number}
    return own_address(request, reverse("roadmap:measure", kwargs=kwargs))


def _closed_url(request: AgencyRequest, name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"agency": request.agency.code, **kwargs})
