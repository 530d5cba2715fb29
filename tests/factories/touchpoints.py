"""Touchpoints, rows of their register, proposals, reports owed."""

from datetime import date
from itertools import count

from navstrechu.accounts.models import User
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Unit
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import (
    Basis,
    ChangeProposal,
    Interaction,
    ProcessTouchpoint,
    RegisterDraft,
    RegisterSettings,
    SharedPeculiarity,
    Touchpoint,
    UpdateTask,
)
from navstrechu.touchpoints.reading import ReadRegister, ReadRow
from navstrechu.touchpoints.services.imports import prepare_import
from navstrechu.touchpoints.services.peculiarities import state_process_peculiarity
from navstrechu.touchpoints.services.proposals import ProposalDraft, return_proposal, submit_proposal
from navstrechu.touchpoints.services.rows import add_row, remove_row
from navstrechu.touchpoints.services.settings import change_settings
from navstrechu.touchpoints.services.tasks import open_process_task
from navstrechu.touchpoints.services.touchpoints import create_touchpoint
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import Action, BasisKind, Trigger
from tests.factories import NOON, TODAY
from tests.factories.evidence import PDF
from tests.factories.processes import channel_kind, process

_numbers = count(1)
# Names that no check takes for one another.
_NAMES = ("МФЦ", "Портал услуг", "Горячая линия", "Почта", "Сайт", "Приёмная", "Видеосвязь", "Чат-бот")
ACT = BasisText(BasisKind.REGULATORY, "Федеральный закон от 27.07.2010 № 210-ФЗ", "статья 15")


def touchpoint(
    of: Agency, name: str = "", unit: Unit | None = None, agreements: tuple[BasisText, ...] = ()
) -> Touchpoint:
    number = next(_numbers)
    content = TouchpointContent(
        name=name or f"{_NAMES[number % len(_NAMES)]} {number}",
        channel_id=channel_kind(of).pk,
        unit_id=unit.pk if unit else None,
        agreements=agreements,
    )
    return create_touchpoint(agency=of, content=content, by=SYSTEM, at=NOON)


def content(*texts: str, peculiarities: str = "", bases: tuple[BasisText, ...] = (ACT,)) -> RowContent:
    said = texts or ("Приём заявления и документов", "Выдача результата")
    return RowContent(tuple(InteractionText(text) for text in said), peculiarities, bases)


def row(
    in_process: Process, at_touchpoint: Touchpoint | None = None, says: RowContent | None = None
) -> ProcessTouchpoint:
    place = at_touchpoint or touchpoint(in_process.agency)
    return add_row(process=in_process, touchpoint=place, content=says or content(), by=SYSTEM, at=NOON)


def removed_row(in_process: Process) -> ProcessTouchpoint:
    """A row that was taken out of the register."""
    made = row(in_process)
    return remove_row(row=made, version=made.version, by=SYSTEM, at=NOON)


def interaction(of: Agency) -> Interaction:
    return row(process(of)).interactions.order_by("position")[0]


def basis(of: Agency) -> Basis:
    return row(process(of)).bases.get()


def shared_peculiarity(in_process: Process, text: str = "Бесплатно") -> SharedPeculiarity:
    return state_process_peculiarity(process=in_process, version=0, text=text, by=SYSTEM, at=NOON)


def proposal(
    by: User, of_row: ProcessTouchpoint, becomes: RowContent | None = None, happened_on: date = TODAY
) -> ChangeProposal:
    """A change of a row's content, reported today."""
    draft = ProposalDraft(
        trigger=Trigger.NEEDS,
        action=Action.CHANGE_LINK,
        becomes=(becomes or content("Консультация")).as_json(),
        reason="Изменён регламент",
        happened_on=happened_on,
        row=of_row,
    )
    return submit_proposal(agency=of_row.process.agency, draft=draft, today=TODAY, by=by, at=NOON)


def returned_proposal(by: User, of_row: ProcessTouchpoint) -> ChangeProposal:
    """A change of a row's content that its author shall correct."""
    made = proposal(by, of_row, content("Справка"))
    return return_proposal(proposal=made, remark="Уточните пункт", by=SYSTEM, at=NOON)


def update_task(for_process: Process, on: date = TODAY) -> UpdateTask:
    """The report that the inclusion of a process has opened, or a new one where it was closed."""
    opened = open_process_task(process=for_process, reason="Включён процесс", on=on, by=SYSTEM, at=NOON)
    return opened or UpdateTask.objects.get(process=for_process, closed_on=None)


def register_settings(of: Agency, days: int = 5, months: int = 12) -> RegisterSettings:
    return change_settings(
        agency=of, version=0, report_working_days=days, confirm_months=months, by=SYSTEM, at=NOON
    )


def register_draft(of: Agency, *rows: ReadRow) -> RegisterDraft:
    """A file that was read and waits for confirmation."""
    found = rows or (ReadRow("", "Назначение пособия", "МФЦ", None, ("Приём",), ()),)
    return prepare_import(
        agency=of, name="перечень.xlsx", data=PDF, reading=ReadRegister(found), by=SYSTEM, at=NOON
    )
