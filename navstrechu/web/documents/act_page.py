"""What the page of a document tells: its standing, relations, files, wordings, editions and draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import (
    FILE_ROLES,
    KIND_TITLES,
    Act,
    ActFile,
    ActKind,
    ActRelation,
    FileRole,
    Relation,
)
from navstrechu.acts.standing import STANDINGS, ActStanding, standing_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.permissions import can_draft
from navstrechu.registers.kinds import kind_of
from navstrechu.registers.models import RegisterEdition
from navstrechu.web.documents.register import LOOKS
from navstrechu.web.shell.requests import AgencyRequest

# What a relation is called from either side.
DOES = {Relation.AMENDS: gettext_lazy("изменяет"), Relation.REPEALS: gettext_lazy("признаёт утратившим силу")}
IS_DONE = {
    Relation.AMENDS: gettext_lazy("изменён"),
    Relation.REPEALS: gettext_lazy("признан утратившим силу"),
}
CHANGES = (
    ("amending_order", gettext_lazy("Подготовить изменение"), "pencil"),
    ("repealing_order", gettext_lazy("Признать утратившим силу"), "file-clock"),
)


@dataclass(frozen=True, slots=True)
class RelatedAct:
    """A document on the other side of a relation."""

    act: Act
    word: object
    since: date
    is_annulled: bool
    is_repeal: bool


@dataclass(frozen=True, slots=True)
class FurtherFile:
    """A file beside the registered one."""

    role: object
    kept: ActFile


def act_or_404(request: AgencyRequest, pk: int) -> Act:
    """A document of the agency, an annulled one too."""
    found = request.agency.acts.filter(pk=pk).select_related("file", "agency").first()
    if found is None:
        raise Http404
    return found


def about(request: AgencyRequest, act: Act) -> dict[str, Any]:
    """What every page of the document shows of it."""
    standing = standing_of(act, request.as_of.date)
    tone, icon = LOOKS[standing.standing]
    return {
        "act": act,
        "kind": KIND_TITLES[ActKind(act.kind)],
        "standing": standing,
        "standing_label": STANDINGS[standing.standing],
        "standing_tone": tone,
        "standing_icon": icon,
        "breadcrumbs": [(_("Документы"), reverse("documents:register", args=[request.agency.code]))],
    }


def crumbs(request: AgencyRequest, act: Act) -> list[tuple[str, str]]:
    """The way to a page below that of the document."""
    code = request.agency.code
    return [
        (_("Документы"), reverse("documents:register", args=[code])),
        (str(act), reverse("documents:document", args=[code, act.pk])),
    ]


def related(request: AgencyRequest, act: Act) -> dict[str, list[RelatedAct]]:
    """Documents that it changes, and documents by which it is changed, the earliest first."""
    day = request.as_of.date
    out = act.relations_out.select_related("target").order_by("since", "pk")
    into = act.relations_in.select_related("source").order_by("since", "pk")
    return {
        "changes": [_related(one, one.target, DOES, day) for one in out],
        "changed_by": [_related(one, one.source, IS_DONE, day) for one in into],
    }


def _related(relation: ActRelation, other: Act, words: Mapping[Relation, object], day: date) -> RelatedAct:
    kind = Relation(relation.relation)
    source = relation.source
    is_annulled = source.annulled_on is not None and source.annulled_on <= day
    return RelatedAct(other, words[kind], relation.since, is_annulled, kind is Relation.REPEALS)


def further_files(act: Act) -> dict[str, Any]:
    """Files beside the registered one; ``is_printing`` while the printed form of a written one is made."""
    files = [FurtherFile(FILE_ROLES[FileRole(one.role)], one) for one in _files(act)]
    is_printed = any(one.kept.role == FileRole.PRINTED for one in files)
    return {"files": files, "is_printing": not is_printed and Draft.objects.filter(act=act).exists()}


def _files(act: Act) -> Iterable[ActFile]:
    return act.files.select_related("file").order_by("added_at", "pk")


def editions_approved(act: Act) -> list[dict[str, object]]:
    """Editions of registers that the document approves, with the name of the register."""
    found = RegisterEdition.objects.filter(act=act).order_by("register", "number")
    return [
        {"register": one.register, "number": one.number, "label": kind_of(one.register).label, "edition": one}
        for one in found
    ]


def links(request: AgencyRequest, act: Act, standing: ActStanding) -> dict[str, Any]:
    """Where the document came from and what can be prepared of it: addresses, empty where there is none."""
    code = request.agency.code
    draft = Draft.objects.filter(act=act).first()
    new = reverse("drafting:start", args=[code])
    may = bool(can_draft(request.user, request.agency)) and standing.is_in_force and act.kind == ActKind.ORDER
    return {
        "draft": draft,
        "draft_url": reverse("drafting:draft", args=[code, draft.pk]) if draft else "",
        "sheet_url": reverse("drafting:sheet", args=[code, draft.pk, "pdf"]) if draft else "",
        "prepare": [(label, f"{new}?kind={kind}&act={act.pk}", icon) for kind, label, icon in CHANGES if may],
    }
