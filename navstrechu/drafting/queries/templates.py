"""Reads of templates."""

from dataclasses import dataclass

from django.db.models import QuerySet

from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting.kinds import DraftKind, draft_kinds
from navstrechu.drafting.models import TextTemplate
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class KindTemplate:
    """A kind with the agency's version of its template; None while the shipped text is in use."""

    kind: DraftKind
    own: TextTemplate | None


def own_template(agency: Agency, kind: DraftKind) -> TextTemplate | None:
    """The agency's latest version; None where it uses the shipped text."""
    return TextTemplate.objects.filter(agency=agency, kind=kind.code).order_by("-number").first()


def template_versions(agency: Agency, kind: DraftKind) -> QuerySet[TextTemplate]:
    """Every version of the agency's own, the latest first."""
    return TextTemplate.objects.filter(agency=agency, kind=kind.code).order_by("-number")


def template_in_use(agency: Agency, kind: DraftKind) -> OfficialText:
    """The text that a new draft of the kind starts from."""
    own = own_template(agency, kind)
    return text_of_json(own.text) if own else kind.template()


def kind_templates(agency: Agency) -> list[KindTemplate]:
    """Every kind with the version in use, in one query."""
    latest: dict[str, TextTemplate] = {}
    for template in TextTemplate.objects.filter(agency=agency).order_by("number"):
        latest[template.kind] = template
    return [KindTemplate(kind, latest.get(kind.code)) for kind in draft_kinds()]
