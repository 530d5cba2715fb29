"""Files that are refused before anything in them is read, and bytes of any sort."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.core.errors import InputRefused
from navstrechu.roadmap.reading import ReadRoadmap, read_isolated, read_roadmap
from navstrechu.tables.files import MAX_FILE_BYTES, file_bytes, require_size
from tests.roadmap import documents

ACCEPTED = (
    "Дорожная карта принимается как DOCX, XLSX, PDF с текстом "
    "или как текст, где столбцы разделены табуляцией."
)
OLD_OFFICE = (
    "Файл защищён паролем или сохранён в старом формате DOC или XLS. "
    "Снимите защиту, сохраните как DOCX или XLSX и загрузите снова."
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пуст."),
        (b"{\\rtf1 \\ansi", f"Это RTF. {ACCEPTED}"),
        (b"\x89PNG\r\n\x1a\n", f"Это изображение. {ACCEPTED}"),
        (b"\xff\xd8\xff\xe0", f"Это изображение. {ACCEPTED}"),
        (b"Rar!\x1a\x07", f"Это архив. {ACCEPTED}"),
        (b"PK\x05\x06" + b"\x00" * 18, f"Это пустой архив. {ACCEPTED}"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
        (b"<!DOCTYPE html><html></html>", f"Это веб-страница или XML. {ACCEPTED}"),
    ],
)
def test_file_of_another_sort_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(data)

    assert str(refused.value) == sentence


def test_file_too_large_is_refused_by_its_size() -> None:
    with pytest.raises(InputRefused, match="Файл больше 20 МБ"):
        require_size(100 * 1024 * 1024)


def test_limit_of_size_can_be_lower() -> None:
    with pytest.raises(InputRefused, match="Файл больше 1 МБ"):
        read_roadmap(b"a" * (1024 * 1024 + 1), max_bytes=1024 * 1024)


def test_file_on_disk_too_large_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    with pytest.raises(InputRefused, match=f"Файл больше {MAX_FILE_BYTES // 1024 // 1024} МБ"):
        file_bytes(path)


def test_file_on_disk_that_is_absent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"Файл «нет\.docx» не открывается"):
        file_bytes(tmp_path / "нет.docx")


def test_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(documents.reference_bytes())

    assert file_bytes(path) == documents.reference_bytes()


def test_isolated_refusal_has_the_same_words() -> None:
    data = documents.text_of(documents.measure_row(due="31.02.2024"))

    with pytest.raises(InputRefused) as direct:
        read_roadmap(data, "карта.txt")
    with pytest.raises(InputRefused) as isolated:
        read_isolated(data, "карта.txt")

    assert str(isolated.value) == str(direct.value)
    assert isolated.value.problems == direct.value.problems


def read_or_refused(data: bytes) -> ReadRoadmap | None:
    with suppress(InputRefused):
        return read_roadmap(data)
    return None


@given(st.binary(max_size=2_000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read_or_refused(data) is None


CELL = st.text(alphabet=' \n;,."%–«»123БбНнПп', max_size=30)


@given(st.lists(st.lists(CELL | st.sampled_from(["1.1.", "2.", "01.12.2023", "31.02.2024"]), max_size=7)))
@settings(max_examples=200, deadline=None)
def test_any_rows_below_a_header_are_read_or_refused(rows: list[list[str]]) -> None:
    read = read_or_refused(documents.text_of(*("|".join(cells) for cells in rows)))

    assert read is None or ReadRoadmap.from_json(read.to_preview_json()) == read


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_of_a_document_is_read_or_refused(data: st.DataObject) -> None:
    document = bytearray(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 20))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(document)))

    read = [read_or_refused(bytes(document)), read_or_refused(bytes(document[:cut]))]

    assert all(plan is None or plan.measures for plan in read)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damage_inside_a_document_is_read_or_refused(data: st.DataObject) -> None:
    xml = bytearray(documents.body(documents.table_xml([documents.HEADER])).encode())
    for _ in range(data.draw(st.integers(1, 10))):
        xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.integers(0, 255))

    assert read_or_refused(documents.package(xml)) is None  # type: ignore[arg-type]


DOCUMENT = documents.one_table(documents.reference_plan())
