"""Everything that a roadmap demands in one archive: registered documents, and drafts marked as such."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.acts.archive import (
    ArchiveEntry,
    ArchiveIndex,
    ArchiveLine,
    file_name,
    kept_archive,
    stored_entry,
)
from navstrechu.acts.models import KIND_TITLES, Act, ActFile, ActKind, FileRole
from navstrechu.acts.permissions import can_order_archive
from navstrechu.acts.services import order_archive
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Column, Paragraph, Run, Style
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import draft_document
from navstrechu.history.services import Actor
from navstrechu.jobs import running
from navstrechu.jobs.models import Job
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in
from navstrechu.roadmap.drafting.offers import open_drafts
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, ResultState, RoadmapState, roadmap_state

ROADMAP_JOB = "archive-of-roadmap"
COLUMNS = (
    Column("Мероприятие", 13),
    Column("Результат", 46),
    Column("Документ", 22),
    Column("Состояние", 20),
)
_SHARED_FOLDER = "Документы нескольких мероприятий"
_REGISTERED = "зарегистрирован"
_NO_DOCUMENT = "документа нет"


def order_roadmap_archive(*, agency: Agency, on: date, by: Actor, at: datetime) -> Job:
    """Have the worker put the documents of all results of the plan, as of a day, into one archive.

    Raises NotAllowed, InputRefused without a plan, Conflict while another one is being made.
    """
    can_order_archive(by, agency).require()
    if current_roadmap(agency) is None:
        raise InputRefused(_("Дорожная карта ещё не загружена: собирать нечего."))
    order = {"on": on.isoformat(), "title": _title(on)}
    return order_archive(agency=agency, kind=ROADMAP_JOB, order=order, by=by, at=at)


@in_official_language
def _title(on: date) -> str:
    return f"Документы дорожной карты на {date_in_figures(on)}"


def make_roadmap_archive(run: running.Run) -> dict[str, Any]:
    """The job: for each result its registered files, or the draft's page marked as a draft, with an index."""
    agency = Agency.objects.get(pk=run.job.agency_id)
    on = date.fromisoformat(run.order["on"])
    roadmap = current_roadmap(agency)
    if roadmap is None:
        raise InputRefused(_("Дорожная карта ещё не загружена: собирать нечего."))
    lines = roadmap_lines(roadmap_state(roadmap, on=on))
    index = ArchiveIndex(_title(on), (agency.full_name,), COLUMNS, dated=on)
    run.say(_("Результатов в описи: {number}").format(number=len(lines)))
    return kept_archive(
        run=run, name=f"dorozhnaya-karta-{agency.code}-{on:%Y-%m-%d}.zip", index=index, lines=lines
    )


@in_official_language
def roadmap_lines(state: RoadmapState) -> list[ArchiveLine]:
    """A line for each result of the plan of the day, in its order; a fixed number of queries."""
    return list(_Collection(state).lines())


class _Collection:
    """What the lines are made of, read once; a document of several measures lies in the archive once."""

    def __init__(self, state: RoadmapState) -> None:
        self.state = state
        agency = state.roadmap.agency
        self.drafts = {
            result: draft
            for result, draft in open_drafts(agency).items()
            if day_in(agency, draft.started_at) <= state.on
        }
        self.files = _files(state)
        self.places: dict[tuple[str, int], set[str]] = defaultdict(set)
        for measure, result in _results(state):
            for link in result.links:
                self.places["act", link.act_id].add(_folder(measure))
            if result.id in self.drafts:
                self.places["draft", self.drafts[result.id].pk].add(_folder(measure))
        self.pages: dict[int, ArchiveEntry] = {}

    def lines(self) -> Iterator[ArchiveLine]:
        """One line a document; one for the draft, or for the document that is missing."""
        for measure, result in _results(self.state):
            words = (measure.number, result.text)
            kind = str(KIND_TITLES[ActKind(result.kind)])
            for link in result.links:
                folder = self._folder("act", link.act_id)
                entries = _entries(link.act, self.files.get(link.act_id, []), folder)
                yield ArchiveLine((*words, str(link.act), _REGISTERED), entries)
            draft = self.drafts.get(result.id)
            if not result.links and draft is not None:
                state = f"проект: {draft.get_status_display()}"
                yield ArchiveLine((*words, kind, state), (self._page(draft, kind),))
            elif not result.links:
                yield ArchiveLine((*words, kind, _NO_DOCUMENT))

    def _folder(self, what: str, pk: int) -> str:
        found = self.places[what, pk]
        return next(iter(found)) if len(found) == 1 else _SHARED_FOLDER

    def _page(self, draft: Draft, kind: str) -> ArchiveEntry:
        """The page of a draft, printed when its turn comes."""
        if draft.pk not in self.pages:
            name = f"ПРОЕКТ {kind} ({draft.pk}).pdf"
            make = partial(draft_page, draft, self.state.on)
            self.pages[draft.pk] = ArchiveEntry(self._folder("draft", draft.pk), name, make=make)
        return self.pages[draft.pk]


def draft_page(draft: Draft, on: date) -> bytes:
    """The printed page of a draft as it stands, with the word that nobody takes it for the document."""
    document = draft_document(draft, on)
    mark = Paragraph((Run("ПРОЕКТ", bold=True),), Style.ANNEX, keep_with_next=True)
    return render(replace(document, blocks=(mark, *document.blocks)), Format.PDF).content


def _results(state: RoadmapState) -> Iterator[tuple[MeasureStateOn, ResultState]]:
    for measure in state.measures:
        for result in measure.results:
            yield measure, result


def _entries(act: Act, further: Iterable[ActFile], folder: str) -> tuple[ArchiveEntry, ...]:
    """The registered file, its printed form, scans and signatures."""
    name = f"{KIND_TITLES[ActKind(act.kind)]} № {act.number} от {date_in_figures(act.dated)}"
    entries = [stored_entry(act.file, folder=folder, name=name)]
    for one in further:
        suffix = "" if one.role == FileRole.PRINTED else f" – {PurePath(one.file.name).stem}"
        entries.append(stored_entry(one.file, folder=folder, name=f"{name}{suffix}"))
    return tuple(entries)


def _folder(measure: MeasureStateOn) -> str:
    return file_name(f"{measure.number} {measure.title}"[:80])


def _files(state: RoadmapState) -> dict[int, list[ActFile]]:
    ids = {link.act_id for _measure, result in _results(state) for link in result.links}
    found: dict[int, list[ActFile]] = defaultdict(list)
    for one in ActFile.objects.filter(act__in=ids).select_related("file").order_by("added_at", "pk"):
        found[one.act_id].append(one)
    return found
