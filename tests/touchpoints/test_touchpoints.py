"""Touchpoints and their merging."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Unit
from navstrechu.processes.models import Process
from navstrechu.processes.services.channels import close_channel_kind
from navstrechu.processes.services.register import exclude_process
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content, touchpoint_content
from navstrechu.touchpoints.services.touchpoints import (
    change_touchpoint,
    close_touchpoint,
    confirm_touchpoint,
    merge_touchpoints,
)
from navstrechu.touchpoints.values import BasisText, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process
from tests.factories.touchpoints import ACT, content, row, touchpoint

pytestmark = pytest.mark.django_db
AGREEMENT = BasisText(BasisKind.AGREEMENT, "Соглашение с МФЦ от 12.01.2024 № 7")


def changed(held: Touchpoint, **values: object) -> Touchpoint:
    given = {"name": held.name, "channel_id": held.channel_id, **values}
    return change_touchpoint(
        touchpoint=held, version=1, content=TouchpointContent(**given), by=SYSTEM, at=NOON
    )


def excluded(own: Process) -> None:
    by = member(Role.COORDINATOR, own.agency)
    exclude_process(process=own, version=1, excluded_on=TODAY, basis="Закон утратил силу", by=by, at=NOON)


def test_equal_name_of_one_channel_is_refused():
    held = touchpoint(agency(), "МФЦ «Мои документы»")

    with pytest.raises(Conflict, match="уже есть"):
        change_touchpoint(
            touchpoint=touchpoint(held.agency, "Почта"),
            version=1,
            content=TouchpointContent("МФЦ Мои Документы", held.channel_id),
            by=SYSTEM,
            at=NOON,
        )


def test_link_of_another_scheme_is_refused():
    with pytest.raises(InputRefused, match="должна начинаться"):
        changed(touchpoint(agency()), url="javascript:alert(1)")


def test_only_agreements_hang_on_a_touchpoint():
    with pytest.raises(InputRefused, match="только акты и соглашения"):
        changed(touchpoint(agency()), agreements=(ACT,))


def test_channel_of_another_agency_is_refused():
    with pytest.raises(InputRefused, match="вид канала"):
        changed(touchpoint(agency()), channel_id=channel_kind(agency()).pk)


def test_second_editor_is_stale():
    held = touchpoint(agency())
    changed(held, address="ул. Ленина, 5")

    with pytest.raises(StaleObject) as refused:
        changed(held, address="ул. Мира, 1")

    assert refused.value.theirs["адрес"] == "ул. Ленина, 5"


def test_confirmation_notes_the_day():
    held = confirm_touchpoint(touchpoint=touchpoint(agency()), on=TODAY, by=SYSTEM, at=NOON)

    assert Touchpoint.objects.get(pk=held.pk).confirmed_on == TODAY


def test_touchpoint_with_rows_is_not_closed():
    held = row(process()).touchpoint

    with pytest.raises(Conflict, match="строках перечня: 1"):
        close_touchpoint(touchpoint=held, on=TODAY, by=SYSTEM, at=NOON)


def test_merging_keeps_every_row_and_gathers_those_of_one_process():
    of = agency()
    kept, duplicate = (
        touchpoint(of, "МФЦ", agreements=(AGREEMENT,)),
        touchpoint(of, "Многофункциональный центр"),
    )
    both, only = process(of), process(of)
    row(both, kept, content("Приём", peculiarities="Лично"))
    row(both, duplicate, content("Приём", "Выдача", peculiarities="По записи"))
    row(only, duplicate, content("Консультация"))

    merge_touchpoints(kept=kept, duplicate=duplicate, on=TODAY, by=SYSTEM, at=NOON)

    said = {item.process: row_content(item) for item in ProcessTouchpoint.objects.printed()}
    assert said == {
        both: content("Приём", "Выдача", peculiarities="Лично\nПо записи"),
        only: content("Консультация"),
    }
    assert set(ProcessTouchpoint.objects.printed().values_list("touchpoint", flat=True)) == {kept.pk}
    closed = Touchpoint.objects.get(pk=duplicate.pk)
    assert (closed.closed_on, closed.merged_into) == (TODAY, kept)
    assert touchpoint_content(kept).agreements == (AGREEMENT,)


def test_touchpoint_is_not_merged_into_itself():
    held = touchpoint(agency())

    with pytest.raises(InputRefused, match="две разные"):
        merge_touchpoints(kept=held, duplicate=held, on=TODAY, by=SYSTEM, at=NOON)


def test_rows_of_an_excluded_process_are_gathered_too():
    of = agency()
    kept, duplicate, own = touchpoint(of, "МФЦ"), touchpoint(of, "Многофункциональный центр"), process(of)
    row(own, kept, content("Приём"))
    row(own, duplicate, content("Выдача"))
    excluded(own)

    merge_touchpoints(kept=kept, duplicate=duplicate, on=TODAY, by=SYSTEM, at=NOON)

    assert [row_content(item) for item in ProcessTouchpoint.objects.live()] == [content("Приём", "Выдача")]


def test_agreements_taken_over_in_a_merge_are_not_overwritten_by_a_form_opened_before():
    of = agency()
    kept, duplicate = touchpoint(of, "МФЦ"), touchpoint(of, "Центр услуг", agreements=(AGREEMENT,))

    merge_touchpoints(kept=kept, duplicate=duplicate, on=TODAY, by=SYSTEM, at=NOON)

    with pytest.raises(StaleObject):
        changed(kept, address="ул. Ленина, 5")
    told = Event.objects.get(verb="touchpoint_merged").changes
    assert told == {"agreements": [[], ["Соглашение с МФЦ от 12.01.2024 № 7"]]}
    assert Event.objects.get(verb="touchpoint_closed").subject_id == str(duplicate.pk)


def test_history_names_the_unit():
    held = touchpoint(agency())
    unit = Unit.objects.create(agency=held.agency, name="Отдел выплат")

    changed(held, unit_id=unit.pk)

    assert Event.objects.get(verb="touchpoint_changed").changes["unit"] == ["", "Отдел выплат"]


@pytest.mark.parametrize("service", [confirm_touchpoint, close_touchpoint])
def test_a_day_to_come_is_refused(service: Callable[..., Touchpoint]):
    held = touchpoint(agency())

    with pytest.raises(InputRefused, match="ещё не наступила"):
        service(touchpoint=held, on=TODAY + timedelta(days=1), by=SYSTEM, at=NOON)


def test_kind_of_channel_no_longer_used_stays_where_it_is_and_is_not_taken_anew():
    held, other = touchpoint(agency()), touchpoint(agency())
    own = touchpoint(held.agency)
    close_channel_kind(channel=held.channel, version=1, closed_on=TODAY, by=SYSTEM, at=NOON)

    changed(held, address="ул. Ленина, 5")

    assert Touchpoint.objects.get(pk=held.pk).address == "ул. Ленина, 5"
    for channel in (held.channel, other.channel):
        with pytest.raises(InputRefused, match="вид канала"):
            changed(own, channel_id=channel.pk)
