"""The live plan as the same values that reading a file gives: for export, comparison and checks."""

from datetime import date

from django.db.models import Prefetch

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import CoExecutor, Measure, RequiredResult, Roadmap
from navstrechu.roadmap.queries.due_dates import due_dates
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, ResultKind


def current_roadmap(agency: Agency) -> Roadmap | None:
    """The roadmap that the agency works by, None before the first import."""
    return Roadmap.objects.current().filter(agency=agency).select_related("agency").first()


def current_plan(roadmap: Roadmap, *, on: date) -> ReadRoadmap:
    """Heading, sections and measures with the due dates in force on the day, in the printed order."""
    measures = list(
        roadmap.measures.in_plan_on(on)
        .select_related("section", "responsible")
        .prefetch_related(
            Prefetch("co_executors", CoExecutor.objects.select_related("post").order_by("position")),
            Prefetch("results", RequiredResult.objects.filter(withdrawn_on=None).order_by("position")),
        )
        .order_by("position", "id")
    )
    dates = due_dates(measures, on=on)
    return ReadRoadmap(
        heading=tuple(roadmap.heading),
        sections=tuple(
            ReadSection(section.number, section.title)
            for section in roadmap.sections.order_by("position", "id")
        ),
        measures=tuple(_read_measure(measure, dates[measure.pk]) for measure in measures),
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
