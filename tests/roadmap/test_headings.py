"""What the lines above the table say of title and approval."""

from datetime import date

import pytest

from navstrechu.roadmap.headings import LikelyApproval, likely_approval, title_lines
from tests.roadmap.documents import reference_plan


def test_reference_names_the_minutes_that_approved_it():
    assert likely_approval(reference_plan().heading) == LikelyApproval(
        "протокол заочного заседания рабочей группы от 26.09.2023 № 1", date(2023, 9, 26)
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["УТВЕРЖДЕН", "приказом Департамента", "от 01.02.2024 № 12-п"], "приказ от 01.02.2024 № 12-п"),
        (["Протокол заседания штаба от 5 мая 2024 года №7"], "протокол от 05.05.2024 № 7"),
        (["от 01.02.2024 № 5"], "документ от 01.02.2024 № 5"),
    ],
)
def test_approval_is_found_in_the_usual_forms(lines, expected):
    found = likely_approval(lines)

    assert found is not None
    assert found.basis == expected


@pytest.mark.parametrize(
    "lines", [[], ["План мероприятий"], ["протокол от 31.02.2024 № 1"], ["от 1 марта № 2"]]
)
def test_heading_without_a_real_date_and_number_names_no_approval(lines):
    assert likely_approval(lines) is None


def test_title_begins_with_the_word_plan():
    annex, title = title_lines(reference_plan().heading)

    assert (len(annex), title[0]) == (
        6,
        "План мероприятий («дорожная карта») по внедрению стандартов клиентоцентричности",
    )


def test_lines_without_a_title_are_the_title():
    assert title_lines(["Мероприятия", ""]) == ([], ["Мероприятия"])
