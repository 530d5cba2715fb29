"""What proposals and the register of touchpoints have to do with the inclusion of processes."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Unit
from navstrechu.processes.hooks import ProcessChange, RegisterChange
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.processes.services.register import drop_process, put_process
from navstrechu.processes.values import LegalBasis, ProcessValues, Term
from navstrechu.registers.queries import is_first_filling
from navstrechu.touchpoints.models import ChangeProposal
from navstrechu.touchpoints.permissions import REGISTER
from navstrechu.touchpoints.services.tasks import drop_process_tasks, open_process_task, pass_process_tasks


def include_proposed(*, proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> Process:
    """Include the process that an accepted proposal describes; its basis is the proposal itself."""
    values = values_from_json(proposal, proposal.becomes)
    basis = proposal.becomes.get("basis") or str(proposal)
    return put_process(agency=proposal.agency, values=values, included_on=on, basis=str(basis), by=by, at=at)


def exclude_proposed(*, proposal: ChangeProposal, on: date, by: Actor, at: datetime) -> Process:
    """Exclude the process that an accepted proposal names, as of the day of the decision."""
    process = proposal.process
    assert process is not None  # noqa: S101 – a constraint holds it
    basis = proposal.becomes.get("basis") or str(proposal)
    return drop_process(
        process=process, version=proposal.base_version, excluded_on=on, basis=str(basis), by=by, at=at
    )


def values_from_json(proposal: ChangeProposal, data: dict[str, Any]) -> ProcessValues:
    """The card of a process out of a proposal: {"group", "title", "unit", "object_kind", "scope", "reach",
    "result", "term": {"number", "unit", "start"}, "bases": [{"act", "clause", "url"}]}; ids for rows."""
    group = ProcessGroup.objects.filter(agency=proposal.agency, pk=data.get("group") or 0).first()
    if group is None:
        raise Conflict(_("Группы процессов из предложения больше нет. Верните его автору."))
    plain = {name: data[name] for name in ("object_kind", "scope", "reach", "result") if data.get(name)}
    return ProcessValues(
        group=group,
        title=data.get("title", ""),
        unit=Unit.objects.filter(agency=proposal.agency, pk=data.get("unit") or 0).first(),
        term=Term(**data.get("term", {})),
        bases=tuple(LegalBasis(**item) for item in data.get("bases", ())),
        **plain,
    )


@in_official_language
def ask_for_rows(change: RegisterChange) -> None:
    """A process came into its register: its unit is asked for the touchpoints (order 201, 3.2.1).

    Not before the first edition: until then every unit fills its rows anyway (2.4).
    """
    because = _("процесс снова включён в реестр")
    drop_process_tasks(process=change.process, because=because, on=change.on, by=change.by, at=change.at)
    if is_first_filling(change.process.agency, REGISTER):
        return
    reason = _("{day} в реестр включён процесс «{title}»: укажите его точки взаимодействия.").format(
        day=date_in_figures(change.on), title=change.process.title
    )
    open_process_task(process=change.process, reason=reason, on=change.on, by=change.by, at=change.at)


@in_official_language
def ask_about_rows(change: RegisterChange) -> None:
    """A process left its register: its rows leave the register of touchpoints, the unit checks the rest."""
    because = _("процесс исключён из реестра")
    drop_process_tasks(process=change.process, because=because, on=change.on, by=change.by, at=change.at)
    if not change.process.links.live().exists():
        return
    reason = _(
        "{day} из реестра исключён процесс «{title}»: его строки выходят из Перечня, "
        "проверьте смежные процессы."
    ).format(day=date_in_figures(change.on), title=change.process.title)
    open_process_task(process=change.process, reason=reason, on=change.on, by=change.by, at=change.at)


def pass_tasks_on(change: ProcessChange) -> None:
    """A process went to another unit: what is owed for it is owed by that one."""
    if "unit" in change.fields:
        pass_process_tasks(process=change.process, by=change.by, at=change.at)
