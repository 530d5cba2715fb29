"""The reference roadmap gives the same plan from text and from every shape of document."""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from navstrechu.roadmap.reading import Doubt, DoubtCode, ReadRoadmap, ReadSection, read_isolated, read_roadmap
from tests.programs import missing_program
from tests.roadmap import documents
from tests.roadmap.office import convert, office

OFFICE_SHAPES = (documents.cells_in_paragraphs, documents.merged_headings, documents.same_dates_merged)
SHAPES = (documents.one_table, documents.inside_a_cell, *OFFICE_SHAPES)


@pytest.fixture(scope="module")
def plan() -> ReadRoadmap:
    return documents.reference_plan()


def test_reference_has_its_heading_and_sections(plan: ReadRoadmap) -> None:
    assert plan.heading == (
        "Приложение 12 к протоколу заочного заседания",
        "рабочей группы по вопросам внедрения",
        "принципов клиентоцентричности в деятельность",
        "органов исполнительной государственной власти",
        "специальной компетенции Орловской области",
        "от 26 сентября 2023 г. № 1",
        "План мероприятий («дорожная карта») по внедрению стандартов клиентоцентричности",
        "в Департаменте социальной защиты, опеки и попечительства, труда и занятости Орловской области",
    )
    numbers = [section.number for section in plan.sections]
    assert numbers == ["1", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9"]
    assert plan.sections[2] == ReadSection("2.1", "Процессы предоставления услуг (сервисов)")


def test_reference_has_its_measures(plan: ReadRoadmap) -> None:
    general = [f"1.{at}" for at in range(1, 9)]
    stages = [f"2.{group}.{stage}" for group in range(1, 10) for stage in range(1, 8)]

    assert [measure.number for measure in plan.measures] == [*general, *stages]
    assert Counter(measure.due.isoformat() for measure in plan.measures) == {
        "2023-12-01": 1,
        "2023-12-07": 1,
        "2023-12-22": 2,
        "2024-02-29": 18,
        "2024-03-29": 3,
        "2024-06-17": 10,
        "2024-06-28": 16,
        "2024-07-31": 9,
        "2024-09-30": 2,
        "2024-12-31": 9,
    }
    assert {measure.number: measure.quota_percent for measure in plan.measures if measure.quota_percent} == {
        f"2.{group}.7": 10 for group in range(1, 7)
    }


def test_reference_has_its_results(plan: ReadRoadmap) -> None:
    kinds = Counter(result.kind.value for measure in plan.measures for result in measure.results)
    endings = Counter(tuple(result.kind.value for result in measure.results) for measure in plan.measures)

    assert kinds == {"order": 33, "report": 47}
    assert endings == {("order",): 24, ("report",): 38, ("order", "report"): 9}
    with_attachment = [m.number for m in plan.measures if any(result.attachment for result in m.results)]
    assert with_attachment == ["1.5", *(f"2.{group}.{stage}" for group in range(1, 5) for stage in (2, 5))]


def test_reference_has_its_posts(plan: ReadRoadmap) -> None:
    responsible = Counter(measure.responsible for measure in plan.measures)
    co_executors = Counter(post for measure in plan.measures for post in measure.co_executors)

    assert sorted(responsible.values()) == [1, 32, 38]
    assert len(co_executors) == 6
    assert co_executors.total() == 152
    assert sum(not measure.co_executors for measure in plan.measures) == 17


def test_texts_are_those_of_the_source(plan: ReadRoadmap) -> None:
    """Nothing but spaces, numbers, dates and labels is lost: every text stands in the source as one piece."""
    source = _columns_of_the_source()

    for measure in plan.measures:
        title, due, posts, results = source[measure.number]
        label = {0: "", 1: " Соисполнитель:"}.get(len(measure.co_executors), " Соисполнители:")
        assert measure.title == title
        assert f"{measure.due:%d.%m.%Y}" == due
        assert f"{measure.responsible}{label} {' '.join(measure.co_executors)}".strip() == posts
        assert " ".join(result.text for result in measure.results) == results


def test_doubts_of_the_reference_are_its_doubled_word(plan: ReadRoadmap) -> None:
    message = "Слово «клиентом» стоит дважды подряд, вероятно на стыке страниц; текст оставлен как есть."
    assert plan.doubts == (Doubt("2.7.1", DoubtCode.DOUBLED_WORD, message),)


@pytest.mark.parametrize("shape", SHAPES)
def test_document_of_a_shape_gives_the_same_plan(
    plan: ReadRoadmap, shape: Callable[[ReadRoadmap], bytes]
) -> None:
    assert read_roadmap(shape(plan)) == plan


def test_document_with_a_table_on_each_page_gives_the_same_plan(plan: ReadRoadmap) -> None:
    source = documents.reference_bytes().decode()

    assert read_roadmap(documents.table_per_page(source)) == plan


def test_document_with_other_columns_gives_the_same_measures(plan: ReadRoadmap) -> None:
    read = read_roadmap(documents.other_columns(plan))

    assert (read.heading, read.sections, read.measures) == (plan.heading, plan.sections, plan.measures)
    unknown = Doubt(None, DoubtCode.UNKNOWN_COLUMN, "Столбец «Примечание» не распознан и пропущен.")
    assert read.doubts == (unknown, *plan.doubts)


def test_document_of_a_web_page_saved_by_an_office_program_gives_the_same_plan(
    plan: ReadRoadmap, tmp_path: Path
) -> None:
    if office() is None:
        missing_program("soffice", "libreoffice-writer-nogui")
    page = tmp_path / "plan.html"
    page.write_bytes(documents.html(plan))

    opened = convert(page, "odt", tmp_path, opened_as="HTML (StarWriter)")

    assert read_roadmap(convert(opened, "docx", tmp_path).read_bytes()) == plan


@pytest.mark.parametrize("shape", OFFICE_SHAPES)
def test_document_saved_by_an_office_program_gives_the_same_plan(
    plan: ReadRoadmap, shape: Callable[[ReadRoadmap], bytes], tmp_path: Path
) -> None:
    if office() is None:
        missing_program("soffice", "libreoffice-writer-nogui")
    source = tmp_path / "plan.docx"
    source.write_bytes(shape(plan))

    saved = convert(convert(source, "odt", tmp_path), "docx", tmp_path / "again")

    assert read_roadmap(saved.read_bytes()) == plan


def test_isolated_reading_gives_the_same_plan(plan: ReadRoadmap) -> None:
    read = read_isolated(documents.one_table(plan), "карта.docx")

    assert read == plan
    assert [measure.row for measure in read.measures][:3] == [3, 4, 5]


def test_published_json_has_exactly_the_agreed_keys(plan: ReadRoadmap) -> None:
    published = plan.to_json()

    assert list(published) == ["sections", "measures", "doubts"]
    assert published["sections"][0] == {"number": "1", "title": "Общеорганизационные мероприятия"}
    assert published["measures"][0] == {
        "number": "1.1",
        "title": "Назначен ответственный за внедрение клиентоцентричности в должности не ниже заместителя "
        "руководителя Департамента социальной защиты, опеки и попечительства, труда и занятости Орловской "
        "области (далее – Департамент)",
        "due": "2023-12-01",
        "responsible": "Заместитель руководителя Департамента",
        "co_executors": [
            "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента"
        ],
        "results": [
            {
                "kind": "order",
                "text": "Утвержден приказ Департамента о назначении ответственного за внедрение "
                "клиентоцентричности в Департаменте",
                "attachment": False,
            }
        ],
        "quota_percent": None,
    }
    assert published["doubts"] == [
        {"measure": "2.7.1", "code": "doubled_word", "message": plan.doubts[0].message}
    ]


def test_preview_survives_being_stored(plan: ReadRoadmap) -> None:
    stored = json.loads(json.dumps(plan.to_preview_json()))
    read = ReadRoadmap.from_json(stored)

    assert read == plan
    assert [measure.row for measure in read.measures] == [measure.row for measure in plan.measures]


def test_published_json_gives_the_plan_back_without_its_heading(plan: ReadRoadmap) -> None:
    read = ReadRoadmap.from_json(plan.to_json())

    assert read == ReadRoadmap((), plan.sections, plan.measures, plan.doubts)


def _columns_of_the_source() -> dict[str, list[str]]:
    """Cells of each measure joined over pages: a second, much simpler reading of the reference."""
    lines = [line.split("\t") for line in documents.reference_bytes().decode().splitlines() if "\t" in line]
    starts = [at for at, cells in enumerate(lines) if re.fullmatch(r"[\d.]+", cells[0])]
    rows = {}
    for start, end in pairwise([*starts, len(lines)]):
        columns = zip(*(cells[1:] for cells in lines[start:end]), strict=True)
        rows[lines[start][0].strip(".")] = [" ".join(" ".join(column).split()) for column in columns]
    return rows
