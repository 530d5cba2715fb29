"""The kept plan as the same values that reading a file gives: for export, comparison and checks."""

from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import CoExecutor, Measure, RequiredResult, Roadmap
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.queries.editions import head_on
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState, roadmap_state
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, ResultKind


def current_roadmap(agency: Agency) -> Roadmap | None:
    """The roadmap that the agency works by, None before the first import."""
    return Roadmap.objects.current().filter(agency=agency).select_related("agency").first()


def current_plan(roadmap: Roadmap, *, on: date) -> ReadRoadmap:
    """Heading, sections and measures as they are worded now, with the due dates in force on the day."""
    measures = list(
        roadmap.measures.in_plan_on(on)
        .select_related("section", "responsible")
        .prefetch_related(
            Prefetch("co_executors", CoExecutor.objects.select_related("post").order_by("position")),
            Prefetch("results", RequiredResult.objects.in_plan_on(on).order_by("position", "id")),
        )
        .order_by("position", "id")
    )
    dates = due_dates(measures, on=on)
    read = tuple(_read_measure(measure, dates[measure.pk]) for measure in measures)
    return ReadRoadmap(*head_on(roadmap, on=on), read)


def plan_on(roadmap: Roadmap, *, on: date) -> ReadRoadmap:
    """The plan as it stood on the day, wording included: what an export of that day prints."""
    plan = plan_of(roadmap_state(roadmap, on=on))
    return replace(plan, heading=head_on(roadmap, on=on).heading)


def plan_of(state: RoadmapState) -> ReadRoadmap:
    """The measures of a state that a page has already read, without heading and without a query."""
    sections = tuple(ReadSection(section.number, section.title) for section in state.sections)
    return ReadRoadmap((), sections, tuple(_stood(measure) for measure in state.measures))


def _stood(measure: MeasureStateOn) -> ReadMeasure:
    return ReadMeasure(
        number=measure.number,
        section=measure.section,
        title=measure.title,
        due=measure.due_on,
        responsible=measure.responsible.title,
        co_executors=tuple(post.title for post in measure.co_executors),
        results=tuple(
            ReadResult(ResultKind(result.kind), result.text, result.attachment) for result in measure.results
        ),
        quota_percent=measure.quota_percent,
    )


def _read_measure(measure: Measure, due: date) -> ReadMeasure:
    return ReadMeasure(
        number=measure.number,
        section=measure.section.number,
        title=measure.title,
        due=due,
        responsible=measure.responsible.title,
        co_executors=tuple(item.post.title for item in measure.co_executors.all()),
        results=tuple(
            ReadResult(ResultKind(result.kind), result.text, result.attachment)
            for result in measure.results.all()
        ),
        quota_percent=measure.quota_percent,
    )
