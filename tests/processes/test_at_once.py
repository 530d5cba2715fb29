"""Several people at the same moment: each inclusion gets a code of its own, one exclusion wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, StaleObject
from navstrechu.history.models import Event
from navstrechu.processes.models import Process
from navstrechu.processes.services.register import exclude_process, include_process
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import BASIS, process, process_group, values

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(work: Callable[[int], object]) -> list[object]:
    """What each of several threads got, an error of the domain by its class."""
    together = Barrier(AT_ONCE)

    def run(number: int) -> object:
        together.wait(timeout=20)
        try:
            return work(number)
        except (Conflict, StaleObject) as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def test_inclusions_at_once_get_codes_of_their_own():
    own = agency()
    group = process_group(own)
    people = [member(Role.COORDINATOR, own) for _number in range(AT_ONCE)]
    cards = [values(group) for _number in range(AT_ONCE)]

    at_once(
        lambda number: include_process(
            agency=own, values=cards[number], included_on=TODAY, basis=BASIS, by=people[number], at=NOON
        )
    )

    assert sorted(Process.objects.values_list("code", flat=True)) == ["1.01", "1.02", "1.03", "1.04"]


def test_of_exclusions_at_once_one_wins():
    made = process()
    people = [member(Role.COORDINATOR, made.agency) for _number in range(AT_ONCE)]

    answers = at_once(
        lambda number: exclude_process(
            process=Process.objects.get(pk=made.pk), version=1, excluded_on=TODAY, basis=f"Закон {number}",
            by=people[number], at=NOON,
        )
    )  # fmt: skip

    assert [isinstance(one, Process) for one in answers].count(True) == 1
    assert {one for one in answers if not isinstance(one, Process)} <= {Conflict, StaleObject}
    assert Event.objects.filter(verb="process_excluded").count() == 1
    assert Process.objects.get(pk=made.pk).version == 2
