"""Findings of the register of processes with the places where they are mended."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.accounts.roles import Permission
from navstrechu.core.findings import Finding
from navstrechu.web.shell.requests import AgencyRequest


def shown_findings(request: AgencyRequest, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings for `components/finding_list.html`; links for those who may mend, else to look."""
    return [
        {
            "code": finding.code,
            "level": finding.level,
            "message": finding.message,
            "source": finding.source,
            "url": url,
            "action": action,
        }
        for finding in findings
        for url, action in [_place(request, finding)]
    ]


def _place(request: AgencyRequest, finding: Finding) -> tuple[str, str]:
    code = request.agency.code
    may_edit = Permission.EDIT_REGISTERS in request.permissions
    what, _colon, key = finding.subject.partition(":")
    if what == "process":
        is_missing = finding.code.startswith("process_without")
        if may_edit and is_missing:
            return reverse("processes:change", args=[code, key]), _("Заполнить")
        return reverse("processes:process", args=[code, key]), _("Открыть")
    if finding.code in {"group_without_process", "direction_without_process"} and may_edit:
        number = f"?group={key}" if what == "group" else ""
        return reverse("processes:include", args=[code]) + number, _("Включить процесс")
    return reverse("processes:groups", args=[code]), _("Группы процессов")
