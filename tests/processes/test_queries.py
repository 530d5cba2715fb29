"""The register as it is found, counted and checked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import HasFindings
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.structure import close_post
from navstrechu.processes.queries.card import process_cards, values_of, volumes_of
from navstrechu.processes.queries.completeness import directions_of, findings_of, group_facts, register_checks
from navstrechu.processes.queries.register import RegisterFilter, channels_of, found_processes, groups_of
from navstrechu.processes.register_form import frozen_rows
from navstrechu.processes.services.channels import close_channel_kind
from navstrechu.processes.values import LegalBasis, Participant, Term
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, post, unit
from tests.factories.processes import (
    channel_kind,
    excluded_process,
    full_values,
    process,
    process_basis,
    process_group,
    process_participant,
    process_volume,
)

pytestmark = pytest.mark.django_db


def codes(own: Agency, **asked: object) -> list[str]:
    return [found.code for found in found_processes(own, RegisterFilter(**asked))]


@pytest.fixture
def filled(db) -> Agency:
    own = agency()
    place = unit(own, "Отдел выплат")
    process(own, title="Выдача справки о составе семьи", unit=place, scope="main")
    process(own, title="Назначение пособия", reach="interdepartmental", clients="многодетные семьи")
    process(own, group=3, title="Контроль за приемными семьями", object_kind="control")
    process(own, group=7, title="Ремонт компьютеров", participants=(Participant("Поставщик услуг связи"),))
    excluded_process(own, title="Выдача удостоверений")
    process(agency(), title="Выдача справки чужого органа")
    return own


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["1.01", "1.02", "3.01", "7.01"]),
        ({"status": ""}, ["1.01", "1.02", "1.03", "3.01", "7.01"]),
        ({"status": "excluded"}, ["1.03"]),
        ({"group": 1}, ["1.01", "1.02"]),
        ({"side": "internal"}, ["7.01"]),
        ({"scope": "main"}, ["1.01"]),
        ({"reach": "interdepartmental"}, ["1.02"]),
        ({"kind": "control"}, ["3.01"]),
        ({"unit": 0}, ["1.02", "3.01", "7.01"]),
        ({"text": "справок"}, ["1.01"]),
        ({"text": "многодетным семьям"}, ["1.02"]),
        ({"text": "семья"}, ["1.01", "1.02", "3.01"]),
        ({"text": "семья контро"}, ["3.01"]),
        ({"text": "связь"}, ["7.01"]),
        ({"text": "3.01"}, ["3.01"]),
        ({"text": "пособие", "group": 3}, []),
        ({"order": "-code"}, ["7.01", "3.01", "1.02", "1.01"]),
        ({"order": "title"}, ["1.01", "3.01", "1.02", "7.01"]),
        ({"order": "nonsense"}, ["1.01", "1.02", "3.01", "7.01"]),
    ],
)
def test_register_is_narrowed_and_ordered(filled: Agency, asked, found):
    assert codes(filled, **asked) == found


def test_register_of_a_unit(filled: Agency):
    assert codes(filled, unit=filled.units.get(name="Отдел выплат").pk) == ["1.01"]


def test_groups_count_what_stands_on_the_day(filled: Agency):
    now = {group.number: group.active for group in groups_of(filled)}
    then = {group.number: group.active for group in groups_of(filled, date(2024, 1, 31))}

    assert now == {1: 2, 2: 0, 3: 1, 4: 0, 5: 0, 6: 0, 7: 1, 8: 0, 9: 0}
    assert then == now | {1: 3}


def test_closed_channels_are_not_offered():
    own = agency()
    gone = channel_kind(own, "Телетайп")
    by = member(Role.COORDINATOR, own)
    close_channel_kind(channel=gone, version=1, closed_on=TODAY, by=by, at=NOON)

    assert gone not in channels_of(own)
    assert channels_of(own).count() == 20


def test_card_gives_back_what_was_written():
    own = agency()
    given = full_values(
        process_group(own), title="Опека", code="О-1", clients="дети", life_situation="Рождение ребенка",
        portal_url="https://example.org/1", input_text="паспорт", output_text="решение",
        object_kind="function", scope="main", reach="interdepartmental", unit=unit(own), curator=post(own),
        term=Term(2, "hours", "с обращения"),
        participants=(Participant("Б"), Participant("А", "проверяет")),
        bases=(LegalBasis("48-ФЗ", "статья 6", "https://example.org/2"), LegalBasis("Устав")),
    )  # fmt: skip

    names = given.__slots__
    made = process(own, **{name: getattr(given, name) for name in names if name != "group"})

    assert values_of(process_cards(own).get(pk=made.pk)) == given


def test_volumes_stand_by_year_and_channel():
    made = process()
    first, second = channel_kind(made.agency, "А"), channel_kind(made.agency, "Б")
    process_volume(made, second, 5)

    (year,) = volumes_of(process_cards(made.agency).get())

    assert (year.year, year.total, [row.channel for row in year.rows]) == (2023, 5, [second])
    assert first not in {row.channel for row in year.rows}


def test_factories_write_what_they_say():
    made = process()

    assert process_participant(made).name == "МФЦ"
    assert process_basis(made).act == "Закон Энской области № 1-ОЗ"


def test_empty_register_names_every_direction_and_group():
    found = register_checks(agency())

    assert [one.code for one in found] == [
        *["direction_without_process"] * 8,
        "group_without_process", "group_beyond_order", *["group_without_process"] * 8,
    ]  # fmt: skip
    assert str(found[1].message) == (
        "По направлению б) «государственный контроль (надзор)» в реестре нет ни одного процесса."
    )
    assert (found[1].subject, found[1].source) == ("direction:б", "приказ № 201, пункт 2.2")


def test_direction_without_a_group_is_named():
    own = agency()
    own.process_groups.filter(direction="в").update(direction="")

    assert [one.subject for one in register_checks(own) if one.code == "direction_without_group"] == [
        "direction:в"
    ]


def test_process_names_what_its_card_lacks():
    own = agency()
    bare = process(own, title="Опека")
    full = full_values(process_group(own), unit=unit(own))
    whole = process(own, **{name: getattr(full, name) for name in full.__slots__ if name != "group"})

    found = findings_of(bare)

    assert [(one.code, one.source) for one in found] == [
        ("process_without_unit", "приказ № 201, пункт 2.4"),
        ("process_without_basis", "приказ № 201, пункт 2.5"),
        ("process_without_result", "дорожная карта, 1.4"),
        ("process_without_term", "дорожная карта, 1.4"),
    ]
    assert str(found[0].message) == "Процесс 1.01 «Опека»: не указано подразделение."
    assert findings_of(whole) == ()
    assert {one.subject for one in register_checks(own) if one.code.startswith("process")} == {
        f"process:{bare.pk}"
    }


def test_nearly_equal_titles_are_asked_about():
    own = agency()
    process(own, title="Назначение ежемесячного пособия на ребенка")
    twin = process(own, title="Назначение ежемесячных пособий на ребёнка")
    process(own, title="Назначение единовременного пособия при рождении")

    found = [one for one in register_checks(own) if one.code == "similar_titles"]

    assert [one.subject for one in found] == [f"process:{twin.pk}"]
    assert "1.01 и 1.02" in str(found[0].message)


def test_directions_gather_their_groups(filled: Agency):
    found = {one.letter: one for one in directions_of(group_facts(filled))}

    assert "".join(found) == "абвгдежз"
    assert {letter: one.processes for letter, one in found.items() if one.processes} == {
        "а": 2,
        "б": 1,
        "е": 1,
    }
    assert [group.number for group in found["е"].groups] == [7]


def test_curator_of_processes_is_not_abolished():
    own = agency()
    curator = post(own)
    process(own, curator=curator)

    with pytest.raises(HasFindings, match=r"куратором процессов \(1.01\)"):
        close_post(post=curator, closed_on=TODAY, by=member(Role.COORDINATOR, own), at=NOON)


def test_reads_cost_the_same_for_any_number_of_processes():
    own = agency()
    process(own, bases=(LegalBasis("Закон"),))

    few = _cost(own)
    for _number in range(5):
        process(own, bases=(LegalBasis("Закон"), LegalBasis("Приказ")))

    assert (_cost(own), few) == (few, {"rows": 4, "checks": 2, "register": 1})


def _cost(own: Agency) -> dict[str, int]:
    reads = {
        "rows": lambda: frozen_rows(own),
        "checks": lambda: register_checks(own),
        "register": lambda: list(found_processes(own, RegisterFilter(text="пособие"))),
    }
    costs = {}
    for name, read in reads.items():
        with CaptureQueriesContext(connection) as queries:
            read()
        costs[name] = len(queries)
    return costs
