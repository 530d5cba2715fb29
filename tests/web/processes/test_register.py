"""The register of processes as a page: what the address asks for, what is said, its files."""

import csv
import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ProcessGroup
from navstrechu.processes.values import LegalBasis, Term
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import excluded_process, process
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, texts, tree

pytestmark = pytest.mark.django_db
CODES = "//tbody//tr[not(contains(@class, 'section'))]/th"
CHIPS = "//a[@class='filter-chip']"


@pytest.fixture
def own(db) -> Agency:
    made = agency()
    process(
        made, title="Выдача справки", unit=unit(made, "Отдел выплат"), bases=(LegalBasis("Устав", "п. 3"),)
    )
    process(made, title="Назначение пособия", reach="interdepartmental", term=Term(5, "working_days"))
    process(made, group=7, title="Ремонт компьютеров", scope="main")
    excluded_process(made, title="Выдача удостоверений")
    return made


@pytest.fixture
def reader(own: Agency) -> Client:
    return sign_in(member(Role.EMPLOYEE, own))


def path(own: Agency, query: str = "") -> str:
    return f"/agency/{own.code}/processes/{query}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1.01", "1.02", "7.01"]),
        ("?status=all", ["1.01", "1.02", "1.03", "7.01"]),
        ("?status=excluded", ["1.03"]),
        ("?group=1", ["1.01", "1.02"]),
        ("?side=internal", ["7.01"]),
        ("?scope=main", ["7.01"]),
        ("?reach=interdepartmental", ["1.02"]),
        ("?unit=0", ["1.02", "7.01"]),
        ("?q=справок", ["1.01"]),
        ("?q=пособ", ["1.02"]),
        ("?sort=-code", ["7.01", "1.02", "1.01"]),
        ("?sort=title", ["1.01", "1.02", "7.01"]),
        ("?group=ноль&side=x&unit=-1&kind=y&sort=price&page=99", ["1.01", "1.02", "7.01"]),
        ("?group=99999999999999999999", ["1.01", "1.02", "7.01"]),
    ],
)
def test_address_narrows_and_orders(own: Agency, reader: Client, query: str, found: list[str]):
    assert texts(reader.get(path(own, query)), CODES) == found


def test_line_tells_what_matters(own: Agency, reader: Client):
    page = reader.get(path(own, "?group=1"))

    assert texts(page, "//tbody/tr[2]/*") == [
        "1.01", "Выдача справки", "услуга", "отраслевой внутриведомственный", "Отдел выплат", "–",
        "Устав, п. 3", "0", "09.01.2024",
    ]  # fmt: skip
    assert texts(page, "//tbody/tr[3]/*")[4:7] == ["не указано", "5 рабочих дней", "–"]
    assert texts(page, "//tr[@class='table__section']") == ["1. Процессы предоставления услуг (сервисов)"]


def test_conditions_are_said_and_taken_away_one_by_one(own: Agency, reader: Client):
    page = reader.get(path(own, "?q=справка&group=1&status=all"))

    chips = tree(page).xpath(CHIPS)
    assert texts(page, CHIPS) == [
        "Текст: справка",
        "Группа: 1. Процессы предоставления услуг (сервисов)",
        "Состояние: Все",
    ]
    assert [chip.get("href") for chip in chips] == [
        "?status=all&group=1",
        "?status=all&q=%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%BA%D0%B0",
        "?group=1&q=%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%BA%D0%B0",
    ]
    assert texts(page, "//*[@role='status']")[0] == "Найдено: 1 процесс. Всего в реестре: 3"


def test_filters_replace_the_table_alone(own: Agency, reader: Client):
    answer = reader.get(path(own, "?q=справка"), headers=FRAGMENT | {"HX-Target": "processes"})

    found = tree(answer)
    assert (found.tag, found.get("id")) == ("div", "processes")
    assert texts(answer, CODES) == ["1.01"]


def test_nothing_found_says_what_to_do(own: Agency, reader: Client):
    page = reader.get(path(own, "?q=квартира"))

    assert texts(page, "//*[@class='empty__title']") == ["Ничего не найдено"]
    assert texts(page, "//*[@class='empty']//a") == ["Сбросить условия"]


def test_empty_register_leads_on():
    own = agency()
    coordinator, reader = sign_in(member(Role.COORDINATOR, own)), sign_in(member(Role.EMPLOYEE, own))

    assert texts(coordinator.get(path(own)), "//*[@class='empty']//a") == ["Включить процесс"]
    assert texts(reader.get(path(own)), "//*[@class='empty']//a") == []
    ProcessGroup.objects.filter(agency=own).delete()
    assert texts(coordinator.get(path(own)), "//*[@class='empty']//a") == ["Группы процессов"]


@pytest.mark.parametrize(
    ("role", "shown"),
    [(Role.COORDINATOR, ["Включить процесс"]), (Role.UNIT_HEAD, []), (Role.EMPLOYEE, [])],
)
def test_button_of_inclusion(own: Agency, role: Role, shown: list[str]):
    page = sign_in(member(role, own)).get(path(own))

    assert texts(page, "//a[contains(@href, '/processes/new/')]") == shown
    refused = texts(page, "//button[@aria-disabled='true' or @disabled]")
    assert bool(refused) is (role is Role.UNIT_HEAD)


def test_files_hold_what_is_filtered(own: Agency, reader: Client):
    answer = reader.get(path(own, "export/csv?group=1&sort=-code"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[2] for row in rows] == ["Код", "1.02", "1.01"]
    assert rows[2][3:] == [
        "Выдача справки", "услуга", "отраслевой", "внутриведомственный", "Отдел выплат", "", "Устав, п. 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fmt", "part"), [("xlsx", "xl/worksheets/sheet1.xml"), ("docx", "word/document.xml")]
)
def test_office_files_open(own: Agency, reader: Client, fmt: str, part: str):
    answer = reader.get(path(own, f"export/{fmt}?side=internal&sort=title"))

    files = ZipFile(io.BytesIO(answer.content))
    text = files.read(part).decode() + "".join(
        files.read(name).decode() for name in files.namelist() if name.endswith("sharedStrings.xml")
    )
    assert "Ремонт компьютеров" in text
    assert "Выдача справки" not in text
    assert f".{fmt}" in answer.headers["Content-Disposition"]


def test_pdf_is_made_and_unknown_formats_are_not(own: Agency, reader: Client):
    assert reader.get(path(own, "export/pdf")).content.startswith(b"%PDF-")
    assert reader.get(path(own, "export/exe")).status_code == 404


def test_page_costs_the_same_for_any_number_of_processes(own: Agency, reader: Client):
    reader.get(path(own))
    few = _cost(reader, own)
    for number in range(30):
        process(own, title=f"Процесс {number}", group=number % 9 + 1, bases=(LegalBasis("Закон"),))

    assert _cost(reader, own) == few


def _cost(reader: Client, own: Agency) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(path(own, "?status=all")).status_code == 200
    return len(queries)


def test_long_register_is_turned_page_by_page(own: Agency, reader: Client):
    for number in range(50):
        process(own, title=f"Процесс {number}", group=9)

    assert len(texts(reader.get(path(own)), CODES)) == 50
    second = reader.get(path(own, "?page=2"))
    assert texts(second, CODES) == ["9.48", "9.49", "9.50"]
    assert texts(second, "//nav[@class='pagination']/span") == ["51–53 из 53"]
