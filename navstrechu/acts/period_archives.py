"""The archive of all documents of a period: who may order it, what stands in it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from navstrechu.acts import permissions
from navstrechu.acts.archive import ArchiveIndex, ArchiveLine, kept_archive, stored_entry
from navstrechu.acts.models import FILE_ROLES, KIND_TITLES, Act, ActFile, ActKind, FileRole
from navstrechu.acts.standing import STANDINGS, ActStanding, standings_of
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Align, Column
from navstrechu.history.services import Actor, Subject, record
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run
from navstrechu.jobs.services import enqueue
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in

PERIOD_JOB = "archive-of-period"
COLUMNS = (
    Column("Номер", 9),
    Column("Дата", 10, Align.CENTRE),
    Column("Вид", 11),
    Column("Заголовок", 40),
    Column("Состояние", 12),
)
_FOLDERS = {
    ActKind.ORDER: "Приказы",
    ActKind.REPORT: "Отчёты",
    ActKind.MINUTES: "Протоколы",
    ActKind.OTHER: "Иные документы",
}


def order_period_archive(*, agency: Agency, since: date, until: date, by: Actor, at: datetime) -> Job:
    """Have the worker put all documents of a period into one archive.

    Raises NotAllowed, InputRefused for a period that ends before it begins or holds no document, Conflict
    while another one is being made.
    """
    permissions.can_order_archive(by, agency).require()
    if until < since:
        raise InputRefused(_("Период заканчивается раньше, чем начинается. Исправьте даты."), field="until")
    if not _acts(agency, since, until).exists():
        raise InputRefused(_("За этот период документов нет. Укажите другой период."), field="since")
    order = {"since": since.isoformat(), "until": until.isoformat(), "title": _title(since, until)}
    return order_archive(agency=agency, kind=PERIOD_JOB, order=order, by=by, at=at)


def order_archive(*, agency: Agency, kind: str, order: dict[str, Any], by: Actor, at: datetime) -> Job:
    """Put the making of an archive into the queue; ``order["title"]`` is what the list calls it."""
    job = enqueue(kind, order=order, agency_id=agency.pk, key=f"{kind}:{agency.pk}", by=by, at=at)
    if job is None:
        raise Conflict(_("Такой архив уже собирается. Дождитесь его или отмените."))
    subject = Subject("jobs.job", str(job.pk), str(order["title"]))
    record("archive_ordered", agency_id=agency.pk, subject=subject, by=by, at=at)
    return job


@in_official_language
def _title(since: date, until: date) -> str:
    return f"Документы за {date_in_figures(since)} – {date_in_figures(until)}"


def _acts(agency: Agency, since: date, until: date) -> Any:
    return Act.objects.filter(agency=agency, dated__range=(since, until))


def make_period_archive(run: Run) -> dict[str, Any]:
    """The job: every file of every document of the period with an index."""
    agency = Agency.objects.get(pk=run.job.agency_id)
    since, until = (date.fromisoformat(run.order[name]) for name in ("since", "until"))
    on = today_in(agency)
    files = Prefetch("files", ActFile.objects.select_related("file").order_by("added_at", "pk"))
    acts = list(
        _acts(agency, since, until).select_related("file").prefetch_related(files).order_by("dated", "pk")
    )
    standings = standings_of(acts, on)
    index = ArchiveIndex(_title(since, until), (agency.full_name,), COLUMNS, dated=until)
    lines = [document_line(act, standings[act.pk]) for act in acts]
    name = f"dokumenty-{agency.code}-{since:%Y-%m-%d}-{until:%Y-%m-%d}.zip"
    run.say(_("Документов в архиве: {number}").format(number=len(acts)))
    return kept_archive(run=run, name=name, index=index, lines=lines)


@in_official_language
def document_line(act: Act, standing: ActStanding) -> ArchiveLine:
    """A document of the index with its registered file and what is kept beside it."""
    kind = ActKind(act.kind)
    folder = _FOLDERS[kind]
    name = f"{act.dated:%Y-%m-%d} № {act.number}"
    entries = [stored_entry(act.file, folder=folder, name=name), *_further(act.files.all(), folder, name)]
    cells = (
        act.number,
        date_in_figures(act.dated),
        str(KIND_TITLES[kind]),
        act.title,
        str(STANDINGS[standing.standing]),
    )
    return ArchiveLine(cells, tuple(entries))


def _further(files: Iterable[ActFile], folder: str, name: str) -> list[Any]:
    return [
        stored_entry(one.file, folder=folder, name=f"{name} – {FILE_ROLES[FileRole(one.role)]}")
        for one in files
    ]
