import pytest

from navstrechu.documents.engine.characters import clean
from navstrechu.documents.engine.tree import (
    Cell,
    Column,
    Facts,
    Heading,
    Item,
    Paragraph,
    Run,
    Signature,
    Table,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Приказ № 201", "Приказ № 201"),
        ("а\x00б\x01в\x1fг\x7fд", "абвгд"),
        ("одна\nдве\tтри", "одна\nдве\tтри"),
        ("одна\r\nдве\rтри\vчетыре\fпять", "одна\nдве\nтри\nчетыре\nпять"),
        ("одна\u2028две\u2029три\x85четыре", "одна\nдве\nтри\nчетыре"),
        ("а\ud800б\ufffeв\uffffг\ufeffд", "абвгд"),
        (
            "неразрывный\u00a0пробел, мягкий\u00adперенос, 😀",
            "неразрывный\u00a0пробел, мягкий\u00adперенос, 😀",
        ),
    ],
)
def test_clean_keeps_text_and_drops_control_characters(given, expected):
    assert clean(given) == expected


def test_every_character_that_xml_forbids_is_dropped():
    forbidden = [chr(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 28, 29, 30)]

    assert clean("".join(forbidden)) == ""


def test_nodes_are_clean_when_made():
    assert Run("а\x00").text == "а"
    assert Heading("б\x01").text == "б"
    assert Paragraph("в\x02").content == "в"
    assert Facts((("г\x03", "д\x04"),)).pairs == (("г", "д"),)
    assert Item("е\x05").content == "е"
    assert Signature(("ж\x06",), "з\x07") == Signature(("ж",), "з")
    assert Cell.of("и\x08\r\nк") == Cell(("и", "к"))
    assert Table((Column("л\x0e"),), (), name="м\x0f") == Table((Column("л"),), (), name="м")
