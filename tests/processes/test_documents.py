"""The register as editions freeze it and as it is printed."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from navstrechu.documents.delimited import csv_of
from navstrechu.documents.engine.tree import Table
from navstrechu.processes.document_kinds import register_document
from navstrechu.processes.register_form import PROCESSES, frozen_rows, note
from navstrechu.processes.values import LegalBasis, Term
from navstrechu.registers.kinds import kind_of
from navstrechu.registers.printing import plain_table
from tests.factories.organisation import agency, unit
from tests.factories.processes import excluded_process, process

pytestmark = pytest.mark.django_db


def test_row_holds_what_is_printed_in_russian_whatever_the_page():
    own = agency()
    place = unit(own, "Отдел выплат")
    made = process(
        own, group=3, title="Надзор", object_kind="control", scope="main", reach="interdepartmental",
        unit=place, term=Term(1, "calendar_days", "со дня жалобы"),
        bases=(LegalBasis("248-ФЗ", "статья 3"), LegalBasis("Устав")),
    )  # fmt: skip
    excluded_process(own)

    with override("en"):
        (row,) = frozen_rows(own)

    assert (row.key, row.group_number) == (f"process:{made.pk}", 3)
    assert row.sources == {"process": made.pk, "group": made.group_id}
    assert row.cells == {
        "group_number": "3",
        "group": "Процессы осуществления государственного контроля (надзора)",
        "code": "3.01",
        "title": "Надзор",
        "object_kind": "вид контроля (надзора)",
        "scope": "основной",
        "reach": "межведомственный",
        "unit": "Отдел выплат",
        "term": "1\u00a0календарный день со дня жалобы",
        "bases": ["248-ФЗ, статья 3", "Устав"],
    }


def test_document_prints_groups_as_headings():
    own = agency()
    process(own, group=3, title="Надзор")
    process(own, title="Справка")
    process(own, title="Опека")

    document = register_document(own, frozen_rows(own), date(2024, 3, 15), ["Клиент: внешний"])

    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.cells[0].text if len(row.cells) == 1 else row.cells[1].text for row in table.rows] == [
        "1. Процессы предоставления услуг (сервисов)", "Справка", "Опека",
        "3. Процессы осуществления государственного контроля (надзора)", "Надзор",
    ]  # fmt: skip
    assert [column.heading for column in table.columns] == [
        heading for _code, heading in PROCESSES.columns[2:]
    ]
    assert document.title == "Реестр межведомственных и внутриведомственных процессов"


def test_plain_table_says_all_in_every_row():
    own = agency()
    process(own, title="Справка")

    lines = csv_of(plain_table(PROCESSES, frozen_rows(own))).content.decode("utf-8-sig").splitlines()

    assert lines == [
        "№ группы;Группа процессов;Код;Наименование процесса;Вид;Основной / отраслевой;"
        "Межведомственный / внутриведомственный;Подразделение;Срок;Правовое основание",
        "1;Процессы предоставления услуг (сервисов);1.01;Справка;услуга;отраслевой;внутриведомственный;;;",
    ]


def test_register_is_known_to_editions():
    assert kind_of("processes") is PROCESSES
    assert PROCESSES.findings(agency()).blockers == ()


def test_note_tells_what_came_and_left_since_the_edition():
    own = agency()
    process(own, title="Справка")
    excluded_process(own, title="Опека", on=date(2024, 3, 1))
    before, after = datetime(2023, 12, 31, tzinfo=UTC), datetime(2024, 3, 16, tzinfo=UTC)

    assert note(own, before) == ("Включён: 1.01 Справка (с 09.01.2024)\nИсключён: 1.02 Опека (с 01.03.2024)")
    assert note(own, after) == ""
    assert note(own, None) == ""


def test_day_of_the_edition_is_that_of_the_agency():
    own = process(title="Справка").agency
    after_midnight = datetime(2024, 1, 9, 21, 30, tzinfo=UTC)  # 10.01.2024, 00:30 in Moscow

    assert note(own, after_midnight) == ""
