"""The working calendar of the agency, with its corrections."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.calendar import FIRST_YEAR, LAST_YEAR
from navstrechu.organisation.models import CalendarDay
from navstrechu.organisation.permissions import can_edit_settings
from navstrechu.organisation.queries import calendar_of
from navstrechu.organisation.services import agency as services
from navstrechu.web.organisation.forms import CorrectionForm
from navstrechu.web.organisation.year import WEEKDAYS, year_of
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import submit

# One year more than is known, so that it can be seen that it is not known.
YEARS = range(FIRST_YEAR, LAST_YEAR + 2)


@guard(Permission.VIEW)
@require_GET
def calendar(request: AgencyRequest) -> HttpResponse:
    """A year of working days and days off."""
    return _calendar_page(request, _year(request.GET.get("year", ""), request.day.year), CorrectionForm())


def _calendar_page(
    request: AgencyRequest, year: int, form: CorrectionForm, status: int = 200
) -> HttpResponse:
    working = calendar_of(request.agency)
    shown = year_of(working, year, request.day)
    known = [month.working_days for month in shown if month.working_days is not None]
    context = {
        "year": year,
        "years": [(str(one), str(one)) for one in YEARS],
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "months": shown,
        "weekdays": WEEKDAYS,
        "working_days": sum(known) if len(known) == len(shown) else None,
        "is_known": year <= LAST_YEAR,
        "corrections": request.agency.calendar_days.order_by("-day"),
        "form": form,
        "can_edit": can_edit_settings(request.user, request.agency),
    }
    return render_page(request, "organisation/calendar_page.html", context, status=status)


@guard(Permission.EDIT_SETTINGS)
@require_http_methods(["GET", "POST"])
def correct(request: AgencyRequest) -> HttpResponse:
    """A day on which the agency departs from the official calendar. The form stands on the calendar."""
    if request.method == "GET":
        return redirect(_address(request))
    form = CorrectionForm(request.POST)

    def save(values: dict[str, Any]) -> CalendarDay:
        return services.correct_calendar(agency=request.agency, by=request.user, at=timezone.now(), **values)

    refusal = submit(form, save)
    if refusal:
        return _calendar_page(request, request.day.year, form, refusal.status)
    messages.success(request, _("Календарь исправлен."))
    return redirect(_address(request, form.cleaned_data["day"].year))


@guard(Permission.EDIT_SETTINGS)
@require_POST
def restore(request: AgencyRequest, pk: int) -> HttpResponse:
    """Take a correction back."""
    correction = get_object_or_404(request.agency.calendar_days.select_related("agency"), pk=pk)
    services.remove_calendar_correction(correction=correction, by=request.user, at=timezone.now())
    messages.success(request, _("Исправление убрано."))
    return redirect(_address(request, correction.day.year))


def _year(text: str, default: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default
    return min(max(year, YEARS[0]), YEARS[-1])


def _address(request: AgencyRequest, year: int | None = None) -> str:
    address = reverse("organisation:calendar", args=[request.agency.code])
    return f"{address}?year={year}" if year else address
