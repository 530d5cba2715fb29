"""Error pages: a signed-in person keeps the sections of the own agency, others get the sentence alone."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.web.shell.errors import csrf_failure, server_error
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, texts, tree

SECTIONS = "//nav[@id='navigation']//a/@href"
SENTENCE = "//*[@data-error-sentence]"
ABSENT = ["Такой страницы нет, или она вам не видна."]
ADVICE = "//*[@class='error-page']/p[@class='muted']"


@pytest.fixture
def own(db):
    return agency()


@pytest.fixture
def employee(own) -> Client:
    return sign_in(member(Role.EMPLOYEE, own))


def test_address_without_a_page_keeps_the_sections(own, employee):
    page = employee.get("/такого-нет/")

    assert (page.status_code, texts(page, SENTENCE)) == (404, ABSENT)
    assert tree(page).xpath(SECTIONS)[:2] == [
        reverse("home:overview", args=[own.code]),
        reverse("roadmap:matrix", args=[own.code]),
    ]
    assert texts(page, ADVICE) == ["Проверьте адрес или найдите нужное через разделы."]


def test_foreign_agency_leads_through_the_sections_of_the_own_one(own, employee):
    foreign = agency()

    page = employee.get(reverse("roadmap:table", args=[foreign.code]))

    assert (page.status_code, texts(page, SENTENCE)) == (404, ABSENT)
    assert [href for href in tree(page).xpath("//a/@href") if f"/{foreign.code}/" in href] == []
    assert reverse("roadmap:table", args=[own.code]) in tree(page).xpath(SECTIONS)


def test_refusal_stands_among_the_sections_with_its_reason(own, employee):
    page = employee.get(reverse("organisation:settings", args=[own.code]))

    assert (page.status_code, len(texts(page, "//h1")), len(texts(page, "//main"))) == (403, 1, 1)
    assert "Это может:" in texts(page, SENTENCE)[0]
    assert reverse("home:overview", args=[own.code]) in tree(page).xpath(SECTIONS)


def test_way_back_is_the_page_one_came_from_and_never_the_refused_one(own, employee):
    refused = reverse("organisation:settings", args=[own.code])
    structure = f"http://testserver{reverse('organisation:structure', args=[own.code])}"
    came_from = [structure, f"http://testserver{refused}", "https://example.org/", ""]

    pages = [employee.get(refused, headers={"Referer": address}) for address in came_from]

    ways = [tree(page).xpath("//*[@class='error-page']//a/@href") for page in pages]
    assert ways == [[structure], ["/"], ["/"], ["/"]]


def test_person_without_an_agency_keeps_what_needs_none(db, employee, own):
    own.memberships.all().delete()

    page = employee.get("/такого-нет/")

    assert page.status_code == 404
    assert reverse("help:contents") in tree(page).xpath(SECTIONS)


def test_guest_sees_the_sentence_alone(db):
    page = Client().get("/такого-нет/")

    assert (page.status_code, texts(page, SENTENCE), tree(page).xpath("//nav")) == (404, ABSENT, [])
    assert texts(page, ADVICE) == ["Проверьте адрес или начните с главной страницы."]


def test_script_gets_the_sentence_alone(own, employee):
    page = employee.get(reverse("organisation:settings", args=[own.code]), headers=FRAGMENT)

    assert (page.status_code, tree(page).xpath("//nav")) == (403, [])


@pytest.mark.parametrize(
    ("answer", "status"), [(server_error, 500), (csrf_failure, 403)], ids=["defect", "form too old"]
)
def test_request_that_knows_nobody_asks_the_database_nothing(answer, status):
    # Without the mark of a database test any query fails.
    page = answer(RequestFactory().get("/"))

    assert (page.status_code, tree(page).xpath("//nav"), len(texts(page, SENTENCE))) == (status, [], 1)
