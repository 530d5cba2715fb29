"""What the preview of a roadmap file shows: counts, doubts, rows, and what a re-import changes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import calendar_of
from navstrechu.roadmap.headings import likely_approval
from navstrechu.roadmap.models import ImportDraft
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadRoadmap, ReadSection, ResultKind
from navstrechu.roadmap.remarks import Remark, remarks_on
from navstrechu.roadmap.services.imports import fingerprint, new_posts
from navstrechu.web.roadmap.forms.imports import ApprovalForm
from navstrechu.web.roadmap.plan_changes import PlanChanges, plan_changes


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A measure as read, with what becomes of it and the remarks about it."""

    measure: ReadMeasure
    fate: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """A heading with the rows below it."""

    section: ReadSection
    rows: tuple[PreviewRow, ...]


def preview_context(
    agency: Agency, draft: ImportDraft, today: date, form: ApprovalForm | None = None
) -> dict[str, Any]:
    """Everything on the page, compared with the plan as it is at this moment."""
    plan = ReadRoadmap.from_json(draft.content)
    if form is None:
        form = ApprovalForm.suggesting(likely_approval(plan.heading))
    approved_on = _approved_on(form, today)
    remarks = remarks_on(plan, calendar_of(agency).day_off)
    changes = changes_of(agency, plan, approved_on)
    return {
        "draft": draft,
        "plan": plan,
        "form": form,
        "seen": fingerprint(agency, approved_on),
        "remarks": remarks,
        "changes": changes,
        "new_posts": new_posts(agency, plan),
        "counts": counts_of(plan),
        "sections": _sections(plan, changes, remarks),
    }


def changes_of(agency: Agency, plan: ReadRoadmap, approved_on: date) -> PlanChanges | None:
    """What the file changes in the agency's plan; None before the first import."""
    roadmap = current_roadmap(agency)
    return None if roadmap is None else plan_changes(current_plan(roadmap, on=approved_on), plan)


def _approved_on(form: ApprovalForm, today: date) -> date:
    """The date that stands in the form, if it is one."""
    value = form.cleaned_data.get("approved_on") if form.is_bound else form["approved_on"].initial
    return value if isinstance(value, date) else today


def counts_of(plan: ReadRoadmap) -> dict[str, int]:
    """Numbers of sections, measures, results by kind and posts."""
    kinds = Counter(result.kind for measure in plan.measures for result in measure.results)
    posts = {post for measure in plan.measures for post in (measure.responsible, *measure.co_executors)}
    return {
        "sections": len(plan.sections),
        "measures": len(plan.measures),
        "results": kinds.total(),
        "orders": kinds[ResultKind.ORDER],
        "reports": kinds[ResultKind.REPORT],
        "posts": len(posts),
    }


def _sections(
    plan: ReadRoadmap, changes: PlanChanges | None, remarks: tuple[Remark, ...]
) -> list[PreviewSection]:
    fates = changes.fates if changes else {}
    about: dict[str | None, list[Remark]] = {}
    for remark in remarks:
        about.setdefault(remark.measure, []).append(remark)
    rows: dict[str, list[PreviewRow]] = {}
    for measure in plan.measures:
        row = PreviewRow(measure, fates.get(measure.number, ""), tuple(about.get(measure.number, ())))
        rows.setdefault(measure.section, []).append(row)
    return [PreviewSection(section, tuple(rows.get(section.number, ()))) for section in plan.sections]
