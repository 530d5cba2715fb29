"""What is exported reads back as the same plan: by our own reader, and after an office program saved it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from navstrechu.accounts.roles import Role
from navstrechu.documents.rendering import Format, render
from navstrechu.roadmap.document_kinds import roadmap_document
from navstrechu.roadmap.queries.plan import current_roadmap, plan_on
from navstrechu.roadmap.reading import (
    ReadMeasure,
    ReadResult,
    ReadRoadmap,
    ReadSection,
    ResultKind,
    read_roadmap,
)
from navstrechu.roadmap.services.measures import edit_result
from tests.factories import NOON
from tests.factories.organisation import member
from tests.factories.roadmap import measure, required_result, roadmap
from tests.programs import missing_program
from tests.roadmap.documents import reference_plan
from tests.roadmap.office import convert, office


def exported(plan: ReadRoadmap, form: Format = Format.DOCX) -> bytes:
    return render(roadmap_document(plan, "Дорожная карта"), form).content


def read_back(data: bytes) -> ReadRoadmap:
    """As read, without what depends on the file: doubts about it."""
    return replace(read_roadmap(data), doubts=())


def undoubted(plan: ReadRoadmap) -> ReadRoadmap:
    return replace(plan, doubts=())


def test_exported_reference_reads_back_equal():
    plan = reference_plan()

    again = read_roadmap(exported(plan))

    assert undoubted(again) == undoubted(plan)
    assert again.doubts == plan.doubts


def test_equal_plans_give_equal_bytes():
    assert exported(reference_plan()) == exported(reference_plan())


def test_exported_reference_reads_back_equal_after_an_office_program_saved_it(tmp_path: Path):
    if office() is None:
        missing_program("soffice", "libreoffice-writer-nogui")
    source = tmp_path / "plan.docx"
    source.write_bytes(exported(reference_plan()))

    saved = convert(source, "docx", tmp_path / "saved")

    assert read_back(saved.read_bytes()) == undoubted(reference_plan())


NOUNS = ("порядок", "перечень", "процессов", "клиента", "«сервисов»", "(правила)", "т.п.")
WORDS = st.sampled_from([*NOUNS, "–", "10", "№5", "ИТ", "отдел,", "2.1", "и/или"])
# A text does not end with a dash.
PHRASES = st.tuples(st.lists(WORDS, max_size=7).map(" ".join), st.sampled_from(NOUNS)).map(
    lambda parts: " ".join(part for part in parts if part)
)
TITLES = PHRASES.map("Утвержден {}".format)
POSTS = st.sampled_from(
    [
        "Заместитель руководителя Департамента",
        "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента",
        "Начальник управления организации социального обслуживания, опеки и попечительства Департамента",
        "Главный специалист сектора",
        "Директор",
    ]
)
RESULTS = st.one_of(
    PHRASES.map(lambda text: ReadResult(ResultKind.ORDER, f"Утвержден приказ {text}", attachment=False)),
    PHRASES.map(lambda text: ReadResult(ResultKind.REPORT, f"Подготовлен отчет {text}", attachment=False)),
    PHRASES.map(
        lambda text: ReadResult(ResultKind.REPORT, f"Подготовлен отчет с приложением {text}", attachment=True)
    ),
)


def sections_of(measures: list[ReadMeasure]) -> tuple[ReadSection, ...]:
    numbers = sorted({measure.section for measure in measures})
    return tuple(
        ReadSection(number, f"Раздел {'первый' if number == '1' else 'другой'}") for number in numbers
    )


MEASURES = st.builds(
    ReadMeasure,
    number=st.tuples(st.integers(1, 3), st.integers(1, 9)).map(lambda pair: f"{pair[0]}.{pair[1]}"),
    section=st.just(""),
    title=TITLES,
    due=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    responsible=POSTS,
    co_executors=st.lists(POSTS, max_size=4, unique=True).map(tuple),
    results=st.lists(RESULTS, min_size=1, max_size=3).map(tuple),
).map(lambda measure: replace(measure, section=measure.number.partition(".")[0]))
PLANS = (
    st.lists(MEASURES, min_size=1, max_size=8, unique_by=lambda measure: measure.number)
    .map(lambda measures: sorted(measures, key=lambda measure: measure.number))
    .map(lambda measures: ReadRoadmap(("План мероприятий",), sections_of(measures), tuple(measures)))
)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_any_exported_plan_reads_back_equal(plan: ReadRoadmap):
    assert read_back(exported(plan)) == plan
    assert read_back(exported(plan, Format.XLSX)) == plan


def test_demonstration_is_exported_as_it_stood_on_the_day(demonstration, db):
    from navstrechu.organisation.models import Agency

    plan = current_roadmap(Agency.objects.get())

    moved = {"2.7.2", "2.8.2", "2.9.2"}
    before, after = (
        read_back(exported(plan_on(plan, on=day))) for day in (date(2024, 2, 27), date(2024, 2, 28))
    )

    assert before == undoubted(reference_plan())
    assert {one.number for one in after.measures if one.due == date(2024, 4, 26)} == moved
    assert [one for one in after.measures if one.number not in moved] == [
        one for one in before.measures if one.number not in moved
    ]


def test_export_of_a_past_day_has_a_later_correction_too(db):
    plan = roadmap()
    edit_result(
        result=required_result(measure(plan)), version=1, text="Утвержден приказ другой",
        by=member(Role.COORDINATOR, plan.agency), at=NOON,
    )  # fmt: skip

    texts = [
        plan_on(plan, on=day).measures[0].results[0].text
        for day in (NOON.date() - timedelta(days=1), NOON.date())
    ]

    assert texts == ["Утвержден приказ другой"] * 2
