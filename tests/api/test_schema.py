"""The API against its own description: random requests of three roles meet no defect and no undescribed
answer. What the roles may do stands in test_access.py."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from navstrechu.accounts.models import User
from navstrechu.acts.models import FileRole
from navstrechu.acts.services import add_file
from navstrechu.api.urls import description
from navstrechu.demonstration.content import AGENCY_CODE
from navstrechu.organisation.models import Agency, Post
from navstrechu.processes.models import Process
from navstrechu.registers.models import RegisterEdition
from navstrechu.roadmap.models import Measure, RequiredResult
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from tests.api.calling import program
from tests.factories import NOON
from tests.factories.drafting import written_act
from tests.factories.evidence import PDF

ROLES = ("coordinator", "finance", "employee")
EXAMPLES = 15
HELD = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance", "response_headers_conformance", "negative_data_rejection",
)  # fmt: skip


def known() -> dict[str, Any]:
    """What there is in the demonstration and a document written in it, by the names in addresses."""
    owner = Agency.objects.get(code=AGENCY_CODE)
    written = written_act(owner, "88-од", date(2024, 3, 15))
    by = User.objects.get(login="coordinator")
    scan = add_file(act=written, role=FileRole.SCAN, name="скан.pdf", data=PDF, by=by, at=NOON)
    return {
        "agency": AGENCY_CODE,
        "number": Measure.objects.get(number="2.1.4").number,
        "post": Post.objects.order_by("pk")[0].pk,
        "result": RequiredResult.objects.order_by("pk")[0].pk,
        "document": written.pk,
        "further": scan.pk,
        "wording": 0,
        "draft": written.draft.pk,
        "process": Process.objects.order_by("pk")[0].pk,
        "touchpoint": Touchpoint.objects.open().order_by("pk")[0].pk,
        "row": ProcessTouchpoint.objects.printed().order_by("pk")[0].pk,
        "proposal": ChangeProposal.objects.open().order_by("pk")[0].pk,
        "kind": "touchpoints",
        "edition": RegisterEdition.objects.filter(register="touchpoints").order_by("pk")[0].number,
    }


def requests(operation: Any, there: dict[str, Any], headers: dict[str, str]) -> st.SearchStrategy:
    """Valid and spoilt requests about what there is, and requests about anything."""
    named = {name: there[name] for name in there if f"{{{name}}}" in operation.path}
    kinds = [operation.as_strategy(path_parameters=named, headers=headers)] * 2
    if named:
        kinds.append(operation.as_strategy(headers=headers))
    kinds.append(operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=named, headers=headers))
    return st.one_of(kinds)


def served(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The product, each answer read to its end and closed, as a server does."""
    answer = get_wsgi_application()(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def operations() -> Iterator[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
    for found in schema.get_all_operations():
        yield found.ok()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests share the transaction of the test, as those of Django's own client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("login", ROLES)
def test_random_requests_meet_no_defect_and_no_undescribed_answer(
    login: str, demonstration, db, one_connection
):
    load_all_checks()
    checks, caller, there = CHECKS.get_by_names(HELD), program(login), known()
    answered: set[int] = set()

    for operation in operations():
        headers = dict(caller.headers)
        if "If-Match" in {one.name for one in operation.headers}:
            headers["If-Match"] = "*"

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=requests(operation, there, headers))
        def try_out(case: Any) -> None:
            answered.add(case.call_and_validate(checks=checks).status_code)

        try_out()

    assert {200, 404, 422} <= answered
    assert answered <= {200, 201, 304, 400, 403, 404, 409, 412, 413, 422, 428}


def test_description_is_openapi_3_1_and_names_every_operation_once():
    told = description()
    names = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]

    assert told["openapi"] == "3.1.0"
    assert len(names) == len(set(names)) == 52
