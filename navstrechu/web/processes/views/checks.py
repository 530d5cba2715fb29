"""What the register of processes lacks."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.processes.queries.completeness import register_checks
from navstrechu.web.processes.findings import shown_findings
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

TITLES = {
    "direction_without_group": gettext_lazy("Направления без группы"),
    "direction_without_process": gettext_lazy("Направления без процессов"),
    "group_beyond_order": gettext_lazy("Группы сверх приказа"),
    "group_without_process": gettext_lazy("Группы без процессов"),
    "similar_titles": gettext_lazy("Похожие наименования"),
    "process_without_unit": gettext_lazy("Без подразделения"),
    "process_without_basis": gettext_lazy("Без правового основания"),
    "process_without_result": gettext_lazy("Без результата"),
    "process_without_term": gettext_lazy("Без срока"),
}
MOST_SHOWN = 50


@guard(Permission.VIEW)
@require_GET
def checks(request: AgencyRequest) -> HttpResponse:
    """Findings by kind, each with its clause and the place that mends it; long lists are cut and say so."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for finding in shown_findings(request, register_checks(request.agency)):
        kinds[finding["code"]].append(finding)
    groups = [
        {
            "code": code,
            "title": title,
            "number": len(kinds[code]),
            "findings": kinds[code][:MOST_SHOWN],
            "more": _more(len(kinds[code])),
        }
        for code, title in TITLES.items()
        if kinds[code]
    ]
    return render_page(request, "processes/checks_page.html", {"groups": groups})


def _more(number: int) -> str:
    """«Показаны первые 50 из 730.»"""
    if number <= MOST_SHOWN:
        return ""
    return _("Показаны первые {shown} из {number}.").format(shown=MOST_SHOWN, number=number)
