"""The page of the forecast, the card of the home page, the form of a usual length."""

import pytest

from navstrechu.organisation.models import Agency
from navstrechu.roadmap.queries.outlook import set_terms
from tests.web.visiting import errors, texts, toast, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
URL = "/agency/dsz/roadmap/forecast/"
TERM = f"{URL}segments/"


def row(page, number: str) -> list[str]:
    return texts(page, f"//tr[th[.='{number}']]/td")


def test_page_says_what_will_be_late_and_why():
    page = visitor("employee").get(URL)

    assert texts(page, "//h2")[:2] == [
        "Ещё не просрочено, но опоздает: 37",
        "Уже просрочено: когда может быть готово: 10",
    ]
    assert row(page, "2.7.6")[1:] == [
        "31.07.2024",
        "10.09.2024 +29 раб. дн.",
        "ждёт результата 2.7.4, 2.7.5, своей работы 23 рабочих дня",
    ]
    assert row(page, "2.4.3")[3] == "до срока 61 рабочий день, а работы ещё 63 рабочих дня"
    assert row(page, "2.1.1")[3] == "работы ещё 19 рабочих дней"
    assert "не официальная методика" in texts(page, "//*[@class='page-head__lead']")[0]


def test_lengths_say_where_they_come_from():
    page = visitor("employee").get(URL)

    assert texts(page, "//tr[th[.='Сегментация клиентов']]/td") == ["35", "по выполненным мероприятиям (5)"]
    assert texts(page, "//tr[th[.='Целевое состояние']]/td") == ["9", "по срокам плана (9)"]


def test_setting_a_length_changes_the_forecast_and_says_so():
    client = visitor("coordinator")

    answer = client.post(TERM, {"working_days": "3"}, follow=True)

    assert toast(answer) == ["Обычный срок сохранён."]
    assert texts(answer, "//tr[th[.='Сегментация клиентов']]/td")[:2] == ["3", "задано органом"]


def test_empty_field_returns_to_the_counted_length():
    client = visitor("coordinator")
    client.post(TERM, {"working_days": "3"})

    client.post(TERM, {"working_days": ""})

    assert set_terms(Agency.objects.get(code="dsz")) == {}


@pytest.mark.parametrize("days", ["0", "501", "-3", "много", "1.5"])
def test_wrong_length_keeps_what_was_typed(days):
    page = visitor("coordinator").post(TERM, {"working_days": days})

    assert page.status_code == 422
    assert errors(page) == {
        "working_days": "Укажите от 1 до 500 рабочих дней целым числом или оставьте поле пустым."
    }
    assert page.context["form"]["working_days"].value() == days


def test_unknown_kind_is_not_found():
    assert visitor("coordinator").get(f"{URL}nothing/").status_code == 404


def test_home_page_shows_the_nearest_of_the_forecast():
    page = visitor("coordinator").get("/agency/dsz/")

    card = "//section[@aria-labelledby='late']"
    assert texts(page, f"{card}/p") == [
        "При обычном темпе опоздает 37 мероприятий. Ближайшие:",
        "Не официальная методика, настраивается.",
    ]
    assert texts(page, f"{card}//li")[0] == "17.06.2024 1.7, готово 18.07.2024"
