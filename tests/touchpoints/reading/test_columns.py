"""Headings understood by their words."""

import pytest

from navstrechu.tables.sheet_grid import Grid, Merge
from navstrechu.touchpoints.reading.columns import Column, header_at, is_column_numbering
from tests.touchpoints.reading.files import HEADER

C = Column
ANNEX = (C.NUMBER, C.GROUP, C.PROCESS, C.TOUCHPOINT, C.INTERACTIONS, C.PECULIARITIES)


def columns(*headings: str) -> tuple[Column | None, ...]:
    """What each heading of a header is taken for."""
    header = header_at(Grid([list(headings)], ()), 0)
    assert header is not None
    named = {start: column for column, (start, _end) in header.places.items()}
    return tuple(named.get(at) for at in range(len(headings)))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (HEADER, ANNEX),
        (tuple(heading.upper() for heading in HEADER), ANNEX),
        (
            ("№ п/п", "Группа процессов", "Услуга/функция", "ТВ", "Виды взаимодействия", "Примечание"),
            ANNEX,
        ),
        (
            (
                "Номер группы процессов",
                "Наименование группы процессов",
                "Процесс",
                "Точка контакта",
                "Действия в точке",
                "Особенности",
            ),
            ANNEX,
        ),
        (
            ("Наименование услуги", "Место взаимодействия", "Удовлетворяемые потребности клиента"),
            (C.PROCESS, C.TOUCHPOINT, C.INTERACTIONS),
        ),
        (
            ("Функция", "Точки взаимодействия с клиентом", "Канал взаимодействия", "Взаимодействие"),
            (C.PROCESS, C.TOUCHPOINT, C.CHANNEL, C.INTERACTIONS),
        ),
        (
            ("Процесс", "Вид точки взаимодействия", "Наименование точки взаимодействия", "Действие"),
            (C.PROCESS, C.CHANNEL, C.TOUCHPOINT, C.INTERACTIONS),
        ),
        (
            ("Мера поддержки", "Форма взаимодействия", "Точка", "Осуществляемые действия"),
            (C.PROCESS, C.CHANNEL, C.TOUCHPOINT, C.INTERACTIONS),
        ),
        (
            ("Срок оказания услуги", "Ответственный за процесс", "Процесс", "ТВ", "Действия", "Комментарий"),
            (None, None, C.PROCESS, C.TOUCHPOINT, C.INTERACTIONS, C.PECULIARITIES),
        ),
        (
            ("Особенности", "Примечание", "Процесс", "ТВ", "Действия"),
            (C.PECULIARITIES, None, C.PROCESS, C.TOUCHPOINT, C.INTERACTIONS),
        ),
        (
            ("Процессы\nпредоставления услуг", "Точка взаимо-\nдействия", "Канал"),
            (C.PROCESS, C.TOUCHPOINT, C.CHANNEL),
        ),
    ],
)
def test_headings_name_their_columns(headings: tuple[str, ...], expected: tuple[Column | None, ...]):
    assert columns(*headings) == expected


@pytest.mark.parametrize(
    "headings",
    [
        ("№", "Мероприятие", "Срок", "Ответственный", "Вид документа (результат)"),
        ("Перечень точек взаимодействия с внешним и внутренним клиентами",),
        ("Точка взаимодействия", "Процесс"),
        ("Канал", "Особенности", "№", "Группа"),
        ("1", "Предоставление услуг", "Контроль процессов", "МФЦ", "прием", ""),
        ("п" * 200, *HEADER),
    ],
)
def test_other_rows_are_no_header(headings: tuple[str, ...]):
    assert header_at(Grid([list(headings)], ()), 0) is None


def test_headings_of_two_rows_are_taken_together():
    rows = [["Процесс", "Точка взаимодействия", "", "Действия"], ["", "вид", "наименование", ""]]

    header = header_at(Grid(rows, [Merge(0, 1, 0, 2)]), 0)

    assert header is not None
    assert (header.last, header.places) == (
        1,
        {C.CHANNEL: (1, 2), C.INTERACTIONS: (3, 4), C.TOUCHPOINT: (2, 3), C.PROCESS: (0, 1)},
    )


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        (("1", "2", "3", "4", "5", "6"), True),
        (("(1)", "(2)", "(3)"), True),
        (("2", "3", "4"), True),
        (("1", "2"), False),
        (("1", "3", "4"), False),
        (("1", "а", "3"), False),
    ],
)
def test_numbers_of_columns(cells: tuple[str, ...], counts: bool):
    assert is_column_numbering(cells) is counts
