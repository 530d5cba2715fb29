"""Corrections of wording: as a page, in the row and in the cell; two editors; who may."""

import json
from copy import copy

import pytest
from django.test import Client

from navstrechu.history.models import Event
from navstrechu.organisation.models import Post
from navstrechu.roadmap.models import Measure, RequiredResult
from tests.web.visiting import errors, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
URL = "/agency/dsz/roadmap/measures/1.2/edit/"
TABLE = "/agency/dsz/roadmap/table/"
TITLE = "Утверждена модель внедрения"


@pytest.fixture
def measure() -> Measure:
    return Measure.objects.select_related("responsible").get(number="1.2")


@pytest.fixture
def result() -> RequiredResult:
    return RequiredResult.objects.get(measure__number="1.2")


def sent(measure: Measure, **values: object) -> dict[str, object]:
    """The form as the browser would send it untouched, but for ``values``."""
    posts = measure.co_executors.order_by("position").values_list("post_id", flat=True)
    given = {"version": measure.version, "title": measure.title, "responsible": measure.responsible_id}
    return given | {"co_executors": list(posts)} | values


def place(found: Measure | RequiredResult) -> dict[str, str]:
    name = "measure" if isinstance(found, Measure) else "result"
    return {"HX-Request": "true", "HX-Target": f"{name}-{found.pk}"}


def events(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def test_page_holds_the_present_wording(measure: Measure):
    page = visitor("coordinator").get(URL)

    assert tree(page).xpath("//form[@data-row-form]//textarea/text()") == [f"\n{measure.title}"]
    assert texts(page, "//select[@name='responsible']/option[@selected]") == [measure.responsible.title]
    assert len(tree(page).xpath("//input[@name='co_executors'][@checked]")) == 3
    assert "его переносит только решение рабочей группы" in texts(page, "//form[@data-row-form]//p")[-1]


def test_page_of_a_result_speaks_of_the_result_and_leads_to_its_measure(result: RequiredResult):
    page = visitor("coordinator").get(f"/agency/dsz/roadmap/results/{result.pk}/edit/")

    assert texts(page, "//h1") == ["Исправление результата мероприятия 1.2"]
    assert texts(page, "//nav[@aria-label='Путь']//a") == ["Дорожная карта", "Мероприятие 1.2"]
    assert texts(page, "//form[@data-row-form]//p") == []


def test_saved_page_goes_back_to_where_it_came_from(measure: Measure):
    client, before = visitor("coordinator"), measure.version

    answer = client.post(f"{URL}?next={TABLE}%3Fsection%3D1", sent(measure, title=TITLE))

    measure.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{TABLE}?section=1")
    assert (measure.title, measure.version) == (TITLE, before + 1)
    assert events("measure_edited") == 1
    assert toast(client.get(answer.headers["Location"])) == ["Мероприятие 1.2 исправлено."]


def test_address_of_another_site_is_not_followed(measure: Measure):
    answer = visitor("coordinator").post(f"{URL}?next=https://example.org/", sent(measure, title=TITLE))

    assert answer.headers["Location"] == "/agency/dsz/roadmap/measures/1.2/"


def test_correction_is_seen_on_every_day(measure: Measure):
    visitor("coordinator").post(URL, sent(measure, title=TITLE))

    past, later = (visitor("employee").get(f"{TABLE}?q=1.2{day}") for day in ("", "&as_of=01.12.2090"))
    row = f"//tr[@id='measure-{measure.pk}']/td[1]"
    assert texts(past, row) == texts(later, row) == [TITLE]


def test_responsible_and_co_executors_change_places(measure: Measure):
    new, old = Post.objects.get(title__startswith="Начальник управления труда"), measure.responsible

    visitor("coordinator").post(URL, sent(measure, responsible=new.pk, co_executors=[old.pk]))

    measure.refresh_from_db()
    assert measure.responsible == new
    assert [item.post for item in measure.co_executors.all()] == [old]


def test_row_becomes_a_form_and_a_row_again(measure: Measure):
    client = visitor("coordinator")

    opened = client.get(URL, headers=place(measure))
    saved = client.post(URL, sent(measure, title=TITLE), headers=place(measure))

    assert tree(opened).xpath("//form/@hx-target") == [f"#measure-{measure.pk}"]
    assert opened.content.decode().lstrip().startswith(f'<tr id="measure-{measure.pk}">')
    assert saved.status_code == 200
    assert saved.content.decode().lstrip().startswith(f'<tr id="measure-{measure.pk}">')
    assert tree(saved).xpath("//form") == []
    told = json.loads(saved.headers["HX-Trigger"])
    assert told["draft-saved"] == {"value": f"measure-{measure.pk}-wording"}
    assert told["toast"]["text"].startswith("Мероприятие 1.2 исправлено.")


def test_cancelled_row_stands_as_it_was(measure: Measure):
    client = visitor("coordinator")
    [url] = tree(client.get(URL, headers=place(measure))).xpath("//a[@data-cancel]/@hx-get")

    row = client.get(url, headers=place(measure))

    assert texts(row, "//td[1]") == [measure.title]


def test_result_is_corrected_in_its_cell(result: RequiredResult):
    client, url = visitor("coordinator"), f"/agency/dsz/roadmap/results/{result.pk}/edit/"

    opened = client.get(url, headers=place(result))
    saved = client.post(url, {"version": 1, "text": "Утверждён приказ"}, headers=place(result))

    assert opened.content.decode().lstrip().startswith(f'<div class="stacked" id="result-{result.pk}">')
    assert saved.status_code == 200
    result.refresh_from_db()
    assert (result.text, result.version) == ("Утверждён приказ", 2)
    assert events("result_edited") == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, {"title": "Введите текст мероприятия."}),
        ({"title": "а" * 4001}, {"": "Поле «Мероприятие» длиннее 4000 знаков. Сократите текст."}),
        ({"responsible": ""}, {"responsible": "Выберите должность."}),
        ({"responsible": "999"}, {"responsible": "Выберите должность."}),
        ({"co_executors": ["999"]}, {"co_executors": "Отметьте должности из списка."}),
    ],
)
def test_refusals_stand_in_the_form(measure: Measure, values: dict[str, object], said: dict[str, str]):
    answer = visitor("coordinator").post(URL, sent(measure, **values))

    assert answer.status_code == 422
    assert errors(answer) == said
    assert events("measure_edited") == 0


def test_post_named_twice_is_refused(measure: Measure):
    twice = sent(measure, co_executors=[measure.responsible_id])

    answer = visitor("coordinator").post(URL, twice)

    assert errors(answer) == {"": "Одна должность указана дважды. Уберите повтор из соисполнителей."}


@pytest.mark.parametrize("in_place", [True, False])
def test_second_editor_sees_both_texts_and_may_save_the_own(measure: Measure, in_place: bool):
    client, headers = visitor("coordinator"), place(measure) if in_place else {}
    first, second = sent(measure, title="Текст первого"), sent(measure, title="Текст второго")
    client.post(URL, first)

    refused = client.post(URL, second, headers=headers)

    assert refused.status_code == 409
    assert [text.split(" ответственный")[0] for text in texts(refused, "//*[@class='versions']/section")] == [
        "Ваш вариант наименование Текст второго", "Сохранено другим наименование Текст первого",
    ]  # fmt: skip
    assert errors(refused) == {
        "": "Мероприятие 1.2 уже изменил другой сотрудник. Сравните тексты и сохраните нужный."
    }
    [version] = tree(refused).xpath("//form[@data-row-form]//input[@name='version']/@value")
    client.post(URL, second | {"version": version}, headers=headers)
    measure.refresh_from_db()
    assert (measure.title, measure.version) == ("Текст второго", first["version"] + 2)


def test_second_editor_of_a_result(result: RequiredResult):
    client, url = visitor("coordinator"), f"/agency/dsz/roadmap/results/{result.pk}/edit/"
    client.post(url, {"version": 1, "text": "Текст первого"})

    refused = client.post(url, {"version": 1, "text": "Текст второго"})

    assert refused.status_code == 409
    assert texts(refused, "//*[@class='versions']/section") == [
        "Ваш вариант результат Текст второго", "Сохранено другим результат Текст первого",
    ]  # fmt: skip


@pytest.mark.parametrize("login", ["responsible", "finance", "employee", "group", "admin"])
def test_who_may_not_edit_reads_why(login: str, measure: Measure):
    before = copy(measure)

    answer = visitor(login).post(URL, sent(measure, title=TITLE))

    measure.refresh_from_db()
    assert answer.status_code == 403
    assert "Недостаточно прав, чтобы загружать и исправлять дорожную карту. Это может: координатор." in (
        answer.content.decode()
    )
    assert (measure.title, measure.version) == (before.title, before.version)


def test_guest_is_sent_to_sign_in():
    assert Client().get(URL).headers["Location"] == f"/account/sign-in/?next={URL}"


@pytest.mark.parametrize("path", ["measures/9.9/edit/", "results/0/edit/"])
def test_what_is_not_in_the_plan(path: str):
    assert visitor("coordinator").get(f"/agency/dsz/roadmap/{path}").status_code == 404
