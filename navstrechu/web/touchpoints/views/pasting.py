"""A block of cells from a spreadsheet: what it would change is shown, then saved, all or nothing."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import DomainError, NotAllowed
from navstrechu.processes.models import Process
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.rows import rows_by_key
from navstrechu.touchpoints.services.batches import Place, RowEdit, apply_edits
from navstrechu.touchpoints.values import TouchpointContent
from navstrechu.web.shell import drafts
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.touchpoints import undo
from navstrechu.web.touchpoints.clipboard import cells_of
from navstrechu.web.touchpoints.pasting import MOST_LINES, Plan, Planner, Target
from navstrechu.web.touchpoints.place_choice import NEW
from navstrechu.web.touchpoints.register_filters import number
from navstrechu.web.touchpoints.register_lines import CELLS
from navstrechu.web.touchpoints.views.rows import back_url

REGION = "paste-body"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the text as it came, where it goes, answers about unknown names, versions seen."""

    text: str
    target: Target
    answers: dict[str, Place]
    seen: dict[int, int]


@guard(Permission.PROPOSE_CHANGES)
@require_http_methods(["GET", "POST"])
def paste(request: AgencyRequest) -> HttpResponse:
    """GET: a page for a block of cells. POST: what it would change; once confirmed, the change."""
    permissions.can_fill(request.user, request.agency).require()
    if request.method == "GET":
        return _page(request, _sent(request, request.GET), None)
    sent = _sent(request, request.POST)
    plan = _plan(request, sent)
    if not request.POST.get("confirmed") or not plan.is_clear:
        return _page(request, sent, plan)
    try:
        return _saved(request, sent, plan)
    except NotAllowed:
        raise
    except DomainError as error:
        return _page(request, sent, _plan(request, sent), error)


def _plan(request: AgencyRequest, sent: Sent) -> Plan:
    rights = permissions.row_rights(request.user, request.agency)
    plan = Planner(request.agency, rights, sent.answers).planned(cells_of(sent.text), sent.target)
    if not plan.lines and not plan.problems:
        plan.problems.append(_("В блоке нет ни одной ячейки с текстом."))
    return plan


def _saved(request: AgencyRequest, sent: Sent, plan: Plan) -> HttpResponse:
    edits = [_under_seen_version(edit, sent.seen) for edit in plan.edits]
    back = apply_edits(agency=request.agency, edits=edits, by=request.user, at=timezone.now())
    undo.note(request, _("вставлен блок ячеек: строк {number}").format(number=len(edits)), back)
    done = _("Вставлено строк: {number}.").format(number=len(edits))
    if request.headers.get("HX-Target") != REGION:
        drafts.note_saved(request, "rows-paste")
        messages.success(request, done)
        return redirect(back_url(request))
    response = HttpResponse(status=204)
    trigger_client_event(response, "close-dialog", {})
    trigger_client_event(response, "register-refresh", {})
    return trigger_client_event(response, "toast", {"text": done, "tone": "success"})


def _under_seen_version(edit: RowEdit, seen: dict[int, int]) -> RowEdit:
    """A row that was not in what the person saw is written under no version: it is refused."""
    return edit if edit.row is None else replace(edit, version=seen.get(edit.row.pk, 0))


def _sent(request: AgencyRequest, data: QueryDict) -> Sent:
    keys = [int(one) for one in data.get("rows", "").split(",") if number(one)][:MOST_LINES]
    rows = rows_by_key(request.agency, keys)
    cell = data.get("cell", "")
    return Sent(
        text=data.get("text", ""),
        target=Target(rows, cell if cell in CELLS else CELLS[0], _process(request, data, rows)),
        answers=_answers(request, data),
        seen=_versions(data.getlist("seen")),
    )


def _process(request: AgencyRequest, data: QueryDict, rows: list[ProcessTouchpoint]) -> Process | None:
    """Where new rows go: the process of the last row, else the one that was chosen."""
    if rows:
        process: Process = rows[-1].process
        return process
    chosen = number(data.get("process", ""))
    found = Process.objects.in_register().filter(agency=request.agency, pk=int(chosen or 0))
    return found.select_related("agency", "group", "unit").first()


def _answers(request: AgencyRequest, data: QueryDict) -> dict[str, Place]:
    """Answers about unknown names by their keys: a touchpoint, or a new one of a kind of channel."""
    answers: dict[str, Place] = {}
    channels = set(channels_of(request.agency).values_list("pk", flat=True)) if data.get("names") else set()
    for place, key in enumerate(data.getlist("names")):
        choice, channel = data.get(f"place-{place}", ""), number(data.get(f"channel-{place}", ""))
        if choice == NEW and channel and int(channel) in channels:
            answers[key] = TouchpointContent(name=key, channel_id=int(channel))
        elif number(choice):
            found = Touchpoint.objects.open().filter(agency=request.agency, pk=int(choice)).first()
            if found is not None:
                answers[key] = found
    return answers


def _versions(given: list[str]) -> dict[int, int]:
    pairs = (one.partition(":") for one in given)
    return {int(row): int(version) for row, _colon, version in pairs if number(row) and number(version)}


def _page(
    request: AgencyRequest, sent: Sent, plan: Plan | None, error: DomainError | None = None
) -> HttpResponse:
    rights = permissions.row_rights(request.user, request.agency)
    own = Process.objects.in_register().filter(agency=request.agency)
    if not rights.everything:
        own = own.filter(unit__in=rights.own_units)
    status = STATUSES[type(error)] if error else 200
    if plan is not None and plan.problems:
        status = 422
    answered = [(key, _choice(place)) for key, place in sent.answers.items()]
    context = {
        "sent": sent,
        "rows": ",".join(str(row.pk) for row in sent.target.rows),
        "processes": own.in_printed_order() if not sent.target.rows else [],
        "plan": plan,
        "error": error,
        "channels": channels_of(request.agency),
        "answered": answered,
        "first_unknown": len(answered),
        "in_dialog": request.headers.get("HX-Target") == REGION,
        "back_url": back_url(request),
        "breadcrumbs": [(_("Перечень точек взаимодействия"), back_url(request))],
    }
    return render_page(request, "touchpoints/rows_paste.html", context, fragments={REGION}, status=status)


def _choice(place: Place) -> tuple[str, str]:
    """The answer as it was sent: (choice, channel)."""
    return (str(place.pk), "") if isinstance(place, Touchpoint) else (NEW, str(place.channel_id))
