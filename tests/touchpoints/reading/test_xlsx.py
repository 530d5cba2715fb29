"""Workbooks as departments keep them: merged and empty cells, headings, hidden things, formulas."""

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import pytest
import xlsxwriter

from navstrechu.touchpoints.reading import Channel, Place, ReadRow, read_isolated, read_register
from tests.touchpoints.reading.files import (
    HEADER,
    ROW,
    brief,
    codes,
    messages,
    only_row,
    refusal,
    workbook,
    xlsx,
)

GROUP, OTHER_GROUP = "Предоставление услуг", "Рассмотрение обращений"
READ = ReadRow(
    group=GROUP,
    process="Назначение пособия",
    touchpoint="МФЦ",
    channel=Channel.IN_PERSON,
    interactions=("прием заявления",),
    peculiarities=("по записи",),
    group_number=1,
)
# Two processes with two touchpoints each, the second of which has two interactions on rows of their own.
FULL = (
    HEADER,
    ("1", GROUP, "Пособие", "МФЦ (личный прием)", "прием", ""),
    ("1", GROUP, "Пособие", "Сайт (цифровая)", "прием", ""),
    ("1", GROUP, "Пособие", "Сайт (цифровая)", "выдача", ""),
    ("4", OTHER_GROUP, "Ответ", "МФЦ (личный прием)", "прием", ""),
    ("4", OTHER_GROUP, "Ответ", "Почта (офлайн)", "прием", ""),
    ("4", OTHER_GROUP, "Ответ", "Почта (офлайн)", "выдача", ""),
)
EXPECTED = [
    ("Пособие", "МФЦ", ("прием",)),
    ("Пособие", "Сайт", ("прием", "выдача")),
    ("Ответ", "МФЦ", ("прием",)),
    ("Ответ", "Почта", ("прием", "выдача")),
]


def without_repeated(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """Cells that say the same as the one above are left empty, as long as all to the left do so too."""
    found = [rows[0]]
    for above, row in pairwise(rows):
        same = 0
        while same < 4 and row[same] == above[same]:
            same += 1
        found.append(("",) * same + row[same:])
    return found


def test_form_of_the_order():
    assert only_row(xlsx(HEADER, ROW)) == READ


def test_isolated_reading_is_the_same_with_its_places():
    data = xlsx(("Перечень",), HEADER, ROW)

    isolated = read_isolated(data, "перечень.xlsx")

    assert isolated == read_register(data)
    assert isolated.rows[0].place == Place(3)


def test_title_lines_and_numbers_of_columns_are_no_rows():
    data = xlsx(
        ("Приложение к Порядку",), (), ("Перечень точек взаимодействия",), HEADER, tuple("123456"), ROW
    )

    register = read_register(data)

    assert (register.rows, register.doubts) == ((READ,), ())
    assert register.rows[0].place == Place(6)


def test_empty_cells_repeat_those_above():
    assert brief(xlsx(*without_repeated(FULL))) == EXPECTED


def test_merged_cells_hold_for_all_their_rows():
    merges = [
        (1, 0, 3, 0),
        (1, 1, 3, 1),
        (1, 2, 3, 2),
        (2, 3, 3, 3),
        (4, 1, 6, 1),
        (4, 2, 6, 2),
        (5, 3, 6, 3),
    ]

    assert brief(xlsx(*without_repeated(FULL), merges=merges)) == EXPECTED


def test_touchpoint_merged_over_two_processes_belongs_to_both():
    rows = (HEADER, ("1", GROUP, "Пособие", "МФЦ", "прием", ""), ("1", GROUP, "Справка", "", "выдача", ""))

    assert brief(xlsx(*rows, merges=[(1, 3, 2, 3)])) == [
        ("Пособие", "МФЦ", ("прием",)),
        ("Справка", "МФЦ", ("выдача",)),
    ]


def test_interactions_merged_over_two_touchpoints_hold_for_both():
    rows = (HEADER, ("1", GROUP, "Пособие", "МФЦ", "прием", "по записи"), ("", "", "", "Сайт", "", ""))

    register = read_register(xlsx(*rows, merges=[(1, 4, 2, 4), (1, 5, 2, 5)]))

    assert [(row.touchpoint, row.interactions, row.peculiarities) for row in register.rows] == [
        ("МФЦ", ("прием",), ("по записи",)),
        ("Сайт", ("прием",), ("по записи",)),
    ]


def test_numbered_headings_open_groups():
    rows = (
        HEADER,
        ("2.1. Предоставление услуг",),
        ("1", "", "Пособие", "МФЦ", "прием", ""),
        ("2.4. Рассмотрение обращений",),
        ("2", "", "Ответ", "Почта", "прием", ""),
    )
    merged = [(1, 0, 1, 5), (3, 0, 3, 5)]

    for data in (xlsx(*rows), xlsx(*rows, merges=merged)):
        assert [(row.group, row.group_number, row.process) for row in read_register(data).rows] == [
            (GROUP, 1, "Пособие"),
            (OTHER_GROUP, 4, "Ответ"),
        ]


def test_heading_without_group_column_and_process_of_its_own_row():
    rows = (
        ("№", "Процесс", "Точка взаимодействия", "Виды взаимодействия"),
        ("2.1", "Предоставление услуг", "", ""),
        ("1", "Пособие", "", ""),
        ("1.1", "", "МФЦ", "прием"),
        ("1.2", "", "Сайт", "прием"),
        ("2", "Справка", "", ""),
    )

    register = read_register(xlsx(*rows))

    assert [(row.group_number, row.process, row.touchpoint) for row in register.rows] == [
        (1, "Пособие", "МФЦ"),
        (1, "Пособие", "Сайт"),
        (1, "Справка", ""),
    ]
    assert messages(register, "touchpoint_missing") == [
        "Строка 6: у процесса «Справка» нет точки взаимодействия (п. 2.3); впишите её."
    ]


def test_processes_as_headings_where_there_is_no_column_for_them():
    rows = (
        ("№", "Точка взаимодействия", "Виды взаимодействия", "Примечание"),
        ("2.1. Предоставление услуг",),
        ("Назначение пособия семьям с детьми",),
        ("1", "МФЦ", "прием", ""),
        ("2", "Сайт", "прием", ""),
    )

    register = read_register(xlsx(*rows, merges=[(1, 0, 1, 3), (2, 0, 2, 3)]))

    assert [(row.group_number, row.process, row.touchpoint) for row in register.rows] == [
        (1, "Назначение пособия семьям с детьми", "МФЦ"),
        (1, "Назначение пособия семьям с детьми", "Сайт"),
    ]


def test_unknown_heading_is_a_group_with_a_doubt_or_a_footer():
    rows = (HEADER, ("Прочее",), ("1", "", "Гараж", "Окно", "выдача", ""), ("Исполнитель: Петров",))

    register = read_register(xlsx(*rows))

    assert [(row.group, row.group_number) for row in register.rows] == [("Прочее", None)]
    assert messages(register, "group_unknown") == [
        "Строка 3: направление «Прочее» не распознано: среди 8 направлений пункта 2.2 такого нет; "
        "выберите группу сами."
    ]
    assert messages(register, "text_ignored") == [
        "Строка 4: текст вне строк перечня пропущен: «Исполнитель: Петров»."
    ]


def test_totals_and_signatures_are_no_rows():
    rows = (
        HEADER,
        ROW,
        ("Итого точек: 1",),
        ("",),
        ("Начальник отдела", "", "", "", "", "И. И. Иванов"),
        ("* по предварительной записи",),
    )

    register = read_register(xlsx(*rows))

    assert register.rows == (READ,)
    assert len(messages(register, "text_ignored")) == 3


def test_group_without_rows_is_told_of():
    rows = (HEADER, ("2.3. Государственный контроль (надзор)",), ("2.4. Рассмотрение обращений",), ROW)

    register = read_register(xlsx(*rows))

    assert messages(register, "group_empty") == [
        "Строка 2: в группе «2.3. Государственный контроль (надзор)» нет ни одной строки.",
        "Строка 3: в группе «2.4. Рассмотрение обращений» нет ни одной строки.",
    ]


def test_header_repeated_on_a_page_break_is_no_row():
    rows = (HEADER, ROW, HEADER, tuple("123456"), (*ROW[:3], "Сайт (цифровая)", *ROW[4:]))

    assert [row.touchpoint for row in read_register(xlsx(*rows)).rows] == ["МФЦ", "Сайт"]


def test_other_header_below_takes_the_place_of_the_first():
    rows = (HEADER, ROW, tuple(reversed(HEADER)), tuple(reversed(ROW)))

    assert read_register(xlsx(*rows)).rows == (READ, READ)


def test_header_over_two_rows():
    rows = (
        ("№", "Группа процессов", "Процесс", "Точка взаимодействия", "", "Взаимодействие с клиентом"),
        ("", "", "", "наименование", "канал", ""),
        ("1", GROUP, "Пособие", "Окно 5", "личный прием", "прием"),
    )
    vertical = [(0, column, 1, column) for column in (0, 1, 2, 5)]

    for merges in ([(0, 3, 0, 4)], [(0, 3, 0, 4), *vertical]):
        row = only_row(xlsx(*rows, merges=merges))
        assert (row.touchpoint, row.channel, row.interactions) == ("Окно 5", Channel.IN_PERSON, ("прием",))


def test_group_from_the_name_of_the_sheet():
    header, row = HEADER[2:], ROW[2:]
    data = workbook(("2.1 Услуги", (header, row)), ("2.4 Обращения", (header, ("Ответ", *row[1:]))))

    register = read_register(data)

    assert [(one.group_number, one.process, str(one.place)) for one in register.rows] == [
        (1, "Назначение пособия", "Лист «2.1 Услуги», строка 2"),
        (4, "Ответ", "Лист «2.4 Обращения», строка 2"),
    ]
    assert messages(register, "group_from_title") == [
        "Лист «2.1 Услуги», строка 2: направление взято из заголовка таблицы: «2.1 Услуги»; проверьте.",
        "Лист «2.4 Обращения», строка 2: направление взято из заголовка таблицы: «2.4 Обращения»; проверьте.",
    ]


def test_group_only_in_the_column_of_numbers():
    row = only_row(xlsx(("№", *HEADER[2:]), ("2.5", *ROW[2:])))

    assert (row.group, row.group_number) == (
        "Процессы обеспечения доступа к информации о деятельности Департамента",
        5,
    )


def test_numbers_of_rows_are_no_groups():
    register = read_register(xlsx(("№ п/п", *HEADER[2:]), (3, *ROW[2:])))

    assert (register.rows[0].group, register.rows[0].group_number) == ("", None)
    assert messages(register, "group_missing") == [
        "Строка 2: не указано направление деятельности (п. 2.2); впишите группу процессов."
    ]


def test_foreign_columns_are_told_of_and_left_out():
    header = ("Срок оказания услуги", *HEADER, "Ответственный исполнитель процесса", "Основание")
    data = xlsx(header, ("5 дней", *ROW, "Отдел 1", "ФЗ"))

    register = read_register(data)

    assert register.rows == (READ,)
    assert messages(register, "column_ignored") == [
        f"Столбец «{name}» не относится к перечню и не загружается." for name in (header[0], *header[-2:])
    ]


def test_hidden_rows_and_columns_are_read_and_told_of():
    def hide(_book: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("F:F", None, None, {"hidden": True})

    rows = [(*ROW[:3], f"Окно {n} (личный прием)", *ROW[4:]) for n in range(3)]

    register = read_register(xlsx(HEADER, *rows, then=hide))

    assert [row.touchpoint for row in register.rows] == ["Окно 0", "Окно 1", "Окно 2"]
    assert [doubt.message for doubt in register.doubts] == [
        "Лист «Перечень»: скрытые строки прочитаны (3–4). Удалите лишние после загрузки.",
        "Лист «Перечень»: скрытые столбцы прочитаны (F).",
    ]


def test_hidden_and_foreign_and_empty_sheets_are_told_of():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in (
            ("Черновик", (HEADER, ROW)),
            ("Перечень", (HEADER, ROW)),
            ("Справка", (("Итог",),)),
        ):
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
            if name == "Черновик":
                sheet.hide()
        book.add_worksheet("Пустой")
        book.get_worksheet_by_name("Перечень").activate()
        book.get_worksheet_by_name("Перечень").set_first_sheet()

    register = read_register(out.getvalue())

    assert register.rows == (READ,)
    assert messages(register, "sheet_ignored") == [
        "Лист «Черновик» пропущен: он скрыт; если строки нужны, покажите лист и загрузите снова.",
        "Лист «Пустой» пропущен: на нём нет текста.",
        "Лист «Справка» пропущен: в нём нет таблицы перечня.",
    ]


def test_values_of_formulas_are_read_and_told_of():
    def calculate(_book: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula("C2", '="Назначение "&"пособия"', None, "Назначение пособия")

    register = read_register(xlsx(HEADER, (*ROW[:2], "", *ROW[3:]), then=calculate))

    assert register.rows == (READ,)
    assert messages(register, "formula_values") == [
        "Лист «Перечень»: вместо формул взяты их сохранённые значения (C2)."
    ]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("#REF!", "формула дала ошибку (C2)"), (None, "у формул нет сохранённых значений (C2)")],
)
def test_formulas_without_values_are_refused(value: str | None, sentence: str):
    def calculate(_book: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula("C2", "=B9", None, value)

    data = xlsx(HEADER, (*ROW[:2], "", *ROW[3:]), then=calculate)
    if value is None:
        data = without_value(data)

    assert sentence in refusal(data)


def without_value(data: bytes) -> bytes:
    """A workbook whose formulas were never calculated, as libraries write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in packed.namelist():
            content = packed.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb'(<c r="C2")[^>]*>(<f>.*?</f>)<v>[^<]*</v>', rb"\1>\2", content)
            book.writestr(name, content)
    return out.getvalue()


def test_cell_of_thirty_thousand_signs_is_read_and_a_longer_one_refused():
    long = "п" * 30_000

    assert only_row(xlsx(HEADER, (*ROW[:4], long, ""))).interactions == (long,)
    assert refusal(xlsx(HEADER, (*ROW[:4], long + "п", ""))) == (
        "Строка 2: в ячейке больше 30000 знаков. Проверьте, не слились ли строки таблицы."
    )


def test_numbers_and_dates_are_texts():
    row = only_row(xlsx(HEADER, (1.0, GROUP, 112, "Окно 5", date(2024, 2, 29), 3.5)))

    assert (row.process, row.interactions, row.peculiarities) == ("112", ("29.02.2024",), ("3.5",))


def test_workbook_with_pictures_only_is_refused():
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000000000500010d0a2db40000000049454e44ae426082"
    )

    def draw(_book: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.insert_image("A1", "скан.png", {"image_data": io.BytesIO(pixel)})

    assert refusal(xlsx(then=draw)).startswith("В файле нет таблицы, только изображения: похоже, это скан.")


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (("№", "Направление", "Процесс", "Особенности"), "нет столбца «Точка взаимодействия»"),
        (("№", "Мероприятие", "Срок"), "Это не перечень точек взаимодействия"),
    ],
)
def test_table_of_another_sort_is_refused(header: tuple[str, ...], sentence: str):
    assert sentence in refusal(xlsx(header, ("1", "а", "б", "в")))


def test_register_without_a_column_of_interactions_has_one_doubt():
    data = xlsx(HEADER[:4], ROW[:4], (*ROW[:3], "Сайт (цифровая)"))

    assert codes(data) == ["column_missing"]


def test_row_that_speaks_like_a_header_is_a_row():
    row = (
        "1",
        GROUP,
        "Процесс выбора формы обслуживания",
        "Точка приема (личный прием)",
        "действия",
        "особенности",
    )

    assert [one.process for one in read_register(xlsx(HEADER, ROW, row)).rows] == [READ.process, row[2]]


def test_heading_with_its_number_in_a_cell_of_its_own():
    rows = (
        HEADER,
        ("2.4", "Рассмотрение обращений", "", "", "", ""),
        ("4.1", "Ответ на обращение гражданина", "", "", "", ""),
        ("1", "", "", "Почта (офлайн)", "ответ", ""),
    )

    row = only_row(xlsx(*rows, merges=[(1, 1, 1, 5), (2, 1, 2, 5)]))

    assert (row.group, row.group_number, row.process) == (OTHER_GROUP, 4, "Ответ на обращение гражданина")


def test_cell_merged_down_beside_the_table_does_not_hide_its_header():
    rows = ((*HEADER, "Утверждаю"), (*ROW, ""), (*ROW, ""), (*ROW, ""))

    register = read_register(xlsx(*rows, merges=[(0, 6, 3, 6)]))

    assert len(register.rows) == 3


def test_channels_stand_for_touchpoints_where_nothing_else_does():
    row = only_row(xlsx(("Процесс", "Канал взаимодействия", "Действия"), ("Пособие", "МФЦ", "прием")))

    assert (row.touchpoint, row.channel) == ("МФЦ", Channel.IN_PERSON)


def test_table_that_begins_in_the_middle_of_a_sheet_with_numbers_without_a_heading():
    rows = (
        ("",),
        ("", "", "", *HEADER[2:]),
        ("", "", "", "2.4. Рассмотрение обращений"),
        ("", "", 1, *ROW[2:]),
        ("", "", 2, "Справка", *ROW[3:]),
        ("", "", 3),
    )

    register = read_register(xlsx(*rows))

    assert [(row.group_number, row.process) for row in register.rows] == [(4, READ.process), (4, "Справка")]
    assert register.doubts == ()


def test_total_with_numbers_is_no_row():
    register = read_register(xlsx(HEADER, ROW, ("Итого", 1, 1, 1, 12, "")))

    assert register.rows == (READ,)


def test_note_that_there_is_nothing_to_note_is_none():
    assert only_row(xlsx(HEADER, (*ROW[:5], "отсутствуют"))).peculiarities == ()


def test_address_below_the_name_of_a_touchpoint_is_part_of_it():
    register = read_register(
        xlsx(HEADER, (*ROW[:3], "МФЦ\nг. Орёл, ул. Ленина, 5\n(личный прием)", *ROW[4:]))
    )

    assert (register.rows[0].touchpoint, register.doubts) == ("МФЦ г. Орёл, ул. Ленина, 5", ())
