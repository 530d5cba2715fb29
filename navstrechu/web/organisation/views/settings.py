"""Names, place and calendar habits of the agency."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.core.calendar import DayOffRule
from navstrechu.organisation.models import Agency
from navstrechu.organisation.models.agency import day_off_rules
from navstrechu.organisation.queries import calendar_of
from navstrechu.organisation.services.agency import edit_agency
from navstrechu.web.organisation.forms import SettingsForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response

# The date on which six measures of the reference roadmap are due: a day off by the government's decree.
EXAMPLE = date(2024, 12, 31)


@guard(Permission.EDIT_SETTINGS)
@require_http_methods(["GET", "POST"])
def settings(request: AgencyRequest) -> HttpResponse:
    """The settings in one form; the rule of moving dates is shown at work on 31.12.2024."""
    agency = request.agency
    names = [name for name in SettingsForm.base_fields if name != "version"]
    initial = {name: getattr(agency, name) for name in names} | {"version": agency.version}
    form = SettingsForm(request.POST or None, agency=agency, initial=initial)
    page = FormPage(
        _("Настройки органа"),
        _("Сохранить"),
        reverse("organisation:settings", args=[agency.code]),
        "",
        template="organisation/settings_page.html",
        context={"example": EXAMPLE, "examples": _examples(agency)},
    )

    def save(values: dict[str, Any]) -> None:
        version = values.pop("version")
        edit_agency(agency=agency, version=version, values=values, by=request.user, at=timezone.now())

    def stored_version() -> int:
        agency.refresh_from_db()
        return agency.version

    return form_response(request, form, save, page, done=_("Настройки сохранены."), version=stored_version)


def _examples(agency: Agency) -> list[tuple[object, date]]:
    """For each rule the last day in time of work that is due on the example's date."""
    calendar = calendar_of(agency)
    return [(label, calendar.deadline(EXAMPLE, DayOffRule(rule))) for rule, label in day_off_rules()]
