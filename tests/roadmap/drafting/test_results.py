"""Which results a draft is for: a short key, a title from the text of the result, a citation of the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.core.errors import InputRefused
from navstrechu.drafting.kinds import About
from navstrechu.roadmap.drafting.results import (
    RESULTS,
    about_of,
    cited,
    ids_of,
    key_of,
    results_of,
    title_of_result,
)
from navstrechu.roadmap.models import RequiredResult
from tests.factories.organisation import agency
from tests.factories.roadmap import read_measure, reading, required_result, roadmap


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=80))
def test_key_gives_the_ids_back(ids):
    assert ids_of(key_of(ids)) == sorted(ids)


@pytest.mark.parametrize("key", ["", "x", "1,", ",1", "1,,2", "1+2", "-1", "1 2", "9" * 19])
def test_key_of_somebody_else_names_nothing(key):
    assert ids_of(key) == []


def test_key_of_no_result_is_refused():
    with pytest.raises(InputRefused, match="хотя бы один результат"):
        key_of([])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Утвержден приказ Департамента о назначении ответственного за внедрение клиентоцентричности "
            "в Департаменте",
            "О назначении ответственного за внедрение клиентоцентричности в Департаменте",
        ),
        ("Утвержден приказ об утверждении порядка ведения реестра", "Об утверждении порядка ведения реестра"),
        (
            "Утвержден Приказ Департамента об утверждении методики сбора",
            "Об утверждении методики сбора",
        ),
        (
            "Подготовлен отчет Департамента о формировании перечня точек взаимодействия.",
            "О формировании перечня точек взаимодействия",
        ),
        ("Подготовлен отчёт о клиентских сегментах", "О клиентских сегментах"),
        ("Реестр сформирован", "Реестр сформирован"),
    ],
)
def test_title_comes_from_the_text_of_the_result(text, title):
    assert title_of_result(text) == title


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_every_result_of_the_reference_gives_a_title():
    titles = [title_of_result(text) for text in RequiredResult.objects.values_list("text", flat=True)]

    assert len(titles) == 80
    assert [title for title in titles if not title.startswith(("О ", "Об "))] == []


@pytest.mark.django_db
def test_preamble_cites_points_and_sub_points_by_their_section():
    plan = reading(read_measure("1.1"), read_measure("2.1.1"), read_measure("2.1.2"))
    results = list(
        RequiredResult.objects.filter(measure__roadmap=roadmap(plan=plan)).order_by("measure__position")
    )

    assert cited(results[:1]) == "пункта 1.1. раздела 1."
    assert cited(results[1:]) == "подпунктов 2.1.1., 2.1.2. раздела 2."
    assert cited(results) == "пункта 1.1. раздела 1., подпунктов 2.1.1., 2.1.2. раздела 2."


@pytest.mark.django_db
def test_results_of_another_agency_are_not_found():
    held = required_result(roadmap().measures.get(number="1.1"))
    about = about_of([held])

    assert about == About(RESULTS, str(held.pk), "1.1. Утвержден приказ 1.1")
    assert results_of(held.measure.roadmap.agency, about) == [held]
    assert results_of(agency(), about) == []
    assert results_of(held.measure.roadmap.agency, About("registers.edition", str(held.pk))) == []
