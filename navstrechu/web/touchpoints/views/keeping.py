"""What stands for many rows: their order, shared peculiarities, terms of keeping; steps taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import DomainError, NotAllowed
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import SharedPeculiarity
from navstrechu.touchpoints.queries.of_processes import rows_of_process
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.services.batches import Reversal
from navstrechu.touchpoints.services.peculiarities import state_group_peculiarity, state_process_peculiarity
from navstrechu.touchpoints.services.rows import order_rows
from navstrechu.touchpoints.services.settings import change_settings
from navstrechu.web.shell import drafts
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response
from navstrechu.web.touchpoints import undo
from navstrechu.web.touchpoints.forms_rows import TermsForm, TextForm
from navstrechu.web.touchpoints.register_filters import number
from navstrechu.web.touchpoints.views import register
from navstrechu.web.touchpoints.views.rows import back_url, editable_process


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def order(request: AgencyRequest) -> HttpResponse:
    """The rows of a process one under another, each with buttons up and down; below them those taken out."""
    asked = number(request.GET.get("process", ""))
    if not asked:
        return redirect(back_url(request))
    process = editable_process(request, asked)
    rows = rows_of_process(process)
    if request.method == "POST":
        return _moved(request, process, [row.pk for row in rows])
    removed = process.links.exclude(removed_at=None).select_related("touchpoint__channel")
    context = {
        "process": process,
        "rows": rows,
        "removed": removed.order_by("-removed_at", "-pk"),
        "back_url": back_url(request),
        "breadcrumbs": [(_("Перечень точек взаимодействия"), back_url(request))],
    }
    return render_page(request, "touchpoints/rows_order.html", context)


def _moved(request: AgencyRequest, process: Any, was: list[int]) -> HttpResponse:
    keys = list(was)
    for name, by in (("up", -1), ("down", 1)):
        asked = number(request.POST.get(name, ""))
        if asked and int(asked) in keys:
            place = keys.index(int(asked))
            to = min(max(place + by, 0), len(keys) - 1)
            keys.insert(to, keys.pop(place))
    if keys != was:
        order_rows(process=process, rows=keys, by=request.user, at=timezone.now())
        said = _("изменён порядок строк процесса «{title}»").format(title=process.title)
        undo.note(request, said, [Reversal.of("order", process.pk, 0, {"rows": was})])
        messages.success(request, _("Порядок строк изменён."))
    return redirect(request.get_full_path())


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def process_peculiarity(request: AgencyRequest, pk: int) -> HttpResponse:
    """What is peculiar of all rows of a process, said once."""
    process = editable_process(request, pk)
    held = SharedPeculiarity.objects.filter(process=process).first()

    def state(version: int, text: str) -> SharedPeculiarity:
        return state_process_peculiarity(
            process=process, version=version, text=text, by=request.user, at=timezone.now()
        )

    lead = _("Одинаковы для всех строк процесса «{title}»: напишите один раз здесь, а не в каждой строке.")
    return _peculiarity(request, held, state, "process", pk, lead.format(title=process.title), process.title)


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def group_peculiarity(request: AgencyRequest, pk: int) -> HttpResponse:
    """What is peculiar of all rows of a group, said once."""
    group = get_object_or_404(request.agency.process_groups.select_related("agency"), pk=pk)
    held = SharedPeculiarity.objects.filter(group=group).first()

    def state(version: int, text: str) -> SharedPeculiarity:
        return state_group_peculiarity(
            group=group, version=version, text=text, by=request.user, at=timezone.now()
        )

    lead = _("Одинаковы для всех строк группы «{title}»: напишите один раз здесь, а не в каждой строке.")
    return _peculiarity(request, held, state, "group", pk, lead.format(title=group.title), group.title)


def _peculiarity(
    request: AgencyRequest, held: SharedPeculiarity | None, state: Any, act: str, pk: int, lead: str, of: str
) -> HttpResponse:
    was = held.text if held else ""
    form = TextForm(request.POST or None, initial={"version": held.version if held else 0, "text": was})

    def save(values: dict[str, Any]) -> None:
        stated = state(values["version"], values["text"])
        back = [Reversal.of(act, pk, stated.version, {"text": was})]
        undo.note(request, _("изменены общие особенности: {of}").format(of=of), back)
        drafts.note_saved(request, f"{act}-{pk}-peculiarity")

    page = FormPage(
        _("Общие особенности взаимодействия"), _("Сохранить"), back_url(request),
        _("Перечень точек взаимодействия"), lead=lead, template="touchpoints/text_form.html",
        context={"draft": f"{act}-{pk}-peculiarity"},
    )  # fmt: skip
    return form_response(
        request, form, save, page, done=_("Общие особенности сохранены."), version=_stored(act, pk)
    )


def _stored(act: str, pk: int) -> Any:
    def version() -> int:
        held = SharedPeculiarity.objects.filter(**{act: pk}).first()
        return held.version if held else 0

    return version


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def settings(request: AgencyRequest) -> HttpResponse:
    """Terms of reporting and confirming."""
    held = settings_of(request.agency)
    known = {"report_working_days": held.report_working_days, "confirm_months": held.confirm_months}
    form = TermsForm(request.POST or None, initial={"version": held.version if held.pk else 0, **known})

    def save(values: dict[str, Any]) -> None:
        change_settings(agency=request.agency, by=request.user, at=timezone.now(), **values)

    def version() -> int:
        now = settings_of(request.agency)
        return now.version if now.pk else 0

    page = FormPage(
        _("Сроки отчётов и подтверждений"), _("Сохранить"), back_url(request),
        _("Перечень точек взаимодействия"),
        lead=_("По этим срокам система ждёт отчётов подразделений и напоминает о старых сведениях."),
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Сроки сохранены."), version=version)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def take_back(request: AgencyRequest) -> HttpResponse:
    """The last change is taken back; GET gives the button anew, or tells what could be taken back."""
    permissions.can_fill(request.user, request.agency).require()
    if request.method == "POST":
        return _taken_back(request)
    rights = permissions.row_rights(request.user, request.agency)
    if request.headers.get("HX-Target") == "register-undo":
        context = {"step": undo.last_said(request), **register.row_context(request, rights)}
        context["back_url"] = back_url(request)
        return render_page(request, "touchpoints/register_undo.html", context)
    context = {
        "steps": list(reversed(undo.steps(request))),
        "back_url": back_url(request),
        "breadcrumbs": [(_("Перечень точек взаимодействия"), back_url(request))],
    }
    return render_page(request, "touchpoints/rows_undo.html", context)


def _taken_back(request: AgencyRequest) -> HttpResponse:
    try:
        said = undo.undo(request, timezone.now())
    except NotAllowed:
        raise
    except DomainError as error:
        text = _("Не отменено: {reason}").format(reason=str(error))
        messages.error(request, text)
        return render_page(
            request, "touchpoints/rows_undo.html",
            {
                "steps": list(reversed(undo.steps(request))), "back_url": back_url(request), "refused": text,
                "mine": getattr(error, "mine", {}), "theirs": getattr(error, "theirs", {}),
            },
            status=STATUSES[type(error)],
        )  # fmt: skip
    if said:
        messages.success(request, _("Отменено: {said}.").format(said=said))
    else:
        messages.info(request, _("Отменять нечего."))
    return redirect(back_url(request))
