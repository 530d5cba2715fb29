"""What the database itself refuses, by raw SQL, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from tests.factories.processes import (
    channel_kind,
    excluded_process,
    process,
    process_basis,
    process_group,
    process_participant,
    process_volume,
)

pytestmark = pytest.mark.django_db


def refused(table: str, columns: str, pk: int) -> bool:
    """Whether an UPDATE of a row by hand is refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {columns} WHERE id = %s", [pk])
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "columns",
    [
        "status = 'excluded'",
        "status = 'gone'",
        "excluded_on = '2024-02-01'",
        "exclusion_basis = 'Закон'",
        "status = 'excluded', excluded_on = '2024-02-01', exclusion_basis = ''",
        "status = 'excluded', excluded_on = '2023-12-31', exclusion_basis = 'Закон'",
        "term_number = 5",
        "term_unit = 'hours'",
        "term_number = 0, term_unit = 'hours'",
        "term_number = 5, term_unit = 'years'",
        "object_kind = 'miracle'",
        "scope = ''",
        "reach = 'x'",
    ],
)
def test_process_stays_whole(columns: str):
    made = process()

    assert refused("processes_process", columns, made.pk)
    assert Process.objects.get(pk=made.pk).status == "active"


def test_excluded_process_keeps_its_basis():
    assert refused("processes_process", "status = 'active'", excluded_process().pk)


def test_code_and_title_are_used_once():
    first = process(title="Опека", code="О-1")
    second = process(first.agency)
    gone = excluded_process(first.agency)

    assert refused("processes_process", "code = 'О-1'", second.pk)
    assert refused("processes_process", "title = 'Опека'", second.pk)
    assert not refused("processes_process", "title = 'Опека'", gone.pk)


@pytest.mark.parametrize("columns", ["number = 0", "number = 2", "client = 'x'", "direction = 'я'"])
def test_group_stays_whole(columns: str):
    group = process_group(process().agency)

    assert refused("processes_processgroup", columns, group.pk)
    assert ProcessGroup.objects.get(pk=group.pk).number == 1


def test_channel_stays_whole():
    channel = channel_kind(process().agency)

    assert refused("processes_channelkind", "category = 'post'", channel.pk)
    assert refused("processes_channelkind", "title = 'Мессенджер'", channel.pk)
    assert ChannelKind.objects.get(pk=channel.pk).category == "digital"


def test_parts_of_a_process_are_listed_once():
    made = process()
    process_participant(made)
    process_basis(made)
    other, basis = process_participant(made, "СФР"), process_basis(made, "Устав")
    volume = process_volume(made)

    assert refused("processes_processparticipant", "name = 'МФЦ'", other.pk)
    assert refused("processes_processbasis", "act = 'Закон Энской области № 1-ОЗ'", basis.pk)
    assert refused("processes_processvolume", "number = -1", volume.pk)


def test_group_with_processes_is_not_deleted():
    made = process()

    with pytest.raises(IntegrityError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM processes_processgroup WHERE id = %s", [made.group_id])
        connection.check_constraints()
