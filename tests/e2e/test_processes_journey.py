"""A process comes into the register, gets a touchpoint, leaves it with its effect, and comes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ProcessTouchpoint, UpdateTask
from navstrechu.touchpoints.services.rows import add_row
from navstrechu.touchpoints.services.touchpoints import create_touchpoint
from navstrechu.touchpoints.values import InteractionText, RowContent, TouchpointContent
from tests.factories import NOON

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db(transaction=True)]
REGISTER = "/agency/dsz/processes/"
TITLE = "Предоставление услуг тифлосурдопереводчика"


def include(page: Page) -> Process:
    page.get_by_role("link", name="Включить процесс").first.click()
    page.get_by_label("Группа процессов").select_option(label="1. Процессы предоставления услуг (сервисов)")
    page.get_by_label("Наименование процесса").fill(TITLE)
    page.get_by_label("Вид", exact=True).select_option("service")
    page.get_by_label("Основной или отраслевой").select_option("main")
    page.get_by_label("Межведомственный или внутриведомственный").select_option("internal")
    page.get_by_label("Включён с").fill("01.03.2024")
    page.get_by_label("Основание включения").fill("Приказ от 01.03.2024 № 210")
    page.get_by_role("group", name="Правовые основания: строка 1").get_by_label("Правовой акт").fill("Устав")
    page.get_by_role("button", name="Включить").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    return Process.objects.get(title=TITLE)


def list_touchpoint(process: Process) -> ProcessTouchpoint:
    agency, by = Agency.objects.get(code="dsz"), User.objects.get(login="coordinator")
    channel = agency.channel_kinds.get(title="Место приема в органе")
    place = TouchpointContent(name="Кабинет 12 на улице Пушкина", channel_id=channel.pk)
    made = create_touchpoint(agency=agency, content=place, by=by, at=NOON)
    said = RowContent((InteractionText("прием заявления"),))
    return add_row(process=process, touchpoint=made, content=said, by=by, at=NOON)


@pytest.mark.parametrize("javascript", [True, False])
def test_process_comes_leaves_and_returns(javascript: bool, browser_page, assert_accessible):
    page: Page = browser_page(REGISTER, user="coordinator", javascript=javascript)
    process = include(page)
    list_touchpoint(process)

    page.get_by_role("link", name="Исключить").click()
    effect = page.get_by_role("region", name="Что произойдёт")
    expect(effect).to_contain_text("потеряет 1 строку")
    expect(effect).to_contain_text("Кабинет 12 на улице Пушкина (офлайн)")
    if javascript:
        assert_accessible(page)
    page.get_by_label("Исключён с").fill("04.03.2024")
    page.get_by_label("Основание исключения").fill("Приказ от 04.03.2024 № 215")
    page.get_by_role("button", name="Исключить").click()

    expect(page.get_by_text("исключён из реестра").first).to_be_visible()
    expect(page.get_by_role("region", name="Точки взаимодействия")).to_contain_text("строк нет")
    assert not ProcessTouchpoint.objects.printed().filter(process=process).exists()
    assert UpdateTask.objects.filter(process=process, closed_on=None).count() == 1

    page.get_by_role("link", name="Вернуть в реестр").click()
    page.get_by_label("Снова в реестре с").fill("05.03.2024")
    page.get_by_label("Основание").fill("Приказ от 05.03.2024 № 216")
    page.get_by_role("button", name="Вернуть").click()

    expect(page.get_by_text("в реестре", exact=True)).to_be_visible()
    assert ProcessTouchpoint.objects.printed().filter(process=process).count() == 1


def test_filters_stay_in_the_address(browser_page):
    page: Page = browser_page(REGISTER, user="coordinator")
    include(page)
    page.goto(REGISTER)

    page.get_by_label("Поиск по словам").fill("услуга тифлосурдопереводчиков")
    expect(page.locator("#processes tbody tr:not(.table__section)")).to_have_count(1)
    page.get_by_label("Группа").select_option(label="1. Процессы предоставления услуг (сервисов)")
    expect(page).to_have_url(re.compile(r"(?=.*[?&]group=1)(?=.*[?&]q=)"))
    page.reload()

    expect(page.get_by_label("Поиск по словам")).to_have_value("услуга тифлосурдопереводчиков")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
