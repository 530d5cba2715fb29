"""The forecast: what will be late, and the usual lengths of work behind it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.organisation.permissions import can_edit_settings
from navstrechu.roadmap.forecast import Basis, Forecast, TypicalLength
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.outlook import Outlook, outlook_of, set_terms
from navstrechu.roadmap.services.forecast import set_typical_term
from navstrechu.web.roadmap.forms.forecast import TypicalTermForm
from navstrechu.web.roadmap.plan_page import no_roadmap, state_or_none
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response

BASES = {
    Basis.SET: gettext_lazy("задано органом"),
    Basis.FINISHED: gettext_lazy("по выполненным мероприятиям"),
    Basis.PLAN: gettext_lazy("по срокам плана"),
}


@dataclass(frozen=True, slots=True)
class LateRow:
    """A measure that will be late, with the reason in words."""

    forecast: Forecast
    reason: str


@dataclass(frozen=True, slots=True)
class LengthRow:
    """The usual length of a kind of work and where it comes from."""

    kind: MeasureKind
    length: TypicalLength
    basis: object


@guard(Permission.VIEW)
@require_GET
def forecast(request: AgencyRequest) -> HttpResponse:
    """Measures that will be late at the usual pace, and overdue ones with the day that can be hoped for."""
    state = state_or_none(request)
    if state is None:
        return no_roadmap(request, _("Прогноз"))
    outlook = outlook_of(state)
    overdue = [one for one in outlook.forecasts.values() if one.measure.state is MeasureState.OVERDUE]
    context = {
        "state": state,
        "late": [LateRow(one, reason(one)) for one in outlook.late],
        "overdue": [LateRow(one, reason(one)) for one in overdue],
        "lengths": _length_rows(outlook),
        "can_edit": can_edit_settings(request.user, request.agency),
    }
    return render_page(request, "roadmap/forecast_page.html", context)


def reason(found: Forecast) -> str:
    """What holds a measure: «ждёт 2.1.4, затем 23 рабочих дня», «осталось 10 рабочих дней, нужно ещё 15»."""
    work = _days(found.left)
    if found.waits_for:
        numbers = ", ".join(found.waits_for)
        return _("ждёт результата {numbers}, своей работы {work}").format(numbers=numbers, work=work)
    days = found.measure.progress.working_days
    if days < 0:
        return _("работы ещё {work}").format(work=work)
    return _("до срока {days}, а работы ещё {work}").format(days=_days(days), work=work)


def _days(number: int) -> str:
    return counted_in_words_of(number, _("рабочий день,рабочих дня,рабочих дней"))


def _length_rows(outlook: Outlook) -> list[LengthRow]:
    return [
        LengthRow(kind, outlook.lengths[kind.value], BASES[outlook.lengths[kind.value].basis])
        for kind in MeasureKind
        if kind.value in outlook.lengths
    ]


@guard(Permission.EDIT_SETTINGS)
@require_http_methods(["GET", "POST"])
def typical_term(request: AgencyRequest, kind: str) -> HttpResponse:
    """The usual length of one kind of work; an empty field returns to the counted one."""
    try:
        known = MeasureKind(kind)
    except ValueError as error:
        raise Http404 from error
    initial = {"working_days": set_terms(request.agency).get(kind)}
    form = TypicalTermForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Обычный срок: {kind}").format(kind=known.label),
        _("Сохранить"),
        reverse("roadmap:forecast", args=[request.agency.code]),
        _("Прогноз"),
        lead=_(
            "Сколько рабочих дней занимает такая работа в вашем органе. Прогноз считается по этому числу."
        ),
    )

    def save(values: dict[str, Any]) -> None:
        set_typical_term(
            agency=request.agency,
            kind=known,
            working_days=values["working_days"],
            by=request.user,
            at=timezone.now(),
        )

    return form_response(request, form, save, page, done=_("Обычный срок сохранён."))
