"""The register of ten thousand rows in the form of the order, beside the same words as bare XML."""

import io
import json
import random
import zipfile
from collections.abc import Sequence

import pytest
from lxml import etree

from navstrechu.documents.delimited import csv_of
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Document, Table
from navstrechu.documents.rendering import Format, render
from navstrechu.touchpoints.register_form import FormRow, register_form
from tests.benchmarks.measuring import median_ms, peak_mb, show
from tests.documents.reopening import pdf_facts

pytestmark = pytest.mark.benchmark
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = tuple(
    word
    for line in (
        "приём заявления документов уведомление решение выдача результата услуги консультирование вопросам",
        "предоставления рассмотрение жалобы информирование ходе личном обращении заявитель предъявляет",
        "ежемесячной выплаты семьям детьми путёвки санаторно-курортное учреждение доступность инвалидов",
    )
    for word in line.split()
)


def _text(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(fewest, most))).capitalize()


def _rows() -> list[FormRow]:
    """A thousand processes of nine groups, ten touchpoints each."""
    chance = random.Random(201)
    made = []
    for process in range(1_000):
        group, title = process // 112 + 1, f"{_text(chance, 4, 10)} {process}"
        common = (_text(chance, 5, 14),) if chance.random() < 0.4 else None
        for number in range(10):
            interactions = tuple(_text(chance, 2, 6) for _ in range(chance.randint(1, 3)))
            own = common or ((_text(chance, 4, 12),) if chance.random() < 0.5 else ())
            touchpoint = f"{_text(chance, 2, 4)}, {number}"
            made.append(FormRow(group, f"Группа {group}", title, touchpoint, "онлайн", interactions, own))
    return made


def _document(rows: Sequence[FormRow]) -> Document:
    return Document("Перечень", register_form(rows), orientation=Orientation.LANDSCAPE)


def _bare_xml(rows: Sequence[FormRow]) -> bytes:
    """The words of the table in Word's own elements, with neither widths nor styles, streamed into a zip."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
        etree.xmlfile(part, encoding="utf-8") as out,
        out.element(f"{{{W}}}document", nsmap={"w": W}),
        out.element(f"{{{W}}}body"),
        out.element(f"{{{W}}}tbl"),
    ):
        for row in rows:
            out.write(_bare_row(row))
    return target.getvalue()


def _bare_row(row: FormRow) -> etree._Element:
    made = etree.Element(f"{{{W}}}tr")
    point = f"{row.touchpoint} ({row.channel})"
    alone = (str(row.group_number), row.group_title, row.process, point)
    for texts in (*((text,) for text in alone), row.interactions, row.peculiarities):
        cell = etree.SubElement(made, f"{{{W}}}tc")
        for text in texts or ("",):
            paragraph = etree.SubElement(cell, f"{{{W}}}p")
            etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t").text = text
    return made


def test_form():
    rows = _rows()
    measured = median_ms(lambda: register_form(rows), times=3, warm_up=1)
    show("form of 10 000 rows", measured, "within the files below", "copying the rows", median_ms(rows.copy))


def test_docx():
    rows = _rows()

    measured = median_ms(lambda: render(_document(rows), Format.DOCX), times=3, warm_up=1)
    writing = _document(rows)
    written = median_ms(lambda: render(writing, Format.DOCX), times=3, warm_up=0)
    bare = median_ms(lambda: _bare_xml(rows), times=3, warm_up=1)

    show("DOCX of 10 000 rows", measured, "≤ 5 000", "the same table as bare XML", bare)
    peak = peak_mb(lambda: render(_document(rows), Format.DOCX))
    print(
        f"; writing alone {written:.0f} ms = {written / bare:.1f} × (aim ≤ 3); {peak:.0f} MB (≤ 300)", end=""
    )


def test_xlsx():
    rows = _rows()

    measured = median_ms(lambda: render(_document(rows), Format.XLSX), times=3, warm_up=1)

    show("XLSX of 10 000 rows", measured, "≤ 3 000", "bare XML", median_ms(lambda: _bare_xml(rows), times=3))


def test_pdf():
    rows = _rows()

    measured = median_ms(lambda: render(_document(rows), Format.PDF), times=1, warm_up=0)

    show("PDF of 10 000 rows", measured, "≤ 20 000", "bare XML", median_ms(lambda: _bare_xml(rows), times=3))
    pages = pdf_facts(render(_document(rows), Format.PDF).content)["Pages"]
    print(
        f"; {pages} pages; this process {peak_mb(lambda: render(_document(rows), Format.PDF)):.0f} MB", end=""
    )


def test_csv_and_json():
    rows = _rows()
    table = next(block for block in register_form(rows) if isinstance(block, Table))

    measured = median_ms(lambda: csv_of(table), times=3)

    plain = median_ms(lambda: json.dumps([row.interactions for row in rows], ensure_ascii=False), times=3)
    show("CSV of 10 000 rows", measured, "≤ 1 000", "one column as JSON", plain)
