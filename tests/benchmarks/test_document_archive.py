"""Eighty documents in one archive, all of them printed for it, beside a plain zip of the same bytes."""

import io
import zipfile
from functools import partial

import pytest

from navstrechu.acts.archive import ArchiveEntry, ArchiveIndex, ArchiveLine, write_archive
from navstrechu.documents.engine.tree import Column
from navstrechu.documents.rendering import Format, render
from tests.benchmarks.measuring import median_ms, show
from tests.benchmarks.test_official_documents import order_with_ten_pages

pytestmark = pytest.mark.benchmark
_INDEX = ArchiveIndex(
    "Документы дорожной карты",
    ("Департамент",),
    (Column("Мероприятие", 13), Column("Результат", 46), Column("Состояние", 20)),
)


def _printed(format: Format) -> bytes:
    return render(order_with_ten_pages(), format).content


def _line(number: int) -> ArchiveLine:
    folder = f"{number} Сформирован перечень точек взаимодействия с клиентом"
    entries = tuple(
        ArchiveEntry(folder, f"ПРОЕКТ Приказ ({number}).{format}", make=partial(_printed, format))
        for format in (Format.DOCX, Format.PDF)
    )
    return ArchiveLine((str(number), "Утвержден приказ Департамента", "проект"), entries)


def _archive() -> bytes:
    target = io.BytesIO()
    write_archive(target, _INDEX, [_line(number) for number in range(80)], progress=lambda done, of: None)
    return target.getvalue()


def _plain_zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_archive_of_eighty_documents():
    with zipfile.ZipFile(io.BytesIO(_archive())) as made:
        files = {name: made.read(name) for name in made.namelist()}
    assert len(files) == 80 * 2 + 2

    measured = median_ms(_archive, times=3, warm_up=0)

    show("80 documents of 12 pages as DOCX and PDF in one archive", measured, "≤ 60 000", "plain zip",
         median_ms(lambda: _plain_zip(files)))  # fmt: skip
