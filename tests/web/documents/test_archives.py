"""Archives on the page: ordered, shown with their progress, taken, cancelled, gone after two weeks."""

import hashlib
from datetime import timedelta

import pytest

from navstrechu.acts.made_archives import folder, remove_old
from navstrechu.acts.period_archives import PERIOD_JOB
from navstrechu.jobs.models import Job
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.services.archives import ROADMAP_JOB
from tests.factories.archives import made_archive, ordered_archive, run
from tests.factories.evidence import act
from tests.factories.organisation import agency
from tests.web.visiting import errors, texts, toast, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/archive/"
TOLD = "Архив собирается. Когда он будет готов, его можно будет скачать на этой странице."


def own() -> Agency:
    return Agency.objects.get(code="dsz")


def order(login: str = "coordinator", **values: str):
    given = {"since": "01.03.2024", "until": "15.03.2024"} | values
    return visitor(login).post(BASE, given, follow=True)


def test_archive_of_a_period_is_ordered_and_taken():
    response = order("analyst")
    job = run(Job.objects.get(kind=PERIOD_JOB))

    assert toast(response) == [TOLD]
    assert texts(response, "//progress") == ["0 / 100"]
    page = visitor("employee").get(BASE)
    assert tree(page).xpath("//section[@id='archives']//li//a/@href") == [f"{BASE}{job.pk}/"]
    file = visitor("employee").get(f"{BASE}{job.pk}/")
    data = b"".join(file.streaming_content)
    assert hashlib.sha256(data).hexdigest() == job.result["sha256"]
    assert file["Content-Disposition"] == 'attachment; filename="dokumenty-dsz-2024-03-01-2024-03-15.zip"'


def test_archive_of_the_roadmap_is_ordered():
    response = order(what="roadmap")

    job = Job.objects.get(kind=ROADMAP_JOB)
    assert toast(response) == [TOLD]
    assert (job.state, job.order["title"]) == ("queued", "Документы дорожной карты на 15.03.2024")


def test_list_renews_itself_only_while_something_is_made():
    client = visitor("coordinator")
    ordered_archive(own())

    fragment = client.get(BASE, headers={"HX-Request": "true", "HX-Target": "archives"})
    run(Job.objects.get(kind=PERIOD_JOB))
    still = client.get(BASE, headers={"HX-Request": "true", "HX-Target": "archives"})

    asks = [tree(page).xpath("//section[@id='archives']/@hx-trigger") for page in (fragment, still)]
    assert asks == [["every 2s"], []]


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"since": ""}, 422, {"since": "Укажите первый день периода."}),
        (
            {"until": "31.02.2024"},
            422,
            {"until": "Такой даты нет. Укажите день, месяц и год, например 29.02.2024."},
        ),
        (
            {"until": "01.02.2024"},
            422,
            {"until": "Период заканчивается раньше, чем начинается. Исправьте даты."},
        ),
        (
            {"since": "01.01.2019", "until": "31.12.2019"},
            422,
            {"since": "За этот период документов нет. Укажите другой период."},
        ),
    ],
)
def test_refused_period_stands_beside_its_field(values: dict, status: int, said: dict):
    response = order(**values)

    assert (response.status_code, errors(response)) == (status, said)
    assert not Job.objects.filter(kind=PERIOD_JOB).exists()


def test_second_order_of_the_same_kind_is_a_conflict():
    ordered_archive(own())

    response = order()

    assert (response.status_code, errors(response)) == (
        409,
        {"": "Такой архив уже собирается. Дождитесь его или отмените."},
    )


@pytest.mark.parametrize("login", ["employee", "group", "admin"])
def test_ordering_is_refused_to_those_who_only_read(login: str):
    page = visitor(login).get(BASE)

    assert order(login).status_code == 403
    assert tree(page).xpath("//main//form[@method='post']") == []


def test_waiting_archive_is_cancelled():
    job = ordered_archive(own())

    response = visitor("finance").post(f"{BASE}{job.pk}/cancel/", follow=True)

    job.refresh_from_db()
    assert (toast(response), job.state) == (["Сборка архива отменена."], "cancelled")


def test_archive_that_was_removed_says_so():
    job = made_archive(own())
    remove_old(job.finished_at + timedelta(days=15))

    page = visitor("employee").get(BASE)
    file = visitor("employee").get(f"{BASE}{job.pk}/")

    assert "Срок хранения прошёл, файл удалён." in texts(page, "//section[@id='archives']//li")[0]
    assert file.status_code == 409
    assert list(folder().glob("*.zip")) == []


def test_archives_of_others_are_not_there():
    other = agency()
    act(other)
    made, waiting = made_archive(other), ordered_archive(other)

    client = visitor("coordinator")
    answers = [client.get(f"{BASE}{made.pk}/"), client.post(f"{BASE}{waiting.pk}/cancel/")]

    assert [answer.status_code for answer in answers] == [404, 404]
