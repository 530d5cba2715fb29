"""Every kind of document of the roadmap, filled from the demonstration department and opened again."""

from datetime import date, datetime

import pytest

from navstrechu.accounts.models import User
from navstrechu.acts.models import ActKind
from navstrechu.demonstration.content import AGENCY_CODE, OPENS_ON
from navstrechu.demonstration.papers import ORDER_TEXT
from navstrechu.demonstration.register_shelf import moment
from navstrechu.documents.engine.tree import Document, Table
from navstrechu.documents.official.values import Clause, Mark
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.completeness import draft_findings
from navstrechu.drafting.filling import require_known
from navstrechu.drafting.kinds import NOTHING, DraftKind
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import draft_document, filled_draft
from navstrechu.drafting.queries.texts import words_of
from navstrechu.drafting.services.drafts import save_draft, start_draft
from navstrechu.drafting.values import DraftContent
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.drafting import offers
from navstrechu.roadmap.drafting.kinds import KINDS
from navstrechu.roadmap.drafting.results import about_of
from navstrechu.roadmap.models import RequiredResult
from tests.documents.reopening import converted_by_office, docx_texts, pdf_pages

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]

NOW: datetime = moment(OPENS_ON, 12)
BY_CODE = {kind.code: kind for kind in KINDS}
NUMBERS = {
    offers.RESPONSIBLE: ["1.1"],
    offers.MODEL: ["1.2"],
    offers.REGISTER_PROCEDURE: ["1.3"],
    offers.REGISTER_FORMATION: ["1.4"],
    offers.TOUCHPOINT_PROCEDURE: [f"2.{group}.1" for group in range(1, 10)],
    offers.TOUCHPOINT_REPORT: ["2.8.1"],
}


def agency() -> Agency:
    return Agency.objects.get(code=AGENCY_CODE)


def started(code: str) -> Draft:
    kind = BY_CODE[code]
    found = RequiredResult.objects.filter(measure__number__in=NUMBERS.get(code, []), kind=kind.act_kind.value)
    results = list(found.select_related("measure").order_by("measure__position"))
    about = about_of(results) if results else NOTHING
    by = User.objects.get(login="coordinator")
    draft = start_draft(agency=agency(), kind=kind, about=about, by=by, at=NOW)
    # The department writes the procedure of touchpoints by its own template.
    return save_draft(
        draft=draft, content=DraftContent(kind.template()), version=draft.version, by=by, at=NOW
    )


def words(code: str) -> str:
    return words_of(filled_draft(started(code), OPENS_ON).text).replace("\u00a0", " ")


def document(code: str) -> Document:
    return draft_document(started(code), OPENS_ON)


def tables(code: str) -> dict[str, Table]:
    return {table.name: table for table in document(code).tables()}


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("code", BY_CODE)
def test_kind_is_complete_and_certain_of_its_forms(code: str):
    draft = started(code)

    assert [str(finding.message) for finding in draft_findings(draft, OPENS_ON)] == []
    assert "{" not in words_of(filled_draft(draft, OPENS_ON).text)


@pytest.mark.parametrize("code", BY_CODE)
def test_document_of_the_kind_opens_and_says_in_print_what_it_says_in_word(code: str, tmp_path):
    made = document(code)
    data = render(made, Format.DOCX).content
    shown = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf"))
    printed = pdf_pages(render(made, Format.PDF).content)

    clauses = [text for text in docx_texts(data) if text.strip()]
    assert len(clauses) > 10
    for pages in (shown, printed):
        flat = "".join("".join(pages).split())
        heads = [text for text in clauses[:12] if "\t" not in text]
        assert [text for text in heads if "".join(text.split()) not in flat] == []
        assert flat.count("А.В.Востриков") >= 1
    assert render(document(code), Format.DOCX).content[:4] == b"PK\x03\x04"


@pytest.mark.parametrize("code", BY_CODE)
def test_equal_data_give_equal_bytes(code: str):
    draft = started(code)
    one, other = (render(draft_document(draft, OPENS_ON), Format.DOCX).sha256 for _ in range(2))

    assert one == other


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_shipped_template_names_known_places_only(kind: DraftKind):
    require_known(kind.template(), kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_shipped_sentences_are_none_of_the_reference_order(kind: DraftKind):
    published = " ".join(ORDER_TEXT.read_text(encoding="utf-8").split())
    text = kind.template()
    said = [
        clause.text
        for held in (text.clauses, *(a.clauses for a in text.all_annexes()))
        for clause in flat(held)
    ]

    taken = [words for words in said if len(words.split()) > 8 and words.rstrip(".;:") in published]
    assert taken == []


def flat(clauses: tuple[Clause, ...]) -> list[Clause]:
    return [one for clause in clauses for one in (clause, *flat(clause.clauses)) if one.mark is not Mark.DATA]


def test_appointment_names_post_and_person_in_the_accusative():
    said = words(offers.RESPONSIBLE)

    assert said.startswith("О назначении ответственного за внедрение клиентоцентричности в Департаменте\n")
    assert "Во исполнение пункта 1.1. раздела 1. Плана мероприятий" in said
    assert (
        "1. Назначить ответственным за внедрение клиентоцентричности в Департаменте Вострикова А. В., "
        "заместителя руководителя Департамента." in said
    )
    assert "утвержденного протоколом заочного заседания рабочей группы от 26.09.2023 № 1" in said


def test_appointment_tells_who_lacks_the_role_and_changes_nothing():
    draft = started(offers.RESPONSIBLE)
    memberships = agency().memberships.filter(role="responsible")
    memberships.update(ended_at=NOW)

    [finding] = draft_findings(draft, OPENS_ON)

    assert (finding.code, finding.level) == ("responsible_without_role", "warning")
    assert str(finding.message).startswith("Востриков А. В.: роли")
    assert memberships.filter(ended_at=None).count() == 0


def test_model_shows_parts_and_who_reports_to_whom():
    found = tables(offers.MODEL)

    parts = cells(found["Роли участников"])
    assert parts[0][0] == "Ответственный за внедрение"
    assert parts[0][2:] == ["Заместитель руководителя Департамента", "Востриков А. В."]
    assert parts[1][3] == "Соколова М. А."
    reporting = [row for row in cells(found["Подотчетность"]) if len(row) == 3]
    assert reporting[0] == ["Заместитель руководителя Департамента", "Востриков А. В.", "–"]
    assert {row[2] for row in reporting[1:]} == {"Заместитель руководителя Департамента"}
    assert len(reporting) == 7
    assert "Координирующее подразделение – Отдел межведомственного взаимодействия" in words(offers.MODEL)


def test_procedures_have_the_blank_form_of_their_register():
    form = tables(offers.REGISTER_PROCEDURE)["Реестр межведомственных и внутриведомственных процессов"]
    touchpoints = tables(offers.TOUCHPOINT_PROCEDURE)["Перечень"]

    assert [column.heading for column in form.columns][:2] == ["Код", "Наименование процесса"]
    assert len(form.rows) == len(touchpoints.rows) == 1
    headings = ORDER_TEXT.read_text(encoding="utf-8").strip().splitlines()[-1].split("\t")
    assert [column.heading for column in touchpoints.columns] == headings


def test_procedure_of_touchpoints_lists_the_groups_by_letters():
    said = words(offers.TOUCHPOINT_PROCEDURE)

    assert (
        "подпунктов 2.1.1., 2.2.1., 2.3.1., 2.4.1., 2.5.1., 2.6.1., 2.7.1., 2.8.1., 2.9.1. раздела 2." in said
    )
    assert "\nа) процессы предоставления услуг (сервисов);\nб) " in said
    assert "\nи) " in said
    assert "\n3. Сведения о точках взаимодействия\n3.1. " in said


def test_formation_holds_every_process_and_cites_the_procedure():
    [table] = tables(offers.REGISTER_FORMATION).values()

    assert sum(len(row) > 1 for row in cells(table)) == 84
    assert "в соответствии с порядком, утвержденным приказом Департамента от 20 декабря 2023 г. №" in words(
        offers.REGISTER_FORMATION
    )


def test_report_counts_group_channels_coverage_and_rows():
    found = tables(offers.TOUCHPOINT_REPORT)

    [[group, processes, points, rows]] = cells(found["Числа по группам"])
    assert group.startswith("8. ")
    assert sum(int(row[2]) for row in cells(found["Числа по каналам"])[:-1]) == int(rows)
    assert sum(int(row[1]) for row in cells(found["Числа по каналам"])[:-1]) == int(points)
    coverage = cells(found["Полнота перечня"])
    assert coverage[1] == ["Процессы, у которых есть точки взаимодействия", processes, processes]
    assert len(found["Перечень"].rows) == int(rows)
    said = words(offers.TOUCHPOINT_REPORT)
    assert "6. Утверждение перечня: редакция № 2 утверждена приказом Департамента от 12 марта 2024 г." in said
    assert "\n8. Строки перечня по указанным группам" in said


def test_progress_report_is_that_of_the_day():
    made = document(offers.PROGRESS)

    assert made.title.startswith("Отчёт «О ходе исполнения плана мероприятий")
    [table] = [table for table in made.tables() if table.name == "Мероприятия"]
    assert sum(len(row.cells) > 2 for row in table.rows) == 71
    assert BY_CODE[offers.PROGRESS].act_kind is ActKind.REPORT
    assert date(2024, 3, 15) == OPENS_ON
