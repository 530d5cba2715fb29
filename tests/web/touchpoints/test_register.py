"""The register's page: rows in the order's columns, filters of the address, marks, files."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.services.membership import grant_role
from navstrechu.touchpoints.services.peculiarities import state_group_peculiarity
from navstrechu.touchpoints.services.rows import remove_row
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories import NOON
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, proposal, row, shared_peculiarity, touchpoint
from tests.sessions import sign_in
from tests.web.visiting import texts, tree, words

FRAGMENT = {"HX-Request": "true", "HX-Target": "register-rows"}
MARK = "//*[contains(@class, 'register__mark')]"


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


def page(client: Client, own: Agency, query: str = "", **headers: str):
    return client.get(reverse("touchpoints:register", args=[own.code]) + query, headers=headers)


def shown(response) -> list[str]:
    """Names of the touchpoints of the shown rows."""
    return texts(response, "//td[contains(@id, '-touchpoint')]//a")


def test_row_says_the_six_columns_of_the_order(own: Agency, coordinator: Client):
    held = process(own, group=2, title="Выдача справки")
    row(held, touchpoint(own, "МФЦ на Ленина"), content("Приём заявления", peculiarities="По записи"))

    cells = tree(page(coordinator, own)).xpath("//tbody/tr")[0]

    assert [words(cell) for cell in cells][:2] == ["2", f"{held.group.title} Особенности группы"]
    assert words(cells[2]).startswith("Выдача справки")
    assert words(cells[3]) == "МФЦ на Ленина (цифровая)"
    assert [words(cell) for cell in cells][4:6] == ["Приём заявления", "По записи"]


def test_rows_stand_group_by_group_and_say_group_and_process_once(own: Agency, coordinator: Client):
    second, first = process(own, group=2), process(own, group=1)
    for held, name in ((second, "Портал"), (first, "Почта"), (first, "Сайт")):
        row(held, touchpoint(own, name))

    response = page(coordinator, own)

    assert shown(response) == ["Почта", "Сайт", "Портал"]
    assert [line.get("class") or "" for line in tree(response).xpath("//tbody/tr")] == [
        "register__group", "", "register__group",
    ]  # fmt: skip


def test_removed_rows_and_rows_of_excluded_processes_are_not_there(own: Agency, coordinator: Client):
    gone = row(process(own))
    remove_row(row=gone, version=1, by=SYSTEM, at=NOON)

    assert shown(page(coordinator, own)) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=СПРАВОК", ["МФЦ"]),
        ("?q=почтой", ["Почта"]),
        ("?q=пенсионера", ["Почта"]),
        ("?q=ничего", []),
        ("?group=2", ["Почта"]),
        ("?group=7", []),
        ("?client=internal", []),
        ("?category=digital", ["МФЦ", "Почта"]),
        ("?category=offline", []),
        ("?lacks=basis", []),
        ("?group=x&unit=&page=99", ["МФЦ", "Почта"]),
    ],
)
def test_filters_of_the_address_narrow_the_rows(
    query: str, found: list[str], own: Agency, coordinator: Client
):
    row(process(own, title="Выдача справки"), touchpoint(own, "МФЦ"), content("Приём"))
    row(process(own, group=2, title="Льготы пенсионерам"), touchpoint(own, "Почта"), content("Ответ"))

    assert shown(page(coordinator, own, query)) == found


def test_filters_by_process_touchpoint_channel_and_unit(own: Agency, coordinator: Client):
    department = unit(own)
    held = process(own, unit=department)
    mine, other = row(held), row(process(own))

    for query in (
        f"?process={held.pk}", f"?touchpoint={mine.touchpoint_id}", f"?unit={department.pk}",
        f"?channel={mine.touchpoint.channel_id}",
    ):  # fmt: skip
        response = page(coordinator, own, query)
        assert shown(response) == [mine.touchpoint.name] != [other.touchpoint.name]
        assert len(texts(response, "//a[contains(@class, 'filter-chip')]")) == 1


def test_process_of_another_group_is_forgotten(own: Agency, coordinator: Client):
    first, second = row(process(own, group=1)), row(process(own, group=2))

    response = page(coordinator, own, f"?group=2&process={first.process_id}", **FRAGMENT)

    assert shown(response) == [second.touchpoint.name]
    offered = tree(response).xpath("//*[@id='register-process'][@hx-swap-oob]//option/@value")
    assert offered == ["", str(second.process_id)]
    (address,) = tree(response).xpath("//a[@download][contains(@href, '/csv/')]/@href")
    assert address.endswith("?group=2")


def test_fragment_is_the_table_alone(own: Agency, coordinator: Client):
    row(process(own))

    response = page(coordinator, own, "", **FRAGMENT)

    assert response.content.decode().lstrip().startswith('<div id="register-rows">')
    assert "<html" not in response.content.decode()


def test_number_of_queries_does_not_grow_with_rows(own: Agency, coordinator: Client):
    held = process(own)
    row(held)
    page(coordinator, own)
    with CaptureQueriesContext(connection) as few:
        page(coordinator, own)
    for _ in range(12):
        row(held)
        row(process(own))

    with CaptureQueriesContext(connection) as many:
        page(coordinator, own)

    assert len(many) == len(few)


def test_rows_are_shown_sixty_at_a_time(own: Agency, coordinator: Client):
    held = process(own)
    for number in range(61):
        row(held, touchpoint(own, f"Кабинет {number}"))

    first, second = page(coordinator, own), page(coordinator, own, "?page=2")

    assert (len(shown(first)), shown(second)) == (60, ["Кабинет 60"])
    assert "Найдено: 61 строка" in texts(first, "//*[@role='status']")


def test_row_is_marked_for_what_it_lacks(own: Agency, coordinator: Client):
    held = process(own)
    row(held, says=RowContent())

    assert texts(page(coordinator, own), MARK) == ["не указано основание", "не указано взаимодействие"]


@pytest.mark.parametrize(("lacks", "found"), [("interaction", ["Почта"]), ("basis", ["Почта", "Сайт"])])
def test_rows_that_lack_something_are_found(lacks: str, found: list[str], own: Agency, coordinator: Client):
    held = process(own)
    row(held, touchpoint(own, "Портал"))
    row(held, touchpoint(own, "Почта"), RowContent())
    row(held, touchpoint(own, "Сайт"), content("Приём", bases=()))

    assert shown(page(coordinator, own, f"?lacks={lacks}")) == found


def test_agreement_about_the_touchpoint_is_a_basis_of_its_rows(own: Agency, coordinator: Client):
    place = touchpoint(own, agreements=(BasisText(BasisKind.AGREEMENT, "Соглашение с МФЦ"),))
    row(process(own), place, RowContent((InteractionText("Приём"),)))

    assert texts(page(coordinator, own), MARK) == []


def test_row_with_an_open_proposal_leads_to_it(own: Agency, coordinator: Client):
    kept = row(process(own), touchpoint(own, "Портал"))
    made = proposal(member(Role.COORDINATOR, own), kept)

    (mark,) = tree(page(coordinator, own)).xpath(MARK)

    assert (words(mark), mark.get("href")) == (
        "есть предложение", reverse("touchpoints:proposal", args=[own.code, made.pk]),
    )  # fmt: skip


def test_shared_peculiarities_are_said_where_they_come_from(own: Agency, coordinator: Client):
    held = process(own)
    row(held, says=content(peculiarities="По записи")), row(held)
    shared_peculiarity(held, "Бесплатно")
    state_group_peculiarity(group=held.group, version=0, text="Вежливо", by=SYSTEM, at=NOON)

    assert texts(page(coordinator, own), "//td[contains(@id, '-peculiarities')]") == [
        "По записи Для всего процесса: Бесплатно Для всей группы: Вежливо",
        "Общие особенности – в первой строке процесса.",
    ]


class TestWhoMayDoWhat:
    """The coordinator edits, heads edit their own rows until the first edition, then they propose."""

    def titles(self, client: Client, own: Agency) -> list[str]:
        return tree(page(client, own)).xpath("//td[contains(@class, 'actions')]//a/@title")

    def head(self, own: Agency) -> tuple[Client, Unit]:
        department, account = unit(own), member(Role.EMPLOYEE, own)
        grant_role(user=account, role=Role.UNIT_HEAD, agency=own, unit=department, by=SYSTEM, at=NOON)
        return sign_in(account), department

    def test_coordinator_edits_every_row(self, own: Agency, coordinator: Client):
        row(process(own))

        assert self.titles(coordinator, own) == ["Изменить строку", "Исключить строку"]

    def test_employee_only_reads(self, own: Agency):
        row(process(own))
        client = sign_in(member(Role.EMPLOYEE, own))

        assert self.titles(client, own) == []
        assert tree(page(client, own)).xpath("//*[@data-cell] | //input[@name='rows']") == []

    def test_head_edits_own_rows_at_the_first_filling(self, own: Agency):
        client, department = self.head(own)
        row(process(own, unit=department)), row(process(own))

        assert self.titles(client, own) == ["Изменить строку", "Исключить строку"]

    def test_head_proposes_after_the_first_edition(self, own: Agency):
        client, department = self.head(own)
        kept = row(process(own, unit=department))
        row(process(own))
        approved(register_edition(own))

        assert self.titles(client, own) == ["Предложить изменение"]
        links = tree(page(client, own)).xpath("//td[contains(@class, 'actions')]//a/@href")
        assert links == [
            reverse("touchpoints:propose", args=[own.code]) + f"?action=change_link&row={kept.pk}"
        ]


class TestFiles:
    """What is filtered leaves in the form of the order."""

    def file(self, client: Client, own: Agency, fmt: str, query: str = "") -> bytes:
        response = client.get(reverse("touchpoints:export", args=[own.code, fmt]) + query)
        assert response.status_code == 200
        return response.content

    def test_csv_holds_the_filtered_rows_and_no_formula(self, own: Agency, coordinator: Client):
        row(process(own, title="Выдача справки"), touchpoint(own, "=cmd|' /C calc'!A0"), content("+7 звонок"))
        row(process(own, group=2))

        text = self.file(coordinator, own, "csv", "?group=1").decode("utf-8-sig")

        (heads, said) = csv.reader(io.StringIO(text), delimiter=";")
        assert heads[0] == "№"
        assert heads[5] == "Особенности взаимодействия с клиентом"
        assert said[2:5] == ["Выдача справки", "'=cmd|' /C calc'!A0 (цифровая)", "'+7 звонок"]

    @pytest.mark.parametrize(("fmt", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
    def test_other_formats(self, fmt: str, begins: bytes, own: Agency, coordinator: Client):
        row(process(own))

        assert self.file(coordinator, own, fmt).startswith(begins)

    def test_unknown_format_is_not_there(self, own: Agency, coordinator: Client):
        assert coordinator.get(reverse("touchpoints:export", args=[own.code, "exe"])).status_code == 404
