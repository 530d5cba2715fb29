"""From a read file to the plan: preview, confirmation, and what a re-import changes."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.files.models import StoredFile
from navstrechu.files.services import store_file
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.organisation.models.structure import Rank
from navstrechu.organisation.queries import day_in
from navstrechu.organisation.services.structure import create_post
from navstrechu.roadmap import headings, permissions
from navstrechu.roadmap.models import ImportDraft, Roadmap, RoadmapEdition, RoadmapOrigin, Section
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.services import amendments
from navstrechu.roadmap.services.subjects import roadmap_subject

# As long as the column that keeps it.
_LONGEST_BASIS = 300


@dataclass(frozen=True, slots=True)
class Approval:
    """By what the plan (or its new edition) was approved: «протокол … № 1» and its date."""

    basis: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class _Import:
    """A file that is being saved as the plan or its next edition, by whom and when."""

    agency: Agency
    reading: ReadRoadmap
    file: StoredFile
    approval: Approval
    by: Actor
    at: datetime


@transaction.atomic
def prepare_import(
    *, agency: Agency, name: str, data: bytes, reading: ReadRoadmap, by: Actor, at: datetime
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
def discard_import(*, draft: ImportDraft, by: Actor, at: datetime) -> None:
    """Throw a preview away. The uploaded file stays in the store, as the history speaks of it.

    Raises NotAllowed, Conflict for a preview that is gone.
    """
    permissions.can_edit(by, draft.agency).require()
    subject = Subject("roadmap.importdraft", str(draft.pk), draft.file.name)
    _take(draft)
    record("import_discarded", agency_id=draft.agency_id, subject=subject, by=by, at=at)


@transaction.atomic
def confirm_import(*, draft: ImportDraft, approval: Approval, seen: str, by: Actor, at: datetime) -> Roadmap:
    """Make the previewed plan the agency's roadmap, or its next edition where there already is one.

    ``seen`` is the fingerprint of the plan that the preview was compared with. Raises NotAllowed,
    InputRefused (no basis, a wrong date, nothing new), Conflict when the preview is gone, the plan was
    changed meanwhile, or another date of approval meets other due dates; all or nothing.
    """
    permissions.can_edit(by, draft.agency).require()
    _take(draft)
    if seen != fingerprint(draft.agency, approval.approved_on):
        raise Conflict(
            _(
                "Изменения теперь другие: пока вы смотрели файл, дорожную карту изменили или вы указали "
                "другую дату утверждения. Проверьте изменения ещё раз и подтвердите."
            )
        )
    roadmap = import_roadmap(
        agency=draft.agency,
        reading=ReadRoadmap.from_json(draft.content),
        file=draft.file,
        approval=approval,
        by=by,
        at=at,
    )
    if draft.template_id and not RoadmapOrigin.objects.filter(roadmap=roadmap).exists():
        RoadmapOrigin.objects.create(roadmap=roadmap, template_id=draft.template_id, made_at=at)
    return roadmap


def fingerprint(agency: Agency, approved_on: date) -> str:
    """Tells whether a file approved on that day still changes what somebody looked at.

    Empty where there is no plan yet. Due dates count as in force on the day: a decision after it is not
    undone by the file.
    """
    roadmap = current_roadmap(agency)
    if roadmap is None:
        return ""
    plans = [current_plan(roadmap, on=day).to_preview_json() for day in (approved_on, date.max)]
    return hashlib.sha256(json.dumps(plans, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def import_file(
    *,
    agency: Agency,
    name: str,
    data: bytes,
    reading: ReadRoadmap,
    approval: Approval,
    by: Actor,
    at: datetime,
) -> Roadmap:
    """Keep a file and save what was read from it, without a preview: for the console."""
    permissions.can_edit(by, agency).require()
    stored = store_file(agency_id=agency.pk, name=name, data=data, by=by, at=at)
    return import_roadmap(agency=agency, reading=reading, file=stored, approval=approval, by=by, at=at)


def _take(draft: ImportDraft) -> None:
    """Delete the preview, which only one of two who confirm at once can do."""
    taken, _by_model = ImportDraft.objects.filter(pk=draft.pk).delete()
    if not taken:
        raise Conflict(_("Этот файл уже подтверждён или отменён. Откройте список редакций."))


@transaction.atomic
def import_roadmap(
    *,
    agency: Agency,
    reading: ReadRoadmap,
    file: StoredFile,
    approval: Approval,
    by: Actor,
    at: datetime,
) -> Roadmap:
    """Save a read plan. The first import creates the roadmap, a later one only writes what changed.

    Posts that the agency does not have yet are created. Each import leaves a frozen edition. Raises
    NotAllowed, InputRefused (no basis, a date in the future or before the last edition, nothing new).
    """
    permissions.can_edit(by, agency).require()
    # Two imports at once wait for each other; that there is one current roadmap is held by a constraint.
    Agency.objects.select_for_update().get(pk=agency.pk)
    roadmap = current_roadmap(agency)
    approval = _checked(approval, roadmap, day_in(agency, at))
    task = _Import(agency, reading, file, approval, by, at)
    return _create(task) if roadmap is None else _update(task, roadmap)


def _checked(approval: Approval, roadmap: Roadmap | None, today: date) -> Approval:
    basis = " ".join(approval.basis.split())
    if not basis:
        raise InputRefused(
            _("Укажите, чем утверждена дорожная карта: например, «протокол от 26.09.2023 № 1».")
        )
    if len(basis) > _LONGEST_BASIS:
        raise InputRefused(
            _("Основание длиннее {number} знаков. Сократите его.").format(number=_LONGEST_BASIS)
        )
    if approval.approved_on > today:
        raise InputRefused(_("Дата утверждения ещё не наступила. Укажите дату протокола."))
    last = roadmap.editions.order_by("-number").first() if roadmap else None
    if last is not None and approval.approved_on < last.approved_on:
        raise InputRefused(
            _("Действующая редакция утверждена {day}: новая не может быть утверждена раньше.").format(
                day=date_in_figures(last.approved_on)
            )
        )
    return Approval(basis, approval.approved_on)


def _create(task: _Import) -> Roadmap:
    reading = task.reading
    roadmap = Roadmap.objects.create(
        agency=task.agency, title=title_of(reading), heading=list(reading.heading), created_at=task.at
    )
    _edition(task, roadmap)
    sections, posts = save_sections(roadmap, reading), _posts(task)
    for position, measure in enumerate(reading.measures):
        amendments.create_measure(roadmap, sections[measure.section], measure, position, posts)
    record(
        "roadmap_imported",
        agency_id=task.agency.pk,
        subject=roadmap_subject(roadmap),
        by=task.by,
        at=task.at,
        comment=f"Мероприятий: {len(reading.measures)}. Утверждена: {task.approval.basis}.",
    )
    return roadmap


def _update(task: _Import, roadmap: Roadmap) -> Roadmap:
    # The dates in force on the day of approval: minutes of a later day keep what they moved.
    standing = current_plan(roadmap, on=task.approval.approved_on)
    if amendments.is_same_plan(standing, task.reading):
        raise InputRefused(_("Файл ничего не меняет: в дорожной карте уже записано то же самое."))
    edition = _edition(task, roadmap)
    sections, posts = save_sections(roadmap, task.reading), _posts(task)
    amendments.amend(
        amendments.Amendment(roadmap, edition, sections, posts, task.by, task.at), standing, task.reading
    )
    roadmap.title, roadmap.heading = title_of(task.reading), list(task.reading.heading)
    roadmap.save(update_fields=["title", "heading"])
    record(
        "roadmap_updated",
        agency_id=roadmap.agency_id,
        subject=roadmap_subject(roadmap),
        by=task.by,
        at=task.at,
        comment=task.approval.basis,
    )
    return roadmap


def title_of(reading: ReadRoadmap) -> str:
    """The title printed above the table."""
    _annex, title = headings.title_lines(reading.heading)
    return " ".join(title) or _("План мероприятий («дорожная карта»)")


def _edition(task: _Import, roadmap: Roadmap) -> RoadmapEdition:
    return RoadmapEdition.objects.create(
        roadmap=roadmap,
        number=roadmap.editions.count() + 1,
        basis=task.approval.basis,
        approved_on=task.approval.approved_on,
        content=task.reading.to_preview_json(),
        file=task.file,
        created_at=task.at,
        created_by_name=task.by.display_name,
    )


def save_sections(roadmap: Roadmap, reading: ReadRoadmap) -> dict[str, Section]:
    """Sections by number; known ones take the new title and place, nothing is deleted."""
    for position, section in enumerate(reading.sections):
        Section.objects.update_or_create(
            roadmap=roadmap, number=section.number, defaults={"title": section.title, "position": position}
        )
    return {section.number: section for section in roadmap.sections.all()}


def new_posts(agency: Agency, reading: ReadRoadmap) -> list[str]:
    """Titles that the plan names and the agency does not have as open posts, in the order of the plan."""
    titles = dict.fromkeys(
        title for measure in reading.measures for title in (measure.responsible, *measure.co_executors)
    )
    known = set(agency.posts.open().values_list("title", flat=True))
    return [title for title in titles if title not in known]


def _posts(task: _Import) -> dict[str, Post]:
    """Posts by the title that the plan prints, those that are new created with their likely unit."""
    units = list(task.agency.units.filter(closed_on=None))
    for title in new_posts(task.agency, task.reading):
        create_post(
            agency=task.agency,
            title=title,
            unit=likely_unit(title, units),
            rank=likely_rank(title),
            by=task.by,
            at=task.at,
        )
    return {post.title: post for post in task.agency.posts.open()}


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
