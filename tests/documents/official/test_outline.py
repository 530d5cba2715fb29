"""Clauses as text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.outline import read_outline, write_outline
from navstrechu.documents.official.values import Clause, Mark

PASTED = """
1. Общие положения
1.1. Настоящий порядок разработан.
1.2. Перечень имеет структуру:
- 1) номер группы;
– 2) наименование;
2. Порядок формирования
2.2 В перечень включаются:
а) услуги;

б) контроль.
Абзац без номера.
[[ форма перечня ]]
"""


def clause(text: str, mark: Mark = Mark.CLAUSE, *clauses: Clause) -> Clause:
    return Clause(text, mark, clauses)


def test_outline_pasted_from_a_word_processor():
    read = read_outline(PASTED)

    assert read == (
        clause(
            "Общие положения",
            Mark.SECTION,
            clause("Настоящий порядок разработан."),
            clause(
                "Перечень имеет структуру:",
                Mark.CLAUSE,
                clause("номер группы;", Mark.BRACKET),
                clause("наименование;", Mark.BRACKET),
            ),
        ),
        clause(
            "Порядок формирования",
            Mark.SECTION,
            clause(
                "В перечень включаются:",
                Mark.CLAUSE,
                clause("услуги;", Mark.LETTER),
                clause("контроль.", Mark.LETTER),
                clause("Абзац без номера.", Mark.PLAIN),
            ),
        ),
        clause("форма перечня", Mark.DATA),
    )


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("1. Утвердить порядок.", Mark.CLAUSE, "Утвердить порядок."),
        ("# 3. Заключительные положения", Mark.SECTION, "Заключительные положения"),
        ("12) двенадцатый", Mark.BRACKET, "двенадцатый"),
        ("в) третий", Mark.LETTER, "третий"),
        ("29 февраля 2024 г. подписан приказ", Mark.PLAIN, "29 февраля 2024 г. подписан приказ"),
        ("№ 201", Mark.PLAIN, "№ 201"),
        (r"\1. не пункт", Mark.PLAIN, "1. не пункт"),
        ("[[таблица]]", Mark.DATA, "таблица"),
    ],
)
def test_outline_line(line, mark, text):
    assert read_outline(line) == (Clause(text, mark),)


def test_outline_numbers_follow_from_the_place():
    read = read_outline("5. Первый.\n5.7. Вложенный.\n9) раз;\n9) два;\nа) под вторым.\n8. Второй.")

    numbers = [(number, depth) for number, depth, _clause in numbered(read)]

    assert numbers == [("1.", 0), ("1.1.", 1), ("1)", 2), ("2)", 2), ("а)", 3), ("2.", 0)]


def test_outline_item_with_a_colon_stays_an_item():
    [item] = read_outline("1. Назначить ответственными:\n1.1. Первого.")

    assert item.mark is Mark.CLAUSE


def test_numbers_of_letters_after_the_alphabet_go_on():
    clauses = tuple(Clause("текст", Mark.LETTER) for _ in range(29))

    assert [number for number, _depth, _clause in numbered(clauses)][-2:] == ["я)", "аа)"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                ["1. Пункт.", "1.1. Вложенный.", "1) раз", "а) буква", "# Раздел", "[[данные]]", "\\1. x"]
            ),
        ),
        max_size=12,
    ).map("\n".join)
)
def test_outline_written_reads_back_the_same(text):
    read = read_outline(text)

    assert read_outline(write_outline(read)) == read


def test_data_inside_a_section_leave_its_numbers_alone():
    text = (
        "# Роли\n1.1. Роли указаны в таблице:\n[[роли]]\n1.2. Роли пересматривают.\n[[итог]]\n"
        "# Порядок\n2.1. Так."
    )

    read = read_outline(text)

    assert [number for number, _depth, _clause in numbered(read)] == [
        "1.",
        "1.1.",
        "",
        "1.2.",
        "",
        "2.",
        "2.1.",
    ]
    assert write_outline(read) == text
