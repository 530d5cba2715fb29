"""The first page: by role, on a day, with every number leading to exactly its rows."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from tests.factories.accounts import user
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import section, texts, tree, visitor, words

URL = "/agency/dsz/"
TABLE = "/agency/dsz/roadmap/table/"
NUMBERS = "//tbody/tr[@id]/th"


def tiles(response) -> dict[str, tuple[int, str]]:
    """{label: (number, address of its rows)}"""
    found = {}
    for tile in tree(response).xpath("//section[@aria-labelledby='figures']//*[@class='stat__value']/.."):
        label = words(tile.xpath(".//*[@class='stat__label']")[0])
        value = words(tile.xpath(".//*[@class='stat__value']")[0])
        link = tile.xpath(".//a/@href")
        found[label] = (int(re.match(r"\d+", value)[0]), link[0] if link else "")
    return found


class TestDemonstration:
    pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]

    def test_numbers_lead_to_exactly_their_rows(self):
        client = visitor("coordinator")

        shown = tiles(client.get(URL))

        assert {label: number for label, (number, _url) in shown.items()} == {
            "Выполнено": 10,
            "Просрочено": 10,
            "Под угрозой": 15,
            "Ближайшие 30 дней": 2,
            "Ждут документов": 61,
        }
        for number, url in shown.values():
            assert len(texts(client.get(url), NUMBERS)) == number

    def test_deadlines_ahead_lead_to_their_rows(self):
        client = visitor("coordinator")

        page = client.get(URL)

        assert section(page, "ahead") == [
            "29.03.2024 2 мероприятия", "26.04.2024 3 мероприятия", "17.06.2024 10 мероприятий",
            "28.06.2024 16 мероприятий", "31.07.2024 9 мероприятий",
        ]  # fmt: skip
        links = tree(page).xpath("//section[@aria-labelledby='ahead']//a/@href")
        assert [len(texts(client.get(url), NUMBERS)) for url in links] == [2, 3, 10, 16, 9]

    def test_coordinator_sees_what_is_urgent_in_the_whole_agency(self):
        page = visitor("coordinator").get(URL)

        assert texts(page, "//h2[@id='tasks']") == ["Срочное"]
        assert texts(page, "//section[@aria-labelledby='tasks']//*[@class='task__number']") == [
            "2.1.1", "2.2.1", "2.3.1", "2.4.1", "2.5.1", "2.5.2",
        ]  # fmt: skip
        assert texts(page, "//section[@aria-labelledby='tasks']//*[@class='section__head']//a") == [
            "Мои задачи: 61", "Показать все: 25",
        ]  # fmt: skip

    def test_unit_head_sees_own_tasks_with_the_own_part(self):
        page = visitor("control").get(URL)

        assert texts(page, "//h2[@id='tasks']") == ["Мои задачи"]
        assert section(page, "tasks")[0] == (
            "2.3.1 Сформирован перечень точек взаимодействия с клиентом в рамках осуществления "
            "государственного "
            "контроля (надзора) Зарегистрировать отчёт нет отчёта соисполнитель Просрочено на 10 рабочих "
            "дней "
            "срок 29.02.2024"
        )

    def test_next_steps_name_numbers_and_lead_to_the_rows(self):
        assert section(visitor("employee").get(URL), "steps") == [
            "Просрочено 10 мероприятий: нет отчёта. Зарегистрируйте документы или вынесите перенос срока на "
            "рабочую группу. 2.1.1, 2.2.1, 2.3.1, 2.4.1, 2.5.1, 2.5.2, 2.6.1, 2.7.1, 2.8.1, 2.9.1 Показать: "
            "Просрочено 10 мероприятий: нет отчёта. Зарегистрируйте документы или вынесите перенос срока на "
            "рабочую группу.",
            "14 мероприятий под угрозой: нужны результаты просроченных мероприятий. Нужны результаты: 2.1.1, "
            "2.2.1, 2.3.1, 2.4.1, 2.5.1, 2.5.2, 2.6.1, 2.7.1, 2.8.1, 2.9.1 Показать: 14 мероприятий под "
            "угрозой: "
            "нужны результаты просроченных мероприятий.",
        ]

    def test_small_matrix_has_a_square_for_each_measure_of_the_groups(self):
        page = visitor("employee").get(URL)

        assert len(tree(page).xpath("//table[contains(@class, 'mini')]//td/a")) == 63
        assert texts(page, "//table[contains(@class, 'mini')]//tbody/tr[1]/td") == [
            "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.1.6", "2.1.7",
        ]  # fmt: skip

    def test_moved_dates(self):
        assert section(visitor("employee").get(URL), "moves") == ["26.04.2024 2.7.2, 2.8.2, 2.9.2"]

    def test_latest_changes_join_the_events_of_one_document(self):
        client = visitor("coordinator")

        news = section(client.get(URL), "news")

        assert len(news) == 6
        assert news[0] == (
            "Добавлено сообщение в обсуждении: 1.2. Утверждена модель внедрения клиентоцентричности в "
            "Департаменте Схему модели согласовали, замечаний нет. Тихонова Е. В., 14.03.2024 12:00"
        )

    @pytest.mark.parametrize("login", ["control", "analyst", "employee"])
    def test_changes_are_not_shown_to_who_may_not_read_the_journal(self, login: str):
        assert section(visitor(login).get(URL), "news") == []

    def test_page_of_an_earlier_day_shows_that_day(self):
        shown = tiles(visitor("coordinator", date(2023, 12, 5)).get(URL))

        assert {label: number for label, (number, _url) in shown.items()} == {
            "Выполнено": 1,
            "Просрочено": 0,
            "Под угрозой": 1,
            "Ближайшие 30 дней": 3,
            "Ждут документов": 70,
        }

    @pytest.mark.parametrize(
        ("login", "target"), [("coordinator", URL), ("admin", URL), ("group", "/region/")]
    )
    def test_start_leads_to_the_work(self, login: str, target: str):
        answer = visitor(login).get("/")

        assert (answer.status_code, answer.headers["Location"]) == (302, target)


@pytest.mark.django_db
class TestEmpty:
    def test_person_without_an_agency_reads_a_sentence(self):
        agency()

        page = sign_in(user()).get("/")

        assert texts(page, "//*[@class='empty__title']") == ["Вы пока не входите ни в один орган"]

    def test_coordinator_without_a_roadmap_is_led_to_the_import(self):
        own = agency()

        page = sign_in(member(Role.COORDINATOR, own)).get(f"/agency/{own.code}/")

        assert texts(page, "//*[@class='empty__title']") == ["Дорожной карты пока нет"]
        assert tree(page).xpath("//*[@class='empty']//a/@href") == [
            reverse("roadmap:import", args=[own.code]),
            reverse("roadmap:templates", args=[own.code]),
        ]
        assert tiles(page) == {}

    def test_employee_without_a_roadmap_reads_who_loads_it(self):
        own = agency()

        page = sign_in(member(Role.EMPLOYEE, own)).get(f"/agency/{own.code}/")

        assert "Её загружает координатор" in texts(page, "//*[@class='empty']")[0]
        assert tree(page).xpath("//*[@class='empty']//a") == []

    def test_guest_is_sent_to_sign_in(self):
        assert Client().get("/").headers["Location"] == "/account/sign-in/?next=/"
