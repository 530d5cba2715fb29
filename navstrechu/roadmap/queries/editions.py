"""Editions of a plan: which one was in force on a day and what it printed above and between the measures."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from navstrechu.roadmap.models import Roadmap, RoadmapEdition
from navstrechu.roadmap.reading.tree import ReadRoadmap, ReadSection


class Head(NamedTuple):
    """The lines above the table and the headings in it; only editions change them."""

    heading: tuple[str, ...]
    sections: tuple[ReadSection, ...]


def editions_of(roadmap: Roadmap) -> QuerySet[RoadmapEdition]:
    """All editions without their content, the newest first."""
    return roadmap.editions.select_related("file").defer("content").order_by("-number", "-pk")


def head_on(roadmap: Roadmap, *, on: date) -> Head:
    """What the edition in force on the day printed; before the first approval that is the first edition."""
    approved = roadmap.editions.filter(approved_on__lte=on).order_by("-number")
    kept = ("content__heading", "content__sections")
    found = (
        approved.values_list(*kept).first() or roadmap.editions.order_by("number").values_list(*kept).first()
    )
    if found is None:
        return Head((), ())
    heading, sections = found
    return Head(tuple(heading), tuple(ReadSection(item["number"], item["title"]) for item in sections))


def content_of(edition: RoadmapEdition) -> ReadRoadmap:
    """The plan as the edition printed it."""
    return ReadRoadmap.from_json(edition.content)


def edition_on(roadmap: Roadmap, *, on: date) -> RoadmapEdition | None:
    """The edition in force on the day, before the first approval the first one; without its content."""
    editions = roadmap.editions.defer("content")
    approved = editions.filter(approved_on__lte=on).order_by("-number").first()
    return approved or editions.order_by("number").first()
