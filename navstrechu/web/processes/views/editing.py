"""Forms of a process: inclusion, change, exclusion, return, yearly volumes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.processes import permissions
from navstrechu.processes.hooks import exclusion_findings
from navstrechu.processes.models import Process
from navstrechu.processes.permissions import Filling
from navstrechu.processes.queries.card import process_cards, values_of, volumes_of
from navstrechu.processes.queries.filling import filling_of
from navstrechu.processes.queries.register import channels_of
from navstrechu.processes.services.register import (
    change_process,
    exclude_process,
    include_process,
    restore_process,
)
from navstrechu.processes.services.volumes import set_volumes
from navstrechu.touchpoints.queries.of_processes import rows_of_process
from navstrechu.web.processes.forms import (
    ChangeForm,
    ExclusionForm,
    InclusionForm,
    RestorationForm,
    VolumesForm,
)
from navstrechu.web.shell import drafts
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response, submit

NEW_DRAFT = "process-new"
FORM = "processes/process_form.html"


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def include(request: AgencyRequest) -> HttpResponse:
    """A new process of the register."""
    agency, filling = request.agency, _filling(request)
    permissions.can_include_process(request.user, agency, filling).require()
    initial = {"included_on": request.as_of.today, "group": _asked_group(request)}
    form = InclusionForm(
        request.POST or None, agency=agency, filling=_limited(request, filling), initial=initial
    )
    if request.method == "POST":
        made: list[Process] = []

        def save(values: dict[str, Any]) -> None:
            made.append(
                include_process(
                    agency=agency,
                    values=form.values,
                    included_on=values["included_on"],
                    basis=values["basis"],
                    by=request.user,
                    at=timezone.now(),
                )
            )

        refusal = submit(form, save)
        if refusal is None:
            drafts.note_saved(request, NEW_DRAFT)
            messages.success(request, _("Процесс включён в реестр. Теперь укажите его точки взаимодействия."))
            return redirect(_address(made[0]))
    else:
        refusal = None
    page = FormPage(_("Включить процесс в реестр"), _("Включить"), _register(request), "", icon="plus")
    context = {"page": page, "form": form, "refusal": refusal, "draft": NEW_DRAFT, "is_new": True}
    context["breadcrumbs"] = [(_("Процессы"), _register(request))]
    return render_page(request, FORM, context, status=refusal.status if refusal else 200)


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def change(request: AgencyRequest, pk: int) -> HttpResponse:
    """The card of a process."""
    process, filling = _editable(request, pk)
    form = ChangeForm(
        request.POST or None, agency=request.agency, filling=_limited(request, filling),
        values=values_of(process), initial={"version": process.version},
    )  # fmt: skip
    draft = f"process-{pk}"

    def save(values: dict[str, Any]) -> None:
        change_process(
            process=process, version=values["version"], values=form.values, by=request.user, at=timezone.now()
        )
        drafts.note_saved(request, draft)

    page = FormPage(
        _("Изменить процесс {code}").format(code=process.code), _("Сохранить"), _address(process),
        process.title, template=FORM, context={"draft": draft, "process": process},
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Процесс изменён."), version=_stored(process))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def exclude(request: AgencyRequest, pk: int) -> HttpResponse:
    """Exclusion, with what it brings about in the register of touchpoints."""
    process, _filling = _editable(request, pk)
    initial = {"excluded_on": request.as_of.today, "version": process.version}
    form = ExclusionForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        exclude_process(process=process, by=request.user, at=timezone.now(), **values)

    page = FormPage(
        _("Исключить процесс из реестра"), _("Исключить"), _address(process), process.title,
        lead=f"{process.code} {process.title}", kind="danger", icon="circle-x",
        template="processes/exclude_form.html",
        context={
            "process": process, "rows": rows_of_process(process),
            "obstacles": exclusion_findings(process),
        },
    )  # fmt: skip
    done = _("Процесс исключён из реестра. Его карточка и история сохранены.")
    return form_response(request, form, save, page, done=done, version=_stored(process))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def restore(request: AgencyRequest, pk: int) -> HttpResponse:
    """The way back into the register."""
    process, _filling = _editable(request, pk)
    initial = {"included_on": request.as_of.today, "version": process.version}
    form = RestorationForm(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        restore_process(process=process, by=request.user, at=timezone.now(), **values)

    page = FormPage(
        _("Вернуть процесс в реестр"), _("Вернуть"), _address(process), process.title,
        lead=f"{process.code} {process.title}", icon="undo-2",
    )  # fmt: skip
    done = _("Процесс снова в реестре. Его строки перечня точек взаимодействия опять действуют.")
    return form_response(request, form, save, page, done=done, version=_stored(process))


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def volumes(request: AgencyRequest, pk: int) -> HttpResponse:
    """How often the process was carried out in a year, by kind of channel."""
    process, _filling = _editable(request, pk)
    year = _asked_year(request)
    known = next((found for found in volumes_of(process) if found.year == year), None)
    rows = {row.channel_id: row.number for row in known.rows} if known else {}
    # What was counted through a channel that is no longer used stays in its year.
    closed = [row.channel for row in known.rows if row.channel.closed_on] if known else []
    channels = [*channels_of(request.agency), *closed]
    initial = {f"channel_{channel}": number for channel, number in rows.items()}
    form = VolumesForm(
        request.POST or None, channels=channels, initial={**initial, "year": year, "version": process.version}
    )

    def save(values: dict[str, Any]) -> None:
        set_volumes(
            process=process, version=values["version"], year=values["year"], numbers=form.numbers,
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    page = FormPage(
        _("Объёмы за год"), _("Сохранить"), _address(process), process.title,
        lead=_("Сколько раз процесс выполнен через каждый вид канала. Пустое поле – данных нет."),
        template="processes/volumes_form.html",
    )  # fmt: skip
    return form_response(request, form, save, page, done=_("Объёмы сохранены."), version=_stored(process))


def _editable(request: AgencyRequest, pk: int) -> tuple[Process, Filling]:
    """The process, when the person may edit it; 404 for another agency's, 403 with the reason."""
    process, filling = get_object_or_404(process_cards(request.agency), pk=pk), _filling(request)
    permissions.can_edit_process(request.user, request.agency, process.unit_id, filling).require()
    return process, filling


def _filling(request: AgencyRequest) -> Filling:
    return filling_of(request.user, request.agency, request.as_of.today)


def _limited(request: AgencyRequest, filling: Filling) -> Filling | None:
    """A unit head offers processes of the own units only; the coordinator those of all."""
    return None if permissions.can_edit_register(request.user, request.agency) else filling


def _stored(process: Process) -> Any:
    def version() -> int:
        process.refresh_from_db()
        return process.version

    return version


def _asked_group(request: AgencyRequest) -> object:
    number = request.GET.get("group", "")
    if not (number.isascii() and number.isdigit() and len(number) < 4):
        return None
    return request.agency.process_groups.filter(number=number).first()


def _asked_year(request: AgencyRequest) -> int:
    year = request.GET.get("year", "")
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    return int(year) if is_year else request.as_of.today.year - 1


def _address(process: Process) -> str:
    return reverse("processes:process", args=[process.agency.code, process.pk])


def _register(request: AgencyRequest) -> str:
    return reverse("processes:register", args=[request.agency.code])
