"""What stands beside the fields: the printed page, how places were filled, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.errors import DomainError
from navstrechu.core.findings import Finding
from navstrechu.core.text.grammar import Case
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.html import fragment
from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.stored import text_json
from navstrechu.documents.official.values import Paper
from navstrechu.drafting.completeness import filled_findings
from navstrechu.drafting.filling import Filled, FilledPlace
from navstrechu.drafting.forms import form_json, form_of_json, layout_of
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import draft_paper
from navstrechu.organisation.models import Agency
from navstrechu.web.drafting.draft_form import DraftEditor

CASES = {
    Case.NOMINATIVE: gettext_lazy("именительный (кто? что?)"),
    Case.GENITIVE: gettext_lazy("родительный (кого? чего?)"),
    Case.DATIVE: gettext_lazy("дательный (кому? чему?)"),
    Case.ACCUSATIVE: gettext_lazy("винительный (кого? что?)"),
    Case.INSTRUMENTAL: gettext_lazy("творительный (кем? чем?)"),
    Case.PREPOSITIONAL: gettext_lazy("предложный (о ком? о чём?)"),
}
# Where a finding is mended: the id of the field.
_FIELDS = {"title": "id_title", "clauses": "id_clauses", "signatory": "id_signatory"}


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a case as the author checks it; ``corrected`` is what the author wrote instead."""

    name: str
    number: int
    form: str
    base: str
    case: object
    is_doubtful: bool
    corrected: str
    may_remember: bool
    is_remembered: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with the link to the field that mends it."""

    message: object
    level: str
    source: object
    url: str
    action: object


@dataclass(frozen=True, slots=True)
class Preview:
    """All that depends on the text; ``refusal`` says why there is no page."""

    sheets: str = ""
    places: tuple[PlaceLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    refusal: str = ""


def preview_of(editor: DraftEditor, on: date) -> Preview:
    """The page of a text as it is typed, from the data of the day; nothing is saved."""
    draft = editor.draft
    try:
        paper, filled = _typed_paper(editor, on)
        sheets = sheets_of(draft.agency, paper)
        found = filled_findings(draft, filled, on)
    except (DomainError, ValueError) as refused:
        return Preview(refusal=str(refused))
    return Preview(sheets, tuple(_places(editor, filled)), tuple(finding_lines(found)))


def saved_preview(draft: Draft, on: date) -> Preview:
    """The page of what is stored."""
    return preview_of(DraftEditor.of_draft(draft), on)


@in_official_language
def sheets_of(agency: Agency, paper: Paper) -> SafeString:
    """The paper on the sheets of the agency."""
    return sheets(lay_out(paper, None, form_of_json(form_json(layout_of(agency)))))


def sheets(document: Document) -> SafeString:
    """A document as sheets on a page of the product."""
    return fragment(document, heading_offset=2)


def _typed_paper(editor: DraftEditor, on: date) -> tuple[Paper, Filled]:
    """The paper of a copy of the draft that says what was typed; the copy is never stored."""
    draft = editor.draft
    if editor.is_readable():
        content = editor.content()
        draft.text = text_json(content.text)
        draft.becomes = text_json(content.becomes) if content.becomes else draft.becomes
        draft.forms = dict(content.forms)
        draft.signatory = content.signatory or draft.signatory
    return draft_paper(draft, on)


def _places(editor: DraftEditor, filled: Filled) -> Iterable[PlaceLine]:
    inflected = [place for place in filled.places if place.case is not None]
    for number, place in enumerate(inflected, start=1):
        yield _line(editor, place, number)


def _line(editor: DraftEditor, place: FilledPlace, number: int) -> PlaceLine:
    return PlaceLine(
        name=place.name,
        number=number,
        form=place.form,
        base=place.base,
        case=CASES[place.case] if place.case else "",
        is_doubtful=not place.is_certain and not place.is_corrected,
        corrected=editor.forms.get(place.name, ""),
        may_remember=place.kind is not None and place.case is not Case.NOMINATIVE,
        is_remembered=place.name in editor.remembered,
    )


def finding_lines(found: Iterable[Finding], page: str = "") -> Iterable[FindingLine]:
    """Findings with links to fields of the editor; ``page`` is its address for other pages."""
    for finding in found:
        field = _FIELDS.get(finding.subject, "places" if finding.code == "doubtful_form" else "")
        yield FindingLine(
            finding.message,
            finding.level,
            finding.source,
            f"{page}#{field}" if field else "",
            _("Исправить"),
        )


def editor_address(draft: Draft) -> str:
    """The editor of a draft."""
    return reverse("drafting:edit", args=[draft.agency.code, draft.pk])
