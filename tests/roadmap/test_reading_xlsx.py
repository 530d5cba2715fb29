"""Workbooks as departments keep them: merged cells, formulas, hidden things; and hostile ones."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.core.errors import InputRefused
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.reading import ReadMeasure, ReadRoadmap, read_isolated, read_roadmap
from tests.programs import missing_program
from tests.roadmap import documents
from tests.roadmap.documents import HEADER, zipped
from tests.roadmap.office import convert, office

SECTION = ("1.", "Общие мероприятия", "", "", "")
MEASURE = ("1.1.", "Утверждена модель", date(2023, 12, 1), "Начальник отдела", "Утвержден приказ")
ROWS = (HEADER, SECTION, MEASURE)
Fill = Callable[[Any, Any], None]


def workbook(*sheets: tuple[str, Fill | Sequence[Sequence[Any]]]) -> bytes:
    """Sheets by name, each filled by rows or by a function of the book and the sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, content in sheets:
            sheet = book.add_worksheet(name)
            if callable(content):
                content(book, sheet)
            else:
                write(sheet, content)
    return out.getvalue()


def write(sheet: Any, rows: Sequence[Sequence[Any]], top: int = 0) -> None:
    for at, cells in enumerate(rows, start=top):
        sheet.write_row(at, 0, cells)


def doubts_of(plan: ReadRoadmap) -> list[tuple[str, str]]:
    return [(doubt.code.value, doubt.message) for doubt in plan.doubts]


def only_measure(data: bytes) -> ReadMeasure:
    (measure,) = read_roadmap(data).measures
    return measure


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(data)
    return str(refused.value)


PLAIN = only_measure(workbook(("План", ROWS)))


def export_of(plan: ReadRoadmap) -> bytes:
    return render(roadmap_document(plan, "Дорожная карта"), Format.XLSX).content


def test_export_gives_the_same_plan() -> None:
    plan = documents.reference_plan()

    assert read_isolated(export_of(plan), "карта.xlsx") == plan


def test_export_saved_by_an_office_program_gives_the_same_plan(tmp_path: Path) -> None:
    if office() is None:
        missing_program("soffice", "libreoffice-calc-nogui")
    plan = documents.reference_plan()
    source = tmp_path / "plan.xlsx"
    source.write_bytes(export_of(plan))
    saved = convert(source, "xlsx", tmp_path / "again")
    if not saved.exists():
        missing_program("soffice with spreadsheets", "libreoffice-calc-nogui")

    assert read_roadmap(saved.read_bytes()) == plan


def test_dates_are_read_as_dates_and_rows_as_the_sheet_counts_them() -> None:
    assert (PLAIN.number, PLAIN.due, PLAIN.row) == ("1.1", date(2023, 12, 1), 3)


def test_title_lines_above_the_table_are_the_heading() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:E1", "Приложение к протоколу")
        sheet.write("B3", "План мероприятий")
        write(sheet, ROWS, top=4)

    read = read_roadmap(workbook(("План", fill)))

    assert read.heading == ("Приложение к протоколу", "План мероприятий")
    assert read.measures == (PLAIN,)


def test_heading_merged_over_the_table_is_a_section() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, (HEADER, (), MEASURE))
        sheet.merge_range("A2:E2", "1. Общие мероприятия")

    read = read_roadmap(workbook(("План", fill)))

    assert [(one.number, one.title) for one in read.sections] == [("1", "Общие мероприятия")]
    assert read.measures == (PLAIN,)


def test_header_of_two_rows_names_its_columns_by_the_lower() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for column, title in ((0, "№"), (1, "Мероприятие"), (2, "Срок"), (5, "Результат")):
            sheet.merge_range(0, column, 1, column, title)
        sheet.merge_range("D1:E1", "Исполнители")
        sheet.write_row("D2", ("Ответственный", "Соисполнители"))
        write(sheet, (SECTION, (*MEASURE[:4], "Консультант", MEASURE[4])), top=2)

    assert only_measure(workbook(("План", fill))) == replace(PLAIN, co_executors=("Консультант",))


def test_cell_merged_over_rows_holds_for_each_measure() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, (*ROWS, ("1.2.", "Утвержден порядок", "", "Начальник отдела", "Утвержден приказ")))
        sheet.merge_range("C3:C4", "01.12.2023")

    assert [one.due for one in read_roadmap(workbook(("План", fill))).measures] == [date(2023, 12, 1)] * 2


def test_measure_over_several_rows_keeps_all_its_results() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, (*ROWS, ("", "", "", "", "Подготовлен отчет")))
        for column, text in enumerate(MEASURE[:4]):
            sheet.merge_range(2, column, 3, column, "")
            sheet.write(2, column, text)

    assert [one.text for one in only_measure(workbook(("План", fill))).results] == [
        "Утвержден приказ",
        "Подготовлен отчет",
    ]


def test_values_of_formulas_are_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.write_formula("B3", '="Утверждена "&"модель"', value="Утверждена модель")

    assert only_measure(workbook(("План", fill))) == PLAIN


def test_formula_without_a_value_is_refused_by_its_cell() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.write_formula("B3", "=B2", value="")

    data = changed(
        workbook(("План", fill)), lambda xml: xml.replace(b' t="str"', b"").replace(b"<v></v>", b"")
    )

    assert refusal(data) == (
        "Лист «План»: у формул нет сохранённых значений (B3). "
        "Откройте файл в Excel или LibreOffice, сохраните и загрузите снова."
    )


def test_formula_that_failed_is_refused_by_its_cell() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.write_formula("C3", "=A1/0", value="#DIV/0!")

    assert refusal(workbook(("План", fill))) == (
        "Лист «План»: формула дала ошибку (C3). Исправьте её или впишите значение и загрузите снова."
    )


def test_sheets_beside_the_plan_are_named() -> None:
    def hidden(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.hide()

    read = read_roadmap(workbook(("План", ROWS), ("Старый план", hidden), ("Справка", [("Телефоны",)])))

    assert read.measures == (PLAIN,)
    assert doubts_of(read) == [
        ("sheet_ignored", "Лист «Старый план» пропущен: он скрыт."),
        ("sheet_ignored", "Лист «Справка» пропущен: в нём нет таблицы дорожной карты."),
    ]


def test_plan_on_two_sheets_is_one_plan() -> None:
    second = (HEADER, ("2.", "Особые", "", "", ""), ("2.1.", *MEASURE[1:]))

    read = read_roadmap(workbook(("Часть 1", ROWS), ("Часть 2", second)))

    assert [(one.section, one.number) for one in read.measures] == [("1", "1.1"), ("2", "2.1")]


def test_hidden_rows_are_read_and_told_of() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.set_row(2, options={"hidden": True})

    read = read_roadmap(workbook(("План", fill)))

    assert read.measures == (PLAIN,)
    assert doubts_of(read) == [("hidden_rows", "На листе «План» скрытых строк: 1; они прочитаны.")]


def test_number_that_lost_its_zero_gets_it_back() -> None:
    rows = [(1 + at / 10, *MEASURE[1:]) for at in range(1, 10)]

    read = read_roadmap(workbook(("План", (HEADER, SECTION, *rows, (1.1, *MEASURE[1:])))))

    assert [one.number for one in read.measures] == [f"1.{at}" for at in range(1, 11)]
    assert doubts_of(read) == [
        ("number_restored", "Строка 12: номер 1.10 записан в таблице как число 1.1; нуль восстановлен.")
    ]


def test_number_that_became_a_date_is_refused() -> None:
    rows = (HEADER, SECTION, (date(2001, 1, 2), *MEASURE[1:]))

    assert refusal(workbook(("План", rows))) == (
        "Лист «План»: в столбце номеров стоят даты (строки 3). "
        "Задайте столбцу формат «Текстовый», впишите номера вида 2.1.1 и загрузите снова."
    )


def test_words_below_and_beside_the_table_are_told_of() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, (*ROWS, (), ("", "Согласовано", "", "И. И. Иванов")))
        sheet.write("G3", "проверить")

    assert doubts_of(read_roadmap(workbook(("План", fill)))) == [
        ("text_ignored", "Текст вне таблицы пропущен: «проверить»; «Согласовано И. И. Иванов».")
    ]


def test_ranges_merged_over_each_other_do_no_harm() -> None:
    def fill(book: Any, sheet: Any) -> None:
        write(sheet, ROWS)
        sheet.merge_range("G1:H9", "")

    refs = (b"A1:XFD9", b"G1:H9", b"B3:C3")
    ranges = b'<mergeCells count="3">' + b"".join(b'<mergeCell ref="%s"/>' % ref for ref in refs)
    data = changed(
        workbook(("План", fill)),
        lambda xml: xml.replace(b'<mergeCells count="1"><mergeCell ref="G1:H9"/>', ranges),
    )

    assert only_measure(data) == PLAIN


def changed(data: bytes, change: Callable[[bytes], bytes], name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with the XML of one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
    content = parts[name]
    assert isinstance(content, bytes)
    altered = change(content)
    assert altered != content
    return zipped(parts | {name: altered})


SOUND = workbook(("План", ROWS))
FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "scattered": (
        lambda: changed(SOUND, lambda xml: xml.replace(b"</sheetData>", FAR_CELL)),
        "слишком большой или ячейки на нём разбросаны",
    ),
    "too many cells": (
        lambda: changed(SOUND, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<c/>" * 300_001)),
        "слишком большой или ячейки на нём разбросаны",
    ),
    "bomb": (
        lambda: changed(SOUND, lambda xml: xml + b" " * 40_000_000),
        "слишком большой после распаковки",
    ),
    "entities": (
        lambda: changed(SOUND, lambda xml: xml.replace(b"<worksheet", b"<!DOCTYPE a []><worksheet")),
        "DOCTYPE",
    ),
    "sheet cut off": (lambda: changed(SOUND, lambda xml: xml[: len(xml) // 2]), "повреждён"),
    "book cut off": (lambda: SOUND[: len(SOUND) // 2], "повреждён"),
    "strings missing": (
        lambda: changed(SOUND, lambda xml: xml.replace(b"<t>", b"<q>"), "xl/sharedStrings.xml"),
        "Это не дорожная карта",
    ),
    "no relation": (
        lambda: changed(SOUND, lambda xml: xml.replace(b"sheet1", b"sheet7"), "xl/_rels/workbook.xml.rels"),
        "повреждён",
    ),
    "macros": (
        lambda: changed(
            SOUND,
            lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
            "[Content_Types].xml",
        ),
        "есть макросы",
    ),
    "no table": (lambda: workbook(("Лист", [("Приказ",)])), "Это не дорожная карта"),
    "nothing": (lambda: workbook(("Лист", [])), "Это не дорожная карта"),
    "column missing": (
        lambda: workbook(("Лист", [("№", "Мероприятие", "Срок", "Ответственный")])),
        "нет столбца «Вид документа (результат)»",
    ),
    "cell too long": (lambda: workbook(("Лист", (*ROWS, ("1.2.", "я" * 30_001)))), "больше 30000 знаков"),
}


@pytest.mark.parametrize(("made", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_workbook_that_harms_or_is_damaged_is_refused(made: Callable[[], bytes], words: str) -> None:
    assert words in refusal(made())


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    """Damage of a sheet that happens to be read leaves a plan that can be kept."""

    def damage(xml: bytes) -> bytes:
        damaged = bytearray(xml)
        for _ in range(data.draw(st.integers(1, 10))):
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(1, 255))
        return bytes(damaged) + b"<!-- -->"

    try:
        plan = read_roadmap(changed(SOUND, damage))
    except InputRefused:
        return
    assert ReadRoadmap.from_json(plan.to_preview_json()) == plan
