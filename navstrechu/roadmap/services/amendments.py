"""What a new edition changes in the plan: added, changed, renumbered and withdrawn measures.

Measures keep their identity, so documents, decisions and discussion stay with them; nothing is deleted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navstrechu.core.diff import changes
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Post
from navstrechu.roadmap.comparison import Comparison, compare
from navstrechu.roadmap.measure_kinds import kind_of
from navstrechu.roadmap.models import CoExecutor, Measure, RequiredResult, Roadmap, RoadmapEdition, Section
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap
from navstrechu.roadmap.services.decisions import record_move
from navstrechu.roadmap.services.subjects import measure_subject, result_subject


def is_same_plan(old: ReadRoadmap, new: ReadRoadmap) -> bool:
    """Whether a file says nothing new; doubts do not count."""
    return (old.heading, old.sections, old.measures) == (new.heading, new.sections, new.measures)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What every step of bringing a plan to its new edition needs to know."""

    roadmap: Roadmap
    edition: RoadmapEdition
    sections: dict[str, Section]
    posts: dict[str, Post]
    by: Actor
    at: datetime

    def tell_measure(self, verb: str, measure: Measure, changed: dict[str, Any] | None = None) -> None:
        """Record an event of a measure with the edition's basis."""
        record(
            verb,
            agency_id=self.roadmap.agency_id,
            subject=measure_subject(measure),
            by=self.by,
            at=self.at,
            changes=changed,
            comment=self.edition.basis,
        )

    def tell_result(self, verb: str, result: RequiredResult, changed: dict[str, Any] | None = None) -> None:
        """Record an event of a required result; it shows in the history of its measure."""
        record(
            verb,
            agency_id=self.roadmap.agency_id,
            subject=result_subject(result),
            by=self.by,
            at=self.at,
            changes=changed,
            comment=self.edition.basis,
        )


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
    RequiredResult.objects.bulk_create(
        _result(measure, place, result, edition) for place, result in enumerate(read.results)
    )
    return measure


def amend(amendment: Amendment, old: ReadRoadmap, new: ReadRoadmap) -> None:
    """Bring the live plan to what the new edition says, with a history event for each measure that
    changes."""
    was = {measure.number: measure for measure in old.measures}
    rows = {measure.number: measure for measure in amendment.roadmap.measures.filter(withdrawn_on=None)}
    comparison = compare(old, new)
    origin = _origins(comparison, new)
    # Withdrawn first: a measure that comes after may take the number.
    for gone in comparison.removed:
        _withdraw(amendment, rows[gone.number])
    _park_numbers(rows, origin)
    for position, read in enumerate(new.measures):
        old_number = origin.get(read.number)
        if old_number is None:
            section = amendment.sections[read.section]
            created = create_measure(
                amendment.roadmap, section, read, position, amendment.posts, amendment.edition
            )
            amendment.tell_measure("measure_added", created)
        else:
            _amend_measure(amendment, rows[old_number], was[old_number], read, position)


def _origins(comparison: Comparison, new: ReadRoadmap) -> dict[str, str]:
    """For each measure of the new edition that was in the old one: the number it had there."""
    added = {measure.number for measure in comparison.added}
    origin = {measure.number: measure.number for measure in new.measures if measure.number not in added}
    origin.update({moved.new_number: moved.old_number for moved in comparison.moved})
    return origin


def _park_numbers(rows: dict[str, Measure], origin: dict[str, str]) -> None:
    """Give renumbered measures a number of their own first, so that two may swap places."""
    for number in [old for new, old in origin.items() if new != old]:
        Measure.objects.filter(pk=rows[number].pk).update(number=f"~{rows[number].pk}")


def _amend_measure(
    amendment: Amendment, measure: Measure, was: ReadMeasure, read: ReadMeasure, position: int
) -> None:
    changed = changes(_comparable(was), _comparable(read))
    Measure.objects.filter(pk=measure.pk).update(
        number=read.number,
        section=amendment.sections[read.section],
        position=position,
        title=read.title,
        kind=kind_of(read.title) or "",
        responsible=amendment.posts[read.responsible],
        quota_percent=read.quota_percent,
        version=measure.version + bool(changed),
    )
    measure.refresh_from_db()
    if "co_executors" in changed:
        measure.co_executors.all().delete()
        _set_co_executors(measure, read, amendment.posts)
    if changed:
        amendment.tell_measure("measure_amended", measure, changed)
    if was.results != read.results:
        _amend_results(amendment, measure, read.results)
    if was.due != read.due:
        reason = f"новая редакция дорожной карты, {amendment.edition.basis}"
        record_move(
            measure,
            was.due,
            read.due,
            reason=reason,
            basis=amendment.edition,
            by=amendment.by,
            at=amendment.at,
        )


def _comparable(read: ReadMeasure) -> dict[str, Any]:
    """A measure as the history keeps it; its date and its results are told by events of their own."""
    return {
        "number": read.number,
        "section": read.section,
        "title": read.title,
        "responsible": read.responsible,
        "co_executors": list(read.co_executors),
        "quota_percent": read.quota_percent,
    }


def _set_co_executors(measure: Measure, read: ReadMeasure, posts: dict[str, Post]) -> None:
    CoExecutor.objects.bulk_create(
        CoExecutor(measure=measure, post=posts[title], position=place)
        for place, title in enumerate(dict.fromkeys(read.co_executors))
    )


def _result(measure: Measure, place: int, read: ReadResult, edition: RoadmapEdition | None) -> RequiredResult:
    return RequiredResult(
        measure=measure,
        position=place,
        kind=read.kind.value,
        text=read.text,
        attachment=read.attachment,
        included_on=edition.approved_on if edition else None,
    )


def _amend_results(amendment: Amendment, measure: Measure, results: tuple[ReadResult, ...]) -> None:
    """Results are matched by place and kind, so that a reworded one keeps its documents."""
    standing = list(measure.results.filter(withdrawn_on=None).order_by("position"))
    kept = {
        place
        for place, (row, read) in enumerate(zip(standing, results, strict=False))
        if row.kind == read.kind
    }
    for place, row in enumerate(standing):
        if place not in kept:
            RequiredResult.objects.filter(pk=row.pk).update(withdrawn_on=amendment.edition.approved_on)
            amendment.tell_result("result_withdrawn", row)
    for place, read in enumerate(results):
        if place in kept:
            _amend_result(amendment, standing[place], place, read)
        else:
            added = _result(measure, place, read, amendment.edition)
            added.save()
            amendment.tell_result("result_added", added)


def _amend_result(amendment: Amendment, row: RequiredResult, place: int, read: ReadResult) -> None:
    if (row.text, row.attachment, row.position) == (read.text, read.attachment, place):
        return
    RequiredResult.objects.filter(pk=row.pk).update(
        text=read.text, attachment=read.attachment, position=place, version=row.version + 1
    )
    if row.text != read.text:
        amendment.tell_result("result_amended", row, {"text": [row.text, read.text]})


def _withdraw(amendment: Amendment, measure: Measure) -> None:
    Measure.objects.filter(pk=measure.pk).update(withdrawn_on=amendment.edition.approved_on)
    amendment.tell_measure("measure_withdrawn", measure)
