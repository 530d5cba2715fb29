"""Groups of processes, the dictionary of channels and what a new agency starts with."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.processes.models import ChannelKind, ProcessGroup
from navstrechu.processes.services.channels import (
    change_channel_kind,
    close_channel_kind,
    create_channel_kind,
)
from navstrechu.processes.services.groups import change_group, create_group, remove_group, seed_groups
from navstrechu.processes.services.volumes import set_volumes
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process, process_group

pytestmark = pytest.mark.django_db


def test_new_agency_has_the_groups_of_the_roadmap_and_usual_channels():
    own = agency(called_genitive="Министерства")

    groups = own.process_groups.order_by("number")
    assert [(group.number, group.roadmap_section) for group in groups] == [
        (number, f"2.{number}") for number in range(1, 10)
    ]
    assert "".join(group.direction or "–" for group in groups) == "а–бвгдежз"
    assert {group.direction for group in groups} - {""} == DIRECTIONS.keys()
    assert [group.client for group in groups] == ["external"] * 5 + ["internal"] * 4
    assert groups[4].title == "Процессы обеспечения доступа к информации о деятельности Министерства"
    assert set(own.channel_kinds.values_list("category", flat=True)) == {
        "in_person", "digital", "online", "offline",
    }  # fmt: skip
    assert Event.objects.filter(verb="process_groups_seeded", agency_id=own.pk).count() == 1
    assert not seed_groups(agency=own, by=SYSTEM, at=NOON)


def test_only_what_is_missing_is_seeded():
    own = agency()
    ChannelKind.objects.filter(agency=own).delete()
    ProcessGroup.objects.filter(agency=own).exclude(number=3).delete()

    assert seed_groups(agency=own, by=member(Role.COORDINATOR, own), at=NOON)

    assert own.process_groups.count() == 1
    assert own.channel_kinds.count() == 20


def test_group_is_added_changed_and_removed_with_history():
    own = agency()
    by = member(Role.COORDINATOR, own)

    made = create_group(agency=own, number=10, title="Проекты", client="internal", by=by, at=NOON)
    change_group(
        group=made, version=1, values={"title": "Проекты и  гранты", "direction": "д"}, by=by, at=NOON
    )
    assert (made.title, made.direction, made.version) == ("Проекты и гранты", "д", 2)
    remove_group(group=made, version=2, by=by, at=NOON)

    assert not ProcessGroup.objects.filter(number=10).exists()
    verbs = Event.objects.filter(subject_type="processes.group").order_by("id")
    assert [event.verb for event in verbs] == [
        "process_group_created", "process_group_changed", "process_group_removed",
    ]  # fmt: skip
    assert verbs[1].changes == {"title": ["Проекты", "Проекты и гранты"], "direction": ["", "д"]}


def test_group_is_refused_with_the_reason():
    own = agency()
    by, group = member(Role.COORDINATOR, own), process_group(own)

    for values, error, sentence in (
        ({"number": 2}, Conflict, "уже есть"),
        ({"title": process_group(own, 2).title}, Conflict, "уже есть"),
        ({"number": 0}, InputRefused, "от 1 до 99"),
        ({"title": ""}, InputRefused, "Заполните поле «наименование группы»"),
        ({"client": "x"}, InputRefused, "«клиент»"),
        ({"direction": "я"}, InputRefused, "Выберите направление"),
    ):
        with pytest.raises(error, match=sentence):
            change_group(group=group, version=1, values=values, by=by, at=NOON)
    assert ProcessGroup.objects.get(pk=group.pk).version == 1


def test_group_with_processes_is_not_removed():
    made = process()

    with pytest.raises(Conflict, match="В группе есть процессы"):
        remove_group(group=made.group, version=1, by=member(Role.COORDINATOR, made.agency), at=NOON)


def test_second_editor_of_a_group_sees_both_texts():
    own = agency()
    by, group = member(Role.COORDINATOR, own), process_group(own)
    seen = ProcessGroup.objects.get(pk=group.pk)
    change_group(group=group, version=1, values={"title": "Услуги"}, by=by, at=NOON)

    with pytest.raises(StaleObject) as refused:
        change_group(group=seen, version=1, values={"title": "Сервисы"}, by=by, at=NOON)

    assert (refused.value.mine, refused.value.theirs) == (
        {"Наименование": "Сервисы"}, {"Наименование": "Услуги"},
    )  # fmt: skip


def test_channel_is_added_renamed_and_closed():
    own = agency()
    by = member(Role.COORDINATOR, own)

    made = create_channel_kind(agency=own, category="digital", title="Терминал", by=by, at=NOON)
    change_channel_kind(channel=made, version=1, category="offline", title="Инфомат", by=by, at=NOON)
    close_channel_kind(channel=made, version=2, closed_on=TODAY, by=by, at=NOON)

    stored = ChannelKind.objects.get(pk=made.pk)
    assert (stored.title, stored.category, stored.closed_on, stored.version) == (
        "Инфомат",
        "offline",
        TODAY,
        3,
    )
    with pytest.raises(Conflict, match="уже не используется"):
        close_channel_kind(channel=stored, version=3, closed_on=TODAY, by=by, at=NOON)
    assert create_channel_kind(agency=own, category="offline", title="Инфомат", by=by, at=NOON).pk


def test_channel_is_refused_with_the_reason():
    own = agency()
    by = member(Role.COORDINATOR, own)
    made = channel_kind(own, "Терминал")

    with pytest.raises(Conflict, match="уже есть"):
        create_channel_kind(agency=own, category="digital", title="Терминал", by=by, at=NOON)
    with pytest.raises(InputRefused, match="категория по приказу"):
        create_channel_kind(agency=own, category="почта", title="Новый", by=by, at=NOON)
    with pytest.raises(InputRefused, match="ещё не наступила"):
        close_channel_kind(channel=made, version=1, closed_on=date(2024, 3, 16), by=by, at=NOON)


def test_volumes_of_a_year_are_replaced_together():
    made = process()
    by = member(Role.COORDINATOR, made.agency)
    first, second = channel_kind(made.agency, "А"), channel_kind(made.agency, "Б")

    set_volumes(process=made, version=1, year=2023, numbers={first: 10, second: 5}, by=by, at=NOON)
    set_volumes(process=made, version=2, year=2023, numbers={second: 7}, by=by, at=NOON)
    set_volumes(process=made, version=3, year=2023, numbers={second: 7}, by=by, at=NOON)

    assert list(made.volumes.values_list("year", "channel__title", "number")) == [(2023, "Б", 7)]
    assert made.version == 3
    assert Event.objects.filter(verb="process_volumes_set").latest("id").changes == {
        "volumes": [["А: 10", "Б: 5"], ["Б: 7"]]
    }


def test_volumes_are_refused_with_the_reason():
    made = process()
    by = member(Role.COORDINATOR, made.agency)
    own, strange = channel_kind(made.agency), channel_kind(agency())

    for year, numbers, sentence in (
        (1999, {own: 1}, "Год – от 2000 до 2100"),
        (2023, {strange: 1}, "другого органа"),
        (2023, {own: -1}, "целое число от нуля"),
    ):
        with pytest.raises(InputRefused, match=sentence):
            set_volumes(process=made, version=1, year=year, numbers=numbers, by=by, at=NOON)
    with pytest.raises(StaleObject, match="уже изменил другой сотрудник"):
        set_volumes(process=made, version=9, year=2023, numbers={own: 1}, by=by, at=NOON)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_groups_and_channels_belong_to_the_coordinator(role):
    own = agency()
    by = member(role, own)

    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        create_group(agency=own, number=10, title="Проекты", client="internal", by=by, at=NOON)
    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        create_channel_kind(agency=own, category="digital", title="Терминал", by=by, at=NOON)
    with pytest.raises(NotAllowed, match="Недостаточно прав"):
        seed_groups(agency=own, by=by, at=NOON)
