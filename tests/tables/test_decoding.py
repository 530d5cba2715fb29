"""Text in the encodings that office programs write."""

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.tables.decoding import decode

TEXT = "Перечень «точек» № 1 – взаимодействия"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_text_is_read_in_every_usual_encoding(encoding: str):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_new_lines_of_every_system_are_one():
    assert decode("раз\r\nдва\rтри\u2028четыре".encode()) == "раз\nдва\nтри\nчетыре"


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, "•–«»; ".encode() * 50, bytes(range(128, 256)) * 3])
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(InputRefused) as refused:
        decode(data)

    assert str(refused.value) == (
        "Файл не похож на текст. "
        "Сохраните таблицу как DOCX, XLSX или как текст в кодировке UTF-8 и загрузите снова."
    )
