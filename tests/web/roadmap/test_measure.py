"""The page of a measure: what it says on a day, to whom, in how many queries; its discussion, its start."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.acts.models import Act
from navstrechu.discussion.models import Comment
from navstrechu.drafting.models import Draft
from navstrechu.history.models import Event
from navstrechu.roadmap.drafting.results import ids_of
from navstrechu.roadmap.models import Measure, RequiredResult, ResultDocument
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, errors, section, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/roadmap/measures/"
META = "//div[@class='page-head__meta']"
FACTS = "//aside[contains(@class, 'split__aside')]//dl/div"


def page(login: str, number: str, day: date = date(2024, 3, 15), **extra: str):
    return visitor(login, day).get(f"{BASE}{number}/", **extra)


def hrefs(response) -> list[str]:
    return tree(response).xpath("//main//a/@href")


def words_of(response) -> str:
    return " ".join(" ".join(tree(response).xpath("//main//text()")).split())


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        (
            "2.1.1",
            date(2024, 3, 15),
            "Просрочено 1 из 2 документов, срок истёк 29.02.2024, прошло 10 рабочих дней.",
        ),
        ("2.1.2", date(2024, 3, 15), "Выполнено 1 из 1 документа, последний – 26.02.2024, срок – "
        "29.02.2024."),
        (
            "1.4",
            date(2024, 3, 15),
            "Выполнено с опозданием 1 из 1 документа, последний – 28.12.2023, срок – 22.12.2023, "
            "опоздание – 4 рабочих дня.",
        ),
        ("1.2", date(2024, 3, 15), "Под угрозой До срока 29.03.2024 осталось 10 рабочих дней (порог – "
        "10); 0 из 1 документа."),
        (
            "2.7.2",
            date(2024, 3, 15),
            "Под угрозой Просрочено то, от чего оно зависит, – 2.7.1; 0 из 1 документа.",
        ),
        (
            "1.5",
            date(2024, 2, 1),
            "В работе Работа идёт с 22.01.2024: 0 из 1 документа, до срока 29.03.2024 осталось 39 рабочих "
            "дней.",
        ),
        (
            "2.1.7",
            date(2024, 3, 15),
            "Не начато Начало работы не отмечено, 0 из 1 документа, до срока 09.01.2025 осталось 202 "
            "рабочих дня.",
        ),
    ],
)  # fmt: skip
def test_state_is_told_with_what_it_follows_from(number: str, day: date, said: str):
    assert texts(page("employee", number, day), META) == [said]


def test_facts_name_term_people_and_source():
    assert texts(page("employee", "2.7.2"), FACTS) == [
        "Срок 26 апреля 2024 г. по плану 29.02.2024 осталось 30 рабочих дней",
        "Начало работы 12 февраля 2024 г.",
        "Ответственный Начальник управления финансового планирования организации предоставления социальных "
        "выплат и мер соцподдержки Департамента Белова И. С.",
        "Соисполнители Начальник управления организации социального обслуживания, опеки и попечительства "
        "Департамента Громов П. Н. Начальник управления труда и занятости Департамента Тихонова Е. В. "
        "Начальник "
        "отдела межведомственного взаимодействия и подведомственных организаций Департамента Соколова М. А.",
        "Раздел 2.7. Процессы взаимодействия с внутренним клиентом по вопросам информационно-технического "
        "обеспечения",
        "Источник п. 2.7.2 дорожной карты протокол заочного заседания рабочей группы от 26.09.2023 № 1",
    ]


def test_day_off_moves_the_deadline_in_plain_words():
    assert texts(page("employee", "2.1.7"), FACTS)[0] == (
        "Срок 31 декабря 2024 г. 31.12.2024 – выходной, срок действует до 09.01.2025 осталось 202 рабочих дня"
    )


def test_results_show_documents_and_what_is_missing():
    order, report = section(page("employee", "2.1.1"), "results")

    size = filesizeformat(Act.objects.get(number="201").file.size).replace("\u00a0", " ")
    assert order.endswith(f"в Департаменте Приказ от 29.02.2024 № 201 prikaz-201.docx, {size}")
    assert report.endswith("в Департаменте Документа нет")


def test_draft_at_work_stands_in_the_place_of_the_button():
    order = page("coordinator", "1.2")
    draft = Draft.objects.get(kind="roadmap.model")

    assert "Проект документа" in section(order, "results")[0]
    assert "на согласовании" in section(order, "results")[0]
    assert f"/agency/dsz/drafts/{draft.pk}/" in hrefs(order)
    assert "Подготовить документ" not in words_of(order)


def test_document_is_begun_for_all_groups_that_wait_for_it():
    withdrawn = Act.objects.get(number="201")
    ResultDocument.objects.filter(act=withdrawn).delete()
    waiting = RequiredResult.objects.filter(measure__kind="touchpoints", kind="order").order_by("pk")

    [link] = [href for href in hrefs(page("coordinator", "2.3.1")) if "touchpoint_procedure" in href]

    asked = parse_qs(urlsplit(link).query)
    assert ids_of(asked["about"][0]) == list(waiting.values_list("pk", flat=True))
    assert sign_in("coordinator").get(link).status_code == 200


def test_document_is_begun_by_those_who_prepare_documents():
    assert "Подготовить документ" in words_of(page("analyst", "2.1.1"))
    assert "Подготовить документ" not in words_of(page("employee", "2.1.1"))


def test_result_of_a_kind_that_is_not_written_here_is_only_registered():
    shown = words_of(page("coordinator", "2.3.3"))

    assert "Зарегистрировать" in shown
    assert "Подготовить документ" not in shown


def test_documents_count_from_their_day():
    before = section(page("employee", "2.1.1", date(2024, 2, 28)), "results")

    assert [text.endswith("Документа нет") for text in before] == [True, True]


def test_links_name_inputs_and_outputs():
    assert [text.split()[0] for text in section(page("employee", "2.7.2"), "links")] == ["2.7.1", "2.7.3"]


def test_registers_do_not_count_yet_and_the_page_says_so():
    notes = texts(page("employee", "2.1.2"), "//section[@aria-labelledby='results']/p")

    assert notes == [
        "Пока реестр клиентских сегментов не ведётся в системе, мероприятие закрывают только документы."
    ]


def test_findings_of_the_plan_stand_on_the_page():
    assert section(page("employee", "2.8.6"), "findings") == [
        "В результате мероприятия 2.8.6 пропущены слова «по реинжинирингу процессов взаимодействия "
        "с внутренним клиентом». результат мероприятия 2.8.6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("login", "number", "action"),
    [
        ("coordinator", "2.8.6", "/agency/dsz/roadmap/measures/2.8.6/edit/"),
        ("group", "2.1.7", "/agency/dsz/roadmap/decisions/new/?measure=2.1.7"),
    ],
)
def test_finding_leads_to_its_mending(login: str, number: str, action: str):
    links = tree(page(login, number)).xpath("//section[@aria-labelledby='findings']//a/@href")

    assert links == [action]


def test_decisions_that_moved_the_date_stand_with_their_basis():
    assert section(page("employee", "2.7.2"), "decisions") == [
        "29.02.2024 → 26.04.2024 Протокол от 28.02.2024 № 2 Перечень внутренних клиентов уточняется после "
        "изменения структуры Департамента."
    ]


def test_history_is_open_to_every_member_in_words():
    assert section(page("employee", "2.7.2"), "history") == [
        "Перенесён срок 28.02.2024 17:00 · Орехова Н. П. Срок было: 29.02.2024 → стало: 26.04.2024 Перечень "
        "внутренних клиентов уточняется после изменения структуры Департамента.",
        "Начата работа по мероприятию 12.02.2024 10:00 · Соколова М. А. Начало работы стало: 12.02.2024",
    ]


def test_neighbours_follow_the_plan():
    turn = tree(page("employee", "2.1.1")).xpath("//nav[contains(@class, 'measure-turn')]/a/@href")

    assert turn == [f"{BASE}1.8/", f"{BASE}2.1.2/"]


def test_texts_are_corrected_by_the_coordinator_only():
    links = {
        login: [link for link in tree(page(login, "2.1.2")).xpath("//main//a/@href") if "edit/" in link]
        for login in ("coordinator", "responsible")
    }

    result = RequiredResult.objects.get(measure__number="2.1.2").pk
    back = "next=/agency/dsz/roadmap/measures/2.1.2/"
    assert [unquote(link) for link in links["coordinator"]] == [
        f"{BASE}2.1.2/edit/?{back}",
        f"/agency/dsz/roadmap/results/{result}/edit/?{back}",
    ]
    assert links["responsible"] == []


@pytest.mark.parametrize(
    ("login", "buttons"),
    [
        (
            "coordinator",
            ["Перенести срок", "Исправить", "Подготовить документ", "Зарегистрировать", "Выбрать из реестра"],
        ),
        ("responsible", ["Перенести срок", "Подготовить документ", "Зарегистрировать", "Выбрать из реестра"]),
        ("finance", ["Перенести срок", "Подготовить документ", "Зарегистрировать", "Выбрать из реестра"]),
        ("household", ["Перенести срок", "Подготовить документ", "Зарегистрировать"]),
        ("group", ["Перенести срок"]),
        ("employee", []),
        ("admin", []),
    ],
)
def test_actions_differ_by_role(login: str, buttons: list[str]):
    path = (
        "//div[@class='page-head__actions']//*[contains(@class, 'button')]"
        " | //div[contains(@class, 'paper__actions')]//*[contains(concat(@class, ' '), 'button ')]"
    )

    assert texts(page(login, "2.1.1"), path) == buttons


def test_refused_action_says_why():
    assert texts(page("household", "2.1.1"), "//*[@role='tooltip']") == [
        "Недостаточно прав, чтобы переносить сроки по решению рабочей группы. Это может: рабочая группа "
        "региона.",
        "Это мероприятие ведёт другая должность. Обратитесь к ответственному или к координатору.",
    ]  # fmt: skip


def cost(client: Client, number: str) -> int:
    client.get(f"{BASE}{number}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{BASE}{number}/")
    return len(queries)


def test_page_costs_the_same_for_poor_and_rich_measures():
    client = visitor("coordinator")
    counts = set()
    for number in ("2.1.7", "2.1.2", "1.3"):
        counts.add(cost(client, number))

    assert max(counts) - min(counts) <= 1, counts
    assert max(counts) <= 28
    # What the registers give is a fixed price more, whatever they hold.
    covered = [cost(client, number) for number in ("2.1.1", "2.2.1", "2.6.1")]
    assert max(covered) - min(covered) <= 1, covered
    assert max(covered) <= 36


@pytest.mark.parametrize("number", ["9.9.9", "2.1", "x"])
def test_unknown_number_is_not_found(number: str):
    assert page("employee", number).status_code == 404


def test_guest_is_asked_to_sign_in():
    response = Client().get(f"{BASE}2.1.1/")

    assert (response.status_code, response["Location"]) == (302, f"/account/sign-in/?next={BASE}2.1.1/")


def test_measure_not_yet_in_the_plan_says_since_when_it_is():
    Measure.objects.filter(number="2.9.7").update(included_on=date(2024, 3, 1))

    response = page("employee", "2.9.7", date(2024, 2, 1))

    assert response.status_code == 404
    assert texts(response, "//div[@class='empty']//p") == [
        "На показанный день этого мероприятия в плане нет",
        "Оно появилось в плане 1 марта 2024 г. Чтобы увидеть мероприятие, покажите этот или более поздний "
        "день – "
        "дата выбирается вверху страницы.",
    ]  # fmt: skip


def test_comment_is_added_and_told_to_the_browser():
    client = visitor("employee")

    response = client.post(f"{BASE}2.1.3/discussion/", {"text": "Анкеты готовы.\nЖдём печать."}, follow=True)

    measure = Measure.objects.get(number="2.1.3")
    assert response.redirect_chain == [(f"{BASE}2.1.3/#discussion", 302)]
    assert toast(response) == ["Сообщение добавлено."]
    assert texts(response, "//div[@class='discussion__text']") == ["Анкеты готовы. Ждём печать."]
    assert tree(response).xpath("//@data-draft-saved") == [f"measure-{measure.pk}-comment"]
    said = Comment.objects.get(subject_id=str(measure.pk))
    assert (said.text, said.author.login) == ("Анкеты готовы.\nЖдём печать.", "employee")
    assert Event.objects.filter(verb="comment_added", subject_id=str(measure.pk)).count() == 1


def test_comment_by_script_answers_with_the_discussion_alone():
    headers = {**FRAGMENT, "HX-Target": "discussion"}

    response = visitor("employee").post(
        f"{BASE}2.1.3/discussion/", {"text": "Анкеты готовы."}, headers=headers
    )

    measure = Measure.objects.get(number="2.1.3")
    assert response.status_code == 200
    assert tree(response).tag == "section"
    assert texts(response, "//div[@class='discussion__text']") == ["Анкеты готовы."]
    assert response["HX-Trigger"] == f'{{"draft-saved": "measure-{measure.pk}-comment"}}'


@pytest.mark.parametrize("headers", [{}, {**FRAGMENT, "HX-Target": "discussion"}])
def test_refused_comment_stands_beside_the_field_and_is_kept(headers: dict):
    text = "а" * 10_001

    response = visitor("employee").post(f"{BASE}2.1.3/discussion/", {"text": text}, headers=headers)

    assert response.status_code == 422
    assert texts(response, "//form//div[@class='field__error']") == [
        "Сообщение длиннее 10 000 знаков. Сократите его или приложите файл к документу."
    ]
    assert texts(response, "//form//textarea") == [text]
    assert not Comment.objects.filter(text=text).exists()


def test_own_comment_is_withdrawn_and_leaves_its_place():
    said = Comment.objects.get(text__startswith="Приказ № 201 подписан")

    response = visitor("coordinator").post(f"{BASE}2.1.1/discussion/{said.pk}/withdraw/", follow=True)

    assert texts(response, "//div[contains(@class, 'discussion__text')]")[0] == "Сообщение отозвано автором."
    assert "Приказ № 201 подписан" not in response.content.decode()


def test_comment_of_another_is_not_withdrawn():
    said = Comment.objects.get(text__startswith="Приказ № 201 подписан")

    response = visitor("finance").post(f"{BASE}2.1.1/discussion/{said.pk}/withdraw/")

    said.refresh_from_db()
    assert (response.status_code, said.withdrawn_at) == (403, None)
    assert texts(response, "//*[@data-error-sentence]") == ["Отозвать сообщение может только его автор."]


def test_administrator_reads_but_does_not_speak():
    client = visitor("admin")

    assert client.post(f"{BASE}2.1.1/discussion/", {"text": "Да"}).status_code == 403
    assert tree(client.get(f"{BASE}2.1.1/")).xpath("//section[@id='discussion']//textarea") == []


def test_start_is_noted():
    response = visitor("finance").post(f"{BASE}2.4.3/start/", {"started_on": "11.03.2024"}, follow=True)

    assert toast(response) == ["Начало работы отмечено."]
    assert Measure.objects.get(number="2.4.3").started_on == date(2024, 3, 11)
    assert texts(response, META)[0].startswith("В работе Работа идёт с 11.03.2024")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Укажите день начала работы."),
        ("31.02.2024", "Такой даты нет. Укажите день, месяц и год, например 29.02.2024."),
        ("01.01.2099", "Дата начала ещё не наступила. Укажите сегодняшнюю или прошедшую дату."),
    ],
)
def test_refused_start_stands_beside_the_field(typed: str, said: str):
    response = visitor("finance").post(f"{BASE}2.4.3/start/", {"started_on": typed})

    assert (response.status_code, errors(response)) == (422, {"started_on": said})
    assert tree(response).xpath("//input[@name='started_on']")[0].get("value", "") == typed
    assert Measure.objects.get(number="2.4.3").started_on is None


@pytest.mark.parametrize(("login", "status"), [("employee", 403), ("household", 403), ("group", 403)])
def test_start_is_refused_to_others(login: str, status: int):
    response = visitor(login).post(f"{BASE}2.4.3/start/", {"started_on": "11.03.2024"})

    assert (response.status_code, Measure.objects.get(number="2.4.3").started_on) == (status, None)
