"""Files of the register: what they would do, what they do, and that loading again doubles nothing."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.history.queries import verify
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.registers.printing import live_file_of
from navstrechu.touchpoints.importing import Fate, fingerprint, gathered, planned_rows
from navstrechu.touchpoints.models import ProcessTouchpoint, RegisterDraft
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import Channel, ReadRegister, ReadRow, read_register
from navstrechu.touchpoints.services.imports import confirm_import, discard_import, prepare_import
from navstrechu.touchpoints.services.rows import change_row
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import process, process_group
from tests.factories.touchpoints import content, register_draft, row, shared_peculiarity

pytestmark = pytest.mark.django_db


def read(
    process_title: str, touchpoint: str = "Горячая линия", *interactions: str, **more: object
) -> ReadRow:
    given = {
        "group": "Предоставление услуг", "group_number": 1, "channel": Channel.DIGITAL, "peculiarities": (),
    }  # fmt: skip
    return ReadRow(
        process=process_title, touchpoint=touchpoint, interactions=interactions or ("Приём",), **given | more
    )


def load(of: Agency, *rows: ReadRow, include_unknown: bool = True) -> dict[str, int]:
    draft = register_draft(of, *rows)
    planned = planned_rows(rows, live_register(of), include_unknown=include_unknown)
    return confirm_import(
        draft=draft, include_unknown=include_unknown, seen=fingerprint(planned), on=TODAY,
        by=member(Role.COORDINATOR, of), at=NOON,
    )  # fmt: skip


def counts(added: int = 0, changed: int = 0, unchanged: int = 0, left_out: int = 0) -> dict[str, int]:
    return {"added": added, "changed": changed, "unchanged": unchanged, "left_out": left_out}


def test_unknown_process_is_included_with_the_file_as_its_basis():
    of = agency()
    process_group(of)

    done = load(of, read("Назначение пособия", "Портал услуг", "Подача заявления", "Уведомление"))

    assert done == counts(added=1)
    included = Process.objects.get(title="Назначение пособия")
    assert (included.group.number, included.included_on) == (1, TODAY)
    assert "перечень.xlsx" in included.inclusion_basis
    loaded = ProcessTouchpoint.objects.get()
    assert [item.text for item in loaded.interactions.order_by("position")] == [
        "Подача заявления",
        "Уведомление",
    ]


def test_unknown_processes_and_touchpoints_are_made_once_and_each_is_told_of():
    of = agency()
    group, other = process_group(of, 1), process_group(of, 2)
    held = process(of, title="Выдача справки")

    done = load(
        of,
        read("Назначение пособия", "Портал услуг"),
        read("назначение пособия", "Сайт"),
        read("Приём жалобы", "Портал услуг", group_number=2),
        read("Назначение выплаты", "портал услуг"),
        read("Выдача справки", "Сайт"),
    )

    assert done == counts(added=5)
    included = Process.objects.exclude(pk=held.pk).order_by("pk")
    assert [(one.title, one.group, one.code) for one in included] == [
        ("Назначение пособия", group, "1.02"),
        ("Приём жалобы", other, "2.01"),
        ("Назначение выплаты", group, "1.03"),
    ]
    assert [place.name for place in of.touchpoints.order_by("pk")] == ["Портал услуг", "Сайт"]
    told = Event.objects.filter(agency_id=of.pk)
    assert told.filter(verb="process_included").count() == 4
    assert [one.subject_text for one in told.filter(verb="touchpoint_created").order_by("sequence")] == [
        "Портал услуг",
        "Сайт",
    ]
    assert verify(of.pk) == []


def test_row_of_an_unknown_process_is_left_out_with_the_reason():
    of = agency()
    process_group(of)

    planned = planned_rows([read("Назначение пособия")], live_register(of), include_unknown=False)

    assert planned[0].fate is Fate.LEFT_OUT
    assert "нет в реестре" in planned[0].reason
    assert load(of, read("Назначение пособия"), include_unknown=False) == counts(left_out=1)
    assert Process.objects.count() == 0


def test_loading_again_changes_nothing_and_doubles_nothing():
    of = agency()
    process_group(of)
    rows = [read("Назначение пособия"), read("Выдача справки", "Почта", "Отправка", channel=Channel.OFFLINE)]
    load(of, *rows)

    assert load(of, *rows) == counts(unchanged=2)
    assert ProcessTouchpoint.objects.count() == 2


def test_changed_row_is_updated_and_keeps_its_bases_and_stages():
    own = process(title="Назначение пособия")
    held = row(own, says=content("Приём"))
    file_row = read(own.title, held.touchpoint.name, "Приём", "Консультация", peculiarities=("Без очереди",))

    done = load(own.agency, file_row)

    assert done == counts(changed=1)
    said = row_content(ProcessTouchpoint.objects.get())
    assert [item.text for item in said.interactions] == ["Приём", "Консультация"]
    assert said.bases == content().bases
    assert Event.objects.get(verb="row_changed").changes["peculiarities"] == ["", "Без очереди"]


def test_empty_cells_take_nothing_away():
    held = row(process(), says=content("Приём", peculiarities="Лично"))

    done = load(
        held.process.agency, ReadRow("", held.process.title, held.touchpoint.name, Channel.DIGITAL, (), ())
    )

    assert done == counts(unchanged=1)


def test_shared_peculiarities_are_not_repeated_in_rows():
    held = row(process(), says=content("Приём", peculiarities="Лично"))
    shared_peculiarity(held.process, "Бесплатно")
    file_row = read(held.process.title, held.touchpoint.name, "Приём", peculiarities=("Лично", "Бесплатно"))

    assert load(held.process.agency, file_row) == counts(unchanged=1)


def test_touchpoint_named_twice_in_a_process_is_gathered():
    rows = list(gathered([read("П", "МФЦ", "Приём"), read("П", "мфц", "Выдача"), read("Р", "МФЦ", "Приём")]))

    assert [one.interactions for one in rows] == [("Приём", "Выдача"), ("Приём",)]


def test_new_touchpoint_without_a_channel_is_left_out():
    own = process()

    assert load(own.agency, read(own.title, "Кабинет 5", channel=None)) == counts(left_out=1)


@pytest.mark.parametrize("format", ["xlsx", "docx", "csv"])
def test_own_export_reads_back_as_unchanged(format: str):
    held = row(process(), says=content("Приём заявления", "Выдача результата", peculiarities="Лично"))
    row(held.process)
    row(process(held.process.agency))
    file = live_file_of(held.process.agency, "touchpoints", format).content

    assert load(held.process.agency, *read_register(file).rows) == counts(unchanged=3)


def test_register_changed_since_the_preview_is_not_overwritten():
    held = row(process(), says=content("Приём"))
    rows = (read(held.process.title, held.touchpoint.name, "Выдача"),)
    draft = register_draft(held.process.agency, *rows)
    seen = fingerprint(planned_rows(rows, live_register(held.process.agency), include_unknown=True))
    change_row(row=held, version=1, content=content("Справка"), by=SYSTEM, at=NOON)

    with pytest.raises(Conflict, match="перечень изменили"):
        confirm_import(
            draft=draft, include_unknown=True, seen=seen, on=TODAY,
            by=member(Role.COORDINATOR, held.process.agency), at=NOON,
        )  # fmt: skip

    assert row_content(ProcessTouchpoint.objects.get()).interactions[0].text == "Справка"


def test_file_without_rows_is_refused():
    of = agency()

    with pytest.raises(InputRefused, match="ни одной строки"):
        prepare_import(
            agency=of, name="пусто.csv", data=b"x;y", reading=ReadRegister(()),
            by=member(Role.COORDINATOR, of), at=NOON,
        )  # fmt: skip


def test_discarded_preview_is_gone():
    draft = register_draft(agency(), read("Назначение пособия"))

    discard_import(draft=draft, by=member(Role.COORDINATOR, draft.agency), at=NOON)

    assert RegisterDraft.objects.count() == 0


def test_unit_head_does_not_load_files():
    draft = register_draft(agency(), read("Назначение пособия"))

    with pytest.raises(NotAllowed):
        confirm_import(
            draft=draft, include_unknown=True, seen="", on=date(2024, 3, 15),
            by=member(Role.UNIT_HEAD, draft.agency), at=NOON,
        )  # fmt: skip
