"""Editions of the roadmap: their list, the comparison of two of them, the plan as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap import permissions
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.models import Roadmap, RoadmapEdition
from navstrechu.roadmap.queries.editions import content_of, editions_of
from navstrechu.roadmap.queries.plan import current_roadmap, plan_on
from navstrechu.roadmap.queries.templates import origin_of
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.web.roadmap.plan_changes import plan_changes
from navstrechu.web.roadmap.plan_page import no_roadmap
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

# The plan of the shown day beside the editions: corrections and moved dates are not in any of those.
SHOWN_DAY = "day"
EXPORTS = {"docx": Format.DOCX, "pdf": Format.PDF, "xlsx": Format.XLSX}


@guard(Permission.VIEW)
@require_GET
def editions(request: AgencyRequest) -> HttpResponse:
    """All editions, the newest first, with files waiting for confirmation."""
    roadmap = current_roadmap(request.agency)
    may_import = permissions.can_edit(request.user, request.agency)
    drafts = (
        request.agency.roadmap_drafts.select_related("file").defer("content").order_by("-created_at", "-pk")
    )
    if roadmap is None and not drafts:
        return no_roadmap(request, _("Редакции и загрузка"))
    known = list(editions_of(roadmap)) if roadmap else []
    context: dict[str, Any] = {
        "roadmap": roadmap,
        "editions": known,
        "drafts": drafts if may_import else [],
        "may_import": may_import,
        "may_use_template": permissions.can_use_template(request.user, request.agency),
        "origin": origin_of(roadmap) if roadmap else None,
    }
    if known:
        context |= _choices(request, known)
    return render_page(request, "roadmap/editions_page.html", context)


@guard(Permission.VIEW)
@require_GET
def comparison(request: AgencyRequest) -> HttpResponse:
    """What is different between two editions, or between one and the plan of the shown day."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None:
        return no_roadmap(request, _("Сравнение редакций"))
    known = list(editions_of(roadmap))
    context = _choices(request, known)
    old, new = (_content(request, roadmap, context[name]) for name in ("old", "new"))
    context["changes"] = plan_changes(old, new)
    return render_page(request, "roadmap/editions_comparison.html", context)


def _choices(request: AgencyRequest, known: list[RoadmapEdition]) -> dict[str, Any]:
    """What can be compared, and what is chosen: by default the two last editions."""
    label = _("Редакция {number} от {day}")
    options = [
        (str(one.number), label.format(number=one.number, day=date_in_figures(one.approved_on)))
        for one in known
    ]
    options.append((SHOWN_DAY, _("План на {day}").format(day=date_in_figures(request.day))))
    offered = dict(options)
    chosen = {
        "old": request.GET.get("old") or (options[1][0] if len(known) > 1 else options[0][0]),
        "new": request.GET.get("new") or (options[0][0] if len(known) > 1 else SHOWN_DAY),
    }
    if not set(chosen.values()) <= offered.keys():
        raise Http404
    return {"options": options, **chosen}


def _content(request: AgencyRequest, roadmap: Roadmap, choice: str) -> ReadRoadmap:
    if choice == SHOWN_DAY:
        return plan_on(roadmap, on=request.day)
    return content_of(roadmap.editions.get(number=choice))


@guard(Permission.VIEW)
@require_GET
@in_official_language
def export(request: AgencyRequest, fmt: str) -> HttpResponse:
    """The plan of the shown day in the form in which it was approved."""
    roadmap = current_roadmap(request.agency)
    if roadmap is None or fmt not in EXPORTS:
        raise Http404
    document = roadmap_document(plan_on(roadmap, on=request.day), roadmap.title)
    name = _("Дорожная карта на {day}").format(day=date_in_figures(request.day))
    return attachment(render(document, EXPORTS[fmt]), name)
