"""One ZIP of many documents: safe names, an index that proves every file, equal bytes."""

import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document as OpenedDocument

from navstrechu.acts.archive import (
    ArchiveEntry,
    ArchiveIndex,
    ArchiveLine,
    file_name,
    stored_entry,
    write_archive,
)
from navstrechu.core.errors import InputRefused
from navstrechu.documents.engine.tree import Column
from tests.documents.reopening import sheet_cells
from tests.factories.evidence import PDF, stored_file
from tests.factories.organisation import agency

INDEX = ArchiveIndex("Опись документов", ("Департамент",), (Column("Документ", 40),))


def written(*lines: ArchiveLine) -> bytes:
    target = io.BytesIO()
    write_archive(target, INDEX, lines, progress=lambda done, of: None)
    return target.getvalue()


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def index_rows(data: bytes) -> list[tuple[str, ...]]:
    with opened(data) as archive:
        [table] = OpenedDocument(io.BytesIO(archive.read("Опись.docx"))).tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_every_file_and_the_index_are_in_the_archive() -> None:
    order = ArchiveEntry("1.1 Назначение", "приказ.docx", data=b"order")
    late = ArchiveEntry("1.2 Модель", "проект.pdf", make=lambda: b"made when its turn comes")

    data = written(ArchiveLine(("Приказ № 1",), (order,)), ArchiveLine(("Проект",), (late,)))

    with opened(data) as archive:
        assert archive.namelist() == [
            "1.1 Назначение/приказ.docx",
            "1.2 Модель/проект.pdf",
            "Опись.docx",
            "Опись.xlsx",
        ]
        assert archive.read("1.2 Модель/проект.pdf") == b"made when its turn comes"
    with opened(data) as archive:
        assert "1.1 Назначение/приказ.docx" in sheet_cells(archive.read("Опись.xlsx")).values()
    assert index_rows(data) == [
        ("Документ", "Файл", "SHA-256"),
        ("Приказ № 1", "1.1 Назначение/приказ.docx", hashlib.sha256(b"order").hexdigest()),
        ("Проект", "1.2 Модель/проект.pdf", hashlib.sha256(b"made when its turn comes").hexdigest()),
    ]


def test_file_of_two_lines_is_written_once_and_named_in_both() -> None:
    order = ArchiveEntry("", "приказ.docx", data=b"order")

    data = written(
        ArchiveLine(("2.1.1",), (order,)), ArchiveLine(("2.2.1",), (order,)), ArchiveLine(("1.2",))
    )

    with opened(data) as archive:
        assert archive.namelist() == ["приказ.docx", "Опись.docx", "Опись.xlsx"]
    assert [row[1] for row in index_rows(data)[1:]] == ["приказ.docx", "приказ.docx", "–"]


def test_equal_contents_give_equal_bytes() -> None:
    lines = (ArchiveLine(("Приказ",), (ArchiveEntry("папка", "приказ.docx", data=b"order"),)),)

    assert written(*lines) == written(*lines)


def test_names_that_differ_in_case_alone_are_counted() -> None:
    entries = (ArchiveEntry("", "Приказ.pdf", data=b"1"), ArchiveEntry("", "приказ.PDF", data=b"2"))

    with opened(written(ArchiveLine(("оба",), entries))) as archive:
        assert archive.namelist()[:2] == ["Приказ.pdf", "приказ (2).PDF"]


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("приказ-12/од.docx", "приказ-12 од.docx"),
        ("../../etc/passwd", "etc passwd"),
        ('отчёт "о ходе"?.pdf', "отчёт о ходе .pdf"),
        ("1.1. Назначение ответственного", "1.1. Назначение ответственного"),
        ("...", "опись"),
        ("слово " * 40 + ".pdf", "слово " * 15 + "слово.pdf"),
    ],
)
def test_file_name_is_safe_on_every_system(name: str, becomes: str) -> None:
    assert file_name(name) == becomes


@pytest.mark.django_db
def test_damaged_file_is_refused_by_name() -> None:
    entry = stored_entry(stored_file(agency()), folder="", name="Приказ № 1")
    damaged = replace(entry, sha256="0" * 64)

    assert entry.name == "Приказ № 1.pdf"
    with opened(written(ArchiveLine(("Приказ",), (entry,)))) as archive:
        assert archive.read("Приказ № 1.pdf") == PDF
    with pytest.raises(InputRefused, match="«Приказ № 1.pdf» на сервере повреждён"):
        written(ArchiveLine(("Приказ",), (damaged,)))


@pytest.mark.django_db
def test_missing_file_is_refused_by_name() -> None:
    file = stored_file(agency())
    file.path.unlink()

    with pytest.raises(InputRefused, match="Файла «приказ.pdf» нет на сервере"):
        written(ArchiveLine(("Приказ",), (stored_entry(file, folder=""),)))


def test_progress_counts_files_and_the_index() -> None:
    told: list[tuple[int, int]] = []
    entries = (ArchiveEntry("", "1.pdf", data=b"1"), ArchiveEntry("", "2.pdf", data=b"2"))

    write_archive(
        io.BytesIO(),
        INDEX,
        [ArchiveLine(("оба",), entries)],
        progress=lambda done, of: told.append((done, of)),
    )

    assert told == [(0, 3), (1, 3), (3, 3)]
