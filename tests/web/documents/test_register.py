"""The register of documents: what the address asks for, in which order, and its export."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.acts.models import Act
from tests.factories.evidence import act
from tests.web.visiting import texts, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/"
NUMBERS = "//tbody//th"
LATEST_FIRST = [
    "238", "233", "21", "229", "19", "211", "201", "16", "2", "15", "14", "141", "1004", "984", "978", "912",
]  # fmt: skip
BY_NUMBER = [
    "1004", "14", "141", "15", "16", "19", "2", "201", "21", "211", "229", "233", "238", "912", "978", "984",
]  # fmt: skip


def numbers(query: str = "", day: date = date(2024, 3, 15)) -> list[str]:
    found = texts(visitor("employee", day).get(f"{BASE}{query}"), NUMBERS)
    return [text.removeprefix("№ ") for text in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", LATEST_FIRST),
        ("?sort=date", LATEST_FIRST[::-1]),
        ("?sort=number", BY_NUMBER),
        ("?kind=minutes", ["2"]),
        ("?kind=report&since=01.03.2024", ["21", "19"]),
        ("?since=29.02.2024&until=07.03.2024", ["19", "211", "201", "16"]),
        ("?q=об+утверждении+порядка", ["201", "978"]),
        ("?q=СЕГМЕНТАЦИИ", ["21", "19", "16", "2", "15", "14"]),
        ("?q=сегментации+внутренних", ["16", "2"]),
        ("?q=201", ["201"]),
        ("?kind=spell&since=31.02.2024&sort=price&page=99", LATEST_FIRST),
    ],
)
def test_address_narrows_and_orders(query: str, found: list[str]):
    assert numbers(query) == found


def test_register_is_narrowed_to_a_measure_and_to_a_register():
    assert "201" in numbers("?measure=2.1.1")
    assert "14" not in numbers("?measure=2.1.1")
    assert numbers("?measure=2.7.2") == ["2"]
    assert numbers("?measure=2.7") == []
    assert {"211", "233"} <= set(numbers("?register=touchpoints"))
    assert "229" in numbers("?register=processes")
    assert "211" not in numbers("?register=processes")


def test_filters_of_the_register_are_said_in_words():
    response = visitor("employee").get(f"{BASE}?standing=in_force&register=processes&measure=2.1.1")

    told = " ".join(texts(response, "//a[@class='filter-chip']"))
    for words in ("Состояние: в силе", "Мероприятие 2.1.1", "Затрагивает: Реестр процессов"):
        assert words in told


def test_register_of_an_earlier_day_knows_no_later_documents():
    assert numbers(day=date(2023, 12, 22)) == ["984", "978", "912"]


def test_line_tells_everything_about_a_document():
    cells = texts(visitor("employee").get(f"{BASE}?q=201"), "//tbody//tr/*")
    size = filesizeformat(Act.objects.get(number="201").file.size).replace("\u00a0", " ")

    assert cells == [
        "№ 201",
        "Приказ",
        "29.02.2024",
        "Об утверждении Порядка ведения Департаментом социальной защиты, опеки и попечительства, труда и "
        "занятости "
        "Орловской области перечня точек взаимодействия с внешним и внутренним клиентами",
        "2.1.1, 2.2.1, 2.3.1, 2.4.1, 2.5.1, 2.6.1, 2.7.1, 2.8.1, 2.9.1",
        f"Скачать prikaz-201.docx {size}",
        "в силе",
    ]  # fmt: skip


def test_minutes_name_the_dates_that_they_moved():
    cells = texts(visitor("employee").get(f"{BASE}?kind=minutes"), "//tbody//tr/*")

    assert cells[4] == "перенос срока: 2.7.2, 2.8.2, 2.9.2"


def test_filters_in_force_can_be_taken_away_one_by_one():
    page = tree(visitor("employee").get(f"{BASE}?kind=report&q=сегментации&sort=date"))

    chips = page.xpath("//a[@class='filter-chip']/@href")
    assert chips == [
        "?kind=report&sort=date",
        "?q=%D1%81%D0%B5%D0%B3%D0%BC%D0%B5%D0%BD%D1%82%D0%B0%D1%86%D0%B8%D0%B8&sort=date",
    ]


def test_nothing_found_offers_to_take_the_filters_away():
    response = visitor("employee").get(f"{BASE}?q=нет+такого")

    assert texts(response, "//div[@class='empty']//a") == ["Сбросить условия"]


@pytest.mark.parametrize(
    ("login", "may"),
    [
        ("coordinator", True),
        ("responsible", True),
        ("finance", True),
        ("group", True),
        ("employee", False),
        ("admin", False),
    ],
)
def test_registering_is_offered_to_those_who_may(login: str, may: bool):
    links = tree(visitor(login).get(BASE)).xpath("//a/@href")

    assert (f"{BASE}new/" in links) is may


def test_page_costs_the_same_for_one_and_for_twelve_lines():
    client = visitor("coordinator")
    counts = []
    for query in ("?q=201", ""):
        client.get(f"{BASE}{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BASE}{query}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 13, counts


def test_long_register_has_pages_that_keep_the_filters():
    agency = Act.objects.earliest("pk").agency
    for number in range(500, 545):
        act(agency, number=str(number))

    page = tree(visitor("employee").get(f"{BASE}?kind=order"))

    assert len(page.xpath("//tbody/tr")) == 50
    assert page.xpath("//nav[@class='pagination']//a[@rel='next']/@href") == ["?kind=order&page=2"]


def export(fmt: str, query: str = "", login: str = "employee"):
    return visitor(login).get(f"{BASE}export/{fmt}/{query}")


def test_csv_holds_the_filtered_lines():
    response = export("csv", "?kind=minutes")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Вид", "Дата", "Номер", "Заголовок", "Мероприятия дорожной карты", "Состояние"],
        [
            "Протокол",
            "28.02.2024",
            "2",
            "О переносе сроков сегментации внутренних клиентов",
            "перенос срока: 2.7.2, 2.8.2, 2.9.2",
            "в силе",
        ],
    ]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize(("fmt", "part"), [("xlsx", "xl/sharedStrings.xml"), ("docx", "word/document.xml")])
def test_office_files_hold_every_document(fmt: str, part: str):
    response = export(fmt)

    text = ZipFile(io.BytesIO(response.content)).read(part).decode()
    assert [number for number in LATEST_FIRST if f">{number}<" not in text] == []


def test_unknown_format_is_not_found():
    assert export("exe").status_code == 404


@pytest.mark.parametrize("address", ["", "1/", "1/annul/", "new/", "export/csv/", "files/1/"])
def test_guest_is_asked_to_sign_in(address: str):
    response = Client().get(f"{BASE}{address}")

    assert (response.status_code, response["Location"]) == (302, f"/account/sign-in/?next={BASE}{address}")
