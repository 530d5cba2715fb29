"""From something that happens to whoever must know it: bell, list, page; and work whose progress is seen."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from navstrechu.history.services import SYSTEM
from navstrechu.jobs.models import Job
from navstrechu.jobs.services import claim_next, finish, note_progress, order_by_hand
from navstrechu.notices.models import Notification

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("demonstration")]
MEASURE = "/agency/{agency}/roadmap/measures/2.1.1/"


@pytest.fixture
def agency(transactional_db) -> str:
    from navstrechu.demonstration.content import AGENCY_CODE

    Notification.objects.all().delete()
    Job.objects.all().delete()  # editions of the demonstration that wait to be printed
    return AGENCY_CODE


@pytest.mark.parametrize("javascript", [True, False])
def test_comment_is_told_opened_and_read(browser_page, agency: str, javascript: bool):
    path = MEASURE.format(agency=agency)
    author: Page = browser_page(path, user="coordinator", javascript=javascript)
    author.get_by_role("textbox").last.fill("Когда будет отчёт?")
    author.get_by_role("button", name="Отправить").click()
    expect(author.get_by_text("Когда будет отчёт?").first).to_be_visible()
    told = Notification.objects.get(
        kind="comment", place_key="2.1.1", read_at=None, user__login="responsible"
    )

    reader: Page = browser_page("/", user=told.user.login, javascript=javascript)
    reader.get_by_role("link", name="Уведомления, непрочитанных: 1").click()
    reader.get_by_role("link", name="Соколова М. А. пишет о мероприятии 2.1.1").click()

    expect(reader).to_have_url(re.compile(re.escape(path) + "$"))
    expect(reader.get_by_role("link", name="Уведомления", exact=True)).to_be_visible()


def test_progress_moves_on_the_open_page(browser_page, agency: str):
    order_by_hand("remind-of-terms", agency_id=0, by=SYSTEM, at=timezone.now())
    job = claim_next(token="tests", at=timezone.now())
    note_progress(job, percent=20, text="Обработано органов: 1 из 5")
    page: Page = browser_page(f"/agency/{agency}/jobs/", user="admin")
    bar = page.get_by_role("progressbar", name="Напоминания о сроках")
    expect(bar).to_have_attribute("value", "20")

    note_progress(job, percent=80, text="Обработано органов: 4 из 5")
    expect(bar).to_have_attribute("value", "80", timeout=10_000)
    finish(job, result={}, text="Новых уведомлений: 3", at=timezone.now())

    expect(page.get_by_text("Новых уведомлений: 3")).to_be_visible(timeout=10_000)
    assert Job.objects.get(pk=job.pk).state == "done"


def test_queued_work_is_cancelled_without_scripts(browser_page, agency: str):
    page: Page = browser_page(f"/agency/{agency}/jobs/", user="admin", javascript=False)
    page.get_by_role("button", name="Сводки по почте").click()
    page.get_by_role("button", name=re.compile("Отменить.*Сводки по почте")).click()

    expect(page.get_by_text("отменено")).to_be_visible()
    assert Job.objects.get().state == "cancelled"
