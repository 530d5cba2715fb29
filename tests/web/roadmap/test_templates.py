"""Pages of making a plan by a template: choosing, adapting, offering."""

import pytest
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import ImportDraft
from tests.factories.organisation import agency, member, post
from tests.factories.roadmap import HEAD, roadmap, roadmap_origin, template
from tests.sessions import sign_in
from tests.web.visiting import texts, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def target() -> Agency:
    return agency()


@pytest.fixture
def edition(target: Agency):
    return template(agency(target.region, short_name="Минздрав"))


def client_of(target: Agency, role: Role = Role.COORDINATOR) -> Client:
    return sign_in(member(role, target))


def address(target: Agency, rest: str = "") -> str:
    return f"/agency/{target.code}/roadmap/from-template/{rest}"


def filled(page, **changed: str) -> dict[str, str]:
    """What the browser would send: every field as the page shows it."""
    fields = tree(page).xpath("//main//form//input[@name]")
    return {one.get("name"): one.get("value", "") for one in fields} | changed


def test_list_leads_to_the_form(target: Agency, edition):
    page = client_of(target).get(address(target))

    assert texts(page, "//tbody/tr/th") == ["Минздрав образец региона Департамент образования Энской области"]
    assert tree(page).xpath("//tbody//a/@href") == [address(target, f"{edition.pk}/")]


def test_nothing_to_choose_from_is_told(target: Agency):
    assert "Образцов пока нет" in client_of(target).get(address(target)).content.decode()


def test_form_suggests_posts_and_shows_the_new_dates(target: Agency, edition):
    post(target, HEAD)

    page = client_of(target).get(address(target, f"{edition.pk}/"))

    assert filled(page)["post_0"] == HEAD
    assert texts(page, "//table//tbody/tr/th") == ["01.04.2024"]


def test_dates_are_counted_anew_without_keeping_anything(target: Agency, edition):
    client = client_of(target)
    page = client.get(address(target, f"{edition.pk}/"))

    again = client.post(
        address(target, f"{edition.pk}/"), filled(page, new_start="26.09.2024", post_0="Министр", look="1")
    )

    assert texts(again, "//table//tbody/tr/td[1]") == ["31.03.2025"]
    assert filled(again)["post_0"] == "Министр"
    assert not ImportDraft.objects.exists()


def test_coordinator_goes_on_to_the_preview(target: Agency, edition):
    client = client_of(target)
    page = client.get(address(target, f"{edition.pk}/"))

    answer = client.post(address(target, f"{edition.pk}/"), filled(page, post_0="Министр"))

    draft = ImportDraft.objects.get(agency=target)
    assert answer.headers["Location"] == f"/agency/{target.code}/roadmap/import/{draft.pk}/"
    assert draft.content["measures"][0]["responsible"] == "Министр"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_working_group_leaves_the_confirmation_to_the_coordinator(target: Agency, edition):
    client = client_of(target, Role.WORKING_GROUP)
    page = client.get(address(target, f"{edition.pk}/"))

    answer = client.post(address(target, f"{edition.pk}/"), filled(page), follow=True)

    assert "Её проверит и подтвердит координатор органа." in answer.content.decode()
    assert ImportDraft.objects.get(agency=target).template == edition


def test_what_was_typed_stays_when_something_is_missing(target: Agency, edition):
    client = client_of(target)
    page = client.get(address(target, f"{edition.pk}/"))

    again = client.post(
        address(target, f"{edition.pk}/"),
        filled(page, post_0="", new_start="31.02.2024", from_0="слово", to_1="другое"),
    )

    assert again.status_code == 422
    assert filled(again)["from_0"] == "слово"
    errors = texts(again, "//*[contains(@class, 'field__error')]/span")
    assert errors == [
        "Укажите должность.",
        "Впишите, какие слова заменить.",
        "Такой даты нет. Пример: 29.02.2024.",
    ]


def test_agency_with_a_plan_is_told_so(target: Agency, edition):
    roadmap(target)
    client = client_of(target)
    page = client.get(address(target, f"{edition.pk}/"))

    assert "По образцу составляют только первую." in page.content.decode()
    assert client.post(address(target, f"{edition.pk}/"), filled(page)).status_code == 409


def test_template_of_another_region_is_not_there(target: Agency):
    assert client_of(target).get(address(target, f"{template().pk}/")).status_code == 404


def test_plan_is_offered_and_taken_back_on_the_page_of_editions():
    made = roadmap()
    client, path = client_of(made.agency), f"/agency/{made.agency.code}/roadmap/"

    offered = client.post(f"{path}offer-template/", {"offered": "1"}, follow=True)
    withdrawn = client.post(f"{path}offer-template/", {"offered": "0"}, follow=True)

    assert "Дорожная карта предложена региону как образец." in offered.content.decode()
    assert "образец региона" in offered.content.decode()
    assert "Предложить региону как образец" in withdrawn.content.decode()


def test_page_of_editions_names_the_template():
    origin = roadmap_origin()
    of = origin.roadmap.agency

    page = client_of(of, Role.EMPLOYEE).get(f"/agency/{of.code}/roadmap/editions/")

    assert "Составлена по образцу: Департамент образования, редакция № 1." in page.content.decode()


def test_agency_without_a_plan_is_shown_the_way(target: Agency):
    for role in (Role.COORDINATOR, Role.WORKING_GROUP):
        page = client_of(target, role).get(f"/agency/{target.code}/roadmap/")
        assert address(target) in tree(page).xpath("//main//a/@href")
