"""What a template or the printed form looks like on paper: filled with live data where there are any."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.acts.models import ActKind
from navstrechu.core.errors import DomainError
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Document, Paragraph
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Annex, OfficialText, Paper, PrintedForm
from navstrechu.drafting.filling import Filled, require_known
from navstrechu.drafting.kinds import NOTHING, DraftKind, Scene
from navstrechu.drafting.papers import filled_text, paper_of
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.organisation.models import Agency, Post
from navstrechu.organisation.queries import signatory_on
from navstrechu.web.drafting.previewing import sheets_of
from navstrechu.web.drafting.starting import targets_of


@dataclass(frozen=True, slots=True)
class Sample:
    """The page of a template; ``about`` says whose data fill it, «» where there are none to fill it with."""

    sheets: str = ""
    about: str = ""
    is_filled: bool = True
    refusal: str = ""


def template_sample(kind: DraftKind, agency: Agency, text: OfficialText, on: date) -> Sample:
    """The text filled with the first thing that such a document can be about today."""
    try:
        require_known(text, kind)
        scene = _scene(kind, agency, on)
        if scene is None:
            return Sample(sheets_of(agency, _unfilled(kind, agency, text, on)), is_filled=False)
        filled = filled_text(text, kind, scene, {})
        paper = paper_of(filled, kind.act_kind, scene, _signs(agency, on))
        return Sample(sheets_of(agency, paper), scene.about.title)
    except (DomainError, ValueError) as refused:
        return Sample(refusal=str(refused))


def _scene(kind: DraftKind, agency: Agency, on: date) -> Scene | None:
    """A scene of live data; None where such a document cannot be written now."""
    abouts = kind.abouts(agency, on)
    targets = tuple(targets_of(agency, on)[:1]) if kind.changes else ()
    if (kind.needs_about and not abouts) or (kind.changes and not targets):
        return None
    latest = latest_text(targets[0]) if targets else None
    becomes = text_of_json(latest.paper["text"]) if latest else None
    return Scene(agency, on, abouts[0] if abouts else NOTHING, targets, becomes)


def _unfilled(kind: DraftKind, agency: Agency, text: OfficialText, on: date) -> Paper:
    """Places and data parts as they are named: nothing can fill them yet."""
    data = {name: (Paragraph(f"[[{name}]]"),) for name in sorted(text.data_names())}
    scene = Scene(agency, on)
    return paper_of(Filled(text, data, ()), kind.act_kind, scene, _signs(agency, on))


def _signs(agency: Agency, on: date) -> Post | None:
    signing = signatory_on(agency, on)
    return signing.post if signing else None


@in_official_language
def layout_sample(agency: Agency, form: PrintedForm, on: date) -> Document:
    """A short order with an annex: everything that the printed form decides is on it."""
    scene = Scene(agency, on)
    paper = paper_of(Filled(_sample_text(), {}, ()), ActKind.ORDER, scene, _signs(agency, on))
    return lay_out(paper, None, form.with_qr(_("Образец QR-кода")) if form.qr_text else form)


def _sample_text() -> OfficialText:
    return OfficialText(
        title="Об образце оформления",
        preamble="В целях проверки полей, шрифта и бланка п р и к а з ы в а ю:",
        clauses=read_outline(
            "1. Считать этот лист образцом оформления документов.\n"
            "2. Проверить по нему:\n1) поля и размер текста;\n2) герб и строки бланка;\n"
            "3) расположение подписи.\n3. Контроль оставляю за собой."
        ),
        annexes=(Annex(("Образец приложения",), read_outline("# Общие положения\n1.1. Пункт раздела.")),),
    )
