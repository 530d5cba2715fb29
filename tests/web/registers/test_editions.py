"""Pages of editions: formed, approved by an order, compared, published."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.services import keep_edition_file
from navstrechu.registers.workflow import Status
from navstrechu.touchpoints.services.rows import change_row
from tests.documents.reopening import docx_texts
from tests.factories import NOON, TODAY
from tests.factories.evidence import PDF, act
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, row
from tests.sessions import sign_in
from tests.web.visiting import errors, tree, words

pytestmark = pytest.mark.django_db


def text_of(response: HttpResponse) -> str:
    return words(tree(response))


def base(of: Agency) -> str:
    return f"/agency/{of.code}/registers/touchpoints/"


def signed(of: Agency, role: Role = Role.EMPLOYEE) -> Client:
    return sign_in(member(role, of))


def test_coordinator_forms_an_edition_told_how_many_rows_it_takes():
    of = row(process()).process.agency
    coordinator = signed(of, Role.COORDINATOR)

    shown = text_of(coordinator.get(f"{base(of)}editions/new/"))
    sent = coordinator.post(f"{base(of)}editions/new/", {"comment": "Первая редакция"})

    assert "В редакцию войдёт 1 строка" in shown
    assert sent.url == f"{base(of)}editions/"
    edition = RegisterEdition.objects.get()
    assert (edition.number, edition.status, edition.note) == (1, Status.FROZEN, "Первая редакция")


def test_forming_is_refused_with_what_stands_against_it():
    of = agency()

    refused = signed(of, Role.COORDINATOR).post(f"{base(of)}editions/new/", {"comment": ""})

    assert refused.status_code == 422
    assert errors(refused) == {"": "В перечне нет ни одной строки: формировать нечего."}


def test_responsible_approves_by_registering_the_order():
    edition = register_edition(agency())
    responsible = signed(edition.agency, Role.RESPONSIBLE)
    data = {
        "number": "214",
        "dated": today_in(edition.agency).strftime("%d.%m.%Y"),
        "title": "Об утверждении перечня",
        "file": SimpleUploadedFile("приказ.pdf", PDF),
    }

    sent = responsible.post(f"{base(edition.agency)}editions/1/approve/", data)

    assert sent.url == f"{base(edition.agency)}editions/1/"
    edition.refresh_from_db()
    assert (edition.status, edition.act.number) == (Status.APPROVED, "214")


def test_paper_order_may_amend_the_earlier_one():
    first = approved(register_edition(agency()), TODAY)
    edition = register_edition(first.agency)
    data = {
        "number": "215",
        "dated": today_in(edition.agency).strftime("%d.%m.%Y"),
        "title": "О внесении изменений в перечень",
        "file": SimpleUploadedFile("приказ.pdf", PDF),
        "relation": "amends",
    }

    signed(edition.agency, Role.RESPONSIBLE).post(f"{base(edition.agency)}editions/2/approve/", data)

    edition.refresh_from_db()
    told = edition.act.relations_out.values_list("target", "relation")
    assert list(told) == [(first.act_id, "amends")]


def test_first_order_is_not_asked_about_an_earlier_one():
    edition = register_edition(agency())

    page = signed(edition.agency, Role.RESPONSIBLE).get(f"{base(edition.agency)}editions/1/approve/")

    assert "Прежний приказ" not in text_of(page)


@pytest.mark.parametrize(("role", "offered"), [(Role.COORDINATOR, 1), (Role.EMPLOYEE, 0)])
def test_order_is_prepared_from_the_edition_by_those_who_draft(role: Role, offered: int):
    edition = register_edition(agency())
    query = f"?kind=edition_order&about_type=registers.edition&about={edition.pk}"

    page = tree(signed(edition.agency, role).get(f"{base(edition.agency)}editions/1/"))

    links = page.xpath(f"//a[@href='/agency/{edition.agency.code}/drafts/new/{query}']")
    assert len(links) == offered


def test_order_dated_too_early_keeps_the_form():
    edition = register_edition(agency())
    data = {"number": "1", "dated": "01.03.2024", "title": "Х", "file": SimpleUploadedFile("a.pdf", PDF)}

    refused = signed(edition.agency, Role.RESPONSIBLE).post(
        f"{base(edition.agency)}editions/1/approve/", data
    )

    assert refused.status_code == 422
    assert "раньше, чем сформирована редакция" in errors(refused)["dated"]


def test_coordinator_may_not_approve():
    edition = register_edition(agency())

    refused = signed(edition.agency, Role.COORDINATOR).get(f"{base(edition.agency)}editions/1/approve/")

    assert refused.status_code == 403


def test_edition_page_shows_rows_group_by_group():
    held = row(process(title="Назначение пособия"), says=content("Приём", peculiarities="Лично"))
    edition = register_edition(held.process.agency)

    shown = text_of(signed(edition.agency).get(f"{base(edition.agency)}editions/1/"))

    assert f"1. {held.process.group.title}" in shown
    assert f"Назначение пособия {held.touchpoint.name} (цифровая) Приём Лично" in shown


def test_order_is_written_with_the_register_as_its_annex():
    edition = register_edition(agency())
    cited = act(edition.agency)
    coordinator = signed(edition.agency, Role.COORDINATOR)
    coordinator.post(f"{base(edition.agency)}procedure/", {"act": cited.pk})

    text = " ".join(docx_texts(coordinator.get(f"{base(edition.agency)}editions/1/order/docx/").content))
    text = text.replace("\u00a0", " ")

    assert "Об утверждении перечня точек взаимодействия с внешним и внутренним клиентами" in text
    assert f"порядком, утвержденным приказом Департамента от 1 марта 2024 г. № {cited.number}" in text
    assert "УТВЕРЖДЕН" in text
    assert "Осуществляемое взаимодействие с клиентом" in text


def test_comparison_lists_exactly_the_change():
    held = row(process(), says=content("Приём заявления"))
    row(held.process)
    first = approved(register_edition(held.process.agency), TODAY)
    change_row(row=held, version=1, content=content("Приём заявления и документов"), by=SYSTEM, at=NOON)
    approved(register_edition(first.agency), TODAY + timedelta(days=2))
    employee = signed(first.agency)

    shown = tree(employee.get(f"{base(first.agency)}editions/compare/?old=1&new=2"))
    amending = " ".join(docx_texts(employee.get(f"{base(first.agency)}editions/2/amending/docx/").content))

    assert [words(item) for item in shown.xpath("//ins")] == ["стало: и документов"]
    assert shown.xpath("//del") == []
    assert "Признать утратившим" not in amending
    assert "Приём заявления и документов" in amending


def test_permanent_address_answers_everybody_with_the_same_bytes():
    edition = approved(register_edition(agency()))
    kept = keep_edition_file(edition=edition, format="json", at=NOON).file.path.read_bytes()

    page = Client().get(f"/public/{edition.agency.code}/touchpoints/1/")
    file = Client().get(f"/public/{edition.agency.code}/touchpoints/1/json/")

    assert edition.agency.full_name in text_of(page)
    assert file.content == kept


def test_unapproved_edition_has_no_public_page():
    edition = register_edition(agency())

    assert Client().get(f"/public/{edition.agency.code}/touchpoints/1/").status_code == 404
    assert Client().get(f"/public/{edition.agency.code}/touchpoints/1/json/").status_code == 404


def test_number_of_queries_does_not_grow_with_rows(django_assert_max_num_queries):
    held = row(process())
    for _ in range(5):
        row(held.process)
    edition = register_edition(held.process.agency)
    employee = signed(edition.agency)
    employee.get(f"{base(edition.agency)}editions/1/")

    with django_assert_max_num_queries(16):
        employee.get(f"{base(edition.agency)}editions/1/")


def test_permanent_address_answers_with_the_same_bytes_while_the_disk_is_nearly_full(settings):
    edition = approved(register_edition(agency()))
    url = f"/public/{edition.agency.code}/touchpoints/1/json/"
    usual, settings.DISK_READ_ONLY_BYTES = settings.DISK_READ_ONLY_BYTES, 2**62

    shown = Client().get(url)

    assert (shown.status_code, edition.files.count()) == (200, 0)
    settings.DISK_READ_ONLY_BYTES = usual
    kept = Client().get(url)
    assert (kept.content, kept.headers["ETag"]) == (shown.content, shown.headers["ETag"])
    assert edition.files.count() == 1
