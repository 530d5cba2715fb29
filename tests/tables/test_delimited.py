"""Cells of a text: which sign parts them, what is too much."""

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.tables.delimited import read_delimited
from navstrechu.tables.limits import Limits

LIMITS = Limits(rows=3, cell_characters=10)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("а;б\nв;г", [["а", "б"], ["в", "г"]]),
        ("а,б\nв,г", [["а", "б"], ["в", "г"]]),
        ("а\tб\nв\tг", [["а", "б"], ["в", "г"]]),
        ("а|б\nв|г", [["а", "б"], ["в", "г"]]),
        ("а, б;в\nг;д, е", [["а, б", "в"], ["г", "д, е"]]),
        ("заголовок\nа;б;в\nг;д;е", [["заголовок"], ["а", "б", "в"], ["г", "д", "е"]]),
        ('"а\nб";в\nг;д', [["а\nб", "в"], ["г", "д"]]),
        ('"а ""б""";в', [['а "б"', "в"]]),
        ("а;б\n\nв;г", [["а", "б"], [], ["в", "г"]]),
        ("'=а;'-б", [["=а", "-б"]]),
        ("'а;б", [["'а", "б"]]),
        ("один", [["один"]]),
        ("", []),
    ],
)
def test_text_is_parted_into_cells(text: str, rows: list[list[str]]):
    assert read_delimited(text, LIMITS) == rows


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("а;б\n" * 4, "В таблице больше 3 строк. Разделите файл."),
        ("а;" + "б" * 11, "Строка 1: в ячейке больше 10 знаков."),
        ('а;"' + "б" * 200_000, "Строка 1: в ячейке больше 10 знаков."),
        (";" * 300, "Строка 1: столбцов больше 200. Проверьте, каким знаком они разделены."),
    ],
)
def test_too_much_is_refused(text: str, sentence: str):
    with pytest.raises(InputRefused) as refused:
        read_delimited(text, LIMITS)

    assert str(refused.value).startswith(sentence)
