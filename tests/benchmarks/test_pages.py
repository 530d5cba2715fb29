"""Server time of the signed-in pages that officials open all day, filled with the reference roadmap."""

import pytest
from django.db import connection
from django.urls import reverse

from navstrechu.demonstration.content import AGENCY_CODE
from tests.benchmarks.measuring import median_ms, show
from tests.sessions import sign_in

pytestmark = pytest.mark.benchmark
PAGES = [
    "home:overview",
    "roadmap:matrix",
    "roadmap:table",
    "roadmap:posts",
    "roadmap:tasks",
    "roadmap:checks",
]


@pytest.mark.parametrize("name", PAGES)
def test_page(demonstration, db, name: str):
    client = sign_in("coordinator")
    address = reverse(name, kwargs={"agency": AGENCY_CODE})
    assert client.get(address).status_code == 200

    measured = median_ms(lambda: client.get(address))

    sign_in_page = median_ms(lambda: client.get(reverse("accounts:sign-in")))
    show(f"{name} on {connection.vendor}", measured, "≤ 60", "accounts:sign-in", sign_in_page)
