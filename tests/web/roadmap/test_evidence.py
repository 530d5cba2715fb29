"""Documents as results: registered from the page of a measure, chosen from the register, taken off."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.test import Client

from navstrechu.acts.models import Act
from navstrechu.files.models import StoredFile
from navstrechu.history.models import Event
from navstrechu.organisation.models import Post
from navstrechu.roadmap.models import RequiredResult, ResultDocument
from tests.factories.evidence import PDF
from tests.web.visiting import errors, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/roadmap/measures/"
META = "//div[@class='page-head__meta']"
ALSO = "//fieldset[@id='id_also']//details"


def result(number: str, kind: str = "report") -> RequiredResult:
    return RequiredResult.objects.get(measure__number=number, kind=kind)


def filled(data: bytes = PDF, name: str = "отчёт.pdf", **values: object) -> dict:
    given = {
        "number": "31",
        "dated": "14.03.2024",
        "title": "О формировании перечня",
        "file": SimpleUploadedFile(name, data),
    }
    return given | values


def register(client: Client, measure: str = "2.1.1", **values: object):
    return client.post(f"{BASE}{measure}/documents/new/", filled(**values), follow=True)


def counted(number: str) -> list[str]:
    """Documents counted for the report of a measure."""
    return [str(link.act) for link in ResultDocument.objects.filter(result=result(number))]


def test_form_offers_the_missing_result_and_its_text():
    response = visitor("coordinator").get(f"{BASE}2.1.1/documents/new/")

    assert texts(response, "//h1") == ["Зарегистрировать отчёт"]
    assert texts(response, "//textarea[@name='title']") == [
        "Подготовлен отчет Департамента о формировании перечня точек взаимодействия с клиентом в рамках "
        "предоставления услуг (сервисов) в Департаменте"
    ]
    assert tree(response).xpath("//input[@name='dated']/@value") == ["15.03.2024"]


def test_same_work_of_other_groups_stands_first():
    response = visitor("coordinator").get(f"{BASE}2.1.1/documents/new/")

    assert texts(response, f"{ALSO}/summary") == [
        "Та же работа в других группах 8",
        "Остальные мероприятия 33",
    ]
    numbers = texts(response, f"({ALSO})[1]//label//span[contains(@class, 'bold')]")
    assert numbers == [f"2.{group}.1" for group in range(2, 10)]


def test_unit_head_is_offered_the_own_measures_only():
    response = visitor("finance").get(f"{BASE}2.1.1/documents/new/")

    offered = {int(value) for value in tree(response).xpath("//input[@name='also']/@value")}
    finance = Post.objects.get(title__startswith="Начальник управления финансового")
    waiting = RequiredResult.objects.filter(kind="report", documents=None).exclude(pk=result("2.1.1").pk)
    own = waiting.filter(Q(measure__responsible=finance) | Q(measure__co_executors__post=finance))
    assert offered == set(own.values_list("pk", flat=True))
    assert 0 < len(offered) < waiting.count()


def test_one_document_closes_nine_measures_at_once():
    also = [result(f"2.{group}.1").pk for group in range(2, 10)]

    response = register(visitor("coordinator"), also=also)

    assert response.redirect_chain == [(f"{BASE}2.1.1/#results", 302)]
    assert toast(response) == ["Документ зарегистрирован: Отчёт от 14.03.2024 № 31, закрыто 9 результатов."]
    assert texts(response, META) == [
        "Выполнено с опозданием 2 из 2 документов, последний – 14.03.2024, срок – 29.02.2024, опоздание – "
        "9 рабочих дней."
    ]
    assert [counted(f"2.{group}.1") for group in range(1, 10)] == [["Отчёт от 14.03.2024 № 31"]] * 9
    act = Act.objects.get(number="31")
    assert (act.kind, act.dated, act.title) == ("report", date(2024, 3, 14), "О формировании перечня")
    assert act.file.path.read_bytes() == PDF
    assert Event.objects.filter(verb="result_document_linked", comment=str(act)).count() == 9
    assert tree(response).xpath("//@data-draft-saved") == [f"result-{result('2.1.1').pk}-document"]


def test_document_later_than_the_shown_day_is_explained():
    response = register(visitor("coordinator"), dated="20.03.2024")

    assert toast(response) == [
        "Документ зарегистрирован: Отчёт от 20.03.2024 № 31, закрыто 1 результат. Он появится, если показать "
        "день не раньше 20.03.2024."
    ]


TOO_LARGE = "Файл «отчёт.pdf» больше 1 МБ. Уменьшите его или разделите на части."
NO_DOCUMENT = (
    "Файл «{name}» по содержанию не документ (или содержит макросы). Принимаются: PDF, DOCX, ODT, XLSX, DOC, "
    "RTF, PNG, JPEG, TIFF, TXT – без макросов."
)
REFUSALS = [
    ({"number": ""}, {"number": "Укажите регистрационный номер документа."}),
    ({"number": "1" * 61}, {"number": "Регистрационный номер длиннее 60 знаков. Проверьте его."}),
    ({"dated": ""}, {"dated": "Укажите дату документа."}),
    ({"dated": "31.02.2024"}, {"dated": "Такой даты нет. Укажите день, месяц и год, например 29.02.2024."}),
    (
        {"dated": "01.01.2099"},
        {
            "dated": "Дата документа 01.01.2099 ещё не наступила. Зарегистрируйте его в этот день или "
            "исправьте дату."
        },
    ),
    ({"title": " "}, {"title": "Укажите заголовок документа."}),
    ({"file": ""}, {"file": "Приложите файл документа."}),
    ({"data": b""}, {"file": "Файл «отчёт.pdf» пуст. Выберите другой файл."}),
    ({"data": b"MZ\x90\x00" + b"\0" * 100}, {"file": NO_DOCUMENT.format(name="отчёт.pdf")}),
    ({"data": b"\x7fELF\x02\x01", "name": "x.docx"}, {"file": NO_DOCUMENT.format(name="x.docx")}),
    ({"data": b"%PDF-" + b" " * 1024 * 1024}, {"file": TOO_LARGE}),
    ({"also": ["0"]}, {
        "also": "Один из отмеченных результатов закрыт, требует документа другого вида или ведётся другой "
        "должностью. Отметьте результаты из списка."
    }),
]  # fmt: skip


@pytest.mark.parametrize(("values", "said"), REFUSALS)
def test_refusal_stands_beside_its_field_and_keeps_what_was_typed(values: dict, said: dict, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    client, ticked = visitor("coordinator"), str(result("2.2.1").pk)
    before = (Act.objects.count(), StoredFile.objects.count(), Event.objects.count())

    response = register(client, **({"also": [ticked]} | values))

    assert (response.status_code, errors(response)) == (422, said)
    assert (Act.objects.count(), StoredFile.objects.count(), Event.objects.count()) == before
    page = tree(response)
    assert page.xpath("//div[@data-error-summary]")
    for name in {"number", "dated"} - values.keys():
        assert page.xpath(f"//input[@name='{name}']/@value") == [filled()[name]]
    if "also" not in values:
        assert page.xpath("//input[@name='also'][@checked]/@value") == [ticked]


def test_wrong_kind_is_refused_beside_the_checklist():
    order = result("1.2", "order").pk

    response = register(visitor("coordinator"), also=[order])

    assert (response.status_code, list(errors(response))) == (422, ["also"])


def test_used_number_is_refused_beside_the_number():
    response = register(visitor("coordinator"), number="№ 21", dated="01.03.2024")

    assert response.status_code == 409
    assert errors(response) == {
        "number": "Отчёт от 01.03.2024 № 21 уже зарегистрирован: в одном году номер не повторяется. "
        "Проверьте "
        "номер и дату."
    }
    assert counted("2.1.1") == []


@pytest.mark.parametrize("login", ["employee", "analyst", "household", "group", "admin"])
@pytest.mark.parametrize("address", ["new", "registered"])
def test_others_are_refused_with_the_reason(login: str, address: str):
    client = visitor(login)

    answers = [
        client.get(f"{BASE}2.1.1/documents/{address}/"),
        client.post(f"{BASE}2.1.1/documents/{address}/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(texts(answer, "//*[@data-error-sentence]")[0] for answer in answers)


@pytest.mark.parametrize("address", ["new", "registered"])
def test_unknown_measure_is_not_found(address: str):
    assert visitor("coordinator").get(f"{BASE}9.9/documents/{address}/").status_code == 404


def test_register_of_documents_offers_the_kind_that_is_wanted():
    response = visitor("coordinator").get(f"{BASE}2.1.1/documents/registered/")

    shown = texts(response, "//select[@name='act']/option")
    assert [text.split(" – ")[0] for text in shown] == [
        "Выберите документ",
        "Отчёт от 12.03.2024 № 21",
        "Отчёт от 07.03.2024 № 19",
        "Отчёт от 29.02.2024 № 16",
        "Отчёт от 28.02.2024 № 15",
        "Отчёт от 26.02.2024 № 14",
    ]


def count(client: Client, act: Act | str, number: str = "2.1.1", **values: object):
    address = f"{BASE}{number}/documents/registered/"
    return client.post(address, {"act": getattr(act, "pk", act), **values}, follow=True)


def test_registered_document_is_counted_for_several_results():
    act = Act.objects.get(number="21")

    response = count(visitor("responsible"), act, also=[result("2.2.1").pk])

    assert toast(response) == ["Документ засчитан: Отчёт от 12.03.2024 № 21, закрыто 2 результата."]
    assert [counted(number) for number in ("2.1.1", "2.2.1")] == [["Отчёт от 12.03.2024 № 21"]] * 2


def test_document_of_a_wrong_kind_is_refused_beside_the_choice():
    response = count(visitor("coordinator"), Act.objects.get(number="2"))

    assert response.status_code == 422
    assert errors(response) == {
        "act": "Мероприятие 2.1.1 требует другого вида документа: отчёт. Проверьте вид документа."
    }


@pytest.mark.parametrize(("chosen", "said"), [("", "Выберите документ."), ("999999", None), ("x", None)])
def test_no_document_is_refused_beside_the_choice(chosen: str, said: str | None):
    response = count(visitor("coordinator"), chosen)

    unknown = "Такого документа нет среди зарегистрированных. Выберите из списка."
    assert (response.status_code, errors(response)) == (422, {"act": said or unknown})


def test_taking_off_is_confirmed_first_and_tells_what_follows():
    link = ResultDocument.objects.get(result=result("2.1.2"))
    address = f"{BASE}2.1.2/documents/{link.pk}/remove/"
    client = visitor("coordinator")

    asked = client.get(address)
    done = client.post(address, follow=True)

    assert texts(asked, "//div[@class='notice__body']") == [
        "Мероприятие снова станет невыполненным: другого документа у этого результата нет."
    ]
    assert toast(done) == ["Документ больше не засчитывается."]
    assert texts(done, META)[0].startswith("Просрочено 0 из 1 документа")
    assert Act.objects.get(pk=link.act_id).status == "registered"
    assert Event.objects.filter(verb="result_document_unlinked").count() == 1


@pytest.mark.parametrize(("login", "status"), [("employee", 403), ("household", 403), ("group", 403)])
def test_taking_off_is_refused_to_others(login: str, status: int):
    link = ResultDocument.objects.get(result=result("2.1.2"))

    response = visitor(login).post(f"{BASE}2.1.2/documents/{link.pk}/remove/")

    assert response.status_code == status
    assert ResultDocument.objects.filter(pk=link.pk).exists()


def test_link_of_another_measure_is_not_found():
    link = ResultDocument.objects.get(result=result("2.1.2"))

    assert visitor("coordinator").post(f"{BASE}2.2.2/documents/{link.pk}/remove/").status_code == 404
