"""How the history names the things of the roadmap."""

from navstrechu.history.services import Subject
from navstrechu.roadmap.models import Measure, RequiredResult, Roadmap


def roadmap_subject(roadmap: Roadmap) -> Subject:
    """The plan as a whole."""
    return Subject("roadmap.roadmap", str(roadmap.pk), roadmap.title)


def measure_subject(measure: Measure) -> Subject:
    """A measure, below its plan."""
    return Subject(
        "roadmap.measure", str(measure.pk), str(measure), ("roadmap.roadmap", str(measure.roadmap_id))
    )


def result_subject(result: RequiredResult) -> Subject:
    """A required result, below its measure."""
    text = f"{result.measure.number}: {result.text}"
    return Subject("roadmap.result", str(result.pk), text, ("roadmap.measure", str(result.measure_id)))
