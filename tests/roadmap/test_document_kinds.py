"""Documents of the roadmap: their trees by equality, their files re-opened and read."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from navstrechu.documents.engine.tree import (
    Document,
    PageBreak,
    Paragraph,
    RowKind,
    Signature,
    Style,
    Table,
    text_of,
)
from navstrechu.documents.kinds import kind
from navstrechu.documents.rendering import Format, render
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.progress_report import progress_report_document, share
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.report import progress_report
from tests.factories.roadmap import reading, roadmap
from tests.programs import missing_program
from tests.roadmap.documents import reference_plan

DAY = date(2024, 3, 15)


@pytest.fixture
def report(demonstration, db) -> Document:
    return progress_report_document(progress_report(current_roadmap(Agency.objects.get()), on=DAY))


def table_of(document: Document, name: str) -> Table:
    return next(table for table in document.tables() if table.name == name)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_kinds_are_registered():
    assert (kind("roadmap").build, kind("progress_report").build) == (
        roadmap_document,
        progress_report_document,
    )


def test_plan_has_the_form_of_the_reference():
    document = roadmap_document(reference_plan(), "Дорожная карта")

    [table] = document.tables()
    assert [column.heading for column in table.columns] == [
        "№ п/п",
        "Мероприятие",
        "Срок реализации",
        "Ответственный",
        "Вид документа (результат)",
    ]
    assert (len(table.rows), sum(row.kind is RowKind.GROUP for row in table.rows)) == (82, 11)
    assert cells(table)[0] == ("1.", "Общеорганизационные мероприятия")
    assert cells(table)[1][3] == (
        "Заместитель руководителя Департамента\nСоисполнитель:\nНачальник отдела межведомственного "
        "взаимодействия и подведомственных организаций Департамента"
    )
    styles = [block.style for block in document.blocks if isinstance(block, Paragraph)]
    assert styles == [Style.ANNEX] * 6 + [Style.TITLE] * 2


def test_report_tells_the_figures_in_words(report: Document):
    texts = [text_of(block.content) for block in report.blocks if isinstance(block, Paragraph)]

    assert (
        texts[1].replace("\xa0", " ") == "В плане 71 мероприятие; документов, которыми они завершаются, – 80."
    )
    assert texts[2].replace("\xa0", " ") == (
        "По состоянию на 15 марта 2024 г. выполнено 10 мероприятий (14 %), из них с опозданием – 4; "
        "зарегистрировано документов – 19 (24 %). В работе – 5, не начато – 31, под угрозой срыва – 15, "
        "просрочено – 10."
    )


def test_report_lists_what_is_late_at_risk_and_moved(report: Document):
    late = cells(table_of(report, "Просроченные мероприятия"))
    risky = cells(table_of(report, "Под угрозой срыва"))

    assert len(late) == 10
    assert late[0] == (
        "2.1.1",
        "Сформирован перечень точек взаимодействия с клиентом в рамках предоставления услуг (сервисов) "
        "и утвержден порядок его ведения",
        "29.02.2024",
        "Соколова М. А.",
        "отчёт",
        "10",
    )
    assert (len(risky), risky[0][4], risky[2][4]) == (15, "до срока 10\xa0рабочих дней", "не завершено 2.1.1")
    assert cells(table_of(report, "Перенесённые сроки")) == [
        (
            "2.7.2, 2.8.2, 2.9.2",
            "29.02.2024",
            "26.04.2024",
            "Протокол от 28.02.2024 № 2\nПеречень внутренних клиентов уточняется после изменения структуры "
            "Департамента.",
        )
    ]


@pytest.mark.parametrize("name", ["По разделам", "По ответственным"])
def test_every_measure_is_counted_once_in_each_summary(report: Document, name: str):
    *rows, total = cells(table_of(report, name))

    numbers = [[int(text) if text != "–" else 0 for text in row[1:]] for row in rows]
    assert [sum(column) for column in zip(*numbers, strict=True)] == [71, 10, 5, 31, 15, 10]
    assert total == ("Итого", "71", "10", "5", "31", "15", "10")
    assert all(row[0] == sum(row[1:]) for row in numbers)


def test_annex_names_every_measure_with_its_documents(report: Document):
    rows = cells(table_of(report, "Мероприятия"))

    measures = [row for row in rows if len(row) == 6]
    assert len(measures) == 71
    assert {row[5] for row in measures if row[0].endswith(".1") and row[0].startswith("2.")} == {
        "Приказ от 29.02.2024 №\xa0201"
    }
    assert isinstance(report.blocks[-4], PageBreak)
    assert Signature(("Заместитель руководителя Департамента",), "А. В. Востриков") in report.blocks


def test_report_without_anything_late_says_so(db):
    plan = roadmap(plan=reading())

    document = progress_report_document(progress_report(plan, on=date(2023, 10, 2)))

    texts = [text_of(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    assert "Просроченных мероприятий нет." in texts
    assert [table.name for table in document.tables()] == ["По разделам", "По ответственным", "Мероприятия"]


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 8, "13\xa0%"), (0, 3, "0\xa0%"), (0, 0, "–")])
def test_share_rounds_half_up(part: int, whole: int, expected: str):
    assert share(part, whole) == expected


def test_report_fits_ten_sheets_and_says_the_same_in_pdf(report: Document, tmp_path: Path):
    path = tmp_path / "report.pdf"
    path.write_bytes(render(report, Format.PDF).content)
    try:
        text = subprocess.run(
            ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
        ).stdout
    except FileNotFoundError:
        missing_program("pdftotext", "poppler-utils")

    pages = text.split("\f")[:-1]
    assert 5 <= len(pages) <= 10
    assert re.search(r"выполнено 10\s+мероприятий", re.sub(r"\s+", " ", text))
    assert "А. В. Востриков" in text


def test_report_of_the_same_day_gives_the_same_bytes(report: Document):
    assert render(report, Format.DOCX).sha256 == render(report, Format.DOCX).sha256
