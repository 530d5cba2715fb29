"""The page of background work: progress, cancelling, letters that need a decision."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.jobs import services
from navstrechu.jobs.liveness import Claimant
from navstrechu.jobs.models import Job
from navstrechu.notices.models import Mail
from tests.factories.notices import job, mail, reader
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def client(owner) -> Client:
    return sign_in(member(Role.ADMINISTRATOR, owner))


@pytest.fixture
def page(owner) -> str:
    return reverse("jobs:list", args=[owner.code])


def text(client: Client, page: str, **headers: str) -> str:
    return client.get(page, headers=headers).content.decode()


def test_running_job_shows_a_bar_and_the_list_renews_itself(client, page):
    job()
    running = services.claim_next(token="a", at=timezone.now())
    services.note_progress(running, percent=40, text="Обработано: 2 из 5")

    shown = text(client, page)

    assert '<progress value="40" max="100" aria-label="Пробная работа">' in shown
    assert "Обработано: 2 из 5" in shown
    assert 'hx-trigger="every 2s"' in shown


def test_fragment_is_the_list_alone_and_stops_asking_when_all_is_done(client, page):
    job()
    running = services.claim_next(token="a", at=timezone.now())
    services.finish(running, result={}, text="Готово: 5", at=timezone.now())

    fragment = text(client, page, HX_Request="true", HX_Target="jobs")

    assert fragment.strip().startswith('<div id="jobs"')
    assert ("Готово: 5" in fragment, "hx-get" in fragment) == (True, False)


def test_work_of_another_agency_is_not_shown_and_not_cancelled(client, page, owner):
    foreign = job(agency_id=agency().pk)

    assert "Пробная работа" not in text(client, page)
    answer = client.post(reverse("jobs:cancel", args=[owner.code, foreign.pk]))
    assert (answer.status_code, Job.objects.get().state) == (404, "queued")


def test_work_of_the_whole_installation_is_shown_and_not_cancelled(client, page, owner):
    everybodys = job()

    shown = text(client, page)

    assert ("Пробная работа" in shown, "Отменить" in shown) == (True, False)
    answer = client.post(reverse("jobs:cancel", args=[owner.code, everybodys.pk]))
    assert (answer.status_code, Job.objects.get().state) == (404, "queued")


def test_cancelled_job_is_told(client, page, owner):
    one = job(agency_id=owner.pk)

    answer = client.post(reverse("jobs:cancel", args=[owner.code, one.pk]), follow=True)

    assert "Работа отменена." in answer.content.decode()
    assert Job.objects.get().state == "cancelled"
    again = client.post(reverse("jobs:cancel", args=[owner.code, one.pk]))
    assert again.status_code == 409


def test_work_is_started_by_hand(client, owner):
    address = reverse("jobs:start", args=[owner.code])
    client.post(address, {"kind": "remind-of-terms"})

    assert client.post(address, {"kind": "remind-of-terms"}).status_code == 409
    assert client.post(address, {"kind": "send-mail"}).status_code == 404
    assert list(Job.objects.values_list("kind", "state")) == [("remind-of-terms", "queued")]


def test_missing_worker_is_said(client, page, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    warning = "Рабочий процесс не запущен"
    assert warning in text(client, page)

    worker = Claimant()
    assert warning not in text(client, page)
    worker.leave()


def test_uncertain_letter_waits_for_a_decision(client, page, owner):
    letter = mail(reader(owner))
    Mail.objects.update(state="uncertain", problem="Связь прервалась")

    shown = text(client, page)
    client.post(reverse("jobs:mail-again", args=[owner.code, letter.pk]))

    assert ("неизвестно, принято ли" in shown, "Связь прервалась" in shown) == (True, True)
    assert letter.address not in shown
    assert Mail.objects.get().state == "queued"


def test_unneeded_letter_is_dropped(client, owner):
    letter = mail(reader(owner))
    Mail.objects.update(state="failed")

    client.post(reverse("jobs:mail-drop", args=[owner.code, letter.pk]))

    assert Mail.objects.get().state == "dropped"
