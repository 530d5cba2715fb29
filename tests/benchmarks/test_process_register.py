"""Server time of the register of processes with a thousand of them, filtered, searched and as files."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from navstrechu.processes.services.register import include_process
from navstrechu.processes.values import LegalBasis, Participant
from tests.benchmarks.measuring import median_ms, show
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.processes import BASIS, INCLUDED, full_values, process_group
from tests.sessions import sign_in

pytestmark = pytest.mark.benchmark
PROCESSES = 1_000
QUERIES = ("", "?q=назначение+пособий&group=1", "?sort=-title&status=all&page=12")


@pytest.fixture
def large(db) -> Agency:
    own = agency()
    by, groups = member(Role.COORDINATOR, own), [process_group(own, number) for number in range(1, 10)]
    with transaction.atomic():
        for number in range(PROCESSES):
            card = full_values(
                groups[number % 9],
                title=f"Назначение пособия по случаю {number}",
                code=f"{number % 9 + 1}.{number:04d}",
                bases=(LegalBasis(f"Закон № {number % 40}-ОЗ", "статья 5"), LegalBasis("Устав")),
                participants=(Participant("МФЦ"), Participant(f"Орган {number % 15}")),
            )
            include_process(agency=own, values=card, included_on=INCLUDED, basis=BASIS, by=by, at=NOON)
    return own


def test_register(large: Agency):
    client = sign_in(member(Role.EMPLOYEE, large))
    address = reverse("processes:register", kwargs={"agency": large.code})
    baseline = median_ms(lambda: client.get(reverse("accounts:sign-in")))

    for query in QUERIES:
        assert client.get(address + query).status_code == 200
        measured = median_ms(lambda query=query: client.get(address + query))
        what = f"register of {PROCESSES} processes {query or 'as it opens'} on {connection.vendor}"
        show(what, measured, "≤ 150", "accounts:sign-in", baseline)


@pytest.mark.parametrize("name", ["groups", "checks"])
def test_pages_about_the_whole_register(large: Agency, name: str):
    client = sign_in(member(Role.EMPLOYEE, large))
    address = reverse(f"processes:{name}", kwargs={"agency": large.code})
    assert client.get(address).status_code == 200

    measured = median_ms(lambda: client.get(address), times=10)

    baseline = median_ms(lambda: client.get(reverse("accounts:sign-in")))
    show(f"processes:{name} on {connection.vendor}", measured, "≤ 300", "accounts:sign-in", baseline)
