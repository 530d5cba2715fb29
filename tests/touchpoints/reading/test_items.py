"""What one cell lists."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.touchpoints.reading.items import is_nothing, split_items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("прием заявления", ("прием заявления",)),
        ("прием заявления\nвыдача результата", ("прием заявления", "выдача результата")),
        ("прием; выдача;", ("прием", "выдача")),
        ("прием;\nвыдача;\n", ("прием", "выдача")),
        ("1) прием; 2) выдача; 3) отказ", ("прием", "выдача", "отказ")),
        ("1) прием; регистрация;\n2) выдача", ("прием; регистрация", "выдача")),
        ("1. Прием\n2. Выдача", ("Прием", "Выдача")),
        ("1. Прием 2. Выдача", ("Прием", "Выдача")),
        ("1.Прием\n2.Выдача", ("Прием", "Выдача")),
        ("1. Прием", ("Прием",)),
        ("2.1. Прием\n2.2. Выдача", ("Прием", "Выдача")),
        ("а) прием; б) выдача", ("прием", "выдача")),
        ("- прием\n- выдача", ("прием", "выдача")),
        ("– прием;\n– выдача.", ("прием", "выдача.")),
        ("• прием • выдача", ("прием", "выдача")),
        ("Осуществляется:\n- прием\n- выдача", ("Осуществляется: прием", "выдача")),
        ("Осуществляется: 1) прием; 2) выдача", ("Осуществляется: прием", "выдача")),
        ("- прием заявления\nи документов\n- выдача", ("прием заявления и документов", "выдача")),
        ("прием заявления и\nдокументов\nвыдача", ("прием заявления и документов", "выдача")),
        ("прием,\nвыдача,\nотказ", ("прием", "выдача", "отказ")),
        ("веб-\nпортал", ("веб-портал",)),
        ("выдача (отказ; возврат); архив", ("выдача (отказ; возврат)", "архив")),
        ("прием (лично,\nпо почте)", ("прием (лично, по почте)",)),
        ("приложение 1. Выдача, приложение 2. Архив", ("приложение 1. Выдача, приложение 2. Архив",)),
        ("Прием заявления; выдача расписки", ("Прием заявления", "выдача расписки")),
        ("Прием; выдача расписки\nОтвет", ("Прием; выдача расписки", "Ответ")),
        ("Прием; Выдача расписки\nОтвет", ("Прием", "Выдача расписки", "Ответ")),
        ("прием; выдача расписки\nответ", ("прием", "выдача расписки", "ответ")),
        ("Прием;\nвыдача; ответ", ("Прием", "выдача", "ответ")),
        ("а) прием б)", ("прием",)),
        ("10 дней на прием", ("10 дней на прием",)),
        ("—", ()),
        ("-\n", ()),
        ("", ()),
        ("  прием \u00a0 заявления\u200b ", ("прием заявления",)),
    ],
)
def test_cell_gives_its_items(cell: str, items: tuple[str, ...]):
    assert split_items(cell) == items


def test_sentences_are_not_parted_by_their_own_semicolons():
    note = "Решение выдаётся на бумаге; портал не нужен"

    assert split_items(note, are_sentences=True) == (note,)
    assert split_items("по записи; без очереди", are_sentences=True) == ("по записи", "без очереди")


@pytest.mark.parametrize(("cell", "nothing"), [("", True), (" – ", True), ("нет", False), ("х", True)])
def test_dash_says_nothing(cell: str, nothing: bool):
    assert is_nothing(cell) is nothing


WORDS = st.lists(
    st.sampled_from(["прием", "выдача", "документов", "решение", "ответ"]), min_size=1, max_size=4
)
ITEMS = st.lists(WORDS.map(" ".join), min_size=2, max_size=6).map(tuple)
FORMS = {
    "lines": lambda items: "\n".join(items),
    "semicolons": lambda items: "; ".join(items),
    "semicolons and lines": lambda items: ";\n".join(items) + ";",
    "brackets": lambda items: " ".join(f"{at}) {item};" for at, item in enumerate(items, 1)),
    "numbered lines": lambda items: "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1)),
    "dashes": lambda items: "\n".join(f"- {item};" for item in items),
    "dots": lambda items: " ".join(f"• {item}" for item in items),
}


@given(ITEMS, st.sampled_from(sorted(FORMS)))
def test_any_list_is_split_in_whatever_way_it_is_written(items: tuple[str, ...], form: str):
    assert split_items(FORMS[form](items)) == items


@given(st.text(alphabet="аб12.)(;:,-–•\n «»", max_size=60))
def test_no_letter_of_any_cell_is_lost(cell: str):
    def letters(text: str) -> str:
        return "".join(filter(str.isalpha, text))

    read = letters("".join(split_items(cell)))

    # A list lettered «а) … б) …» loses its letters.
    assert read == letters(cell) or ")" in cell


@pytest.mark.parametrize(
    "piece", ["а,\n", "а-\n", "(\n", "1) ", "- а\n", "; ", "• ", "а) ", "«", "и\n", "1.1 а "]
)
def test_cell_made_to_take_long_is_split_at_once(piece: str):
    cell = f"прием {piece * 30_000}"[:29_990] + " выдача"
    before = time.process_time()

    split_items(cell)

    assert time.process_time() - before < 1
