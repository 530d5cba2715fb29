"""Requests at the same moment: equal ones are done once, of two changes of one version one is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse

from navstrechu.accounts.roles import Role
from navstrechu.discussion.models import Comment
from navstrechu.history.models import Event
from tests.api.calling import Program, program, value
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.roadmap import roadmap
from tests.factories.touchpoints import proposal, row


def at_once(number: int, send: Callable[[int], HttpResponse]) -> list[HttpResponse]:
    """The answers to that many requests that start together."""
    together = Barrier(number)

    def one(place: int) -> HttpResponse:
        together.wait(timeout=20)
        try:
            return send(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


@pytest.mark.django_db(transaction=True)
def test_equal_requests_at_once_are_done_once():
    own = agency()
    roadmap(own)
    headers = program(member(Role.COORDINATOR, own)).headers
    address = f"agencies/{own.code}/measures/1.1/comments"

    answers = at_once(
        4, lambda _number: Program(headers).post(address, {"text": "Готово"}, idempotency_key="one")
    )

    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.content for one in answers}) == 1
    assert sorted(one.headers.get("Idempotency-Replayed", "") for one in answers) == ["", *["true"] * 3]
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_changes_of_one_version_at_once_one_is_made():
    found = row(process())
    own = found.process.agency
    headers = program(member(Role.COORDINATOR, own)).headers
    address = f"agencies/{own.code}/register-rows/{found.pk}"

    answers = at_once(
        4,
        lambda place: Program(headers).patch(address, {"peculiarities": f"Правка {place}"}, if_match='"1"'),
    )

    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412]
    made = next(value(one) for one in answers if one.status_code == 200)
    found.refresh_from_db()
    assert (found.version, found.peculiarities) == (2, made["peculiarities"])
    assert Event.objects.filter(verb="row_changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_decisions_at_once_one_is_taken():
    changed = row(process())
    own = changed.process.agency
    asked = proposal(member(Role.COORDINATOR, own), changed)
    deciders = [program(member(Role.RESPONSIBLE, own)).headers for _ in range(4)]
    address = f"agencies/{own.code}/proposals/{asked.pk}/decision"
    verdicts = [{"decision": "accept"}, {"decision": "reject", "remark": "Нет"}] * 2

    answers = at_once(
        4, lambda place: Program(deciders[place]).post(address, verdicts[place], if_match='"1"')
    )

    # Who came second meets another version, or already another state.
    refused = [one.status_code for one in answers if one.status_code != 200]
    assert len(refused) == 3
    assert set(refused) <= {409, 412}
    made = next(value(one) for one in answers if one.status_code == 200)
    asked.refresh_from_db()
    assert (asked.status, asked.version, asked.decided_by_name) == (made["status"], 2, made["decided_by"])
    changed.refresh_from_db()
    assert changed.version == (2 if asked.status == "accepted" else 1)
