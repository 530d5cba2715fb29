"""Reading a register of ten thousand rows, beside the bare libraries that open the same file."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from navstrechu.processes.directions import DIRECTIONS
from navstrechu.touchpoints.reading import read_isolated
from tests.benchmarks.measuring import median_ms, show
from tests.roadmap.documents import body, package, table_xml
from tests.touchpoints.reading.files import HEADER, text, xlsx

pytestmark = pytest.mark.benchmark

PROCESSES, TOUCHPOINTS = 1_000, 10
NAMES = ("МФЦ «Мои документы» № {n} (личный прием)", "Кабинет № {n} (личный прием)", "Портал (цифровая)",
         "Страница {n} (цифровая)", "Телефон {n} (цифровая)", "Почта (офлайн)", "Чат-бот (цифровая)",
         "Видеосвязь (онлайн)", "Ящик {n} (офлайн)", "Приёмная руководителя (личный прием)")  # fmt: skip


def rows() -> Iterator[tuple[str, ...]]:
    """A thousand processes with ten touchpoints each; no two cells of interactions are alike."""
    directions = list(DIRECTIONS.values())
    for process in range(PROCESSES):
        at = process * len(directions) // PROCESSES
        for place, name in enumerate(NAMES):
            shared = (
                str(at + 1),
                directions[at],
                f"Назначение ежемесячной выплаты вида {process} семьям с детьми",
            )
            yield (
                *(shared if place == 0 else ("", "", "")),
                name.format(n=process),
                f"1) прием заявления вида {process} и документов;\n2) проверка сведений {place};\n3) ответ",
                f"Предварительная запись по номеру {process}",
            )


def merges() -> Iterator[tuple[int, int, int, int]]:
    for process in range(PROCESSES):
        top = 1 + process * TOUCHPOINTS
        yield from ((top, column, top + TOUCHPOINTS - 1, column) for column in range(3))


def opened_docx(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return etree.fromstring(packed.read("word/document.xml"), etree.XMLParser(huge_tree=True))


FORMS: dict[str, tuple[Callable[[], bytes], str, Callable[[bytes], object]]] = {
    "XLSX": (
        lambda: xlsx(HEADER, *rows(), merges=merges()),
        "calamine alone",
        lambda data: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(),
    ),
    "DOCX": (lambda: package(body(table_xml([HEADER, *rows()]))), "lxml alone", opened_docx),
    "CSV": (
        lambda: text(HEADER, *rows()),
        "csv alone",
        lambda data: list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_reading_of_ten_thousand_rows(form: str):
    """In a process of its own, as an upload is read."""
    make, baseline, opened = FORMS[form]
    data = make()
    assert len(read_isolated(data, form).rows) == PROCESSES * TOUCHPOINTS

    measured = median_ms(lambda: read_isolated(data, form), times=3, warm_up=0)

    alone = median_ms(lambda: opened(data), times=3, warm_up=1)
    show(f"reading 10 000 rows of a register from {form}", measured, "≤ 10000", baseline, alone)
