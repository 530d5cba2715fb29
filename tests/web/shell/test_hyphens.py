"""Break points of long words."""

import pytest

from navstrechu.web.shell.hyphens import SOFT_HYPHEN, with_soft_hyphens


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Точки взаимодействия", "Точки взаимодействия"),
        ("Удовлетворённость", "Удов-лет-во-рён-ность"),
        ("клиентоцентричность", "кли-ен-то-цен-трич-ность"),
        ("Срок и 29.02.2024", "Срок и 29.02.2024"),
        ("", ""),
    ],
)
def test_with_soft_hyphens(text: str, shown: str):
    assert with_soft_hyphens(text) == shown.replace("-", SOFT_HYPHEN)
