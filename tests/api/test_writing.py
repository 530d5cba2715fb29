"""What programs change: through the same services, with the same refusals, nothing twice, nothing lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.discussion.models import Comment
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.events import FIELDS
from navstrechu.roadmap.models import Measure, ResultDocument
from navstrechu.tokens.models import KeptAnswer
from tests.api.calling import Program, program, refusal, value
from tests.factories.evidence import PDF, act
from tests.factories.organisation import agency, member, post
from tests.factories.roadmap import CLERK, HEAD, measure, required_result, roadmap


@pytest.fixture
def own(db) -> Agency:
    found = agency()
    roadmap(found)
    return found


@pytest.fixture
def writer(own: Agency) -> Program:
    return program(member(Role.COORDINATOR, own))


def row(own: Agency, number: str = "1.1") -> Measure:
    return measure(own.roadmaps.get(), number)


def address(own: Agency, rest: str = "measures/1.1") -> str:
    return f"agencies/{own.code}/{rest}"


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_correction_changes_what_it_names_and_keeps_the_rest(own: Agency, writer: Program):
    tag = writer.get(address(own)).headers["ETag"]
    before = verbs()

    response = writer.patch(address(own), {"title": "  Назначен   ответственный "}, if_match=tag)

    assert response.status_code == 200
    shown = value(response)
    assert (shown["title"], shown["version"]) == ("Назначен ответственный", 2)
    assert shown["responsible"]["title"] == HEAD
    assert [one["title"] for one in shown["co_executors"]] == [CLERK]
    assert response.headers["ETag"].startswith('"2-')
    assert verbs() == [*before, "measure_edited"]
    assert value(writer.get(address(own))) == shown


def test_executors_are_corrected_by_their_posts(own: Agency, writer: Program):
    new = post(own, "Начальник управления")
    head, clerk = (own.posts.get(title=title).pk for title in (HEAD, CLERK))

    response = writer.patch(
        address(own), {"responsible": new.pk, "co_executors": [clerk, head]}, if_match='"1"'
    )

    shown = value(response)
    assert shown["responsible"]["id"] == new.pk
    assert [one["id"] for one in shown["co_executors"]] == [clerk, head]
    assert shown["title"] == "Назначен ответственный 1.1"


def test_correction_of_what_somebody_else_has_changed_shows_both_texts(own: Agency, writer: Program):
    tag = writer.get(address(own)).headers["ETag"]
    writer.patch(address(own), {"title": "Первый"}, if_match=tag)

    response = writer.patch(address(own), {"title": "Второй"}, if_match=tag)

    assert refusal(response) == (
        412,
        "Мероприятие 1.1 уже изменил другой сотрудник. Сравните тексты и сохраните нужный.",
    )
    told = value(response)
    label = str(FIELDS["title"])
    assert (told["mine"][label], told["theirs"][label]) == ("Второй", "Первый")
    assert row(own).title == "Первый"


@pytest.mark.parametrize("tag", ["1", '"x"', '"1-zz"', '"9999999999"', "", '"1", "2"'])
def test_tag_that_is_none_of_ours_is_refused(tag: str, own: Agency, writer: Program):
    assert refusal(writer.patch(address(own), {"title": "Иное"}, if_match=tag))[0] == 412
    assert row(own).version == 1


def test_correction_without_a_tag_is_refused(own: Agency, writer: Program):
    assert refusal(writer.patch(address(own), {"title": "Иное"})) == (
        428,
        "Передайте заголовок If-Match с ETag прочитанного объекта: так чужая правка не пропадёт.",
    )
    assert row(own).version == 1


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"title": " "}, 422, "Поле «Мероприятие» не может быть пустым."),
        ({"title": 5}, 422, "Запрос не принят: title – нужна строка."),
        ({"titel": "Иное"}, 422, "Запрос не принят: titel – такого поля нет."),
        ({"due_on": "2024-05-01"}, 422, "Запрос не принят: due_on – такого поля нет."),
        ({"responsible": 10**6}, 422, "Должности 1000000 в органе нет. Возьмите номер из списка должностей."),
        ({"title": "\0"}, 422, "Запрос не принят: title – строка не того вида."),
        ({"co_executors": [1, "x"]}, 422, "Запрос не принят: co_executors.1 – нужно целое число."),
        ('{"title"', 400, "Тело запроса не читается: нужен JSON в кодировке UTF-8."),
        ('"строка"', 422, "Запрос не принят: тело запроса – нужен объект JSON."),
    ],
)
def test_body_that_breaks_the_schema_is_refused_in_words(
    body: Any, status: int, detail: str, own: Agency, writer: Program
):
    before = verbs()

    response = writer.patch(address(own), body, if_match="*")

    assert refusal(response) == (status, detail)
    assert verbs() == before


def test_body_that_is_too_large_is_refused(own: Agency, writer: Program):
    response = writer.patch(address(own), {"title": "я" * 6_000_000}, if_match="*")

    assert refusal(response) == (413, "Тело запроса больше 5 МБ. Пришлите меньше.")


def test_text_of_a_result_is_corrected_under_its_own_tag(own: Agency, writer: Program):
    result = address(own, f"results/{required_result(row(own)).pk}")
    tag = writer.get(result).headers["ETag"]
    before = verbs()

    corrected = writer.patch(result, {"text": "Утвержден  приказ"}, if_match=tag)
    overtaken = writer.patch(result, {"text": "Иное"}, if_match=tag)

    assert (corrected.status_code, value(corrected)["text"]) == (200, "Утвержден приказ")
    assert value(writer.get(result)) == value(corrected)
    assert refusal(overtaken)[0] == 412
    assert verbs() == [*before, "result_edited"]


def test_start_is_noted_once(own: Agency, writer: Program):
    first = writer.post(address(own, "measures/1.2/start"), {"started_on": "2024-03-04"})
    second = writer.post(address(own, "measures/1.2/start"), {"started_on": "2024-03-05"})

    assert (first.status_code, value(first)["started_on"]) == (200, "2024-03-04")
    assert refusal(second) == (409, "Начало работы по мероприятию уже отмечено.")


def test_start_in_the_future_is_refused(own: Agency, writer: Program):
    response = writer.post(address(own, "measures/1.2/start"), {"started_on": "2099-01-01"})

    assert refusal(response) == (
        422,
        "Дата начала ещё не наступила. Укажите сегодняшнюю или прошедшую дату.",
    )


def test_comment_is_added_and_read(own: Agency, writer: Program):
    response = writer.post(address(own, "measures/1.1/comments"), {"text": " Готово к подписи. "})

    said = Comment.objects.get()
    shown = value(response)
    assert response.status_code == 201
    assert shown == {
        "id": said.pk,
        "author": said.author.display_name,
        "post": "",
        "at": shown["at"],
        "text": "Готово к подписи.",
        "is_withdrawn": False,
    }
    listed = value(writer.get(address(own, "measures/1.1/comments")))
    assert listed == {"total": 1, "limit": 50, "offset": 0, "items": [shown]}


def upload(
    own: Agency, writer: Program, data: bytes = PDF, headers: dict[str, str] | None = None, **about: Any
) -> HttpResponse:
    form = {"kind": "order", "number": "12", "dated": "2024-03-01", "title": "О порядке"} | about
    file = SimpleUploadedFile("приказ.pdf", data, "application/pdf")
    return writer.upload(address(own, "documents"), form | {"file": file}, **headers or {})


def test_document_is_registered_and_counted_at_once(own: Agency, writer: Program):
    results = [required_result(row(own, number)).pk for number in ("1.1", "1.2")]

    response = upload(own, writer, results=results)

    found = Act.objects.get()
    assert response.status_code == 201
    shown = value(response)
    assert (shown["id"], shown["number"], shown["file"]["name"]) == (found.pk, "12", "приказ.pdf")
    assert [one["measure"] for one in shown["results"]] == ["1.1", "1.2"]
    assert value(writer.get(address(own, f"documents/{found.pk}"))) == shown
    assert value(writer.get(address(own)))["state"] == "done"


def test_document_and_its_results_stand_or_fall_together(own: Agency, writer: Program):
    result = required_result(row(own)).pk

    response = upload(own, writer, kind="report", results=[result])

    assert refusal(response)[0] == 422
    assert (Act.objects.count(), ResultDocument.objects.count()) == (0, 0)


def test_number_that_is_taken_is_refused(own: Agency, writer: Program):
    upload(own, writer)

    assert refusal(upload(own, writer, data=PDF + b"2")) == (
        409,
        "Приказ от 01.03.2024 № 12 уже зарегистрирован: в одном году номер не повторяется. "
        "Проверьте номер и дату.",
    )


def test_file_that_is_no_document_is_refused(own: Agency, writer: Program):
    status, sentence = refusal(upload(own, writer, data=b"MZ\x90\x00"))

    assert status == 422
    assert sentence.startswith("Файл «приказ.pdf» по содержанию не документ (или содержит макросы).")
    assert Act.objects.count() == 0


def test_file_that_is_too_large_is_refused(own: Agency, writer: Program, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024

    response = upload(own, writer, data=PDF + b" " * 1024 * 1024)

    assert refusal(response) == (422, "Файл больше 1 МБ. Уменьшите его или разделите на части.")


def test_document_without_a_file_is_refused(own: Agency, writer: Program):
    response = writer.upload(address(own, "documents"), {"kind": "order"})

    status, _sentence = refusal(response)
    places = {place["field"]: place["message"] for place in value(response)["problems"]}
    assert status == 422
    assert places["file"] == "Обязательное поле."


def test_registered_document_is_counted_for_more_results(own: Agency, writer: Program):
    found = act(own)
    results = [required_result(row(own, number)).pk for number in ("1.1", "1.2")]

    response = writer.post(address(own, f"documents/{found.pk}/results"), {"results": results})

    assert response.status_code == 200
    assert value(response)["results"] == [
        {"id": results[0], "measure": "1.1"},
        {"id": results[1], "measure": "1.2"},
    ]
    assert ResultDocument.objects.filter(act=found).count() == 2


def test_repeated_request_gets_the_same_answer_and_is_done_once(own: Agency, writer: Program):
    key = {"idempotency_key": "отчёт".encode().hex()}

    first = writer.post(address(own, "measures/1.1/comments"), {"text": "Готово"}, **key)
    second = writer.post(address(own, "measures/1.1/comments"), {"text": "Готово"}, **key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert ("Idempotency-Replayed" in first.headers, second.headers["Idempotency-Replayed"]) == (
        False,
        "true",
    )
    assert Comment.objects.count() == 1


def test_key_of_another_request_is_refused(own: Agency, writer: Program):
    key = {"idempotency_key": "1"}
    writer.post(address(own, "measures/1.1/comments"), {"text": "Готово"}, **key)

    other_body = writer.post(address(own, "measures/1.1/comments"), {"text": "Нет"}, **key)
    other_address = writer.post(address(own, "measures/1.2/comments"), {"text": "Готово"}, **key)

    assert [refusal(one)[0] for one in (other_body, other_address)] == [409, 409]
    assert Comment.objects.count() == 1


def test_repeated_registration_is_known_however_the_form_was_packed(own: Agency, writer: Program):
    key = {"idempotency_key": "order-12"}

    first, second = (upload(own, writer, headers=key) for _ in range(2))
    other = upload(own, writer, data=PDF + b"2", headers=key)

    assert (first.status_code, second.content == first.content) == (201, True)
    assert refusal(other)[0] == 409
    assert Act.objects.count() == 1


def test_refusal_is_not_kept(own: Agency, writer: Program):
    key = {"idempotency_key": "later"}
    start = address(own, "measures/1.2/start")

    refused = writer.post(start, {"started_on": "2099-01-01"}, **key)
    accepted = writer.post(start, {"started_on": "2024-03-04"}, **key)

    assert (refused.status_code, accepted.status_code) == (422, 200)
    assert KeptAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "два слова", "k" * 101])
def test_key_that_cannot_be_one_is_refused(key: str, own: Agency, writer: Program):
    response = writer.post(address(own, "measures/1.1/comments"), {"text": "Да"}, idempotency_key=key)

    assert refusal(response)[0] == 422
    assert Comment.objects.count() == 0


def test_defect_answers_with_a_number_for_the_administrator(
    own: Agency, writer: Program, monkeypatch, caplog
):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("navstrechu.api.v1.measures.add_comment", broken)

    response = writer.post(address(own, "measures/1.1/comments"), {"text": "Да"})

    status, sentence = refusal(response)
    assert status == 500
    [told] = [one for one in caplog.records if one.name == "navstrechu.api"]
    assert sentence == f"Внутренняя ошибка. Назовите администратору номер {told.args[0]}."
