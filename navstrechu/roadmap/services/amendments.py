"""What a new edition changes in the plan: added, changed, renumbered and withdrawn measures.

Measures keep their identity, so documents, decisions and discussion stay with them; nothing is deleted.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.diff import changes
from navstrechu.history.services import record
from navstrechu.organisation.models import Post
from navstrechu.roadmap.comparison import Comparison, compare
from navstrechu.roadmap.measure_kinds import kind_of
from navstrechu.roadmap.models import CoExecutor, Measure, RequiredResult, Roadmap, RoadmapEdition, Section
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap
from navstrechu.roadmap.services.decisions import record_move
from navstrechu.roadmap.services.subjects import measure_subject


def is_same_plan(old: ReadRoadmap, new: ReadRoadmap) -> bool:
    """Whether a file says nothing new."""
    return (old.heading, old.sections, old.measures) == (new.heading, new.sections, new.measures)


def create_measure(
    roadmap: Roadmap,
    section: Section,
    read: ReadMeasure,
    position: int,
    posts: dict[str, Post],
    edition: RoadmapEdition | None = None,
) -> Measure:
    """A measure with its co-executors and results; one of a later edition belongs to the plan from its
    approval."""
    measure = Measure.objects.create(
        roadmap=roadmap,
        section=section,
        number=read.number,
        position=position,
        title=read.title,
        kind=kind_of(read.title) or "",
        due_on=read.due,
        responsible=posts[read.responsible],
        quota_percent=read.quota_percent,
        included_on=edition.approved_on if edition else None,
    )
    _set_co_executors(measure, read, posts)
    _add_results(measure, read.results)
    return measure


def amend(
    roadmap: Roadmap,
    old: ReadRoadmap,
    new: ReadRoadmap,
    edition: RoadmapEdition,
    sections: dict[str, Section],
    posts: dict[str, Post],
    *,
    by: User,
    at: datetime,
) -> None:
    """Bring the live plan to what the new edition says, with a history event for each measure that
    changes."""
    was = {measure.number: measure for measure in old.measures}
    rows = {measure.number: measure for measure in roadmap.measures.filter(withdrawn_on=None)}
    origin = _origins(compare(old, new), new)
    _park_numbers(rows, origin)
    for position, read in enumerate(new.measures):
        measure = rows.pop(origin[read.number], None) if read.number in origin else None
        if measure is None:
            created = create_measure(roadmap, sections[read.section], read, position, posts, edition)
            record(
                "measure_added", agency_id=roadmap.agency_id, subject=measure_subject(created), by=by, at=at
            )
        else:
            _amend_measure(
                measure, was[origin[read.number]], read, position, edition, sections, posts, by, at
            )
    for measure in rows.values():
        _withdraw(measure, edition, by, at)


def _origins(comparison: Comparison, new: ReadRoadmap) -> dict[str, str]:
    """For each measure of the new edition that was in the old one: the number it had there."""
    added = {measure.number for measure in comparison.added}
    origin = {measure.number: measure.number for measure in new.measures if measure.number not in added}
    origin.update({moved.new_number: moved.old_number for moved in comparison.moved})
    return origin


def _park_numbers(rows: dict[str, Measure], origin: dict[str, str]) -> None:
    """Give renumbered measures a number of their own first, so that two may swap places."""
    renumbered = {old for new, old in origin.items() if new != old}
    for number in renumbered:
        Measure.objects.filter(pk=rows[number].pk).update(number=f"~{rows[number].pk}")


def _amend_measure(
    measure: Measure,
    was: ReadMeasure,
    read: ReadMeasure,
    position: int,
    edition: RoadmapEdition,
    sections: dict[str, Section],
    posts: dict[str, Post],
    by: User,
    at: datetime,
) -> None:
    changed = changes(_comparable(was), _comparable(read))
    Measure.objects.filter(pk=measure.pk).update(
        number=read.number,
        section=sections[read.section],
        position=position,
        title=read.title,
        kind=kind_of(read.title) or "",
        responsible=posts[read.responsible],
        quota_percent=read.quota_percent,
        version=measure.version + bool(changed),
    )
    measure.refresh_from_db()
    if "co_executors" in changed:
        measure.co_executors.all().delete()
        _set_co_executors(measure, read, posts)
    if "results" in changed:
        _replace_results(measure, read.results, edition)
    if changed:
        record(
            "measure_amended",
            agency_id=measure.roadmap.agency_id,
            subject=measure_subject(measure),
            by=by,
            at=at,
            changes=changed,
            comment=edition.basis,
        )
    if was.due != read.due:
        reason = _("новая редакция дорожной карты, {basis}").format(basis=edition.basis)
        record_move(measure, was.due, read.due, reason=reason, basis=edition, by=by, at=at)


def _comparable(read: ReadMeasure) -> dict[str, Any]:
    """A measure as the history keeps it; the due date is told by its own event."""
    return {
        "number": read.number,
        "section": read.section,
        "title": read.title,
        "responsible": read.responsible,
        "co_executors": list(read.co_executors),
        "results": [result.text for result in read.results],
        "quota_percent": read.quota_percent,
    }


def _set_co_executors(measure: Measure, read: ReadMeasure, posts: dict[str, Post]) -> None:
    CoExecutor.objects.bulk_create(
        CoExecutor(measure=measure, post=posts[title], position=place)
        for place, title in enumerate(dict.fromkeys(read.co_executors))
    )


def _add_results(measure: Measure, results: tuple[ReadResult, ...], first: int = 0) -> None:
    RequiredResult.objects.bulk_create(
        RequiredResult(
            measure=measure,
            position=first + place,
            kind=result.kind.value,
            text=result.text,
            attachment=result.attachment,
        )
        for place, result in enumerate(results)
    )


def _replace_results(measure: Measure, results: tuple[ReadResult, ...], edition: RoadmapEdition) -> None:
    """Results are matched by place and kind, so that a reworded one keeps its documents."""
    standing = list(measure.results.filter(withdrawn_on=None).order_by("position"))
    for result, read in zip(standing, results, strict=False):
        if result.kind == read.kind.value:
            RequiredResult.objects.filter(pk=result.pk).update(
                text=read.text, attachment=read.attachment, version=result.version + 1
            )
        else:
            RequiredResult.objects.filter(pk=result.pk).update(withdrawn_on=edition.approved_on)
            RequiredResult.objects.create(
                measure=measure,
                position=result.position,
                kind=read.kind.value,
                text=read.text,
                attachment=read.attachment,
            )
    RequiredResult.objects.filter(pk__in=[result.pk for result in standing[len(results) :]]).update(
        withdrawn_on=edition.approved_on
    )
    _add_results(measure, results[len(standing) :], first=len(standing))


def _withdraw(measure: Measure, edition: RoadmapEdition, by: User, at: datetime) -> None:
    Measure.objects.filter(pk=measure.pk).update(withdrawn_on=edition.approved_on)
    record(
        "measure_withdrawn",
        agency_id=measure.roadmap.agency_id,
        subject=measure_subject(measure),
        by=by,
        at=at,
        comment=edition.basis,
    )
