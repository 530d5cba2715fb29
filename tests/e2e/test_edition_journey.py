"""The whole way of the register: a unit reports a change, it is decided, frozen, approved, made public."""

import re
from datetime import date, timedelta
from pathlib import Path

import docx as word
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.processes.models import Process
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.services import approve_edition
from tests.factories.evidence import PDF
from tests.factories.organisation import member
from tests.factories.registers import order, register_edition

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.usefixtures("demonstration"),
    pytest.mark.django_db(transaction=True),
]
TITLE = "Субсидия на покупку и установку газового оборудования отдельным категориям граждан"
PLACE = "Почтовый адрес Департамента"
SAID = "Прием заявления по почте"
HEADINGS = [
    "№",
    "Направление деятельности",
    "Наименование конкретного процесса",
    "Точка взаимодействия",
    "Осуществляемое взаимодействие с клиентом",
    "Особенности взаимодействия с клиентом",
]
BASE = "/agency/dsz/"
EDITIONS = f"{BASE}registers/touchpoints/editions/"
ORDER_FILE = {"name": "приказ.pdf", "mimeType": "application/pdf", "buffer": PDF}


def today() -> date:
    return today_in(Agency.objects.get(code="dsz"))


def third_edition() -> RegisterEdition:
    """What was accepted before stands in an edition of yesterday: the next differs by one change alone."""
    own, yesterday = Agency.objects.get(code="dsz"), timezone.now() - timedelta(days=1)
    formed = register_edition(own, by=User.objects.get(login="coordinator"), at=yesterday)
    day = today() - timedelta(days=1)
    by = User.objects.get(login="responsible")
    return approve_edition(edition=formed, order=order("301", day), today=day, by=by, at=yesterday)


def report(page: Page) -> None:
    """The head of the unit answers what is owed for a process."""
    page.get_by_role("row", name=re.compile(TITLE)).get_by_role("link", name=re.compile("Сообщить")).click()
    page.get_by_label("Точка взаимодействия", exact=True).fill(PLACE)
    page.get_by_label(re.compile("^Осуществляемое взаимодействие")).fill(SAID)
    page.get_by_label("Акт или документ").first.fill("Постановление Правительства области № 5")
    page.get_by_label("Обоснование").fill("Заявления принимают и по почте")
    page.get_by_role("button", name="Представить ответственному").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("добавить точку взаимодействия к процессу")


def accept(page: Page, number: str) -> None:
    """The coordinator sees what becomes and takes it."""
    page.goto(f"{BASE}touchpoints/proposals/")
    page.get_by_role("link", name=number, exact=True).click()
    becomes = page.get_by_role("region", name="Было и становится")
    expect(becomes.locator("ins").filter(has_text=SAID)).to_be_visible()
    page.get_by_role("button", name="Принять и применить").click()
    expect(page.get_by_text("принято", exact=True)).to_be_visible()


def form_edition(page: Page) -> None:
    page.goto(EDITIONS)
    page.get_by_role("link", name="Сформировать редакцию").click()
    expect(page.get_by_text("Ничего: редакцию можно формировать.")).to_be_visible()
    page.get_by_role("button", name="Сформировать").click()
    expect(page.get_by_text("и ждёт приказа")).to_be_visible()


def fill_order(page: Page, number: str) -> None:
    page.get_by_label("Номер").fill(number)
    page.get_by_label("Дата документа").fill(date_in_figures(today()))
    page.get_by_label("Файл документа").set_input_files([ORDER_FILE])


def register_order(page: Page) -> None:
    page.get_by_role("button", name="Зарегистрировать приказ и утвердить").click()


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """The file behind a link, kept where it can be opened."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    target = folder / "файл.docx"
    waiting.value.save_as(target)
    return target


def assert_annex(file: Path, number: str) -> None:
    """The order in a word processor: its text, and the annex in the form of order 201, cell by cell."""
    document = word.Document(str(file))
    said = " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())
    assert " ".join(f"{date_in_words(today())} № {number}".split()) in said
    assert "порядком, утвержденным приказом Департамента от 29 февраля 2024 г. № 201" in said
    assert "Признать утратившим силу приказ" in said
    table = max(document.tables, key=lambda one: len(one.rows))
    printed = [[cell.text for cell in row.cells] for row in table.rows]
    assert printed[0] == HEADINGS
    group = Process.objects.get(title=TITLE).group
    [own] = [row for row in printed if row[2] == TITLE]
    assert own[:5] == [str(group.number), group.title, TITLE, f"{PLACE} (офлайн)", SAID]


def coverage(page: Page, measure: str) -> str:
    page.goto(f"{BASE}roadmap/measures/{measure}/")
    return page.get_by_role("region", name="Что уже есть в реестрах").text_content() or ""


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_report_of_a_unit_to_the_public_page(
    javascript: bool, browser_page, tmp_path, assert_accessible
):
    third_edition()
    head: Page = browser_page(f"{BASE}touchpoints/reports/", user="finance", javascript=javascript)
    coordinator: Page = browser_page(f"{BASE}touchpoints/checks/", user="coordinator", javascript=javascript)
    responsible: Page = browser_page(BASE, user="responsible", javascript=javascript)
    finding = f"Процесс «{TITLE}» не имеет точек взаимодействия."
    expect(coordinator.get_by_text(finding, exact=True)).to_be_visible()
    before = coverage(coordinator, "2.2.1")
    assert f"«{TITLE}»: точек взаимодействия нет" in before
    assert f"«{TITLE}»: в редакции его нет" in before

    report(head)
    number = re.search(r"№ (\d+)", head.get_by_role("heading", level=1).text_content() or "")
    assert number
    accept(coordinator, number[1])

    coordinator.goto(f"{BASE}touchpoints/checks/")
    expect(coordinator.get_by_text(finding, exact=True)).to_have_count(0)
    head.goto(f"{BASE}touchpoints/reports/")
    expect(head.get_by_text(TITLE)).to_have_count(0)
    form_edition(coordinator)
    responsible.goto(f"{EDITIONS}4/approve/")
    fill_order(responsible, "302")
    register_order(responsible)

    expect(responsible.get_by_text("действует", exact=True)).to_be_visible()
    if javascript:
        assert_accessible(responsible)
    link = "Приказ об утверждении с приложением (DOCX)"
    assert_annex(downloaded(responsible, link, tmp_path), "302")

    coordinator.goto(f"{EDITIONS}compare/?old=3&new=4")
    changes = coordinator.locator("main li.card")
    expect(changes).to_have_count(1)
    expect(changes).to_contain_text(SAID)
    after = coverage(coordinator, "2.2.1")
    assert TITLE not in after
    assert "Процессы в утверждённой редакции № 4" in after

    guest: Page = browser_page("/public/dsz/touchpoints/", javascript=javascript)
    expect(guest.get_by_text("редакция № 4")).to_be_visible()
    expect(guest.get_by_role("link", name="JSON")).to_have_attribute(
        "href", "/public/dsz/touchpoints/4/json/"
    )


def test_measure_is_met_by_the_order_on_the_procedure_not_by_editions(browser_page):
    third_edition()

    page: Page = browser_page(f"{BASE}roadmap/measures/2.1.1/", user="coordinator")

    covered = page.get_by_role("region", name="Что уже есть в реестрах")
    expect(covered).to_contain_text("Строки, где указано основание")
    expect(covered).to_contain_text("Телефон горячей линии Департамента")
    expect(covered).to_contain_text("утверждённой редакции № 3")
    orders = page.locator(".paper").get_by_role("link", name=re.compile("^Приказ"))
    expect(orders).to_have_count(1)
    expect(orders).to_contain_text("№ 201")


def test_second_responsible_hears_that_the_edition_is_approved(browser_page, watch):
    third_edition()
    own = Agency.objects.get(code="dsz")
    register_edition(own, by=User.objects.get(login="coordinator"), at=timezone.now())
    first: Page = browser_page(f"{EDITIONS}4/approve/", user="responsible")
    second: Page = browser_page(f"{EDITIONS}4/approve/", user=member(Role.RESPONSIBLE, own))
    fill_order(first, "302")
    fill_order(second, "303")
    watch.expect(409)

    register_order(first)
    expect(first.get_by_text("действует", exact=True)).to_be_visible()
    register_order(second)

    expect(second.get_by_text("уже не ждёт утверждения: действует")).to_be_visible()
    assert not Act.objects.filter(number="303").exists()
    assert RegisterEdition.objects.get(register="touchpoints", number=4).act.number == "302"
