"""The page that moves due dates: by registered minutes, or by minutes that it registers itself."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from navstrechu.acts.models import Act
from navstrechu.files.models import StoredFile
from navstrechu.history.models import Event
from navstrechu.roadmap.models import DueDateDecision, Measure
from tests.factories.evidence import PDF
from tests.web.visiting import errors, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
ADDRESS = "/agency/dsz/roadmap/decisions/new/"


def minutes() -> Act:
    return Act.objects.get(kind="minutes", number="2")


def known(**values: object) -> dict:
    given = {
        "measures": ["2.1.3", "2.2.3"],
        "new_due_on": "01.07.2024",
        "reason": "Опрос продлён.",
        "basis": "known",
        "minutes": minutes().pk,
    }
    return given | values


def new(**values: object) -> dict:
    given = {
        "basis": "new",
        "minutes": "",
        "number": "4",
        "dated": "12.03.2024",
        "title": "О продлении опроса",
        "file": SimpleUploadedFile("протокол.pdf", PDF),
    }
    return known(**(given | values))


def decide(client: Client, data: dict):
    return client.post(ADDRESS, data, follow=True)


def test_form_offers_unfinished_measures_and_ticks_the_asked_one():
    page = tree(visitor("group").get(f"{ADDRESS}?measure=2.1.3"))

    offered = page.xpath("//input[@name='measures']/@value")
    assert (len(offered), "2.1.2" in offered, "2.1.1" in offered) == (61, False, True)
    assert page.xpath("//input[@name='measures'][@checked]/@value") == ["2.1.3"]
    assert page.xpath("//input[@name='basis'][@checked]/@value") == ["known"]


def test_registered_minutes_move_several_dates():
    response = decide(visitor("group"), known())

    assert response.redirect_chain == [("/agency/dsz/roadmap/measures/2.1.3/", 302)]
    assert toast(response) == ["Срок 2 мероприятий перенесён на 01.07.2024."]
    moved = DueDateDecision.objects.filter(measure__number__in=["2.1.3", "2.2.3"]).order_by(
        "measure__position"
    )
    assert [(one.old_due_on, one.new_due_on, one.act, one.reason) for one in moved] == [
        (date(2024, 6, 17), date(2024, 7, 1), minutes(), "Опрос продлён.")
    ] * 2
    assert Measure.objects.get(number="2.1.3").due_on == date(2024, 6, 17)
    assert texts(response, "//section[@aria-labelledby='decisions']//li//strong") == ["01.07.2024"]


def test_new_minutes_are_registered_with_their_decision():
    response = decide(visitor("group"), new())

    assert toast(response) == ["Срок 2 мероприятий перенесён на 01.07.2024."]
    act = Act.objects.get(kind="minutes", number="4")
    assert (act.dated, act.title, act.registered_by_name) == (
        date(2024, 3, 12),
        "О продлении опроса",
        "Орехова Н. П.",
    )
    assert DueDateDecision.objects.filter(act=act).count() == 2


KNOWN_REFUSALS = [
    ({"measures": []}, {"measures": "Отметьте хотя бы одно мероприятие, срок которого переносится."}),
    ({"measures": ["2.1.2"]}, {"measures": "Одного из отмеченных мероприятий нет среди незавершённых."}),
    ({"new_due_on": ""}, {"new_due_on": "Укажите новый срок."}),
    (
        {"new_due_on": "30.02.2024"},
        {"new_due_on": "Такой даты нет. Укажите день, месяц и год, например 29.02.2024."},
    ),
    (
        {"new_due_on": "27.02.2024"},
        {"new_due_on": "Новый срок раньше даты протокола. Укажите день не раньше протокола."},
    ),
    (
        {"new_due_on": "17.06.2024"},
        {"new_due_on": "У мероприятия 2.1.3, 2.2.3 уже такой срок. Уберите его из решения."},
    ),
    ({"reason": " "}, {"reason": "Укажите причину переноса: она печатается в отчёте."}),
    ({"minutes": ""}, {"minutes": "Выберите протокол."}),
    ({"minutes": "999999"}, {"minutes": "Такого протокола нет среди зарегистрированных."}),
    ({"basis": ""}, {"basis": "Укажите, каким протоколом перенесён срок."}),
]


@pytest.mark.parametrize(("values", "said"), KNOWN_REFUSALS)
def test_refusal_with_known_minutes_stands_beside_its_field(values: dict, said: dict):
    before = DueDateDecision.objects.count()

    response = decide(visitor("group"), known(**values))

    assert (response.status_code, errors(response)) == (422, said)
    assert DueDateDecision.objects.count() == before
    if "measures" not in values:
        assert tree(response).xpath("//input[@name='measures'][@checked]/@value") == ["2.1.3", "2.2.3"]


NEW_REFUSALS = [
    ({"number": ""}, 422, {"number": "Укажите регистрационный номер документа."}),
    (
        {"dated": "01.01.2099", "new_due_on": "02.01.2099"},
        422,
        {
            "dated": "Дата документа 01.01.2099 ещё не наступила. Зарегистрируйте его в этот день или "
            "исправьте дату."
        },
    ),
    ({"file": ""}, 422, {"file": "Приложите файл документа."}),
    (
        {"number": "2"},
        409,
        {
            "number": "Протокол от 12.03.2024 № 2 уже зарегистрирован: в одном году номер не повторяется. "
            "Проверьте номер и дату."
        },
    ),
    (
        {"new_due_on": "17.06.2024"},
        422,
        {"new_due_on": "У мероприятия 2.1.3, 2.2.3 уже такой срок. Уберите его из решения."},
    ),
]


@pytest.mark.parametrize(("values", "status", "said"), NEW_REFUSALS)
def test_refusal_with_new_minutes_leaves_nothing_behind(values: dict, status: int, said: dict):
    client, before = visitor("group"), counts()

    response = decide(client, new(**values))

    assert (response.status_code, errors(response)) == (status, said)
    assert counts() == before


def counts() -> list[int]:
    return [model.objects.count() for model in (Act, StoredFile, DueDateDecision, Event)]


def test_fields_of_new_minutes_do_not_matter_with_known_ones():
    response = decide(visitor("group"), known(dated="31.02.2024", number=""))

    assert toast(response) == ["Срок 2 мероприятий перенесён на 01.07.2024."]


@pytest.mark.parametrize("login", ["coordinator", "responsible", "finance", "employee", "admin"])
def test_others_are_refused_with_the_reason(login: str):
    client = visitor(login)

    answers = [client.get(ADDRESS), client.post(ADDRESS, known())]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert texts(answers[0], "//*[@data-error-sentence]") == [
        "Недостаточно прав, чтобы переносить сроки по решению рабочей группы. Это может: рабочая группа "
        "региона."
    ]
