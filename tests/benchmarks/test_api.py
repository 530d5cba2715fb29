"""Server time of the API, filled with the reference roadmap."""

import pytest
from django.db import connection

from navstrechu.demonstration.content import AGENCY_CODE
from tests.api.calling import Program, program
from tests.benchmarks.measuring import median_ms, show

pytestmark = pytest.mark.benchmark
READ = ["agencies", "roadmap", "measures?limit=200", "measures/2.1.1", "documents?limit=200"]


@pytest.mark.parametrize("resource", READ)
def test_reading(demonstration, db, resource: str):
    reader = program("coordinator")
    address = resource if resource == "agencies" else f"agencies/{AGENCY_CODE}/{resource}"
    assert reader.get(address).status_code == 200

    measured = median_ms(lambda: reader.get(address))

    show(f"{resource} on {connection.vendor}", measured, "≤ 60", "list of resources", _open())


def test_comment(demonstration, db):
    writer, keys = program("coordinator"), iter(range(10**6))
    address = f"agencies/{AGENCY_CODE}/measures/2.1.1/comments"

    def write() -> None:
        key = str(next(keys))
        assert writer.post(address, {"text": "Готово"}, idempotency_key=key).status_code == 201

    show(f"comment with a key on {connection.vendor}", median_ms(write), "≤ 60", "list of resources", _open())


def _open() -> float:
    nobody = Program({})
    return median_ms(lambda: nobody.get(""))
