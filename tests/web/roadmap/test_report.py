"""The report on progress as a page and as files."""

from urllib.parse import unquote

import pytest

from tests.web.visiting import texts, tree, visitor, words

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
REPORT = "/agency/dsz/roadmap/report/"


def sheet(page) -> str:
    [found] = tree(page).xpath("//article[@class='doc']")
    return words(found)


def test_report_shows_the_day_that_the_pages_show():
    page = visitor("employee").get(REPORT)

    assert texts(page, "//h1") == ["Отчёт о ходе исполнения"]
    assert "по состоянию на 15 марта 2024 г." in sheet(page)
    assert "выполнено 10 мероприятий (14 %), из них с опозданием – 4" in sheet(page)
    assert tree(page).xpath("//input[@name='as_of']/@value")[-1] == "15.03.2024"


def test_another_day_may_be_chosen_for_the_report_alone():
    client = visitor("employee")

    page = client.get(f"{REPORT}?as_of=01.12.2023")
    later = client.get(REPORT)

    assert "по состоянию на 1 декабря 2023 г. выполнено 1 мероприятие (1 %)" in sheet(page).replace(
        "По", "по"
    )
    assert tree(page).xpath("//a[contains(@href, 'progress')]/@href") == [
        "/agency/dsz/roadmap/report/progress.docx?as_of=2023-12-01",
        "/agency/dsz/roadmap/report/progress.pdf?as_of=2023-12-01",
    ]
    assert "по состоянию на 15 марта 2024 г." in sheet(later)


def test_headings_of_the_sheet_stand_below_that_of_the_page():
    page = tree(visitor("employee").get(REPORT))

    assert len(page.xpath("//h1")) == 1
    assert [words(found) for found in page.xpath("//article//h2")] == [
        "Просроченные мероприятия",
        "Мероприятия под угрозой срыва",
        "Перенесённые сроки",
        "Исполнение по разделам",
        "Исполнение по ответственным",
    ]
    assert page.xpath("//article//@style") == []


@pytest.mark.parametrize(("form", "beginning"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF-")])
def test_file_of_the_report(form: str, beginning: bytes):
    response = visitor("employee").get(f"{REPORT}progress.{form}?as_of=2024-03-15")

    assert response.content.startswith(beginning)
    assert unquote(response.headers["Content-Disposition"]) == (
        f"attachment; filename*=utf-8''Отчёт о ходе исполнения на 15.03.2024.{form}"
    )


def test_report_has_no_other_form():
    assert visitor("employee").get(f"{REPORT}progress.html").status_code == 404


def test_page_costs_a_constant_number_of_queries(django_assert_max_num_queries):
    client = visitor("employee")

    with django_assert_max_num_queries(25):
        client.get(REPORT)
