"""The archive of a period: what it holds, equal bytes, refusals, cancelling, removal after two weeks."""

import hashlib
import io
import zipfile
from datetime import date, timedelta

import docx
import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.made_archives import archives_of, folder, remove_old
from navstrechu.acts.models import ActKind, FileRole
from navstrechu.acts.services import add_file, annul_act, order_period_archive
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.jobs.models import Job
from navstrechu.jobs.services import cancel
from navstrechu.organisation.models import Agency
from tests.factories import NOON
from tests.factories.archives import SINCE, UNTIL, made_archive, ordered_archive, run
from tests.factories.evidence import PDF, act
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Agency:
    """An agency with an order and its scan, an annulled report, and an order of another year."""
    found = agency()
    by = member(Role.COORDINATOR, found)
    order = act(found, number="7/1", dated=date(2024, 3, 1))
    add_file(act=order, role=FileRole.SCAN, name="скан.pdf", data=PDF + b"%", by=by, at=NOON)
    wrong = act(found, kind=ActKind.REPORT, number="8", dated=date(2024, 3, 4))
    annul_act(act=wrong, reason="Ошибка", on=date(2024, 3, 5), by=by, at=NOON)
    act(found, number="1", dated=date(2023, 12, 29))
    return found


def content(job: Job) -> bytes:
    return (folder() / job.result["storage"]).read_bytes()


def test_archive_holds_every_file_and_an_index_with_checksums(own: Agency):
    job = made_archive(own)

    opened = zipfile.ZipFile(io.BytesIO(content(job)))
    assert opened.namelist() == [
        "Приказы/2024-03-01 № 7 1.pdf",
        "Приказы/2024-03-01 № 7 1 – скан подписанного документа.pdf",
        "Отчёты/2024-03-04 № 8.pdf",
        "Опись.docx",
        "Опись.xlsx",
    ]
    index = docx.Document(io.BytesIO(opened.read("Опись.docx"))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in index.rows]
    assert rows[0] == ["Номер", "Дата", "Вид", "Заголовок", "Состояние", "Файл", "SHA-256"]
    assert [row[:5] for row in rows[1:]] == [
        ["7/1", "01.03.2024", "Приказ", "Об утверждении порядка", "в силе"],
        ["8", "04.03.2024", "Отчёт", "Об утверждении порядка", "аннулирован"],
    ]
    checksums = [hashlib.sha256(data).hexdigest() for data in (PDF, PDF + b"%")]
    assert [row[6].split() for row in rows[1:]] == [checksums, checksums[:1]]


def test_same_documents_give_the_same_bytes(own: Agency):
    first, second = made_archive(own), made_archive(own)

    assert first.result["storage"] != second.result["storage"]
    assert content(first) == content(second)
    assert first.result["sha256"] == hashlib.sha256(content(second)).hexdigest()


def test_list_tells_what_was_made(own: Agency):
    made_archive(own)

    [found] = archives_of(own)
    assert (found.title, found.name, found.documents) == (
        "Документы за 01.01.2024 – 31.12.2024",
        f"dokumenty-{own.code}-2024-01-01-2024-12-31.zip",
        2,
    )
    assert found.path is not None
    assert found.size == found.path.stat().st_size
    assert archives_of(agency()) == []


def test_order_is_told_in_the_history(own: Agency):
    ordered_archive(own)

    event = Event.objects.get(verb="archive_ordered")
    assert (event.agency_id, event.subject_text) == (own.pk, "Документы за 01.01.2024 – 31.12.2024")


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (UNTIL, SINCE, "Период заканчивается раньше, чем начинается. Исправьте даты."),
        (date(2020, 1, 1), date(2020, 12, 31), "За этот период документов нет. Укажите другой период."),
    ],
)
def test_period_without_documents_is_refused(since: date, until: date, said: str, own: Agency):
    by = member(Role.COORDINATOR, own)

    with pytest.raises(InputRefused, match=said):
        order_period_archive(agency=own, since=since, until=until, by=by, at=NOON)
    assert not Job.objects.exists()


def test_second_order_waits_for_the_first(own: Agency):
    ordered_archive(own)

    with pytest.raises(Conflict, match="Такой архив уже собирается"):
        ordered_archive(own)


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.WORKING_GROUP, Role.ADMINISTRATOR])
def test_archive_is_ordered_by_who_prepares_documents(role: Role, own: Agency):
    with pytest.raises(NotAllowed):
        order_period_archive(agency=own, since=SINCE, until=UNTIL, by=member(role, own), at=NOON)


def test_cancelled_archive_leaves_nothing_behind(own: Agency):
    job = ordered_archive(own)
    Job.objects.filter(pk=job.pk).update(state="running", claimed_by="tests")
    cancel(job=job, by=member(Role.COORDINATOR, own), at=NOON)

    ended = run(job)

    assert (ended.state, ended.result) == ("cancelled", {})
    assert not folder().exists()


def test_damaged_file_is_named_instead_of_being_sent(own: Agency):
    kept = own.acts.get(number="7/1").file
    kept.path.chmod(0o600)
    kept.path.write_bytes(b"%PDF-spoilt")

    ended = run(ordered_archive(own))

    assert ended.state == "queued"  # the worker tries again, then gives up with these words
    assert ended.text == (
        "Файл «2024-03-01 № 7/1.pdf» на сервере повреждён: его контрольная сумма изменилась. Сообщите "
        "администратору."
    )


def test_archives_are_removed_after_two_weeks(own: Agency):
    job = made_archive(own)
    made = job.finished_at
    assert made is not None

    assert remove_old(made + timedelta(days=13)) == 0
    assert remove_old(made + timedelta(days=15)) == 1
    [found] = archives_of(own)
    assert (found.path, found.size > 0) == (None, True)
