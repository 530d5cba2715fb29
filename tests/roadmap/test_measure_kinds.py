"""What a measure is about, by its wording."""

import pytest

from navstrechu.roadmap.measure_kinds import EXPECTED_RESULTS, INPUTS, STAGES, MeasureKind, kind_of
from tests.roadmap.documents import reference_plan

GENERAL = tuple(kind for kind in MeasureKind if kind not in STAGES)


def test_every_measure_of_the_reference_has_the_kind_of_its_number() -> None:
    expected = {f"1.{at}": kind for at, kind in enumerate(GENERAL, start=1)} | {
        f"2.{group}.{at}": kind for group in range(1, 10) for at, kind in enumerate(STAGES, start=1)
    }

    assert {measure.number: kind_of(measure.title) for measure in reference_plan().measures} == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Разработано описание целевой модели процессов", MeasureKind.TARGET_STATE),
        ("Разработано описание целевого состояния услуг", MeasureKind.TARGET_STATE),
        ("Утверждена методика сбора и анализа обратной связи", MeasureKind.FEEDBACK_METHODOLOGY),
        ("Утверждены правила взаимодействия с клиентом", MeasureKind.INTERACTION_RULES),
        ("Подготовлен отчёт об уровне удовлетворённости клиентов", MeasureKind.SATISFACTION),
        ("Утвержден план мероприятий по реинжинирингу", MeasureKind.REENGINEERING_PLAN),
        ("Проведен реинжиниринг 10 % процессов", MeasureKind.REENGINEERING),
        ("Утвержден план мероприятий", None),
        ("Проведено обучение сотрудников", None),
    ],
)
def test_kind_is_known_by_either_name(text: str, kind: MeasureKind | None) -> None:
    assert kind_of(text) is kind


def test_every_kind_has_a_label_inputs_and_expected_results() -> None:
    assert len({kind.label for kind in MeasureKind}) == len(MeasureKind) == 15
    assert set(INPUTS) == set(EXPECTED_RESULTS) == set(MeasureKind)


def test_inputs_never_lead_back() -> None:
    """A work that needed itself could never begin."""
    done: set[MeasureKind] = set()
    while ready := {kind for kind in MeasureKind if kind not in done and done.issuperset(INPUTS[kind])}:
        done |= ready

    assert done == set(MeasureKind)


def test_stages_are_the_works_of_a_group() -> None:
    assert [kind.is_stage for kind in MeasureKind] == [False] * 8 + [True] * 7
