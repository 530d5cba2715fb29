"""Loading the register from a file: preview, confirmation, a long file by the worker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run, run_job
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint, RegisterDraft
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process
from tests.sessions import sign_in
from tests.web.visiting import errors, tree, words

pytestmark = pytest.mark.django_db
HEAD = "Группа;Процесс;Точка взаимодействия;Канал;Взаимодействие;Особенности\n"


def text_of(response: HttpResponse) -> str:
    return words(tree(response))


def base(of: Agency) -> str:
    return f"/agency/{of.code}/touchpoints/import/"


@pytest.fixture
def of() -> Agency:
    own = agency()
    process(own, title="Назначение пособия")
    channel_kind(own, "Линия", "digital")
    return own


def upload(client: Client, of: Agency, lines: str) -> HttpResponse:
    file = SimpleUploadedFile("перечень.csv", (HEAD + lines).encode("cp1251"))
    return client.post(base(of), {"file": file})


def test_file_is_shown_row_by_row_and_saved_after_confirmation(of: Agency):
    coordinator = sign_in(member(Role.COORDINATOR, of))
    sent = upload(
        coordinator,
        of,
        "1;Назначение пособия;Горячая линия;цифровая;Консультация;\n"
        "1;Выдача справки;МФЦ;личный прием;Приём;\n",
    )
    shown = coordinator.get(sent.url)
    seen = tree(shown).xpath("//input[@name='seen']/@value")[0]

    coordinator.post(f"{sent.url}confirm/", {"seen": seen, "include": "0"})

    assert "Такого процесса нет в реестре" in text_of(shown)
    saved = ProcessTouchpoint.objects.get()
    assert (saved.process.title, saved.touchpoint.name) == ("Назначение пособия", "Горячая линия")


def test_unreadable_file_keeps_the_page_with_the_reason(of: Agency):
    coordinator = sign_in(member(Role.COORDINATOR, of))

    refused = coordinator.post(base(of), {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})

    assert refused.status_code == 422
    assert "Это PDF" in errors(refused)["file"]
    assert RegisterDraft.objects.count() == 0


def test_stale_preview_is_shown_again(of: Agency):
    coordinator = sign_in(member(Role.COORDINATOR, of))
    sent = upload(coordinator, of, "1;Назначение пособия;Горячая линия;цифровая;Консультация;\n")

    refused = coordinator.post(f"{sent.url}confirm/", {"seen": "other", "include": "0"})

    assert refused.status_code == 409
    assert "перечень изменили" in text_of(refused)
    assert RegisterDraft.objects.count() == 1


def test_long_file_is_saved_by_the_worker_with_progress(of: Agency):
    coordinator = sign_in(member(Role.COORDINATOR, of))
    lines = "".join(
        f"2.1. Предоставление услуг;Процесс {n};Горячая линия;цифровая;Консультация {n};\n"
        for n in range(301)
    )
    sent = upload(coordinator, of, lines)
    seen = tree(coordinator.get(f"{sent.url}?include=1")).xpath("//input[@name='seen']/@value")[0]

    ordered = coordinator.post(f"{sent.url}confirm/", {"seen": seen, "include": "1"})
    waiting = text_of(coordinator.get(ordered.url))
    job = Job.objects.get(kind="import-register")
    Job.objects.filter(pk=job.pk).update(state="running", claimed_by="test")
    job.refresh_from_db()
    run_job(Run(job))

    assert "Страницу можно закрыть" in waiting
    assert "Добавлено 301" in text_of(coordinator.get(ordered.url))
    assert ProcessTouchpoint.objects.count() == 301


def test_discarded_file_changes_nothing(of: Agency):
    coordinator = sign_in(member(Role.COORDINATOR, of))
    sent = upload(coordinator, of, "1;Назначение пособия;Горячая линия;цифровая;Консультация;\n")

    coordinator.post(f"{sent.url}discard/")

    assert (RegisterDraft.objects.count(), ProcessTouchpoint.objects.count()) == (0, 0)
