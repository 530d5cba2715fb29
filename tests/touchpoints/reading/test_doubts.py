"""What is read but should be looked at."""

import re

import pytest
from django.utils.translation import override

from navstrechu.core.text.retelling import retold
from navstrechu.touchpoints.reading import Doubt, DoubtCode, Place, ReadRegister, read_register
from tests.languages import english
from tests.touchpoints.reading.files import HEADER, ROW, text

Row = tuple[str, ...]
NO_INTERACTION = "у точки «МФЦ» не указано взаимодействие с клиентом; впишите его"
NO_TOUCHPOINT = "у процесса «Пособие» нет точки взаимодействия (п. 2.3); впишите её"
NO_PROCESS = "не назван процесс; впишите его наименование"


def row(touchpoint: str, interactions: str = "прием", process: str = "Пособие", group: str = ROW[1]) -> Row:
    return ("1", group, process, touchpoint, interactions, "")


def doubts(*rows: tuple[str, ...]) -> list[tuple[str, str]]:
    """Codes and sentences without their beginning «Строка N: »."""
    return [(doubt.code.value, doubt.message) for doubt in read_register(text(HEADER, *rows)).doubts]


@pytest.mark.parametrize("again", ["МФЦ (личный прием)", "мфц  (личный прием)", "МФЦ. (Личный приём)"])
def test_touchpoint_named_twice_in_a_process(again: str):
    (code, message), *_ = doubts(row("МФЦ (личный прием)"), row("Сайт (цифровая)"), row(again))

    assert code == "touchpoint_repeated"
    assert message.endswith(
        "в процессе «Пособие» записана несколько раз (строки 2, 4); "
        "по пункту 2.6 она указывается один раз: объедините строки."
    )


def test_nearly_equal_names_in_a_process():
    found = doubts(
        row("Центр занятости населения (личный прием)"), row("Центр занятости насления (личный прием)")
    )

    assert found == [
        (
            "touchpoint_similar",
            "Строка 3: «Центр занятости насления» и «Центр занятости населения» (строка 2) похожи "
            "на одну точку; если это так, объедините строки (п. 2.6).",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row("Окно 1 (личный прием)"), row("Окно 2 (личный прием)")),
        (row("МФЦ (личный прием)"), row("МФЦ (личный прием)", process="Справка")),
        (row("МФЦ (личный прием)"), row("МФЦ (личный прием)", group="Рассмотрение обращений")),
    ],
    ids=["numbers", "processes", "groups"],
)
def test_other_numbers_processes_and_groups_are_no_repetition(
    first: tuple[str, ...], second: tuple[str, ...]
):
    assert doubts(first, second) == []


def test_interaction_written_twice_counts_once():
    register = read_register(text(HEADER, row("МФЦ (личный прием)", "прием; выдача; прием")))

    assert register.rows[0].interactions == ("прием", "выдача")
    assert register.doubts == (
        Doubt(
            Place(2),
            DoubtCode.INTERACTION_REPEATED,
            "Строка 2: взаимодействие «прием» записано дважды; учтено один раз.",
        ),
    )


@pytest.mark.parametrize(
    ("cells", "code", "sentence"),
    [
        (row("МФЦ (личный прием)", ""), "interaction_empty", NO_INTERACTION),
        (row("МФЦ (личный прием)", "–"), "interaction_empty", NO_INTERACTION),
        (row("", "прием"), "touchpoint_missing", NO_TOUCHPOINT),
        (row("МФЦ (личный прием)", process=""), "process_missing", NO_PROCESS),
        (row("Журнал"), "channel_unknown", "канал точки «Журнал» не указан; выберите его"),
        (row("Сайт"), "channel_guessed", "канал точки «Сайт» определён по словам как «цифровая»; проверьте"),
        (
            row("МФЦ (личный прием)\nСайт;\nПочта"),
            "touchpoint_list",
            "в ячейке, похоже, несколько точек: «МФЦ (личный прием) Сайт; Почта»; "
            "разнесите их по строкам (п. 2.6)",
        ),
        (
            row("т" * 501 + " (личный прием)"),
            "name_long",
            "наименование точки взаимодействия длиннее 500 знаков; сократите его",
        ),
        (
            row("МФЦ (личный прием)", group="Гаражное дело"),
            "group_unknown",
            "направление «Гаражное дело» не распознано: среди 8 направлений пункта 2.2 "
            "такого нет; выберите группу сами",
        ),
        (
            row("МФЦ (личный прием)", group=""),
            "group_missing",
            "не указано направление деятельности (п. 2.2); впишите группу процессов",
        ),
    ],
)  # fmt: skip
def test_row_with_a_doubt(cells: Row, code: str, sentence: str):
    assert (code, f"Строка 2: {sentence}.") in doubts(cells)


def test_channel_column_with_several_channels():
    data = text((*HEADER, "Канал"), (*row("Окно"), "онлайн и личный прием"))

    assert [doubt.message for doubt in read_register(data).doubts] == [
        "Строка 2: у точки «Окно» названо несколько каналов («онлайн», «личный прием»); взят первый."
    ]


def test_name_that_stands_often_is_doubted_once():
    rows = [row("Сайт", process=f"Процесс {n}") for n in range(5)]

    assert [code for code, _message in doubts(*rows)] == ["channel_guessed"]


def test_doubts_stand_in_the_order_of_the_file():
    found = read_register(text(HEADER, row("Журнал", ""), row("Сайт"), row("", ""))).doubts

    assert [doubt.place and doubt.place.row for doubt in found] == [2, 2, 3]


def test_preview_comes_back_whole_and_the_contract_without_places():
    register = read_register(text(HEADER, row("Журнал", ""), row("Сайт")))

    again = ReadRegister.from_json(register.to_preview_json())
    published = ReadRegister.from_json(register.to_json())

    assert again == register
    assert [one.place for one in again.rows] == [one.place for one in register.rows]
    assert [set(entry) for entry in register.to_json()["rows"]] == [
        {"group", "process", "touchpoint", "channel", "interactions", "peculiarities"}
    ] * 2
    assert [one.group_number for one in published.rows] == [None, None]


def test_doubts_are_said_again_in_english():
    english()
    rows = (
        row("Сайт", ""),
        row("Сайт", "прием; прием", group="Гаражное дело"),
        row("Сайт", "прием", group="Гаражное дело"),
        row("Центр занятости насления (личный прием)", group="", process=""),
        row("", process="Справка"),
        row("т" * 501, process="п" * 1_001),
        row("МФЦ; Сайт; Журнал"),
        ("Итого", "", "", "", "", ""),
        ("2.3. Государственный контроль (надзор)", "", "", "", "", ""),
    )
    found = read_register(text((*HEADER, "Срок"), *rows)).doubts

    with override("en"):
        told = [retold(doubt.message) for doubt in found]

    assert len({doubt.code for doubt in found}) > 10
    assert [sentence for sentence in told if re.search("[а-яё]", re.sub("“[^”]*”", "", sentence), re.I)] == []
