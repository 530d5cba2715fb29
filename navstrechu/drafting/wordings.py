"""Wordings of registered documents as printed pages: as registered, and consolidated ones for reference."""

from dataclasses import replace

from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.word_diff import Segment, word_segments
from navstrechu.documents.engine.tree import Document, Paragraph, Style
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.stored import paper_of_json
from navstrechu.documents.official.values import Requisites
from navstrechu.drafting.forms import form_json, form_of_json, layout_of
from navstrechu.drafting.models import ActText, Draft
from navstrechu.drafting.papers import last_round, round_document
from navstrechu.drafting.queries.texts import words_of

# Never translated: it leaves as a file.
NOT_OFFICIAL = (
    "Текст с учётом изменений подготовлен для справки и не является официальной публикацией документа."
)


@in_official_language
def wording_document(text: ActText) -> Document:
    """The page of a wording: number 0 is what was registered, a later one says that it is for reference."""
    act = text.act
    draft = Draft.objects.filter(act=act).select_related("agency").first()
    round = last_round(draft) if draft else None
    requisites = Requisites(act.number, act.dated)
    if round is not None and text.number == 0:
        return round_document(round, requisites)
    form = form_of_json(round.form if round else form_json(layout_of(act.agency)))
    document = lay_out(paper_of_json(text.paper), requisites, form)
    if text.number == 0:
        return document
    note = Paragraph(NOT_OFFICIAL, Style.SMALL)
    return replace(document, title=f"{document.title} (с изменениями)", blocks=(note, *document.blocks))


def wordings_compared(old: ActText, new: ActText) -> tuple[Segment, ...]:
    """Word by word, from one wording to another."""
    was, becomes = (words_of(paper_of_json(text.paper).text) for text in (old, new))
    return word_segments(was, becomes)
