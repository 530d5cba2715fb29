"""One cell at a time: numbers, dates, posts, results, quotas."""

from datetime import date

import pytest

from navstrechu.roadmap.reading import cells


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("2.1.", "2.1", ""),
        ("2.1", "2.1", ""),
        ("2)", "2", ""),
        ("02.01.", "2.1", ""),
        ("2.1. Процессы услуг", "2.1", "Процессы услуг"),
        ("2.1.Процессы", "2.1", "Процессы"),
        ("Раздел 2. Блок", "2", "Блок"),
        ("№ 3", "3", ""),
        ("31.12.2024", "", "31.12.2024"),
        ("Процессы", "", "Процессы"),
        ("10 % процессов", "10", "% процессов"),
        ("", "", ""),
    ],
)
def test_number_is_taken_from_the_start(text: str, number: str, rest: str) -> None:
    assert cells.split_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "due", "doubts"),
    [
        ("01.12.2023", date(2023, 12, 1), []),
        ("1.12.2023", date(2023, 12, 1), []),
        ("до 01.12.2023 г.", date(2023, 12, 1), []),
        ("не позднее\n29 февраля 2024 года", date(2024, 2, 29), []),
        ("2024-02-29", date(2024, 2, 29), []),
        ("31.12.\n2024", date(2024, 12, 31), []),
        ("01.12.23", date(2023, 12, 1), ["short_year"]),
        ("с 01.01.2024 по 31.12.2024", date(2024, 12, 31), ["due_range"]),
        ("01.12.2023, далее ежегодно", date(2023, 12, 1), ["text_ignored"]),
    ],
)
def test_due_date_is_read(text: str, due: date, doubts: list[str]) -> None:
    day, notes = cells.read_due(text)

    assert (day, [note.code.value for note in notes]) == (due, doubts)


@pytest.mark.parametrize(
    "text", ["", "постоянно", "2024 год", "31.02.2024", "30 февраля 2024 г.", "00.00.2024"]
)
def test_due_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.read_due(text)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Начальник отдела труда Начальник отдела опеки",
            ["Начальник отдела труда", "Начальник отдела опеки"],
        ),
        ("Заместитель руководителя\nДепартамента", ["Заместитель руководителя Департамента"]),
        (
            "Начальник отдела\nПресс-служба\nИ. о. директора",
            ["Начальник отдела", "Пресс-служба", "И. о. директора"],
        ),
        ("Министр труда\nОрловской области\nМФЦ", ["Министр труда Орловской области МФЦ"]),
        ("Юрист отдела\nБухгалтер отдела", ["Юрист отдела", "Бухгалтер отдела"]),
        (
            "начальник отдела труда\nначальник отдела опеки",
            ["начальник отдела труда", "начальник отдела опеки"],
        ),
        ("Директор центра; Главный специалист;", ["Директор центра", "Главный специалист"]),
        ("Первый\nЗаместитель Министра", ["Первый Заместитель Министра"]),
        (
            "Заместитель Министра – Начальник управления Ведущий консультант",
            ["Заместитель Министра – Начальник управления", "Ведущий консультант"],
        ),
        ("Начальник отдела, Начальник сектора", ["Начальник отдела", "Начальник сектора"]),
        ("Директор ГКУ «Управление защиты»", ["Директор ГКУ «Управление защиты»"]),
        ("И. о. начальника отдела Зам. директора", ["И. о. начальника отдела", "Зам. директора"]),
        ("–", []),
        ("", []),
    ],
)
def test_posts_in_a_row_are_parted(text: str, posts: list[str]) -> None:
    assert cells.split_posts(text) == (posts, [])


def test_posts_in_lower_case_are_parted_at_commas_with_a_doubt() -> None:
    posts, notes = cells.split_posts("начальник отдела труда, директор центра")

    assert posts == ["начальник отдела труда", "директор центра"]
    assert [note.code.value for note in notes] == ["posts_split_by_comma"]


@pytest.mark.parametrize(
    "label", ["Соисполнитель:", "Соисполнители:", "соисполнители –", "\nСоисполнители\n", "СОИСПОЛНИТЕЛИ:"]
)
def test_co_executors_stand_behind_their_label(label: str) -> None:
    read = cells.read_posts(f"Ответственный: Начальник отдела {label} Директор центра", "")

    assert read == ("Начальник отдела", ("Директор центра",), [])


def test_co_executors_stand_in_a_column_of_their_own() -> None:
    read = cells.read_posts("Начальник отдела", "Директор центра\nГлавный бухгалтер")

    assert read == ("Начальник отдела", ("Директор центра", "Главный бухгалтер"), [])


def test_several_responsible_posts_are_a_doubt() -> None:
    responsible, co_executors, notes = cells.read_posts("Начальник отдела Директор центра", "")

    assert (responsible, co_executors) == ("Начальник отдела", ("Директор центра",))
    assert [note.code.value for note in notes] == ["several_responsible"]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        (
            "Утвержден приказ о порядке Подготовлен отчет о перечне",
            [("order", "Утвержден приказ о порядке"), ("report", "Подготовлен отчет о перечне")],
        ),
        (
            "Утверждён приказ; подготовлен отчёт",
            [("order", "Утверждён приказ"), ("report", "подготовлен отчёт")],
        ),
        ("Приказ о порядке\nОтчет о перечне", [("order", "Приказ о порядке"), ("report", "Отчет о перечне")]),
        (
            "1) Издан приказ\n2) Подготовлен отчет",
            [("order", "1) Издан приказ"), ("report", "2) Подготовлен отчет")],
        ),
        (
            "Принят акт\nСоздана комиссия приказом",
            [("report", "Принят акт"), ("order", "Создана комиссия приказом")],
        ),
        (
            "Утвержден приказ об утверждении\nПлана и Порядка",
            [("order", "Утвержден приказ об утверждении Плана и Порядка")],
        ),
        ("Утвержден\nПриказ Департамента", [("order", "Утвержден Приказ Департамента")]),
        ("Утвержден приказ о мерах;\nо планах", [("order", "Утвержден приказ о мерах; о планах")]),
        ("Утвержден приказ «Утвержден порядок»", [("order", "Утвержден приказ «Утвержден порядок»")]),
        ("Принято распоряжение об отчете", [("order", "Принято распоряжение об отчете")]),
        ("Подготовлен отчет по приказу", [("report", "Подготовлен отчет по приказу")]),
    ],
)
def test_results_in_one_cell_are_parted(text: str, results: list[tuple[str, str]]) -> None:
    read, notes = cells.split_results(text)

    assert [(result.kind.value, result.text) for result in read] == results
    assert notes == []


@pytest.mark.parametrize("text", ["", " ; ", "–"])
def test_cell_without_a_result_is_refused(text: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.split_results(text)


@pytest.mark.parametrize(
    ("text", "attachment"),
    [
        ("Подготовлен отчет с приложением профилей", True),
        ("Подготовлен отчет с приложениями", True),
        ("Подготовлен отчет о приложении", False),
    ],
)
def test_attachment_is_demanded_in_words(text: str, *, attachment: bool) -> None:
    assert cells.split_results(text)[0][0].attachment is attachment


@pytest.mark.parametrize(
    ("title", "quota", "doubts"),
    [
        ("Проведен реинжиниринг 10 % процессов", 10, []),
        ("Проведен реинжиниринг 10% процессов", 10, []),
        ("Проведен реинжиниринг 15 процентов процессов", 15, []),
        ("Проведен реинжиниринг процессов", None, []),
        ("Проведен реинжиниринг 12,5 % процессов", None, ["quota_unclear"]),
        ("Проведен реинжиниринг 300 % процессов", None, ["quota_unclear"]),
    ],
)
def test_quota_is_read_from_the_title(title: str, quota: int | None, doubts: list[str]) -> None:
    read, notes = cells.read_quota(title)

    assert (read, [note.code.value for note in notes]) == (quota, doubts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("с внутренним клиентом клиентом по вопросам", ("клиентом",)),
        ("По по вопросам", ("по",)),
        ("еле-еле, том, том и 10 10", ()),
    ],
)
def test_doubled_words_are_found(text: str, words: tuple[str, ...]) -> None:
    assert cells.doubled_words(text) == words
