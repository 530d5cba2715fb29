"""An order with an annex of ten pages in each format, beside the same words as bare XML."""

import io
import zipfile
from dataclasses import replace
from itertools import count
from xml.sax.saxutils import escape

import pytest

from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText, PrintedForm
from navstrechu.documents.rendering import Format, render
from tests.benchmarks.measuring import median_ms, show
from tests.documents.official.order_201 import REQUISITES, order_201
from tests.documents.reopening import docx_texts, pdf_facts
from tests.documents.samples import SVG

pytestmark = pytest.mark.benchmark
_SENTENCE = (
    "Перечень подлежит актуализации в случаях включения в реестр межведомственных и внутриведомственных "
    "процессов Департамента услуг, функций, сервисов, изменения вида точки взаимодействия, изменения в точке "
    "взаимодействия удовлетворяемых потребностей клиента."
)


_run = count(1)


def order_with_ten_pages() -> Document:
    """Order 201 with a procedure of ten pages and its form of six columns, arms and code.

    Every one has other words: the typesetter remembers what it has set before.
    """
    sentence = f"{next(_run)} {_SENTENCE}"
    paper = order_201(20)
    [annex] = paper.text.annexes
    clauses = tuple(
        Clause(f"Раздел {n}", Mark.SECTION, tuple(Clause(f"{n} {k} {sentence}") for k in range(7)))
        for n in range(12)
    )
    longer = Annex(annex.title, clauses, annex.annexes)
    text = OfficialText(paper.text.title, paper.text.preamble, paper.text.clauses, (longer,))
    form = PrintedForm(arms=SVG, qr_text="https://example.org/documents/201")
    return lay_out(replace(paper, text=text), REQUISITES, form)


def _bare_xml(texts: list[str]) -> bytes:
    """The words as paragraphs without a style, zipped."""
    target = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document>{body}</w:document>")
    return target.getvalue()


@pytest.mark.parametrize(("format", "aim"), [("docx", "≤ 1 000"), ("pdf", "≤ 5 000"), ("html", "≤ 100")])
def test_order_with_ten_pages(format, aim):
    texts = docx_texts(render(order_with_ten_pages(), Format.DOCX).content)

    measured = median_ms(lambda: render(order_with_ten_pages(), Format(format)), times=7, warm_up=1)

    show(f"{format} of an order with an annex of ten pages", measured, aim, "bare XML",
         median_ms(lambda: _bare_xml(texts)))  # fmt: skip
    if format == "pdf":
        print(f"; {pdf_facts(render(order_with_ten_pages(), Format.PDF).content)['Pages']} pages", end="")
