"""What a word processor hides, merges and counts, and documents made to do harm."""

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import chain

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading import ReadMeasure, ReadRoadmap, read_roadmap
from tests.roadmap.documents import (
    HEADER,
    MAIN_TYPE,
    WORD,
    body,
    package,
    paragraph_xml,
    repacked,
    row_xml,
    table_xml,
    zipped,
)

SECTION = ("1.", "Общие мероприятия", "", "", "")
MEASURE = ("1.1.", "Утверждена модель", "01.12.2023", "Начальник отдела", "Утвержден приказ")
NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>'


def plan_of(*rows: str, before: str = "", after: str = "", **parts: str) -> ReadRoadmap:
    """Plan of a document with the usual header and section, and rows in XML."""
    table = f"<w:tbl>{row_xml(HEADER)}{row_xml(SECTION)}{''.join(rows)}</w:tbl>"
    return read_roadmap(package(body(before + table + after), **parts))


def only_measure(*rows: str) -> ReadMeasure:
    (measure,) = plan_of(*rows).measures
    return measure


def with_cell(xml: str, column: int) -> str:
    """The usual measure with one of its cells replaced by XML."""
    return row_xml([*MEASURE[:column], xml, *MEASURE[column + 1 :]])


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        ("<w:p><w:r><w:t>Модель</w:t><w:br/><w:t>внедрения</w:t></w:r></w:p>", "Модель внедрения"),
        ("<w:p><w:r><w:t>Модель</w:t><w:tab/><w:t>внедрения</w:t></w:r></w:p>", "Модель внедрения"),
        ("<w:p><w:r><w:t>Мо</w:t></w:r><w:r><w:t>дель</w:t></w:r></w:p>", "Модель"),
        ("<w:p><w:r><w:t>мета</w:t><w:noBreakHyphen/><w:t>модель</w:t></w:r></w:p>", "мета-модель"),
        (
            "<w:p><w:ins><w:r><w:t>Новая</w:t></w:r></w:ins><w:del><w:r><w:delText>Старая</w:delText></w:r>"
            "</w:del></w:p>",
            "Новая",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>Ушла</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>Пришла</w:t></w:r></w:moveTo></w:p>",
            "Пришла",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r><w:r><w:t>Видно</w:t></w:r></w:p>",
            "Видно",
        ),
        (
            "<w:p><w:r><w:t>Модель</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>надпись</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict></w:r></w:p>",
            "Модель",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Модель</w:t></w:r></w:p>", "Модель"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>Модель</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Модель"),
        ("<w:p><w:hyperlink><w:r><w:t>Модель</w:t></w:r></w:hyperlink></w:p>", "Модель"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Модель</w:t></w:r></w:p>", "Модель"),
        (table_xml([("Модель", "внедрения")]) + "<w:p/>", "Модель внедрения"),
    ],
)
def test_title_is_what_a_reader_sees(xml: str, title: str) -> None:
    assert only_measure(with_cell(xml, 1)).title == title


def test_fallback_of_an_alternative_is_not_read_twice() -> None:
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run = "<w:r><w:t>Модель</w:t></w:r>"
    xml = (
        f'<w:p><mc:AlternateContent xmlns:mc="{namespace}"><mc:Choice Requires="wps">{run}</mc:Choice>'
        f"<mc:Fallback>{run}</mc:Fallback></mc:AlternateContent></w:p>"
    )

    assert only_measure(with_cell(xml, 1)).title == "Модель"


def test_deleted_row_of_tracked_changes_is_not_part_of_the_plan() -> None:
    deleted = row_xml(MEASURE, properties='<w:trPr><w:del w:author="я"/></w:trPr>')

    assert only_measure(row_xml(MEASURE), deleted).number == "1.1"


def test_strict_document_is_read() -> None:
    xml = body(table_xml([HEADER, SECTION, MEASURE])).replace(
        WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )

    assert [measure.number for measure in read_roadmap(package(xml)).measures] == ["1.1"]


def test_document_in_another_encoding_is_read() -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?>' + body(table_xml([HEADER, SECTION, MEASURE]))
    data = repacked(
        package(""), lambda name, old: xml.encode("utf-16") if name.endswith("document.xml") else old
    )

    assert [measure.title for measure in read_roadmap(data).measures] == ["Утверждена модель"]


def test_automatic_numbers_are_counted() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2.", "%1.%2.%3."))
    )
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    rows = [HEADER]
    for level in (0, 1, 1, 0, 1, 2, 2, 1, 2):
        texts = MEASURE[1:] if level == 2 or len(rows) in {2, 3} else ("Раздел", "", "", "")
        rows.append((NUMBERED.format(level=level), *texts))

    plan = read_roadmap(package(body(table_xml(rows)), numbering=numbering))

    assert [section.number for section in plan.sections] == ["1", "2", "2.1", "2.2"]
    assert [measure.number for measure in plan.measures] == ["1.1", "1.2", "2.1.1", "2.1.2", "2.2.1"]


def test_automatic_numbers_of_a_style_are_counted_from_their_start() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="1.%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        '</w:pPr></w:style><w:style w:styleId="Number"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    number = '<w:p><w:pPr><w:pStyle w:val="Number"/></w:pPr></w:p>'

    plan = plan_of(*[row_xml((number, *MEASURE[1:]))] * 2, numbering=numbering, styles=styles)

    assert [measure.number for measure in plan.measures] == ["1.4", "1.5"]


def test_bullets_are_no_numbers() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    continued = row_xml((NUMBERED.format(level=0), "внедрения", "", "", ""))

    plan = plan_of(row_xml(MEASURE), continued, numbering=numbering)

    assert [measure.title for measure in plan.measures] == ["Утверждена модель внедрения"]


def test_number_cell_merged_over_two_rows_is_one_measure() -> None:
    first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph_xml("1.1.")
    below = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    rows = (row_xml((first, *MEASURE[1:])), row_xml((below, "", "", "", "Подготовлен отчет")))

    assert [result.text for result in only_measure(*rows).results] == [
        "Утвержден приказ",
        "Подготовлен отчет",
    ]


def test_table_after_the_plan_is_ignored_with_a_doubt() -> None:
    plan = plan_of(row_xml(MEASURE), after=paragraph_xml("") + table_xml([("Согласовано", "И. И. Иванов")]))

    assert [(doubt.code.value, doubt.message) for doubt in plan.doubts] == [
        ("table_ignored", "Другая таблица пропущена: «Согласовано И. И. Иванов».")
    ]


def test_text_before_the_plan_is_its_heading() -> None:
    stamp = table_xml([("", "УТВЕРЖДЕН протоколом № 1")])

    assert plan_of(row_xml(MEASURE), before=stamp + paragraph_xml("План мероприятий")).heading == (
        "УТВЕРЖДЕН протоколом № 1",
        "План мероприятий",
    )


def with_parts(files: dict[str, str | bytes]) -> bytes:
    """A sound document with files added or replaced, by path."""
    kept = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": DOCUMENT}
    return zipped(kept | files)


DOCUMENT = body(table_xml([HEADER, SECTION, MEASURE]))
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
)
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SOUND = package(DOCUMENT)
BOMB = "<!DOCTYPE w:document [" + "".join(
    f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "ха"}">' for at in range(10)
) + "]>"  # fmt: skip
HOSTILE: dict[str, tuple[bytes, str]] = {
    "truncated": (SOUND[: len(SOUND) // 2], "повреждён"),
    "bytes overwritten": (SOUND.replace(b"word/document.xml", b"word/dOcument.xml", 1), "повреждён"),
    "XML cut off": (package(DOCUMENT[:-20]), "повреждён"),
    "XML of nothing": (package(""), "повреждён"),
    "macros": (with_parts({"word/vbaProject.bin": b"\x00"}), "есть макросы"),
    "macros by type": (
        with_parts({"[Content_Types].xml": CONTENT_TYPES.replace(MAIN_TYPE, MACRO_TYPE)}),
        "есть макросы",
    ),
    "entities": (package(BOMB + DOCUMENT.replace("Утверждена модель", "&e9;")), "DOCTYPE"),
    "entities in a part": (with_parts({"word/numbering.xml": BOMB + "<w>&e9;</w>"}), "DOCTYPE"),
    "external entity": (
        package('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + DOCUMENT), "DOCTYPE"
    ),
    "presentation": (
        with_parts({"[Content_Types].xml": CONTENT_TYPES.replace("wordprocessingml", "presentationml")}),
        "презентация",
    ),
    "another office": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "archive": (zipped({"readme.txt": "текст"}), "архив"),
    "unpacked too large": (package(body(" " * 70_000_000)), "слишком большой"),
    "part too large": (with_parts({"word/styles.xml": " " * 5_000_000}), "слишком большой"),
    "too deep": (package(body("<w:tbl>" * 1000)), "повреждён"),
    "too many rows": (package(body("<w:tbl>" + "<w:tr/>" * 6000 + "</w:tbl>")), "больше 5000 строк"),
    "too many cells": (package(body(table_xml([("я",) * 300]))), "больше 200 ячеек"),
    "cell too long": (package(body(table_xml([("я" * 40_000,)]))), "больше 30000 знаков"),
    "too much text": (package(body(paragraph_xml("я") * 30_000)), "слишком много текста"),
    "no table": (package(body(paragraph_xml("Приказ"))), "Это не дорожная карта"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_document_that_harms_or_is_damaged_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


def encrypted(document: bytes) -> bytes:
    """Flags of encryption set in the list of contents of the archive."""
    marked = bytearray(document)
    at = marked.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", marked, at + 8, 1)
        at = marked.find(b"PK\x01\x02", at + 1)
    return bytes(marked)


def with_long_directory(_document: bytes) -> bytes:
    return zipped({f"{at}" * 40: b"" for at in range(20_000)})


def with_other_compression(document: bytes) -> bytes:
    marked = bytearray(document)
    for place, shift in chain.from_iterable(_method_places(document)):
        struct.pack_into("<H", marked, place + shift, zipfile.ZIP_LZMA)
    return bytes(marked)


def _method_places(document: bytes) -> list[list[tuple[int, int]]]:
    places = []
    for sign, shift in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        found, at = [], document.find(sign)
        while at >= 0:
            found.append((at, shift))
            at = document.find(sign, at + 1)
        places.append(found)
    return places


@pytest.mark.parametrize(
    ("harm", "words"),
    [(encrypted, "паролем"), (with_long_directory, "слишком большой"), (with_other_compression, "повреждён")],
)
def test_container_made_otherwise_is_refused(harm: Callable[[bytes], bytes], words: str) -> None:
    assert words in refusal(harm(SOUND))


def test_reading_a_long_document_keeps_memory_bounded() -> None:
    rows = [(f"1.{at}.", *MEASURE[1:]) for at in range(1, 900)]
    filler = "<w:p><w:r><w:rPr/></w:r></w:p>" * 200_000
    data = package(body(table_xml([HEADER, SECTION, *rows]) + filler))

    tracemalloc.start()
    plan = read_roadmap(data)
    _size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(plan.measures) == 899
    assert peak < 12 * 1024 * 1024
