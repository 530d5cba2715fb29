"""The archive of all documents of a period: what stands in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from navstrechu.acts.archive import ArchiveIndex, ArchiveLine, kept_archive, stored_entry
from navstrechu.acts.models import FILE_ROLES, KIND_TITLES, Act, ActFile, ActKind, ActQuerySet, FileRole
from navstrechu.acts.standing import STANDINGS, ActStanding, standings_of
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Align, Column
from navstrechu.jobs.running import Run
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


@in_official_language
def period_title(since: date, until: date) -> str:
    """What the list of archives and the index call it."""
    return f"Документы за {date_in_figures(since)} – {date_in_figures(until)}"


def acts_of_period(agency: Agency, since: date, until: date) -> ActQuerySet:
    """Documents dated within the period, annulled ones too."""
    return Act.objects.filter(agency=agency, dated__range=(since, until))


def make_period_archive(run: Run) -> dict[str, Any]:
    """The job: every file of every document of the period with an index."""
    agency = Agency.objects.get(pk=run.job.agency_id)
    since, until = (date.fromisoformat(run.order[name]) for name in ("since", "until"))
    on = today_in(agency)
    files = Prefetch("files", ActFile.objects.select_related("file").order_by("added_at", "pk"))
    acts = list(
        acts_of_period(agency, since, until)
        .select_related("file")
        .prefetch_related(files)
        .order_by("dated", "pk")
    )
    standings = standings_of(acts, on)
    index = ArchiveIndex(period_title(since, until), (agency.full_name,), COLUMNS, dated=until)
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
