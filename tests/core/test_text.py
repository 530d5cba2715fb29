"""Russian dates, plurals and names."""

from datetime import date

import pytest

from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.names import initials_first, surname_first
from navstrechu.core.text.plurals import counted


def test_date_reads_as_officials_write_it():
    assert date_in_words(date(2024, 2, 29)) == "29\u00a0февраля 2024\u00a0г."
    assert date_in_figures(date(2024, 2, 9)) == "09.02.2024"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1\u00a0день"), (2, "2\u00a0дня"), (5, "5\u00a0дней"), (11, "11\u00a0дней"), (21, "21\u00a0день")],
)
def test_counted_noun_takes_its_plural(number, expected):
    assert counted(number, "день", "дня", "дней") == expected


def test_names_stand_in_the_form_of_lists_and_of_signatures():
    assert surname_first("Соколова", "Марина", "Андреевна") == "Соколова М. А."
    assert initials_first("Востриков", "А.", "В.") == "А. В. Востриков"
    assert surname_first("Ким", "Анна", "") == "Ким А."
