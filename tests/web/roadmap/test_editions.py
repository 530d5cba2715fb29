"""Editions: the list, comparison of two, the plan as a file."""

import io
import zipfile
from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.plan import plan_on
from navstrechu.roadmap.reading import read_roadmap
from navstrechu.roadmap.services.imports import Approval, import_roadmap
from tests.factories import NOON
from tests.factories.evidence import stored_file
from tests.factories.organisation import agency, member
from tests.factories.roadmap import import_draft, read_measure, reading, roadmap
from tests.sessions import sign_in
from tests.web.visiting import DEMONSTRATION_DAY, section, texts, tree, visitor

pytestmark = pytest.mark.django_db
LIST = "/agency/dsz/roadmap/editions/"


@pytest.fixture
def plan():
    made = roadmap()
    import_roadmap(
        agency=made.agency,
        reading=reading(read_measure("1.1", title="Назначен другой ответственный 1.1")),
        file=stored_file(made.agency, name="новая.pdf"),
        approval=Approval("протокол № 2", date(2024, 3, 10)),
        by=member(Role.COORDINATOR, made.agency),
        at=NOON,
    )
    return made


def client_of(plan, role: Role = Role.EMPLOYEE) -> Client:
    return sign_in(member(role, plan.agency))


def address(plan, rest: str = "") -> str:
    return f"/agency/{plan.agency.code}/roadmap/editions/{rest}"


def test_list_says_what_was_approved_by_what_and_from_which_file(plan):
    page = client_of(plan).get(address(plan))

    rows = [[text.strip() for text in texts(page, f"//tbody/tr[{row}]/*")] for row in (1, 2)]
    assert [row[:3] for row in rows] == [
        ["№ 2 действует", "10.03.2024", "протокол № 2"],
        ["№ 1", "26.09.2023", "протокол от 26.09.2023 № 1"],
    ]
    assert [row[4] for row in rows] == ["новая.pdf", "приказ.pdf"]
    assert tree(page).xpath("//tbody//a/@href")[0] == (
        f"/agency/{plan.agency.code}/documents/files/{plan.editions.get(number=2).file_id}/"
    )


def test_file_that_waits_for_confirmation_is_shown_to_those_who_may_confirm(plan):
    draft = import_draft(plan.agency)

    lists = [
        section(client_of(plan, role).get(address(plan)), "drafts")
        for role in (Role.COORDINATOR, Role.EMPLOYEE)
    ]

    assert (len(lists[0]), lists[1]) == (1, [])
    assert draft.file.name in lists[0][0]


def test_only_the_coordinator_is_offered_to_load(plan):
    pages = [client_of(plan, role).get(address(plan)) for role in (Role.COORDINATOR, Role.EMPLOYEE)]

    links = [tree(page).xpath("//main//a[contains(@href, '/roadmap/import/')]/@href") for page in pages]
    assert links == [[f"/agency/{plan.agency.code}/roadmap/import/"], []]
    assert "Недостаточно прав, чтобы загружать и исправлять дорожную карту" in pages[1].content.decode()


def test_two_last_editions_are_compared_by_default(plan):
    page = client_of(plan).get(address(plan, "comparison/"))

    [changes] = tree(page).xpath("//section[@aria-labelledby='changes']")
    assert [found.text for found in changes.xpath(".//dl//ins")] == ["другой"]
    assert [found.text for found in changes.xpath(".//ul//del")] == ["Назначен ответственный 1.2"]
    assert tree(page).xpath("//option[@selected]/@value") == ["1", "2"]


def test_edition_compared_with_itself_has_no_difference(plan):
    page = client_of(plan).get(address(plan, "comparison/?old=2&new=2"))

    assert section(page, "changes") == ["Что изменилось Отличий нет."]


@pytest.mark.parametrize("query", ["?old=9", "?new=x", "?old=%00"])
def test_unknown_edition_is_not_there(plan, query: str):
    assert client_of(plan).get(address(plan, f"comparison/{query}")).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_edition_is_compared_with_the_plan_of_the_shown_day():
    page = visitor("employee").get(f"{LIST}comparison/?old=1&new=day")

    assert section(page, "changes") == [
        "Что изменилось Добавлено мероприятий: 0, изменено: 3 (в том числе с новым номером: 0), "
        "исключено: 0. Изменённые мероприятия "
        "2.7.2 Проведена сегментация внутренних клиентов в рамках взаимодействия по вопросам "
        "информационно-технического обеспечения срок 29.02.2024 26.04.2024 "
        "2.8.2 Проведена сегментация внутренних клиентов по вопросам ведения бухгалтерского учета "
        "срок 29.02.2024 26.04.2024 "
        "2.9.2 Проведена сегментация внутренних клиентов по вопросам осуществления "
        "административно-хозяйственной деятельности срок 29.02.2024 26.04.2024"
    ]


@pytest.mark.usefixtures("demonstration")
def test_export_is_the_plan_of_the_day_under_a_russian_name():
    response = visitor("employee").get("/agency/dsz/roadmap/export/roadmap.docx")

    again = read_roadmap(response.content)
    stood = plan_on(Roadmap.objects.get(), on=DEMONSTRATION_DAY)
    assert (again.heading, again.sections, again.measures) == (stood.heading, stood.sections, stood.measures)
    name = unquote(response.headers["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Дорожная карта на 15.03.2024.docx"


def test_export_has_three_forms_and_no_other(plan):
    client = client_of(plan)
    base = f"/agency/{plan.agency.code}/roadmap/export/roadmap"

    assert client.get(f"{base}.pdf").content.startswith(b"%PDF-")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(client.get(f"{base}.xlsx").content)).namelist()
    assert client.get(f"{base}.exe").status_code == 404


@pytest.mark.parametrize("path", ["editions/", "editions/comparison/", "checks/", "report/"])
def test_agency_without_a_roadmap_is_told_the_first_step(path: str):
    of = agency()

    pages = [
        sign_in(member(role, of)).get(f"/agency/{of.code}/roadmap/{path}")
        for role in (Role.COORDINATOR, Role.EMPLOYEE)
    ]

    assert [texts(page, "//p[@class='empty__title']") for page in pages] == [["Дорожной карты пока нет"]] * 2
    links = [tree(page).xpath("//main//a[contains(@href, '/roadmap/import/')]") for page in pages]
    assert [len(found) for found in links] == [1, 0]


@pytest.mark.parametrize("path", ["export/roadmap.docx", "report/progress.pdf"])
def test_file_of_no_roadmap_is_not_there(path: str):
    of = agency()

    assert sign_in(member(Role.EMPLOYEE, of)).get(f"/agency/{of.code}/roadmap/{path}").status_code == 404
