"""Server time of the Gantt chart of a plan seven times as long as the reference."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.roadmap.reading.tree import ReadRoadmap, ReadSection
from tests.benchmarks.measuring import median_ms, show
from tests.factories.organisation import agency, member
from tests.factories.roadmap import read_measure, roadmap
from tests.sessions import sign_in

pytestmark = pytest.mark.benchmark
STAGES = (
    "Сформирован перечень точек взаимодействия",
    "Проведена сегментация клиентов",
    "Проведена оценка уровня удовлетворенности",
    "Утверждены правила взаимодействия с клиентами",
    "Разработано описание целевого состояния",
    "Утвержден план мероприятий по реинжинирингу",
    "Проведен реинжиниринг процессов",
)
GROUPS = 72


def long_plan() -> ReadRoadmap:
    """504 measures: the stages of 72 groups, forty days apart."""
    measures = tuple(
        read_measure(
            f"2.{group}.{stage}",
            title=f"{title}, группа {group}",
            due=date(2024, 2, 29) + timedelta(days=40 * stage),
        )
        for group in range(1, GROUPS + 1)
        for stage, title in enumerate(STAGES, 1)
    )
    groups = (ReadSection(f"2.{group}", f"Группа процессов {group}") for group in range(1, GROUPS + 1))
    return ReadRoadmap(("План",), (ReadSection("2", "Блок"), *groups), measures)


def test_chart_of_500_measures(db):
    own = agency()
    roadmap(own, long_plan())
    client = sign_in(member(Role.EMPLOYEE, own))
    address = reverse("roadmap:gantt", kwargs={"agency": own.code}) + "?as_of=2024-03-15"
    assert client.get(address).content.count(b"gantt__row") == 1 + GROUPS * len(STAGES)

    measured = median_ms(lambda: client.get(address))

    sign_in_page = median_ms(lambda: client.get(reverse("accounts:sign-in")))
    what = f"roadmap:gantt, {GROUPS * len(STAGES)} measures, on {connection.vendor}"
    show(what, measured, "≤ 100", "accounts:sign-in", sign_in_page)
