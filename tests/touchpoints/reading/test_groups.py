"""Which of the nine groups a heading means."""

import pytest

from navstrechu.demonstration.papers import ROADMAP_TEXT
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.roadmap.reading import read_roadmap
from navstrechu.touchpoints.reading.groups import (
    GROUP_TITLES,
    group_number,
    is_group_heading,
    number_of_section,
    split_heading,
)


def test_groups_are_those_of_the_roadmap():
    sections = read_roadmap(ROADMAP_TEXT.read_bytes()).sections

    assert {f"2.{number}": title for number, title in GROUP_TITLES.items()} == {
        section.number: section.title for section in sections if section.number.startswith("2.")
    }


@pytest.mark.parametrize("number", GROUP_TITLES)
def test_title_of_a_group_means_it(number: int):
    assert group_number(GROUP_TITLES[number]) == number
    assert is_group_heading(f"2.{number}. {GROUP_TITLES[number]}")


def test_directions_of_the_order_mean_their_groups():
    assert [group_number(wording) for wording in DIRECTIONS.values()] == [1, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("2.1. Предоставление услуг", "2.1", "Предоставление услуг"),
        ("2.1 Предоставление услуг", "2.1", "Предоставление услуг"),
        ("б) государственный контроль", "б", "государственный контроль"),
        ("IV. Рассмотрение обращений", "iv", "Рассмотрение обращений"),
        ("Раздел 3. Контроль", "3", "Контроль"),
        ("Группа процессов 2.4: обращения", "2.4", "обращения"),
        ("Предоставление услуг", "", "Предоставление услуг"),
        ("Группа процессов", "", "Группа процессов"),
    ],
)
def test_heading_is_parted_from_its_number(text: str, number: str, title: str):
    assert split_heading(text) == (number, title)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ИТ", 7),
        ("бухучет", 8),
        ("АХО", 9),
        ("кадровые процессы", 6),
        ("2.3", 3),
        ("3", None),
        ("Прочее", None),
    ],
)
def test_short_wordings(text: str, number: int | None):
    assert group_number(text) == number


@pytest.mark.parametrize(
    ("number", "group"), [("2.9", 9), ("2.0", None), ("1.1", None), ("в", 4), ("", None)]
)
def test_only_sections_and_letters_number_groups(number: str, group: int | None):
    assert number_of_section(number) == group


def test_process_that_speaks_of_a_service_is_no_heading():
    text = "Назначение государственной услуги по выплате пособия гражданам, имеющим детей"

    assert not is_group_heading(text)
