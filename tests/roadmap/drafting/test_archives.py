"""The documents of a roadmap in one archive: what is registered, what is a draft, what is missing."""

import io
import zipfile
from datetime import date

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.made_archives import archive_of
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.demonstration.content import AGENCY_CODE, OPENS_ON
from navstrechu.demonstration.register_shelf import moment
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run, run_job
from navstrechu.jobs.services import cancel, claim_next
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.archives import ROADMAP_JOB, order_roadmap_archive, roadmap_lines
from tests.documents.reopening import pdf_pages
from tests.factories.organisation import agency as other_agency
from tests.factories.organisation import member

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
NOW = moment(OPENS_ON, 12)


def department() -> Agency:
    return Agency.objects.get(code=AGENCY_CODE)


def ordered(login: str = "coordinator", on: date = OPENS_ON) -> Job:
    by = User.objects.get(login=login)
    return order_roadmap_archive(agency=department(), on=on, by=by, at=NOW)


def made() -> tuple[Job, zipfile.ZipFile]:
    job = ordered()
    Job.objects.exclude(pk=job.pk).delete()
    claimed = claim_next(token="test", at=NOW)
    assert claimed is not None
    run_job(Run(claimed))
    job.refresh_from_db()
    archive = archive_of(department(), job.pk)
    assert archive is not None
    assert archive.path is not None
    return job, zipfile.ZipFile(io.BytesIO(archive.path.read_bytes()))


def test_every_result_has_its_line_with_document_draft_or_nothing():
    roadmap = current_roadmap(department())
    assert roadmap is not None
    lines = roadmap_lines(roadmap_state(roadmap, on=OPENS_ON))

    assert len({line.cells[:2] for line in lines}) == 80
    states = [line.cells[3] for line in lines]
    assert states.count("зарегистрирован") == 19
    assert sorted(state for state in states if state.startswith("проект")) == [
        "проект: возвращён с замечаниями",
        "проект: на согласовании",
        "проект: подписан, ждёт регистрации",
        "проект: согласован, ждёт подписи",
    ]
    assert states.count("документа нет") == 57
    of_201 = [line for line in lines if line.cells[2] == "Приказ от 29.02.2024 № 201"]
    assert [line.cells[0] for line in of_201] == [f"2.{group}.1" for group in range(1, 10)]
    assert len({line.entries for line in of_201}) == 1


def test_archive_holds_every_file_once_and_drafts_say_what_they_are():
    job, archive = made()
    names = archive.namelist()

    assert (job.state, job.result["documents"], job.percent) == ("done", 80, 100)
    assert job.text == "Результатов в описи: 80"
    assert len(names) == len(set(names)) == 11 + 4 + 2
    assert "Документы нескольких мероприятий/Приказ № 201 от 29.02.2024.docx" in names
    drafts = [name for name in names if "/ПРОЕКТ" in name]
    assert len(drafts) == 4
    assert all(pdf_pages(archive.read(name))[0].startswith("ПРОЕКТ") for name in drafts)
    assert {"Опись.docx", "Опись.xlsx"} <= set(names)
    assert archive.testzip() is None


def test_archive_of_an_earlier_day_holds_what_stood_then():
    roadmap = current_roadmap(department())
    assert roadmap is not None
    lines = roadmap_lines(roadmap_state(roadmap, on=date(2023, 12, 1)))

    assert [line.cells[0] for line in lines if line.cells[3] == "зарегистрирован"] == ["1.1"]
    assert not [line for line in lines if line.cells[3].startswith("проект")]


def test_second_order_waits_for_the_first():
    ordered()

    with pytest.raises(Conflict, match="уже собирается"):
        ordered()


def test_reader_orders_no_archive_and_without_a_plan_there_is_none():
    with pytest.raises(NotAllowed):
        ordered("employee")
    empty = other_agency()
    by = member(Role.COORDINATOR, empty)
    with pytest.raises(InputRefused, match="ещё не загружена"):
        order_roadmap_archive(agency=empty, on=OPENS_ON, by=by, at=NOW)


def test_cancelled_archive_leaves_nothing():
    job = ordered()
    Job.objects.exclude(pk=job.pk).delete()
    claimed = claim_next(token="test", at=NOW)
    assert claimed is not None
    cancel(job=claimed, by=User.objects.get(login="coordinator"), at=NOW)

    run_job(Run(claimed))

    job.refresh_from_db()
    assert (job.kind, job.state, job.result) == (ROADMAP_JOB, "cancelled", {})
