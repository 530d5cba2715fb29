"""Rows of the register of touchpoints."""

import pytest
from django.db import IntegrityError, connection, transaction

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.rows import (
    add_row,
    change_row,
    order_rows,
    put_rows,
    remove_row,
    restore_row,
)
from navstrechu.touchpoints.services.touchpoints import close_touchpoint
from navstrechu.touchpoints.values import InteractionText, RowContent
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, row, touchpoint

pytestmark = pytest.mark.django_db


def test_row_is_added_with_everything_it_says():
    own = process()

    added = row(own, says=content("Приём", "Выдача", peculiarities="Без очереди"))

    assert row_content(ProcessTouchpoint.objects.get(pk=added.pk)) == content(
        "Приём", "Выдача", peculiarities="Без очереди"
    )
    assert added.position == 1
    event = Event.objects.get(verb="row_added")
    assert event.changes["interactions"] == [None, ["Приём", "Выдача"]]


def test_touchpoint_stands_in_a_process_once():
    first = row(process())

    with pytest.raises(Conflict, match="уже указана"):
        row(first.process, first.touchpoint)

    assert first.process.links.count() == 1


def test_database_refuses_a_touchpoint_twice_in_a_process():
    first = row(process())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO touchpoints_processtouchpoint (process_id, touchpoint_id, position, peculiarities,"
            " removed_at, stems, version, changed_at)"
            " SELECT process_id, touchpoint_id, 9, '', removed_at, '', 1, changed_at"
            " FROM touchpoints_processtouchpoint WHERE id = %s",
            [first.pk],
        )


def test_empty_interaction_is_refused_and_nothing_is_saved():
    own = process()

    with pytest.raises(InputRefused, match="не может быть пустым"):
        row(own, says=content("Приём", "  "))

    assert own.links.count() == 0


def test_cell_of_thirty_thousand_characters_is_refused_with_its_length():
    with pytest.raises(InputRefused, match="30000 знаков, а помещается 4000"):
        row(process(), says=content("я" * 30_000))


def test_same_interaction_is_kept_once():
    added = row(process(), says=content("Приём", "приём "))

    assert [item.text for item in added.interactions.all()] == ["Приём"]


def test_changing_a_row_keeps_what_was_in_the_history():
    held = row(process(), says=content("Приём"))

    changed = change_row(row=held, version=1, content=content("Выдача"), by=SYSTEM, at=NOON)

    assert changed.version == 2
    assert Event.objects.get(verb="row_changed").changes == {"interactions": [["Приём"], ["Выдача"]]}


def test_second_editor_gets_both_texts():
    held = row(process(), says=content("Приём"))
    change_row(row=held, version=1, content=content("Выдача"), by=SYSTEM, at=NOON)

    with pytest.raises(StaleObject) as refused:
        change_row(row=held, version=1, content=content("Справка"), by=SYSTEM, at=NOON)

    assert refused.value.mine["осуществляемое взаимодействие"] == "Справка"
    assert refused.value.theirs["осуществляемое взаимодействие"] == "Выдача"
    assert row_content(held).interactions[0].text == "Выдача"


def test_removed_row_comes_back_as_it_was():
    held = row(process(), says=content("Приём", peculiarities="Лично"))
    remove_row(row=held, version=1, by=SYSTEM, at=NOON)
    assert ProcessTouchpoint.objects.printed().count() == 0

    restore_row(row=held, by=SYSTEM, at=NOON)

    assert row_content(ProcessTouchpoint.objects.printed().get()) == content("Приём", peculiarities="Лично")


def test_removed_row_stays_out_where_its_touchpoint_was_listed_again():
    held = row(process())
    remove_row(row=held, version=1, by=SYSTEM, at=NOON)
    row(held.process, held.touchpoint)

    with pytest.raises(Conflict):
        restore_row(row=held, by=SYSTEM, at=NOON)


def test_rows_take_the_order_given():
    first = row(process())
    second = row(first.process)

    order_rows(process=first.process, rows=[second.pk, first.pk], by=SYSTEM, at=NOON)

    assert list(ProcessTouchpoint.objects.printed().in_printed_order()) == [second, first]


def test_order_with_other_rows_is_stale():
    first = row(process())

    with pytest.raises(StaleObject):
        order_rows(process=first.process, rows=[first.pk, 0], by=SYSTEM, at=NOON)


def test_unit_head_fills_own_rows_only_before_the_first_edition():
    held = row(process())
    own = held.process
    head = member(Role.UNIT_HEAD, own.agency)

    with pytest.raises(NotAllowed, match="другое подразделение"):
        add_row(process=own, touchpoint=touchpoint(own.agency), content=content(), by=head, at=NOON)

    approved(register_edition(own.agency))
    with pytest.raises(NotAllowed, match="изменения вносят предложением"):
        add_row(process=own, touchpoint=touchpoint(own.agency), content=content(), by=head, at=NOON)


def test_touchpoint_of_another_agency_is_refused():
    with pytest.raises(InputRefused, match="одного органа"):
        row(process(), touchpoint(agency()))


def test_one_action_at_several_stages_stays_several_interactions():
    stages = tuple(InteractionText("Уведомление", stage) for stage in ("Приём", "Рассмотрение", "приём"))

    added = row(process(), says=RowContent(stages))

    assert [item.printed for item in row_content(added).interactions] == [
        "Приём: Уведомление",
        "Рассмотрение: Уведомление",
    ]


def test_many_rows_are_not_listed_at_a_touchpoint_closed_meanwhile():
    own = process()
    gone = close_touchpoint(touchpoint=touchpoint(own.agency), on=TODAY, by=SYSTEM, at=NOON)

    with pytest.raises(Conflict, match="закрыта"):
        put_rows(agency=own.agency, rows=[(own, gone, content())], by=SYSTEM, at=NOON)
