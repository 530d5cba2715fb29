"""Every irregularity of the reference is found, and nothing else; each rule on a plan of its own."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.core.findings import Finding, Findings, Level
from navstrechu.roadmap.reading import ReadMeasure, ReadRoadmap, ReadSection, read_roadmap
from navstrechu.roadmap.rules import PlanFinding, direction_of, findings_concerning, plan_findings
from tests.roadmap.documents import measure_row, reference_plan, text_of


def working_day(_day: date) -> bool:
    return False


def findings_of(plan: ReadRoadmap) -> Findings:
    return plan_findings(plan, WorkingCalendar().is_day_off)


def marks(findings: Iterable[Finding]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.measures) for finding in findings if isinstance(finding, PlanFinding)]


@pytest.fixture(scope="module")
def plan() -> ReadRoadmap:
    return reference_plan()


def changed(plan: ReadRoadmap, number: str, **values: object) -> ReadRoadmap:
    measures = tuple(
        replace(measure, **values) if measure.number == number else measure  # type: ignore[arg-type]
        for measure in plan.measures
    )
    return replace(plan, measures=measures)


def with_result(plan: ReadRoadmap, number: str, text: str) -> ReadRoadmap:
    (measure,) = (measure for measure in plan.measures if measure.number == number)
    return changed(plan, number, results=(replace(measure.results[0], text=text),))


def test_findings_of_the_reference_are_its_irregularities(plan: ReadRoadmap) -> None:
    groups = range(1, 10)
    assert marks(findings_of(plan)) == [
        # 1. The order lists eight directions, the roadmap has nine groups.
        ("group_not_in_order", ("2.2",)),
        # 4. 1.8 falls due before the register that it needs; 2. rules and target state after the plan.
        ("input_due_after_output", ("1.4", "1.8")),
        ("input_due_after_output", ("2.1.4", "2.1.6")),
        ("input_due_after_output", ("2.1.5", "2.1.6")),
        # 3. Results that name another stage, other words, or leave words out.
        ("result_names_other_stage", ("2.8.3",)),
        ("result_reworded", ("2.3.6",)),
        ("result_omits_words", ("2.8.6",)),
        # 5. One thing under several names.
        (
            "name_variants",
            ("2.1.5", "2.7.5", "2.8.5", "2.9.5", "2.2.5", "2.3.5", "2.4.5", "2.5.5", "2.6.5"),
        ),
        ("name_variants", ("1.3", "1.4")),
        ("name_variants", ("1.2",)),
        ("name_variants", ("1.6",)),
        ("graded_object_unnamed", ("1.8",)),
        # 6. 31.12.2024 is a day off.
        *(("due_on_day_off", (f"2.{group}.7",)) for group in groups),
        # 7. «клиентом / клиентом» over a page break.
        ("doubled_word", ("2.7.1",)),
        # 8. Attachments are demanded in groups 2.1–2.4 only.
        *(("attachment_uneven", (f"2.{group}.2",)) for group in range(5, 10)),
        *(("attachment_uneven", (f"2.{group}.5",)) for group in range(5, 10)),
        # «10 %» is absent in three groups.
        *(("missing_quota", (f"2.{group}.7",)) for group in range(7, 10)),
    ]


def test_findings_are_warnings_with_a_sentence_and_a_source(plan: ReadRoadmap) -> None:
    findings = findings_of(plan)

    assert {finding.level for finding in findings} == {Level.WARNING}
    assert all(str(finding.message).endswith(".") for finding in findings)
    assert all(finding.source for finding in findings)
    findings.require_no_blockers()


@pytest.mark.parametrize(
    ("code", "number", "sentence"),
    [
        (
            "group_not_in_order",
            "2.2",
            "Группы 2.2 «Процессы предоставления мер государственной поддержки» нет среди направлений "
            "приказа № 201.",
        ),
        (
            "input_due_after_output",
            "1.4",
            "Мероприятие 1.4 («Реестр процессов», срок 22.12.2023) завершается позже мероприятия 1.8 "
            "(срок 07.12.2023), для которого оно нужно.",
        ),
        (
            "result_names_other_stage",
            "2.8.3",
            "Мероприятие 2.8.3 – «Оценка удовлетворённости», а его результат относится к работе "
            "«Сегментация клиентов»: «Подготовлен отчет Департамента о проведенной сегментации внутренних "
            "клиентов в рамках взаимодействия по вопросам ведения бухгалтерского учета в Департаменте».",
        ),
        (
            "result_reworded",
            "2.3.6",
            "Результат мероприятия 2.3.6 назван иначе, чем мероприятие: добавлено «взаимодействия в рамках».",
        ),
        (
            "result_omits_words",
            "2.8.6",
            "В результате мероприятия 2.8.6 пропущены слова "
            "«по реинжинирингу процессов взаимодействия с внутренним клиентом».",
        ),
        (
            "name_variants",
            "2.1.5",
            "Одно названо по-разному (целевое состояние процессов): «целевое состояние» – 2.1.5, результат "
            "2.7.5, результат 2.8.5, результат 2.9.5; «целевая модель» – 2.2.5, 2.3.5, 2.4.5, 2.5.5, 2.6.5, "
            "2.7.5, 2.8.5, 2.9.5, результат 2.1.5.",
        ),
        (
            "name_variants",
            "1.3",
            "Одно названо по-разному (реестр процессов): «реестр основных и отраслевых процессов» – 1.3, "
            "результат 1.4; «реестр основных процессов» – результат 1.3; «реестр межведомственных и "
            "внутренних процессов» – 1.4; «реестр межведомственных и внутриведомственных процессов» – "
            "приказ № 201.",
        ),
        (
            "name_variants",
            "1.2",
            "Одно названо по-разному (модель внедрения): «модель» – 1.2; "
            "«организационная модель» – результат 1.2.",
        ),
        (
            "graded_object_unnamed",
            "1.8",
            "Мероприятие 1.8 не называет, что получило оценку; это сказано только в результате: «услуг».",
        ),
        ("due_on_day_off", "2.1.7", "Срок мероприятия 2.1.7 – 31.12.2024 – нерабочий день."),
        (
            "attachment_uneven",
            "2.5.2",
            "Отчёт 2.5.2 («Сегментация клиентов») не требует приложения, хотя в других группах оно "
            "требуется: 2.1.2, 2.2.2, 2.3.2, 2.4.2.",
        ),
    ],
)
def test_sentence_says_what_is_wrong(plan: ReadRoadmap, code: str, number: str, sentence: str) -> None:
    about = findings_of(plan).about(number)

    assert [str(finding.message) for finding in about if finding.code == code] == [sentence]


def test_findings_concern_every_measure_they_speak_of(plan: ReadRoadmap) -> None:
    findings = findings_of(plan)

    assert [finding.code for finding in findings_concerning(findings, "1.8")] == [
        "input_due_after_output",
        "graded_object_unnamed",
    ]
    assert findings_concerning(findings, "1.1") == Findings()


def test_input_of_another_group_is_none(plan: ReadRoadmap) -> None:
    later = changed(plan, "2.3.4", due=date(2024, 9, 30))

    found = {mark for mark in marks(findings_of(later)) if mark[0] == "input_due_after_output"}
    assert found == {
        ("input_due_after_output", numbers)
        for numbers in (("1.4", "1.8"), ("2.1.4", "2.1.6"), ("2.1.5", "2.1.6"), ("2.3.4", "2.3.6"))
    }


def test_input_due_on_the_same_day_is_in_time(plan: ReadRoadmap) -> None:
    same = changed(plan, "1.8", due=date(2023, 12, 22))

    assert ("input_due_after_output", ("1.4", "1.8")) not in marks(findings_of(same))


def test_words_replaced_in_an_order_are_named(plan: ReadRoadmap) -> None:
    work = "плана действий по реинжинирингу процессов предоставления услуг (сервисов)"
    reworded = with_result(plan, "2.1.6", f"Утвержден приказ об утверждении {work}")

    assert [str(f.message) for f in findings_of(reworded).about("2.1.6") if f.code == "result_reworded"] == [
        "В результате мероприятия 2.1.6 вместо «мероприятий» стоит «действий»."
    ]


def test_result_that_names_no_work_omits_it(plan: ReadRoadmap) -> None:
    vague = with_result(plan, "2.4.3", "Подготовлен отчет о проделанной работе")

    assert [str(f.message) for f in findings_of(vague).about("2.4.3")] == [
        "Результат мероприятия 2.4.3 не называет работу «Оценка удовлетворённости»."
    ]


def test_result_of_an_unusual_kind_is_named() -> None:
    row = measure_row(title="Утверждена модель внедрения", results="Подготовлен отчет о модели внедрения")

    findings = plan_findings(read_roadmap(text_of(row)), working_day)

    assert [(finding.code, str(finding.message)) for finding in findings] == [
        (
            "result_kind_unusual",
            "Мероприятие 1.1 («Модель внедрения») обычно завершает приказ, а здесь – отчёт.",
        )
    ]


def test_year_without_a_calendar_is_said_to_be_unknown_once() -> None:
    rows = [measure_row(f"1.{at}.", title="Проведено обучение", due="01.02.2040") for at in (1, 2)]

    findings = plan_findings(read_roadmap(text_of(*rows)), lambda _day: None)

    assert marks(findings) == [("calendar_unknown", ("1.1", "1.2"))]
    assert str(findings[0].message) == (
        "Производственный календарь на 2040 год не загружен: сроки этого года не проверены."
    )


def test_plan_of_other_works_has_no_findings() -> None:
    plan = read_roadmap(text_of(measure_row(title="Проведено обучение", results="Подготовлен отчет")))

    assert plan_findings(plan, working_day) == Findings()


def test_plan_without_measures_has_no_findings() -> None:
    assert plan_findings(ReadRoadmap((), (ReadSection("1", "Раздел"),), ()), working_day) == Findings()


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Процессы предоставления услуг (сервисов)", "а"),
        ("Процессы предоставления мер государственной поддержки", ""),
        ("Процессы осуществления государственного контроля (надзора)", "б"),
        ("Процессы рассмотрения обращений и запросов", "в"),
        ("Процессы обеспечения доступа к информации о деятельности Департамента", "г"),
        ("Процессы взаимодействия с внутренним клиентом", "д"),
        (
            "Процессы взаимодействия с внутренним клиентом по вопросам информационно-технической защиты",
            "е",
        ),
        ("Процессы взаимодействия с внутренним клиентом по вопросам ведения бухгалтерского учета", "ж"),
        (
            "Процессы взаимодействия с внутренним клиентом по вопросам административно-хозяйственной работы",
            "з",
        ),
        ("Процессы взаимодействия с внутренним клиентом по вопросам кадров", ""),
    ],
)
def test_direction_of_the_order_is_known_by_the_title(title: str, letter: str) -> None:
    assert direction_of(title) == letter


def test_checks_of_the_largest_plan_end_soon(plan: ReadRoadmap) -> None:
    """Effort must not grow with the square of the plan: 3 550 measures, each of a known kind."""
    many: list[ReadMeasure] = []
    for copy in range(50):
        many += [replace(measure, number=f"{copy}.{measure.number}") for measure in plan.measures]

    findings = plan_findings(replace(plan, measures=tuple(many)), working_day)

    assert len([finding for finding in findings if finding.code == "missing_quota"]) == 150
