"""The list of drafts, its filters and export; starting a draft of a kind."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import ActKind
from navstrechu.drafting import kinds
from navstrechu.drafting.kinds import About, DraftKind
from navstrechu.drafting.models import Draft
from navstrechu.organisation.models import Agency
from tests.drafting.samples import SAMPLE, template
from tests.factories.drafting import CHANGING, agreement_round, written_act
from tests.factories.drafting import draft as make_draft
from tests.factories.organisation import member
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, errors, texts, tree

pytestmark = pytest.mark.django_db
ABOUT = DraftKind(
    code="about_order",
    title="Приказ о чём-то",
    explains="Пишется о процессе.",
    act_kind=ActKind.ORDER,
    template=template,
    places=SAMPLE.places,
    data=SAMPLE.data,
    abouts=lambda agency, on: (About("thing", "1", "Первое"), About("thing", "2", "Второе")),
    needs_about=True,
)
IDLE = DraftKind(
    code="idle_order", title="Приказ ни о чём", explains="", act_kind=ActKind.ORDER, template=template,
    needs_about=True,
)  # fmt: skip


def url(own: Agency, tail: str = "") -> str:
    return f"/agency/{own.code}/drafts/{tail}"


def titles(page) -> list[str]:
    return texts(page, "//tbody//th//a")


def test_list_shows_the_latest_changed_first(own: Agency, draft: Draft):
    agreement_round(own)
    page = sign_in(member(Role.EMPLOYEE, own)).get(url(own))

    assert titles(page) == ["О порядке приёма заявлений", draft.title]
    assert texts(page, "//tbody//td[@data-label='Состояние']") == ["на согласовании", "проект"]
    assert tree(page).xpath("//a[contains(@class, 'button--primary')]") == []


def test_filters_stay_in_the_address(own: Agency, draft: Draft, coordinator: User):
    agreement_round(own)
    client = sign_in(coordinator)

    assert titles(client.get(url(own, "?status=draft"))) == [draft.title]
    assert titles(client.get(url(own, "?kind=plain_order"))) == ["О порядке приёма заявлений"]
    assert titles(client.get(url(own, "?q=проверка"))) == [draft.title]
    assert len(titles(client.get(url(own, "?status=open&kind=нет")))) == 2
    page = client.get(url(own, "?status=withdrawn"))
    assert texts(page, "//*[@class='empty__title']") == ["По этим условиям проектов нет"]
    region = client.get(url(own, "?status=draft"), headers=FRAGMENT | {"HX-Target": "drafts"})
    assert tree(region).get("id") == "drafts"


def test_export_holds_what_is_filtered(own: Agency, draft: Draft, coordinator: User):
    agreement_round(own)
    client = sign_in(coordinator)
    sent = client.get(url(own, "export/csv/?status=draft")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent), delimiter=";"))

    assert rows[0] == ["Заголовок", "Вид документа", "Состояние", "Автор", "Изменён", "Зарегистрирован как"]
    assert [row[:3] for row in rows[1:]] == [[draft.title, "Приказ о проверке", "проект"]]
    assert client.get(url(own, "export/xlsx/")).content.startswith(b"PK")
    assert client.get(url(own, "export/docx/")).content.startswith(b"PK")
    assert client.get(url(own, "export/exe/")).status_code == 404


def test_page_of_kinds_says_why_one_cannot_be_written(own: Agency, coordinator: User, monkeypatch):
    for kind in (ABOUT, IDLE, CHANGING):
        monkeypatch.setitem(kinds._KINDS, kind.code, kind)
    page = sign_in(coordinator).get(url(own, "new/"))
    cards = {texts_of[0]: texts_of[1:] for texts_of in _cards(page)}

    assert cards["Приказ ни о чём"] == ["Пока нет ничего, о чём составляют такой документ."]
    assert cards["Приказ об изменении"] == [
        "Нет действующих документов, которые можно изменить или отменить."
    ]
    assert cards["Приказ о чём-то"] == ["Пишется о процессе."]
    assert len(tree(page).xpath("//h2/a[@href='?kind=about_order']")) == 1


def _cards(page) -> list[list[str]]:
    found = []
    for card in tree(page).xpath("//ul[@class='draft-kinds']/li"):
        words = [" ".join(part.text_content().split()) for part in card.xpath("./h2 | ./p")]
        found.append([word for word in words if word])
    return found


def test_draft_is_started_about_what_was_chosen(own: Agency, coordinator: User, monkeypatch):
    monkeypatch.setitem(kinds._KINDS, ABOUT.code, ABOUT)
    client = sign_in(coordinator)
    asked = url(own, "new/?kind=about_order&about_type=thing&about=2")

    page = client.get(asked)
    assert texts(page, "//select[@name='about']/option[@selected]") == ["Второе"]
    empty = client.post(asked, {"about": ""})
    assert (empty.status_code, errors(empty)) == (422, {"about": "Выберите, о чём этот документ."})
    done = client.post(asked, {"about": "thing|2"})
    made = Draft.objects.get()
    assert (done.status_code, done.headers["Location"]) == (302, url(own, f"{made.pk}/edit/"))
    assert (made.subject_type, made.subject_key, made.author) == ("thing", "2", coordinator)


def test_amending_order_is_started_from_the_page_of_a_document(own: Agency, coordinator: User):
    act = written_act(own)
    kinds.register_kind(CHANGING)
    client = sign_in(coordinator)
    asked = url(own, f"new/?kind=changing_order&act={act.pk}")

    assert tree(client.get(asked)).xpath("//input[@name='targets']/@checked") != []
    client.post(asked, {"targets": [act.pk]})
    made = Draft.objects.get(kind="changing_order")
    assert [target.act for target in made.targets.all()] == [act]
    assert made.becomes["title"] == "О порядке приёма заявлений"
    refused = client.post(asked, {})
    assert errors(refused) == {"targets": "Отметьте документ, который изменяется или отменяется."}


def test_unknown_kind_is_not_found_and_employees_do_not_start(own: Agency, coordinator: User):
    assert sign_in(coordinator).get(url(own, "new/?kind=нет")).status_code == 404
    assert sign_in(member(Role.EMPLOYEE, own)).get(url(own, "new/")).status_code == 403
    assert Client().get(url(own, "new/")).status_code == 302


def test_queries_of_the_list_do_not_grow(own: Agency, draft: Draft, coordinator: User):
    client = sign_in(coordinator)
    client.get(url(own))
    with CaptureQueriesContext(connection) as few:
        client.get(url(own))
    for _number in range(3):
        make_draft(own, by=coordinator, kind=SAMPLE)
    with CaptureQueriesContext(connection) as many:
        client.get(url(own))

    assert len(many) == len(few)
