"""The journal: what it shows, filters of the address, export, proof that it is whole."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.models import Chain, Event
from navstrechu.history.queries import agency_events
from navstrechu.history.services import SYSTEM, Subject, record
from navstrechu.organisation.services.agency import edit_agency
from navstrechu.organisation.services.people import edit_person
from navstrechu.organisation.services.structure import create_unit, edit_unit
from navstrechu.web.history.filters import JournalFilter
from navstrechu.web.history.views import PAGE_SIZE
from tests.factories import NOON
from tests.factories.organisation import agency, member, person
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return agency()


@pytest.fixture
def by(own):
    return member(Role.COORDINATOR, own)


@pytest.fixture
def client(by):
    return sign_in(by)


def address(name, of, *rest):
    return reverse(f"history:{name}", args=[of.code, *rest])


def text(answer):
    return answer.content.decode()


def unit_event(of, by, name, at=NOON):
    return create_unit(agency=of, name=name, by=by, at=at)


def test_changes_read_as_was_and_becomes(own, by, client):
    known = unit_event(own, by, "Отдел кадров")
    edit_unit(unit=known, version=1, name="Отдел наград", parent=None, position=0, by=by, at=NOON)

    page = text(client.get(address("journal", own)))

    assert "Изменено подразделение</strong>" in page
    assert "было: </span>Отдел кадров</del>" in page
    assert "стало: </span>Отдел наград</ins>" in page
    assert "Наименование" in page


def test_codes_of_choices_read_in_words(own, by, client):
    edit_agency(agency=own, version=1, values={"day_off_rule": "keep"}, by=by, at=NOON)

    page = text(client.get(address("journal", own)))

    assert "было: </span>на следующий рабочий день</del>" in page
    assert "стало: </span>не переносится</ins>" in page


def test_changed_name_of_a_person_is_told_without_its_letters(own, by, client):
    edit_person(
        person=person(own),
        version=1,
        surname="Смирнова",
        first_name="Ольга",
        patronymic="Петровна",
        by=by,
        at=NOON,
    )

    page = text(client.get(address("journal", own)))

    assert "стало: </span>изменено</ins>" in page


def test_newest_stands_first_and_other_agencies_stay_out(own, by, client):
    other = agency()
    unit_event(other, member(Role.COORDINATOR, other), "Чужой отдел")
    unit_event(own, by, "Первый отдел")
    unit_event(own, by, "Второй отдел")

    page = text(client.get(address("journal", own)))

    assert page.index("Второй отдел") < page.index("Первый отдел")
    assert "Чужой отдел" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Отдел кадров", "Отдел наград"}),
        ("q=кАдРОВ", {"Отдел кадров"}),
        ("q=отдел", {"Отдел кадров", "Отдел наград"}),
        ("q=100%25", set()),
        ("verb=unit_created&since=16.03.2024", {"Отдел наград"}),
        ("until=15.03.2024&verb=unit_created", {"Отдел кадров"}),
        ("verb=unit_closed", set()),
        ("verb=nonsense", set()),
        ("person=0", set()),
        ("q=%00", {"Отдел кадров", "Отдел наград"}),
        ("verb=%00x&person=%00", set()),
        ("since=вчера", {"Отдел кадров", "Отдел наград"}),
    ],
)
def test_filters_of_the_address(own, by, client, query, found):
    unit_event(own, by, "Отдел кадров")
    unit_event(own, by, "Отдел наград", NOON + timedelta(days=1))

    page = text(client.get(f"{address('journal', own)}?{query}"))
    shown = page.partition('<ol class="timeline')[2]

    assert {name for name in ("Отдел кадров", "Отдел наград") if name in shown} == found


def test_person_is_chosen_by_name_and_the_system_too(own, by, client):
    unit_event(own, by, "Отдел кадров")

    assert verbs(own, f"person={by.pk}") == {"unit_created"}
    assert verbs(own, "person=system") == {"agency_created", "process_groups_seeded", "role_granted"}
    assert f'<option value="{by.pk}">{by.display_name}</option>' in text(client.get(address("journal", own)))


def found_events(of, query):
    return JournalFilter.of(QueryDict(query)).apply(agency_events(of.pk), ZoneInfo(of.time_zone))


def verbs(of, query):
    return set(found_events(of, query).values_list("verb", flat=True))


def test_days_are_those_of_the_agencys_clock(own, by):
    edit_agency(agency=own, version=1, values={"time_zone": "Asia/Kamchatka"}, by=by, at=NOON)
    unit_event(own, by, "Ночной отдел", datetime(2024, 3, 20, 13, tzinfo=UTC))  # 01:00 of the 21st there

    assert "unit_created" in verbs(own, "since=21.03.2024")
    assert "unit_created" not in verbs(own, "until=20.03.2024")


def test_filters_in_force_can_be_taken_away_one_by_one(own, by, client):
    page = text(client.get(f"{address('journal', own)}?q=кадры&since=01.01.2024&page=3"))

    assert 'href="?since=01.01.2024"' in page
    assert "с 01.01.2024" in page
    assert "Таких записей нет" in page


def test_fragment_is_the_journal_alone(own, client):
    answer = client.get(address("journal", own), headers={"HX-Request": "true", "HX-Target": "journal"})

    assert text(answer).strip().startswith('<div id="journal">')
    assert "<html" not in text(answer)


def fill(of, number):
    for count in range(number):
        record(
            "unit_created",
            agency_id=of.pk,
            subject=Subject("organisation.unit", str(count), f"Отдел {count}"),
            by=SYSTEM,
            at=NOON,
        )


def test_long_journal_comes_in_pages_at_the_same_cost(own, client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(address("journal", own))
        return len(captured)

    client.get(address("journal", own))
    few = cost()
    fill(own, PAGE_SIZE + 5)

    assert cost() == few
    first, second = (text(client.get(f"{address('journal', own)}?page={page}")) for page in (1, 2))
    assert first.count('class="timeline__item"') == PAGE_SIZE
    assert "Отдел 0<" not in first
    assert "Отдел 0<" in second


def test_export_holds_the_filtered_rows_and_no_formula(own, by, client):
    unit_event(own, by, "=HYPERLINK(1)")
    unit_event(own, by, "Отдел наград")

    csv = client.get(f"{address('export', own, 'csv')}?verb=unit_created")
    workbook = client.get(f"{address('export', own, 'xlsx')}?q=наград")

    rows = csv.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("№;Время;Кто;Что сделано;Предмет")
    assert [row.split(";")[4] for row in rows[1:]] == ["Отдел наград", "'=HYPERLINK(1)"]
    assert csv.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%96")
    sheets = zipfile.ZipFile(io.BytesIO(workbook.content))
    words = sheets.read("xl/sharedStrings.xml").decode()
    assert ("Отдел наград" in words, "HYPERLINK" in words) == (True, False)


@pytest.mark.parametrize("extension", ["docx", "exe", "csv.exe"])
def test_other_forms_of_export_do_not_exist(own, client, extension):
    assert client.get(address("export", own, extension)).status_code == 404


def test_too_long_export_is_refused_with_the_way_out(own, client, monkeypatch):
    monkeypatch.setattr("navstrechu.web.history.views.MOST_EXPORTED", 1)
    fill(own, 2)

    answer = client.get(address("export", own, "csv"))

    assert answer.status_code == 422
    assert "Выберите период и выгрузите его частями." in text(answer)


def test_whole_chain_is_said_to_be_whole(own, client):
    head = Chain.objects.get(agency_id=own.pk)

    page = text(client.get(address("verify", own)))

    assert "Журнал цел" in page
    assert head.hash in page


def test_broken_chain_names_the_place(own, client):
    fill(own, 2)
    head = Chain.objects.get(agency_id=own.pk)
    Chain.objects.filter(agency_id=own.pk).update(sequence=head.sequence + 1)

    page = text(client.get(address("verify", own)))

    assert "Цепочка записей нарушена" in page
    assert f"Запись № {head.sequence + 1}: конец журнала не совпадает" in page


PAGES = [("journal",), ("verify",), ("export", "csv")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.RESPONSIBLE, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.WORKING_GROUP, 200),
        (Role.UNIT_HEAD, 403),
        (Role.ANALYST, 403),
        (Role.EMPLOYEE, 403),
    ],
)
def test_journal_by_role(own, page, role, status):
    assert sign_in(member(role, own)).get(address(page[0], own, *page[1:])).status_code == status


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_guest_and_stranger(own, page):
    target = address(page[0], own, *page[1:])

    assert Client().get(target).status_code == 302
    assert sign_in(member(Role.COORDINATOR, agency())).get(target).status_code == 404


def test_looking_writes_nothing(own, client):
    before = Event.objects.count()

    client.get(address("journal", own))
    client.get(address("verify", own))

    assert Event.objects.count() == before
