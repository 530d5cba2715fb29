"""The page of a process: what it gathers, who may do what, its discussion."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.roles import Role
from navstrechu.discussion.models import Comment
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.membership import grant_role
from navstrechu.processes.models import Process
from navstrechu.processes.values import LegalBasis, Participant
from navstrechu.registers.services import freeze_edition
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import excluded_process, full_values, process, process_group, process_volume
from tests.factories.registers import approved
from tests.factories.touchpoints import row
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, section, texts, tree

pytestmark = pytest.mark.django_db
BUTTONS = "//header//a[contains(@class, 'button')] | //*[@class='page-head__actions']//a"


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def full(own: Agency) -> Process:
    card = full_values(process_group(own), title="Опека", unit=unit(own, "Отдел опеки"), input_text="паспорт")
    return process(own, **{name: getattr(card, name) for name in card.__slots__ if name != "group"})


def path(made: Process, tail: str = "") -> str:
    return f"/agency/{made.agency.code}/processes/{made.pk}/{tail}"


def test_page_gathers_the_card(full: Process):
    process_volume(full, number=120)
    page = sign_in(member(Role.EMPLOYEE, full.agency)).get(path(full))

    assert texts(page, "//h1") == ["1.01 Опека"]
    assert section(page, "bases") == ["Закон Энской области № 1-ОЗ, статья 5"]
    assert section(page, "participants") == ["МФЦ – принимает заявления"]
    assert "120" in section(page, "volumes")[0]
    assert texts(page, "//section[@aria-labelledby='texts']//dd") == ["Решение о назначении", "паспорт"]
    assert section(page, "findings") == []
    facts = dict(zip(texts(page, "//aside//dt"), texts(page, "//aside//dd"), strict=True))
    assert facts["Подразделение"] == "Отдел опеки"
    assert facts["Срок исполнения"] == "10 рабочих дней со дня регистрации заявления"
    assert facts["Направление приказа"] == "а) предоставление услуг"


def test_bare_card_says_what_it_lacks(own: Agency):
    made = process(own, title="Опека")
    page = sign_in(member(Role.COORDINATOR, own)).get(path(made))

    assert len(tree(page).xpath("//section[@aria-labelledby='findings']/ul/li")) == 4
    assert {link.get("href") for link in tree(page).xpath("//a[@class='findings__action']")} == {
        path(made, "change/")
    }
    assert "Не указаны." in section(page, "bases")[0]


def test_excluded_process_says_since_when_and_why(own: Agency):
    made = excluded_process(own)
    page = sign_in(member(Role.COORDINATOR, own)).get(path(made))

    assert texts(page, "//*[@class='page-head__meta']") == [
        "исключён из реестра с 01.02.2024. Основание: Закон утратил силу"
    ]
    links = {link.get("href") for link in tree(page).xpath("//main//a")}
    assert (path(made, "restore/") in links, path(made, "exclude/") in links) == (True, False)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.RESPONSIBLE, Role.ADMINISTRATOR, Role.WORKING_GROUP])
def test_who_never_edits_sees_no_buttons(full: Process, role: Role):
    page = sign_in(member(role, full.agency)).get(path(full))

    hrefs = [link.get("href") for link in tree(page).xpath("//main//a")]
    assert [href for href in hrefs if href in {path(full, "change/"), path(full, "exclude/")}] == []


def test_discussion_takes_and_withdraws_messages(full: Process):
    client = sign_in(member(Role.EMPLOYEE, full.agency))

    assert client.post(path(full, "comment/"), {"text": "Проверьте срок."}).status_code == 302
    said = Comment.objects.get()
    assert (said.subject_type, said.subject_id, said.text) == (
        "processes.process", str(full.pk), "Проверьте срок.",
    )  # fmt: skip
    page = client.get(path(full))
    assert texts(page, "//*[@class='discussion__text']") == ["Проверьте срок."]
    client.post(path(full, f"comment/{said.pk}/withdraw/"))
    assert texts(client.get(path(full)), "//*[contains(@class, 'discussion__text')]") == [
        "Сообщение отозвано автором."
    ]


def test_empty_message_comes_back_with_the_sentence(full: Process):
    client = sign_in(member(Role.EMPLOYEE, full.agency))

    answer = client.post(
        path(full, "comment/"), {"text": " "}, headers=FRAGMENT | {"HX-Target": "discussion"}
    )

    assert answer.status_code == 422
    assert tree(answer).get("id") == "discussion"
    assert "Сообщение пустое" in texts(answer, "//*[@class='field__error']")[0]


def test_message_of_another_process_is_not_withdrawn_here(full: Process):
    client = sign_in(member(Role.EMPLOYEE, full.agency))
    client.post(path(full, "comment/"), {"text": "Проверьте срок."})
    other = process(full.agency)

    assert client.post(path(other, f"comment/{Comment.objects.get().pk}/withdraw/")).status_code == 404


def test_history_tells_what_was_done(full: Process):
    page = sign_in(member(Role.EMPLOYEE, full.agency)).get(path(full))

    assert texts(page, "//*[@class='timeline']//strong")[:1] == ["Процесс включён в реестр"]


def test_page_costs_the_same_for_any_card(own: Agency):
    client = sign_in(member(Role.EMPLOYEE, own))
    small = process(own, bases=(LegalBasis("Закон"),))
    large = process(
        own,
        bases=tuple(LegalBasis(f"Закон {number}") for number in range(9)),
        participants=tuple(Participant(f"Орган {number}") for number in range(9)),
    )
    client.get(path(small))
    costs = []
    for made in (small, large):
        with CaptureQueriesContext(connection) as queries:
            client.get(path(made))
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_head_of_the_unit_proposes_after_the_first_approval(full: Process):
    head = user()
    grant_role(user=head, role=Role.UNIT_HEAD, agency=full.agency, unit=full.unit, by=SYSTEM, at=NOON)
    client, register = sign_in(head), f"/agency/{full.agency.code}/processes/"
    assert path(full, "exclude/") in hrefs(client, path(full))
    assert register + "new/" in hrefs(client, register)

    edition = freeze_edition(
        agency=full.agency, register="processes", by=member(Role.COORDINATOR, full.agency), at=NOON
    )
    approved(edition)

    propose = f"/agency/{full.agency.code}/touchpoints/proposals/new/?action="
    assert path(full, "exclude/") not in hrefs(client, path(full))
    assert propose + f"exclude_process&process={full.pk}" in hrefs(client, path(full))
    assert propose + "include_process" in hrefs(client, register)
    assert propose not in "".join(hrefs(sign_in(member(Role.UNIT_HEAD, full.agency)), path(full)))


def hrefs(client: Client, address: str) -> list[str]:
    return [link.get("href") or "" for link in tree(client.get(address)).xpath("//main//a")]


def test_card_leads_to_its_rows_of_the_register_of_touchpoints(full: Process):
    register = f"/agency/{full.agency.code}/touchpoints/"
    add, rows = f"{register}rows/new/?process={full.pk}", f"{register}?process={full.pk}"
    coordinator, reader = (sign_in(member(role, full.agency)) for role in (Role.COORDINATOR, Role.EMPLOYEE))
    assert {add, rows} & set(hrefs(coordinator, path(full))) == {add}

    row(full)

    assert {add, rows} & set(hrefs(coordinator, path(full))) == {add, rows}
    assert {add, rows} & set(hrefs(reader, path(full))) == {rows}
    assert section(reader.get(path(full)), "touchpoints")[0].startswith(
        "Точки взаимодействия Строки перечня 1 точка"
    )
