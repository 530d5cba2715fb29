"""The parts of the page of a process that stand by now."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.processes.models import Process
from navstrechu.processes.queries.card import volumes_of
from navstrechu.processes.queries.completeness import findings_of
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.touchpoints.permissions import can_edit_rows
from navstrechu.touchpoints.queries.of_processes import rows_of_process
from navstrechu.touchpoints.queries.rows import interaction_texts, printed_touchpoint
from navstrechu.web.processes.card_sections import CardSection, register_section
from navstrechu.web.shell.requests import AgencyRequest


def register() -> None:
    """Enter the parts."""
    for section in SECTIONS:
        register_section(section)


def _findings(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    """What the card lacks, with the way to mend it for those who keep the register."""
    if process.excluded_on is not None:
        return None
    found = findings_of(process)
    may = Permission.EDIT_REGISTERS in request.permissions
    url = reverse("processes:change", args=[process.agency.code, process.pk]) if may else ""
    shown = [
        {
            "level": one.level,
            "message": one.message,
            "source": one.source,
            "url": url,
            "action": _("Заполнить"),
        }
        for one in found
    ]
    return {"findings": shown} if shown else None


def _texts(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    return {} if process.result or process.input_text or process.output_text else None


def _bases(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    return {"rows": sorted(process.bases.all(), key=lambda row: row.position)}


def _participants(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    rows = sorted(process.participants.all(), key=lambda row: row.position)
    return {"rows": rows} if rows else None


def _volumes(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    return {"years": volumes_of(process)}


def _touchpoints(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    rows = rows_of_process(process)
    lines = [(printed_touchpoint(row), interaction_texts(row)) for row in rows]
    code, is_live = process.agency.code, process.excluded_on is None
    may_add = is_live and Permission.PROPOSE_CHANGES in request.permissions
    return {
        "lines": lines,
        "counted": counted_in_words_of(len(rows), _("точка,точки,точек")),
        "url": f"{reverse('touchpoints:register', args=[code])}?process={process.pk}" if is_live else "",
        "add_url": f"{reverse('touchpoints:row-add', args=[code])}?process={process.pk}",
        "may_add": may_add and can_edit_rows(request.user, process),
    }


def _measures(request: AgencyRequest, process: Process) -> dict[str, Any] | None:
    """Measures of the roadmap about the group of the process, as they stand on the shown day."""
    section = process.group.roadmap_section
    roadmap = current_roadmap(process.agency) if section else None
    if roadmap is None:
        return None
    state = roadmap_state(roadmap, on=request.day)
    measures = [measure for measure in state.measures if measure.section == section]
    return {"number": section, "measures": measures} if measures else None


SECTIONS = (
    CardSection("findings", 10, "processes/card_findings.html", _findings),
    CardSection("texts", 20, "processes/card_texts.html", _texts),
    CardSection("bases", 30, "processes/card_bases.html", _bases),
    CardSection("participants", 40, "processes/card_participants.html", _participants),
    CardSection("touchpoints", 50, "processes/card_touchpoints.html", _touchpoints),
    CardSection("volumes", 60, "processes/card_volumes.html", _volumes),
    CardSection("measures", 70, "processes/card_measures.html", _measures),
)
