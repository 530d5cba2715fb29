"""Files of the demonstration's documents, laid out by the product's own engine."""

from pathlib import Path

from navstrechu.core.text.dates import date_in_words
from navstrechu.demonstration.content import AGENCY, Paper
from navstrechu.documents.engine.tree import Block, Document, Item, ItemList, Paragraph, Signature, Style
from navstrechu.documents.rendering import Format, render

REFERENCE = Path(__file__).parent / "reference"
ORDER_TEXT = REFERENCE / "order_201.txt"
ROADMAP_TEXT = REFERENCE / "roadmap.txt"
_SIGNATURE = Signature(("Заместитель", "руководителя Департамента"), "А. В. Востриков")
_HEADS = {"order": "П Р И К А З", "report": "О Т Ч Ё Т", "minutes": "П Р О Т О К О Л"}


def paper_file(paper: Paper, titles: list[str]) -> bytes:
    """A short document in official form that says what the roadmap demands of it."""
    blocks: list[Block] = [
        Paragraph(AGENCY["full_name"].upper(), Style.TITLE),
        Paragraph(_HEADS[paper.kind], Style.TITLE),
        Paragraph(f"{date_in_words(paper.dated)}    {AGENCY['place']}    № {paper.number}", Style.CENTRE),
        ItemList(tuple(Item(title) for title in titles)),
        _SIGNATURE,
    ]
    name = f"{_HEADS[paper.kind].replace(' ', '').capitalize()} № {paper.number}"
    return render(Document(title=name, blocks=tuple(blocks), dated=paper.dated), Format.DOCX).content
