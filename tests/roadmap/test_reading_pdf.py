"""Tables printed to PDF: framed or not, cut by pages or not; and files that nobody can or should read."""

import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.core.errors import InputRefused
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.reading import (
    ReadMeasure,
    ReadResult,
    ReadRoadmap,
    ReadSection,
    ResultKind,
    read_isolated,
    read_roadmap,
)
from tests.programs import missing_program
from tests.roadmap import documents, printed
from tests.roadmap.office import convert, office

UNRULED = (
    "Строки таблицы в PDF не отделены линиями: они определены по номерам и расположению текста. "
    "Сверьте прочитанное с файлом."
)


@pytest.fixture(scope="module")
def plan() -> ReadRoadmap:
    return documents.reference_plan()


def without_doubts(plan: ReadRoadmap) -> ReadRoadmap:
    return replace(plan, doubts=())


def own_doubts(plan: ReadRoadmap) -> list[tuple[str, str]]:
    return [(doubt.code.value, doubt.message) for doubt in plan.doubts if doubt.code.value != "doubled_word"]


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read_roadmap(data)
    return str(refused.value)


def export_of(plan: ReadRoadmap, format: Format) -> bytes:
    return render(roadmap_document(plan, "Дорожная карта"), format).content


def test_export_gives_the_same_plan_in_a_process_of_its_own(plan: ReadRoadmap) -> None:
    assert read_isolated(export_of(plan, Format.PDF), "карта.pdf") == plan


def test_export_printed_by_an_office_program_gives_the_same_plan(plan: ReadRoadmap, tmp_path: Path) -> None:
    if office() is None:
        missing_program("soffice", "libreoffice-writer-nogui")
    source = tmp_path / "plan.docx"
    source.write_bytes(export_of(plan, Format.DOCX))

    assert read_roadmap(convert(source, "pdf", tmp_path / "out").read_bytes()) == plan


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("broken", [True, False])
def test_framed_table_gives_the_same_plan(plan: ReadRoadmap, *, repeated: bool, broken: bool) -> None:
    read = read_roadmap(printed.printed(plan, repeated=repeated, broken=broken))

    assert without_doubts(read) == without_doubts(plan)
    assert [code for code, _message in own_doubts(read)] in ([], ["hyphen_joined"])


@pytest.mark.parametrize("repeated", [True, False])
def test_table_without_frames_gives_the_same_plan_and_a_doubt(plan: ReadRoadmap, *, repeated: bool) -> None:
    read = read_roadmap(printed.printed(plan, ruled=False, repeated=repeated))

    assert without_doubts(read) == without_doubts(plan)
    assert own_doubts(read)[0] == ("unruled_table", UNRULED)


def test_words_parted_at_the_ends_of_lines_are_whole_again(plan: ReadRoadmap) -> None:
    read = read_roadmap(
        printed.printed(plan, hyphenate=True, widths=("13mm", "45mm", "23mm", "70mm", "60mm"))
    )

    assert without_doubts(read) == without_doubts(plan)


def test_header_of_one_page_is_enough(plan: ReadRoadmap) -> None:
    header = ("№", "Наименование мероприятия", "Срок", "Ответственный исполнитель", "Результат")

    assert (
        without_doubts(read_roadmap(printed.printed(plan, header=header, repeated=False))).measures
        == plan.measures
    )


def test_words_behind_the_table_are_told_of(plan: ReadRoadmap) -> None:
    read = read_roadmap(printed.printed(plan, after="Согласовано: И. И. Иванов"))

    assert own_doubts(read)[-1] == (
        "text_ignored",
        "Текст вне таблицы пропущен: «Согласовано: И. И. Иванов».",
    )


def test_lines_of_their_own_stay_so() -> None:
    """Posts in lower case and results without a verb are told apart by their lines alone."""
    measure = ReadMeasure(
        "1.1", "1", "Назначен ответственный", date(2024, 2, 29), "Глава",
        ("Отдел кадров", "Сектор печати"),
        (
            ReadResult(ResultKind.ORDER, "Приказ о назначении", attachment=False),
            ReadResult(ResultKind.REPORT, "Отчет о назначении", attachment=False),
        ),
    )  # fmt: skip
    plan = ReadRoadmap((), (ReadSection("1", "Общие"),), (measure,))

    assert read_roadmap(printed.printed(plan)).measures == (measure,)


def test_word_broken_behind_its_stroke_is_whole_again() -> None:
    result = ReadResult(ResultKind.ORDER, "Утвержден приказ", attachment=False)
    title = "Утвержден №5 перечень процессов и/или порядок"
    measure = ReadMeasure("1.1", "1", title, date(2024, 2, 29), "Глава", (), (result,))

    read = read_roadmap(export_of(ReadRoadmap((), (ReadSection("1", "Общие"),), (measure,)), Format.PDF))

    assert read.measures == (measure,)


def test_number_broken_in_its_narrow_column_is_whole_again() -> None:
    result = ReadResult(ResultKind.ORDER, "Утвержден приказ", attachment=False)
    number = "112.110.11"
    measure = ReadMeasure(number, "112.110", "Утверждена модель", date(2024, 2, 29), "Глава", (), (result,))
    sections = (ReadSection("112", "Общие"), ReadSection("112.110", "Процессы"))

    read = read_roadmap(export_of(ReadRoadmap((), sections, (measure,)), Format.PDF))

    assert (read.sections, read.measures) == (sections, (measure,))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "scan": (
        lambda: printed.scan(2),
        "Это сканированный документ без текста: на страницах только изображения. "
        "Загрузите исходный файл в DOCX или XLSX либо распознайте текст (OCR) и загрузите полученный PDF.",
    ),
    "password": (
        printed.protected,
        "Файл PDF защищён паролем. Снимите защиту или загрузите дорожную карту в DOCX или XLSX.",
    ),
    "nothing on its page": (
        lambda: printed.by_hand([b""]),
        "В файле PDF нет текста. Проверьте, тот ли файл выбран.",
    ),
    "turned": (
        lambda: printed.by_hand([b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (Plan) Tj ET"]),
        "Текст на страницах PDF повёрнут. "
        "Сохраните файл так, чтобы таблица читалась без поворота, и загрузите снова.",
    ),
    "too many pages": (
        lambda: printed.by_hand([b"BT /F1 12 Tf (Plan) Tj ET"] * 301),
        "В файле PDF больше 300 страниц: это не дорожная карта. Загрузите её отдельным файлом.",
    ),
    "drawing": (
        lambda: printed.by_hand([b"BT /F1 12 Tf (Plan) Tj ET " + b"1 1 5 0.1 re f " * 3001]),
        "На странице 1 PDF слишком много линий: это чертёж или рисунок, а не дорожная карта. "
        "Загрузите её отдельным файлом.",
    ),
    "cut off": (
        lambda: b"%PDF-1.7\n1 0 obj\n<<",
        "Файл PDF повреждён и не читается. "
        "Откройте его в программе просмотра, напечатайте в новый PDF и загрузите снова.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("made", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_file_that_cannot_be_read_is_refused(made: Callable[[], bytes], sentence: str) -> None:
    assert refusal(made()) == sentence


def test_text_without_a_table_is_no_roadmap() -> None:
    assert refusal(printed.page_of_text("Приказ", "О назначении")).startswith("Это не дорожная карта")


def test_bomb_in_a_stream_ends_in_a_refusal() -> None:
    """A stream that unpacks to a gigabyte: the process that reads has no room for it."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(1024)) + packer.flush()
    page = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    data = printed.by_hand([b""], extra=[page]).replace(b"/Contents 5 0 R", b"/Contents 6 0 R")

    with pytest.raises(InputRefused, match="слишком сложный"):
        read_isolated(data, "")


PRINTED = bytearray(printed.by_hand([b"BT /F1 12 Tf 40 700 Td (Plan) Tj ET 0 0 m 100 0 l S"]))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(PRINTED)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(9, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    with suppress(InputRefused):
        read_roadmap(bytes(damaged))
        pytest.fail("a page without a table was taken for a roadmap")
