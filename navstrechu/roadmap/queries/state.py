"""The roadmap as it stood on a day: wording, dates, evidence and the state computed from them.

Documents and decisions count by their own dates; wording is that of the edition in force on the day, with
every correction made since.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet

from navstrechu.acts.models import Act
from navstrechu.core.calendar import DayOffRule
from navstrechu.history.queries import values_before
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import calendar_of, holders_on
from navstrechu.roadmap.measure_kinds import INPUTS, MeasureKind
from navstrechu.roadmap.models import CoExecutor, RequiredResult, ResultDocument, Roadmap
from navstrechu.roadmap.progress import Evidence, MeasureState, Progress, TermRules, progress_of
from navstrechu.roadmap.queries.due_dates import decisions_in_force
from navstrechu.roadmap.queries.editions import head_on
from navstrechu.roadmap.reading.tree import ReadSection, number_key, parent_number


@dataclass(frozen=True, slots=True)
class PostState:
    """A post with its holder on the day; ``id`` is None where the wording of that day names a post since
    renamed."""

    id: int | None
    title: str
    holder: str = ""
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class ResultState:
    """A required result with the documents counted for it by the day."""

    id: int
    kind: str
    text: str
    attachment: bool
    version: int
    links: tuple[ResultDocument, ...]

    @property
    def met_on(self) -> date | None:
        """The date of the earliest document, which fulfilled the result."""
        return min((link.act.dated for link in self.links), default=None)


@dataclass(frozen=True, slots=True)
class MeasureStateOn:
    """A measure as of the day."""

    id: int
    number: str
    section: str
    title: str
    kind: str
    due_on: date
    baseline_due_on: date
    responsible: PostState
    co_executors: tuple[PostState, ...]
    results: tuple[ResultState, ...]
    quota_percent: int | None
    started_on: date | None
    version: int
    progress: Progress

    @property
    def state(self) -> MeasureState:
        return self.progress.state

    @property
    def is_moved(self) -> bool:
        """Whether a decision moved the date off the baseline."""
        return self.due_on != self.baseline_due_on

    @property
    def group(self) -> str:
        """The number of the section it stands in."""
        return self.section

    def belongs_to(self, posts: Iterable[int]) -> bool:
        """Whether one of the posts is responsible or takes part."""
        own = {self.responsible.id, *(post.id for post in self.co_executors)}
        return bool(own & set(posts))


@dataclass(frozen=True)
class SectionState:
    """A section with its measures; ``is_group`` marks a group of processes (a row of the matrix)."""

    number: str
    title: str
    measures: tuple[MeasureStateOn, ...]

    @property
    def is_group(self) -> bool:
        return "." in self.number

    @cached_property
    def by_kind(self) -> dict[str, list[MeasureStateOn]]:
        """Measures by their kind: the cells of the section's row in the matrix."""
        cells: dict[str, list[MeasureStateOn]] = defaultdict(list)
        for measure in self.measures:
            cells[measure.kind].append(measure)
        return dict(cells)


@dataclass(frozen=True)
class RoadmapState:
    """The whole roadmap as of the day."""

    roadmap: Roadmap
    on: date
    rules: TermRules
    sections: tuple[SectionState, ...] = field(default=())

    @cached_property
    def measures(self) -> tuple[MeasureStateOn, ...]:
        return tuple(measure for section in self.sections for measure in section.measures)

    @cached_property
    def groups(self) -> tuple[SectionState, ...]:
        """Sections that are groups of processes."""
        return tuple(section for section in self.sections if section.is_group and section.measures)

    @cached_property
    def counts(self) -> Counter[MeasureState]:
        """How many measures stand in each state."""
        return Counter(measure.state for measure in self.measures)

    @property
    def results_met(self) -> int:
        return sum(measure.progress.results_met for measure in self.measures)

    @property
    def results_required(self) -> int:
        return sum(measure.progress.results_required for measure in self.measures)

    def measure(self, number: str) -> MeasureStateOn | None:
        """The measure of that number, None where the plan of the day has none."""
        return next((measure for measure in self.measures if measure.number == number), None)


def roadmap_state(roadmap: Roadmap, *, on: date) -> RoadmapState:
    """Everything the pages and reports show, in a fixed number of queries."""
    measures = _measures(roadmap, on)
    return _Assembly(roadmap, on, measures).build()


def _measures(roadmap: Roadmap, on: date) -> list[Any]:
    """The rows of the plan. Numbers and titles come as columns and what hangs on a measure table by table:
    a plan of 500 measures is read several times faster than through related objects."""
    named = {"section_number": F("section__number"), "responsible_title": F("responsible__title")}
    return list(roadmap.measures.in_plan_on(on).annotate(**named).order_by("position", "id"))


Wordings = Mapping[str, Mapping[str, Any]]


class _Assembly:
    """Collects what the day needs once and builds the values from it."""

    def __init__(self, roadmap: Roadmap, on: date, measures: list[Any]) -> None:
        self.roadmap, self.on, self.rows = roadmap, on, measures
        agency = roadmap.agency
        self.holders = holders_on(agency, on)
        self.rules = term_rules(agency)
        self.due: dict[int, date] = {row.pk: row.due_on for row in measures}
        self.due.update({found.measure_id: found.new_due_on for found in decisions_in_force(measures, on=on)})
        self.taking_part = _taking_part(roadmap)
        self.results = _results(roadmap, on)
        self.links = _links(roadmap, on)
        self.stood, self.results_stood = self._wording_before_later_editions()
        self.posts = {post.title: post.pk for post in agency.posts.all()} if self.stood else {}

    def _wording_before_later_editions(self) -> tuple[Wordings, Wordings]:
        """What editions approved after the day changed in measures and results, as it stood before them.

        A correction mends what was misread, so it holds for every day; only an edition has a day of its own.
        """
        editions = self.roadmap.editions.filter(approved_on__gt=self.on).order_by("number")
        moment = editions.values_list("created_at", flat=True).first()
        if moment is None:
            return {}, {}
        measures = [str(row.pk) for row in self.rows]
        results = [str(result.pk) for row in self.rows for result in self.results[row.pk]]
        return (
            values_before("measure_amended", "roadmap.measure", measures, moment),
            values_before("result_amended", "roadmap.result", results, moment),
        )

    def build(self) -> RoadmapState:
        late = self._late_measures()
        built = [self._measure(row, late) for row in self.rows]
        by_section: dict[str, list[MeasureStateOn]] = defaultdict(list)
        for measure in built:
            by_section[measure.section].append(measure)
        return RoadmapState(
            self.roadmap,
            self.on,
            self.rules,
            tuple(
                SectionState(item.number, item.title, tuple(by_section[item.number]))
                for item in self._sections(by_section.keys())
            ),
        )

    def _sections(self, needed: Set[str]) -> list[ReadSection]:
        """Headings of the edition of the day, and of any other in which wording of that day places a
        measure."""
        sections = list(head_on(self.roadmap, on=self.on).sections)
        if missing := needed - {item.number for item in sections}:
            others = self.roadmap.sections.filter(number__in=missing)
            sections += [ReadSection(item.number, item.title) for item in others]
            sections.sort(key=lambda item: number_key(item.number))
        return sections

    def _late_measures(self) -> dict[tuple[str, str], list[str]]:
        """Numbers of overdue measures by (section, kind): what they feed is at risk."""
        late: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.rows:
            progress = progress_of(self._evidence(row), on=self.on, rules=self.rules)
            if progress.state is MeasureState.OVERDUE:
                late[row.section_number, row.kind].append(row.number)
        return late

    def _evidence(self, row: Any, late_inputs: tuple[str, ...] = ()) -> Evidence:
        dates = [
            min((link.act.dated for link in self.links[result.pk]), default=None)
            for result in self.results[row.pk]
        ]
        return Evidence(self.due[row.pk], dates, row.started_on, late_inputs)

    def _measure(self, row: Any, late: Mapping[tuple[str, str], Sequence[str]]) -> MeasureStateOn:
        wording = self.stood.get(str(row.pk), {})
        inputs = INPUTS.get(MeasureKind(row.kind), ()) if row.kind else ()
        late_inputs = tuple(
            number
            for kind in inputs
            for (late_section, late_kind), numbers in late.items()
            if late_kind == kind and may_hold_input(late_section, row.section_number)
            for number in numbers
        )
        return MeasureStateOn(
            id=row.pk,
            number=wording.get("number", row.number),
            section=wording.get("section", row.section_number),
            title=wording.get("title", row.title),
            kind=row.kind,
            due_on=self.due[row.pk],
            baseline_due_on=row.due_on,
            responsible=self._responsible(row, wording),
            co_executors=self._co_executors(row, wording),
            results=tuple(self._result(result) for result in self.results[row.pk]),
            quota_percent=wording.get("quota_percent", row.quota_percent),
            started_on=row.started_on if row.started_on and row.started_on <= self.on else None,
            version=row.version,
            progress=progress_of(self._evidence(row, late_inputs), on=self.on, rules=self.rules),
        )

    def _responsible(self, row: Any, wording: Mapping[str, Any]) -> PostState:
        if "responsible" in wording:
            return self._named(wording["responsible"])
        return self._post(row.responsible_id, row.responsible_title)

    def _co_executors(self, row: Any, wording: Mapping[str, Any]) -> tuple[PostState, ...]:
        if "co_executors" in wording:
            return tuple(self._named(title) for title in wording["co_executors"])
        return tuple(self._post(*post) for post in self.taking_part[row.pk])

    def _named(self, title: str) -> PostState:
        """The post that the wording of the day names, whether or not it is still called so."""
        post = self.posts.get(title)
        return PostState(None, title) if post is None else self._post(post, title)

    def _post(self, post: int, title: str) -> PostState:
        holder = self.holders.get(post)
        if holder is None:
            return PostState(post, title)
        return PostState(post, title, holder.person.short_name, holder.is_acting)

    def _result(self, result: RequiredResult) -> ResultState:
        wording = self.results_stood.get(str(result.pk), {})
        return ResultState(
            id=result.pk,
            kind=result.kind,
            text=wording.get("text", result.text),
            attachment=result.attachment,
            version=result.version,
            links=tuple(self.links[result.pk]),
        )


def term_rules(agency: Agency) -> TermRules:
    """How the agency counts terms."""
    return TermRules(calendar_of(agency), DayOffRule(agency.day_off_rule), agency.risk_working_days)


def may_hold_input(number: str, section: str) -> bool:
    """Whether what a measure of ``section`` needs may stand in the section of that number.

    A group needs its own stages and the general measures; a general measure (1.7) gathers all groups.
    """
    return not parent_number(section) or number == section or not parent_number(number)


def _taking_part(roadmap: Roadmap) -> dict[int, list[tuple[int, str]]]:
    """Posts that take part, {measure id: (post id, title) in the printed order}."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = CoExecutor.objects.filter(measure__roadmap=roadmap).order_by("position", "id")
    for measure, post, title in rows.values_list("measure_id", "post_id", "post__title"):
        found[measure].append((post, title))
    return found


def _results(roadmap: Roadmap, on: date) -> dict[int, list[RequiredResult]]:
    """What the plan of the day demands, by measure."""
    found: dict[int, list[RequiredResult]] = defaultdict(list)
    standing = RequiredResult.objects.in_plan_on(on).filter(measure__roadmap=roadmap)
    for result in standing.order_by("position", "id"):
        found[result.measure_id].append(result)
    return found


def _links(roadmap: Roadmap, on: date) -> dict[int, list[ResultDocument]]:
    """Documents counted by the day, by result, the earliest first."""
    found: dict[int, list[ResultDocument]] = defaultdict(list)
    links = ResultDocument.objects.select_related("act", "act__file").filter(
        Q(act__dated__lte=on),
        Q(act__annulled_on=None) | Q(act__annulled_on__gt=on),
        result__measure__roadmap=roadmap,
    )
    for link in links.order_by("act__dated", "id"):
        found[link.result_id].append(link)
    return found


def acts_for_results(agency: Agency, kind: str, *, on: date) -> QuerySet[Act]:
    """Registered documents that may be counted as a result of that kind, the latest first; one repealed later
    has done its work."""
    return agency.acts.registered_on(on).filter(kind=kind).order_by("-dated", "-id")
