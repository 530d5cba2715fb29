"""From a read file to the plan: preview, confirmation, and what a re-import changes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.files.services import store_file
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.organisation.models.structure import Rank
from navstrechu.organisation.services.structure import create_post
from navstrechu.roadmap import permissions
from navstrechu.roadmap.models import ImportDraft, Roadmap, RoadmapEdition, Section
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.services import amendments
from navstrechu.roadmap.services.subjects import roadmap_subject


@dataclass(frozen=True, slots=True)
class Approval:
    """By what the plan (or its new edition) was approved: «протокол … № 1» and its date."""

    basis: str
    approved_on: date


@transaction.atomic
def prepare_import(
    *, agency: Agency, name: str, data: bytes, reading: ReadRoadmap, by: User, at: datetime
) -> ImportDraft:
    """Keep a read file for looking at; the plan stays untouched until `confirm_import`."""
    permissions.can_edit(by, agency).require()
    stored = store_file(agency_id=agency.pk, name=name, data=data, by=by, at=at)
    draft = ImportDraft.objects.create(
        agency=agency,
        file=stored,
        content=reading.to_preview_json(),
        created_at=at,
        created_by_name=by.display_name,
    )
    subject = Subject("roadmap.importdraft", str(draft.pk), stored.name)
    record("import_prepared", agency_id=agency.pk, subject=subject, by=by, at=at)
    return draft


@transaction.atomic
def discard_import(*, draft: ImportDraft, by: User, at: datetime) -> None:
    """Throw a preview away. The uploaded file stays in the store, as the history speaks of it."""
    permissions.can_edit(by, draft.agency).require()
    subject = Subject("roadmap.importdraft", str(draft.pk), draft.file.name)
    draft.delete()
    record("import_discarded", agency_id=draft.agency_id, subject=subject, by=by, at=at)


@transaction.atomic
def confirm_import(*, draft: ImportDraft, approval: Approval, by: User, at: datetime) -> Roadmap:
    """Make the previewed plan the agency's roadmap, or its next edition where there already is one.

    Raises NotAllowed, InputRefused without a basis; all or nothing.
    """
    roadmap = import_roadmap(
        agency=draft.agency,
        reading=ReadRoadmap.from_json(draft.content),
        file=draft.file,
        approval=approval,
        by=by,
        at=at,
    )
    draft.delete()
    return roadmap


@transaction.atomic
def import_roadmap(
    *, agency: Agency, reading: ReadRoadmap, file: StoredFile, approval: Approval, by: User, at: datetime
) -> Roadmap:
    """Save a read plan. The first import creates the roadmap, a later one only writes what changed.

    Posts that the agency does not have yet are created. Each import leaves a frozen edition.
    """
    permissions.can_edit(by, agency).require()
    if not approval.basis.strip():
        raise InputRefused(
            _("Укажите, чем утверждена дорожная карта: например, «протокол от 26.09.2023 № 1».")
        )
    posts = _posts(agency, reading, by, at)
    roadmap = current_roadmap(agency)
    if roadmap is None:
        return _create(agency, reading, file, approval, posts, by, at)
    return _update(roadmap, reading, file, approval, posts, by, at)


def _create(
    agency: Agency,
    reading: ReadRoadmap,
    file: StoredFile,
    approval: Approval,
    posts: dict[str, Post],
    by: User,
    at: datetime,
) -> Roadmap:
    roadmap = Roadmap.objects.create(
        agency=agency, title=title_of(reading), heading=list(reading.heading), created_at=at
    )
    _edition(roadmap, reading, file, approval, by, at)
    sections = save_sections(roadmap, reading)
    for position, measure in enumerate(reading.measures):
        amendments.create_measure(roadmap, sections[measure.section], measure, position, posts)
    record(
        "roadmap_imported",
        agency_id=agency.pk,
        subject=roadmap_subject(roadmap),
        by=by,
        at=at,
        comment=_("Мероприятий: {number}. Утверждена: {basis}.").format(
            number=len(reading.measures), basis=approval.basis
        ),
    )
    return roadmap


def _update(
    roadmap: Roadmap,
    reading: ReadRoadmap,
    file: StoredFile,
    approval: Approval,
    posts: dict[str, Post],
    by: User,
    at: datetime,
) -> Roadmap:
    standing = current_plan(roadmap, on=max(approval.approved_on, at.date()))
    if amendments.is_same_plan(standing, reading):
        raise InputRefused(_("Файл ничего не меняет: в дорожной карте уже записано то же самое."))
    edition = _edition(roadmap, reading, file, approval, by, at)
    sections = save_sections(roadmap, reading)
    amendments.amend(roadmap, standing, reading, edition, sections, posts, by=by, at=at)
    roadmap.title, roadmap.heading = title_of(reading), list(reading.heading)
    roadmap.save(update_fields=["title", "heading"])
    record(
        "roadmap_updated",
        agency_id=roadmap.agency_id,
        subject=roadmap_subject(roadmap),
        by=by,
        at=at,
        comment=approval.basis,
    )
    return roadmap


def title_of(reading: ReadRoadmap) -> str:
    """The title printed above the table: the lines from «План мероприятий» on, else all lines."""
    lines = [line for line in reading.heading if line.strip()]
    start = next(
        (place for place, line in enumerate(lines) if line.lower().startswith(("план ", "дорожная"))), 0
    )
    return " ".join(lines[start:]) or _("План мероприятий («дорожная карта»)")


def _edition(
    roadmap: Roadmap, reading: ReadRoadmap, file: StoredFile, approval: Approval, by: User, at: datetime
) -> RoadmapEdition:
    return RoadmapEdition.objects.create(
        roadmap=roadmap,
        number=roadmap.editions.count() + 1,
        basis=approval.basis.strip(),
        approved_on=approval.approved_on,
        content=reading.to_preview_json(),
        file=file,
        created_at=at,
        created_by_name=by.display_name,
    )


def save_sections(roadmap: Roadmap, reading: ReadRoadmap) -> dict[str, Section]:
    """Sections by number; known ones take the new title and place, nothing is deleted."""
    for position, section in enumerate(reading.sections):
        Section.objects.update_or_create(
            roadmap=roadmap, number=section.number, defaults={"title": section.title, "position": position}
        )
    return {section.number: section for section in roadmap.sections.all()}


def _posts(agency: Agency, reading: ReadRoadmap, by: User, at: datetime) -> dict[str, Post]:
    """Posts by the title that the plan prints, those that are new created with their likely unit."""
    titles = dict.fromkeys(
        title for measure in reading.measures for title in (measure.responsible, *measure.co_executors)
    )
    known = {post.title: post for post in agency.posts.open()}
    units = list(agency.units.filter(closed_on=None))
    for title in titles:
        if title not in known:
            known[title] = create_post(
                agency=agency,
                title=title,
                unit=likely_unit(title, units),
                rank=likely_rank(title),
                by=by,
                at=at,
            )
    return known


def likely_rank(title: str) -> str:
    """The level that a post's title suggests; the coordinator may correct it."""
    lowered = title.lower()
    if lowered.startswith(("заместитель руководителя", "первый заместитель")):
        return Rank.DEPUTY_HEAD.value
    if lowered.startswith(("руководитель", "министр", "директор")):
        return Rank.HEAD.value
    return Rank.UNIT_HEAD.value if lowered.startswith("начальник") else Rank.EMPLOYEE.value


# Words that titles of posts and names of units share without meaning the same unit.
_COMMON_STEMS = {"начал", "управ", "отдел", "депар", "и", "по", "в"}


def likely_unit(title: str, units: list[Unit]) -> Unit | None:
    """The unit that a post's title names: most of the unit's own words stand in the title."""
    stems = _stems(title)
    scored = [(len(stems & own) / len(own), unit) for unit in units if (own := _stems(unit.name))]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score > 0.5 else None


def _stems(text: str) -> set[str]:
    return {word.strip(",.()«»")[:5].lower() for word in text.split()} - _COMMON_STEMS
