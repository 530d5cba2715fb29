"""A block of cells from a spreadsheet: read, shown, saved all or nothing."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.rows import change_row
from navstrechu.web.touchpoints.clipboard import cells_of
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process
from tests.factories.touchpoints import content, row, touchpoint
from tests.sessions import sign_in
from tests.web.visiting import texts, toast

FRAGMENT = {"HX-Request": "true", "HX-Target": "paste-body"}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("один", [["один"]]),
        ("а\tб\r\nв\tг\r\n", [["а", "б"], ["в", "г"]]),
        ('"первая\nвторая"\tб', [["первая\nвторая", "б"]]),
        ('"с ""кавычками"" и\tтабуляцией"\tб', [['с "кавычками" и\tтабуляцией', "б"]]),
        ('"МФЦ" на Ленина\tб', [['"МФЦ" на Ленина', "б"]]),
        ('"незакрытая\tб\nв', [['"незакрытая', "б"], ["в"]]),
        ("\t\t\n\nа", [["а"]]),
        ("", []),
        ("а\t\nб", [["а", ""], ["б"]]),
    ],
)
def test_clipboard_of_a_spreadsheet_is_read(text: str, cells: list[list[str]]):
    assert cells_of(text) == cells


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


@pytest.fixture
def rows(own: Agency) -> list[ProcessTouchpoint]:
    held = process(own)
    return [row(held, touchpoint(own, name), content("Было")) for name in ("Портал", "Почта", "Сайт")]


def send(client: Client, own: Agency, given: dict[str, object], **headers: str):
    return client.post(reverse("touchpoints:rows-paste", args=[own.code]), given, headers=headers)


def block(text: str, rows: list[ProcessTouchpoint], cell: str = "interactions") -> dict[str, object]:
    return {"text": text, "cell": cell, "rows": ",".join(str(one.pk) for one in rows)}


def seen(rows: list[ProcessTouchpoint]) -> dict[str, object]:
    return {"seen": [f"{one.pk}:{one.version}" for one in rows], "confirmed": "yes"}


def stored(own: Agency) -> list[tuple[str, list[str], str]]:
    found = ProcessTouchpoint.objects.live().filter(process__agency=own).order_by("process", "position")
    return [
        (one.touchpoint.name, [item.text for item in row_content(one).interactions], one.peculiarities)
        for one in found
    ]


def test_block_is_shown_before_anything_is_saved(own: Agency, coordinator: Client, rows):
    response = send(coordinator, own, block("Приём\tПо записи\nБыло", rows), **FRAGMENT)

    assert response.status_code == 200
    assert texts(response, "//tbody/tr/td[2]") == [
        "Взаимодействия было: Было → стало: Приём Особенности стало: По записи",
        "без изменений",
    ]
    assert "Сохранить 1 строку" in texts(response, "//button")
    assert stored(own)[0] == ("Портал", ["Было"], "")


def test_confirmed_block_is_saved_and_taken_back_at_once(own: Agency, coordinator: Client, rows):
    given = block('"1) Приём;\n2) Ответ"\tПо записи\nВыдача', rows) | seen(rows[:2])

    response = send(coordinator, own, given, **FRAGMENT)

    assert response.status_code == 204
    assert set(json.loads(response.headers["HX-Trigger"])) == {"close-dialog", "register-refresh", "toast"}
    assert stored(own) == [
        ("Портал", ["Приём", "Ответ"], "По записи"), ("Почта", ["Выдача"], ""), ("Сайт", ["Было"], ""),
    ]  # fmt: skip
    coordinator.post(reverse("touchpoints:rows-undo", args=[own.code]))
    assert stored(own) == [("Портал", ["Было"], ""), ("Почта", ["Было"], ""), ("Сайт", ["Было"], "")]


def test_lines_beyond_the_last_row_become_new_rows(own: Agency, coordinator: Client, rows):
    touchpoint(own, "Приёмная")
    given = block("Сайт\tИное\nприёмная\tВстреча", rows[2:], "touchpoint") | seen(rows[2:])

    send(coordinator, own, given)

    assert stored(own)[2:] == [("Сайт", ["Иное"], ""), ("Приёмная", ["Встреча"], "")]


def test_unknown_names_are_chosen_or_created(own: Agency, coordinator: Client, rows):
    channel, like = channel_kind(own), touchpoint(own, "Кабинет приёма граждан по вопросам опеки")
    text = "Инфомат\tСправка\nКабинет приема граждан по вопрасам опеки\tВстреча"
    given = {"text": text, "cell": "touchpoint", "process": rows[0].process_id}

    asked = send(coordinator, own, given)
    assert texts(asked, "//fieldset//p[@class='bold']") == [
        "Инфомат", "Кабинет приема граждан по вопрасам опеки"
    ]  # fmt: skip
    assert "Сохранить" not in " ".join(texts(asked, "//main//button"))
    keys = [one.key for one in asked.context["plan"].unknown]
    answers = {
        "names": keys, "place-0": "new", "channel-0": channel.pk, "place-1": like.pk, "channel-1": "",
    }  # fmt: skip
    shown = send(coordinator, own, given | answers)
    response = coordinator.post(
        reverse("touchpoints:rows-paste", args=[own.code]),
        given | answers | {"confirmed": "yes"},
        follow=True,
    )

    assert "Сохранить 2 строки" in texts(shown, "//button")
    assert toast(response) == ["Вставлено строк: 2."]
    assert stored(own)[3:] == [("Инфомат", ["Справка"], ""), (like.name, ["Встреча"], "")]


def test_row_changed_since_the_preview_refuses_the_whole_block(own: Agency, coordinator: Client, rows):
    change_row(row=rows[1], version=1, content=content("Чужое"), by=SYSTEM, at=NOON)
    given = block("А\nБ", rows) | {"seen": [f"{one.pk}:1" for one in rows], "confirmed": "yes"}

    response = send(coordinator, own, given)

    assert response.status_code == 409
    assert "Ничего не изменено" in " ".join(texts(response, "//*[@role='alert']"))
    assert [said for _name, said, _more in stored(own)] == [["Было"], ["Чужое"], ["Было"]]
    assert response.context["sent"].text == "А\nБ"


def test_cell_that_is_too_long_is_passed_over_with_the_reason(own: Agency, coordinator: Client, rows):
    response = send(coordinator, own, block("ы" * 30_000 + "\nКоротко", rows))

    assert "30000 знаков, а помещается 4000" in texts(response, "//tbody/tr/td[2]")[0]
    assert len(response.context["plan"].edits) == 1


def test_formulas_are_texts(own: Agency, coordinator: Client, rows):
    send(coordinator, own, block("=1+1\t@SUM(A1)", rows[:1]) | seen(rows[:1]))

    assert stored(own)[0] == ("Портал", ["=1+1"], "@SUM(A1)")


def test_block_wider_than_the_columns_is_refused(own: Agency, coordinator: Client, rows):
    response = send(coordinator, own, block("а\tб\tв", rows))

    assert response.status_code == 422
    assert response.context["plan"].lines == []


def test_rows_of_others_are_passed_over(own: Agency, rows):
    client = sign_in(member(Role.UNIT_HEAD, own))

    response = send(client, own, block("А\nБ", rows) | seen(rows))

    assert [line.edit for line in response.context["plan"].lines] == [None, None]
    assert "другое подразделение" in texts(response, "//tbody/tr/td[2]")[0]
    assert [said for _name, said, _more in stored(own)] == [["Было"]] * 3


def test_rows_of_another_agency_are_not_there(own: Agency, coordinator: Client):
    foreign = row(process())

    response = send(coordinator, own, block("А", [foreign]) | seen([foreign]))

    assert response.status_code == 422
    assert row_content(foreign).interactions[0].text == "Приём заявления и документов"


def test_touchpoint_that_the_process_has_is_not_put_in_twice(own: Agency, coordinator: Client, rows):
    response = send(coordinator, own, block("Почта", rows[:1], "touchpoint"))

    assert "в процессе уже есть строка с этой точкой" in texts(response, "//tbody/tr/td[2]")[0]
