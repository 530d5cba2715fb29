"""Two equal requests at the same moment: one is worked on, both get its answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse

from navstrechu.accounts.roles import Role
from navstrechu.discussion.models import Comment
from tests.api.calling import Program, program
from tests.factories.organisation import agency, member
from tests.factories.roadmap import roadmap


@pytest.mark.django_db(transaction=True)
def test_equal_requests_at_once_are_done_once():
    own = agency()
    roadmap(own)
    headers = program(member(Role.COORDINATOR, own)).headers
    together = Barrier(4)

    def send(_number: int) -> HttpResponse:
        caller = Program(headers)
        together.wait(timeout=20)
        try:
            address = f"agencies/{own.code}/measures/1.1/comments"
            return caller.post(address, {"text": "Готово"}, idempotency_key="one")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.content for one in answers}) == 1
    assert sorted(one.headers.get("Idempotency-Replayed", "") for one in answers) == ["", *["true"] * 3]
    assert Comment.objects.count() == 1
