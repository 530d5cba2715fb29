"""The checks of the register, clause by clause, each with the place that mends it."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.findings import Finding
from navstrechu.touchpoints.queries.checks import register_findings
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.touchpoints.mending import mending_url

# What each check looks at and what the button beside its findings says.
TITLES: dict[str, tuple[object, object]] = {
    "process_without_touchpoint": (_("Процессы без точек взаимодействия"), _("Добавить точку")),
    "row_without_interaction": (_("Не указано взаимодействие"), _("Заполнить")),
    "row_without_basis": (_("Не указано основание"), _("Заполнить")),
    "duplicate_in_process": (_("Точка указана дважды в одном процессе"), _("Объединить")),
    "near_duplicate": (_("Похожие точки"), _("Сравнить и объединить")),
    "row_of_excluded_process": (_("Строки исключённых процессов"), _("Открыть")),
    "touchpoint_unconfirmed": (_("Сведения давно не подтверждали"), _("Проверить")),
    "report_overdue": (_("Отчёты подразделений просрочены"), _("Открыть")),
}


@guard(Permission.VIEW)
@require_GET
def checks(request: AgencyRequest) -> HttpResponse:
    """All findings of the shown day, grouped by what they are about."""
    findings = register_findings(request.agency, request.day)
    groups = [
        {"code": code, "title": TITLES[code][0], "findings": [_shown(request, item) for item in members]}
        for code, members in groupby(findings, key=lambda finding: finding.code)
    ]
    context = {"groups": groups, "number": len(findings)}
    return render_page(request, "touchpoints/checks_page.html", context)


def _shown(request: AgencyRequest, finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level,
        "message": finding.message,
        "source": finding.source,
        "url": mending_url(request.agency.code, finding),
        "action": TITLES[finding.code][1],
    }
