"""The page of a document, its file, registering without a measure, annulling with its consequences."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.acts.services import annul_act
from navstrechu.files.models import StoredFile
from navstrechu.roadmap.models import Roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from tests.factories import NOON
from tests.factories.evidence import PDF, act, stored_file
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import errors, section, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/"


def paper(number: str) -> Act:
    return Act.objects.get(number=number)


def address(number: str, rest: str = "") -> str:
    return f"{BASE}{paper(number).pk}/{rest}"


def test_page_tells_kind_number_file_and_who_registered():
    found = paper("141")

    facts = texts(
        visitor("employee").get(address("141")), "//aside[contains(@class, 'split__aside')]//dl/div"
    )

    assert facts == [
        "Вид Приказ",
        "Номер 141",
        "Дата 12 февраля 2024 г.",
        f"Файл order-141.docx {filesizeformat(found.file.size)}".replace("\u00a0", " "),
        f"Контрольная сумма SHA-256 {found.file.sha256}",
        "Внёс в систему Соколова М. А. 12.02.2024 16:00",
    ]


def test_page_names_measures_that_it_fulfils():
    numbers = [text.split()[0] for text in section(visitor("employee").get(address("201")), "purpose")]

    assert numbers == [f"2.{group}.1" for group in range(1, 10)]


def test_page_names_dates_that_it_moved():
    shown = section(visitor("employee").get(address("2")), "purpose")

    assert [text.split()[0] for text in shown] == ["2.7.2", "2.8.2", "2.9.2"]
    assert shown[0].endswith(
        "срок 29.02.2024 → 26.04.2024. Перечень внутренних клиентов уточняется после изменения структуры "
        "Департамента."
    )


def test_history_is_open_to_every_member():
    assert section(visitor("employee").get(address("2")), "history") == [
        "Зарегистрирован документ 28.02.2024 17:00 · Орехова Н. П."
    ]


@pytest.mark.parametrize(
    ("login", "may"), [("coordinator", True), ("responsible", True), ("finance", False), ("group", False)]
)
def test_page_offers_what_the_person_may_do_with_the_document(login: str, may: bool):
    links = tree(visitor(login).get(address("141"))).xpath("//div[@class='page-head__actions']//a/@href")

    prepare = f"/agency/dsz/drafts/new/?kind={{}}&act={paper('141').pk}"
    drafts = (
        [prepare.format(kind) for kind in ("amending_order", "repealing_order")] if login != "group" else []
    )
    annul_url = [address("141", "annul/")] if may else []
    assert links == [f"{BASE}files/{paper('141').file_id}/", *drafts, *annul_url]


def test_file_is_a_download_that_no_browser_runs():
    found = paper("141").file

    response = visitor("employee").get(f"{BASE}files/{found.pk}/")

    assert b"".join(response.streaming_content) == found.path.read_bytes()
    assert {
        name: response[name] for name in ("Content-Disposition", "Content-Type", "X-Content-Type-Options")
    } == {
        "Content-Disposition": 'attachment; filename="order-141.docx"',
        "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store"


def test_missing_file_is_told_in_a_sentence():
    found = paper("201").file
    found.path.unlink()

    response = visitor("employee").get(f"{BASE}files/{found.pk}/")

    assert response.status_code == 409
    assert texts(response, "//*[@data-error-sentence]") == [
        "Файла нет на диске сервера. Сообщите администратору: нужна резервная копия."
    ]


def test_other_agency_sees_nothing():
    elsewhere = agency()
    stranger = sign_in(member(Role.COORDINATOR, elsewhere))
    foreign, file = act(elsewhere), stored_file(elsewhere)

    own = [stranger.get(f"{BASE}{rest}").status_code for rest in ("", "1/", f"files/{paper('201').file_id}/")]
    through = [
        visitor("coordinator").get(f"{BASE}{rest}").status_code
        for rest in (f"{foreign.pk}/", f"files/{file.pk}/")
    ]

    assert (own, through) == ([404, 404, 404], [404, 404])


def filled(**values: object) -> dict:
    given = {
        "kind": "minutes",
        "number": "7",
        "dated": "14.03.2024",
        "title": "О сроках",
        "file": SimpleUploadedFile("протокол.pdf", PDF),
    }
    return given | values


def create(client: Client, **values: object):
    return client.post(f"{BASE}new/", filled(**values), follow=True)


@pytest.mark.parametrize(
    ("login", "kinds"),
    [
        ("coordinator", ["order", "report", "minutes", "other"]),
        ("responsible", ["order", "report", "minutes", "other"]),
        ("finance", ["order", "report", "minutes", "other"]),
        ("group", ["minutes"]),
    ],
)
def test_form_offers_the_kinds_that_the_person_may_register(login: str, kinds: list[str]):
    page = tree(visitor(login).get(f"{BASE}new/"))

    assert page.xpath("//input[@name='kind']/@value") == kinds


def test_working_group_registers_minutes():
    response = create(visitor("group"))

    found = Act.objects.get(number="7")
    assert response.redirect_chain == [(f"{BASE}{found.pk}/", 302)]
    assert toast(response) == ["Документ зарегистрирован: Протокол от 14.03.2024 № 7."]
    assert (found.kind, found.dated, found.registered_by_name) == (
        "minutes",
        date(2024, 3, 14),
        "Орехова Н. П.",
    )


@pytest.mark.parametrize(
    ("login", "values", "status", "said"),
    [
        ("coordinator", {"kind": ""}, 422, {"kind": "Выберите вид документа."}),
        (
            "group",
            {"kind": "order"},
            422,
            {"kind": "Документ такого вида вы не можете зарегистрировать. Выберите из списка."},
        ),
        (
            "coordinator",
            {"number": "2", "dated": "01.03.2024"},
            409,
            {
                "number": "Протокол от 01.03.2024 № 2 уже зарегистрирован: в одном году номер не "
                "повторяется. "
                "Проверьте номер и дату."
            },
        ),
        ("coordinator", {"file": ""}, 422, {"file": "Приложите файл документа."}),
    ],
)
def test_refusal_stands_beside_its_field(login: str, values: dict, status: int, said: dict):
    client, before = visitor(login), StoredFile.objects.count()

    response = create(client, **values)

    assert (response.status_code, errors(response)) == (status, said)
    assert StoredFile.objects.count() == before
    assert texts(response, "//textarea[@name='title']") == ["О сроках"]


@pytest.mark.parametrize("login", ["employee", "analyst", "admin"])
def test_registering_is_refused_to_others(login: str):
    client = visitor(login)

    assert [client.get(f"{BASE}new/").status_code, create(client).status_code] == [403, 403]
    assert not Act.objects.filter(number="7").exists()


CONSEQUENCES = "//div[@class='notice__body']"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("14", "Что изменится Снова станут невыполненными: 2.1.2."),
        (
            "201",
            "Что изменится Останутся без этого документа: 2.1.1, 2.2.1, 2.3.1, 2.4.1, 2.5.1, 2.6.1, 2.7.1, "
            "2.8.1, 2.9.1.",
        ),
        (
            "2",
            "Что изменится Вернутся прежние сроки: 2.7.2: 26.04.2024 → 29.02.2024 2.8.2: 26.04.2024 → "
            "29.02.2024 "
            "2.9.2: 26.04.2024 → 29.02.2024",
        ),
    ],
)  # fmt: skip
def test_annulling_tells_what_follows(number: str, said: str):
    assert texts(visitor("coordinator").get(address(number, "annul/")), CONSEQUENCES) == [said]


def test_annulling_of_a_document_without_purpose_changes_nothing():
    free = act(paper("201").agency, number="777")

    response = visitor("coordinator").get(f"{BASE}{free.pk}/annul/")

    assert texts(response, CONSEQUENCES) == [
        "Документ не засчитан ни одному мероприятию: состояние дорожной карты не изменится."
    ]


def test_annulling_undoes_what_was_told():
    response = visitor("coordinator").post(
        address("14", "annul/"), {"reason": "Зарегистрирован дважды", "on": "15.03.2024"}, follow=True
    )

    assert toast(response) == ["Регистрация документа аннулирована."]
    assert texts(response, "//div[@class='notice__body']") == [
        "Регистрация аннулирована с 15 марта 2024 г. Зарегистрирован дважды"
    ]
    roadmap = Roadmap.objects.get()
    states = [roadmap_state(roadmap, on=date(2024, 3, day)).measure("2.1.2").state.value for day in (14, 15)]
    assert states == ["done", "overdue"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": " "}, {"reason": "Укажите причину: без неё регистрация не аннулируется."}),
        ({"on": "25.02.2024"}, {"on": "Аннулировать можно не раньше даты самого документа (26.02.2024)."}),
        ({"on": "01.01.2099"}, {"on": "Этот день ещё не наступил. Укажите сегодняшний или прошедший."}),
        ({"on": "31.02.2024"}, {"on": "Такой даты нет. Укажите день, месяц и год, например 29.02.2024."}),
    ],
)
def test_refused_annulling_stands_beside_its_field(values: dict, said: dict):
    given = {"reason": "Зарегистрирован дважды", "on": "15.03.2024"} | values

    response = visitor("coordinator").post(address("14", "annul/"), given)

    assert (response.status_code, errors(response)) == (422, said)
    assert paper("14").status == "registered"


def test_second_annulling_is_a_conflict():
    found = paper("14")
    annul_act(
        act=found, reason="Ошибка", on=date(2024, 3, 15), by=member(Role.COORDINATOR, found.agency), at=NOON
    )

    response = visitor("coordinator").post(address("14", "annul/"), {"reason": "Ещё раз", "on": "15.03.2024"})

    assert response.status_code == 409
    assert texts(response, "//*[@data-error-sentence]") == ["Регистрация документа уже аннулирована."]


@pytest.mark.parametrize("login", ["finance", "employee", "group", "admin"])
def test_annulling_is_refused_to_others(login: str):
    response = visitor(login).post(address("14", "annul/"), {"reason": "Ошибка", "on": "15.03.2024"})

    assert (response.status_code, paper("14").status) == (403, "registered")
