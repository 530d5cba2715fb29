"""Checks of the plan: every irregularity of the reference, with the link that mends it."""

from dataclasses import replace

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.findings import Finding, Findings
from navstrechu.web.roadmap.check_groups import Mending, grouped
from tests.factories.organisation import member
from tests.factories.roadmap import read_measure, reading, roadmap
from tests.sessions import sign_in
from tests.web.visiting import section, texts, tree, visitor

pytestmark = pytest.mark.django_db
CHECKS = "/agency/dsz/roadmap/checks/"


@pytest.fixture
def page(demonstration, db):
    return visitor("coordinator").get(CHECKS)


def links(page, group: str) -> list[str]:
    return tree(page).xpath(f"//section[@aria-labelledby='{group}']//a/@href")


def test_every_irregularity_of_the_reference_is_found(page):
    assert texts(page, "//nav[@aria-label='Виды замечаний']//li") == [
        "Порядок сроков 3",
        "Сроки в нерабочие дни 9",
        "Группы, которых нет в приказе 1",
        "Результат от другой работы 1",
        "Результат назван иначе, чем мероприятие 1",
        "В результате пропущены слова 1",
        "Одно названо по-разному 4",
        "Не названо, что оценивается 1",
        "Слово стоит дважды 1",
        "Приложение требуется не везде 10",
        "Не задана доля реинжиниринга 3",
    ]


def test_finding_is_a_sentence_with_its_source_and_places(page):
    assert section(page, "input_due_after_output")[0] == (
        "Мероприятие 1.4 («Реестр процессов», срок 22.12.2023) завершается позже мероприятия 1.8 "
        "(срок 07.12.2023), для которого оно нужно. Источник: последовательность работ дорожной карты "
        "Открыть 1.4 Открыть 1.8"
    )


def test_text_is_mended_by_the_coordinator_who_comes_back_here(page):
    assert links(page, "result_names_other_stage") == [
        "/agency/dsz/roadmap/measures/2.8.3/edit/?next=%2Fagency%2Fdsz%2Froadmap%2Fchecks%2F"
    ]


def test_section_leads_to_its_measures(page):
    assert links(page, "group_not_in_order") == ["/agency/dsz/roadmap/table/?section=2.2"]


@pytest.mark.usefixtures("demonstration")
def test_date_is_mended_by_the_working_group():
    page = visitor("group").get(CHECKS)

    assert links(page, "due_on_day_off")[0] == "/agency/dsz/roadmap/decisions/new/?measure=2.1.7"
    assert links(page, "missing_quota")[0] == "/agency/dsz/roadmap/measures/2.7.7/"


@pytest.mark.usefixtures("demonstration")
def test_reader_is_led_to_the_measures():
    page = visitor("employee").get(CHECKS)

    assert links(page, "due_on_day_off")[0] == "/agency/dsz/roadmap/measures/2.1.7/"
    assert {link.split("/")[4] for link in links(page, "name_variants")} == {"measures"}


@pytest.mark.usefixtures("demonstration")
def test_every_link_opens():
    client = visitor("coordinator")
    page = client.get(CHECKS)

    found = set(tree(page).xpath("//main//section//a/@href"))
    assert len(found) > 30
    assert {client.get(link).status_code for link in found} == {200}


def test_clean_plan_says_so():
    plan = roadmap(plan=reading(replace(read_measure("1.1"), title="Проведено обучение сотрудников")))

    page = sign_in(member(Role.EMPLOYEE, plan.agency)).get(f"/agency/{plan.agency.code}/roadmap/checks/")

    assert texts(page, "//p[@class='empty__title']") == ["Замечаний нет"]


def test_finding_of_a_check_without_a_title_is_shown_among_the_others():
    found = Findings.of([Finding("brand_new", "Что-то не так.", "1.1")])

    [group] = grouped(found, Mending("x", frozenset(), frozenset({"1.1"})))

    assert (str(group.title), group.findings[0].places[0].label) == ("Прочее", "Открыть 1.1")


@pytest.mark.usefixtures("demonstration")
def test_page_costs_a_constant_number_of_queries(django_assert_max_num_queries):
    client = visitor("coordinator")

    with django_assert_max_num_queries(25):
        client.get(CHECKS)
