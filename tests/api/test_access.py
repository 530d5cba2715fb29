"""Who may read and write what by a key: every operation × everybody, written by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import set_active
from navstrechu.acts.models import Act, FileRole
from navstrechu.acts.services import add_file
from navstrechu.api.urls import description
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.tokens.models import ApiToken
from navstrechu.tokens.scopes import Scope
from navstrechu.tokens.services import withdraw_token
from tests.api.calling import Program, nobody, program, refusal, value
from tests.api.registers import Registers
from tests.factories import NOON
from tests.factories.drafting import written_act
from tests.factories.evidence import PDF
from tests.sessions import sign_in
from tests.web.test_permission_matrix import stored
from tests.web.two_agencies import Place, place

PEOPLE = ("empl", "head", "coor", "grp", "adm", "coor2", "grp2")
ROLES = {
    "empl": Role.EMPLOYEE, "head": Role.UNIT_HEAD, "coor": Role.COORDINATOR,
    "grp": Role.WORKING_GROUP, "adm": Role.ADMINISTRATOR,
}  # fmt: skip
# The last two columns are people of another agency in another region.
ANSWERS = """
                    empl head coor grp  adm  coor2 grp2
resources           200  200  200  200  200  200   200
agencies            200  200  200  200  200  200   200
agency              200  200  200  200  200  404   404
posts               200  200  200  200  200  404   404
post                200  200  200  200  200  404   404
roadmap             200  200  200  200  200  404   404
measures            200  200  200  200  200  404   404
measure             200  200  200  200  200  404   404
results             200  200  200  200  200  404   404
result              200  200  200  200  200  404   404
comments            200  200  200  200  200  404   404
documents           200  200  200  200  200  404   404
document            200  200  200  200  200  404   404
document_file       200  200  200  200  200  404   404
document_relations  200  200  200  200  200  404   404
document_files      200  200  200  200  200  404   404
document_further_file 200 200 200 200  200  404   404
document_wordings   200  200  200  200  200  404   404
document_wording    200  200  200  200  200  404   404
drafts              200  200  200  200  200  404   404
draft               200  200  200  200  200  404   404
correct_measure     403  403  200  403  403  404   404
correct_result      403  403  200  403  403  404   404
start_measure       403  200  200  403  403  404   404
add_comment         201  201  201  201  403  404   404
register_document   403  201  201  403  403  404   404
count_document      403  200  200  403  403  404   404
process_groups      200  200  200  200  200  404   404
channel_kinds       200  200  200  200  200  404   404
processes           200  200  200  200  200  404   404
process             200  200  200  200  200  404   404
touchpoints         200  200  200  200  200  404   404
touchpoint          200  200  200  200  200  404   404
register_rows       200  200  200  200  200  404   404
register_row        200  200  200  200  200  404   404
register_findings   200  200  200  200  200  404   404
proposals           200  200  200  200  200  404   404
proposal            200  200  200  200  200  404   404
editions            200  200  200  200  200  404   404
edition             200  200  200  200  200  404   404
include_process     403  403  201  403  403  404   404
change_process      403  403  200  403  403  404   404
exclude_process     403  403  200  403  403  404   404
create_touchpoint   403  201  201  403  403  404   404
change_touchpoint   403  200  200  403  403  404   404
add_row             403  403  201  403  403  404   404
change_row          403  403  200  403  403  404   404
remove_row          403  403  200  403  403  404   404
submit_proposal     403  201  201  403  403  404   404
withdraw_proposal   403  403  200  403  403  404   404
resubmit_proposal   403  403  200  403  403  404   404
decide_proposal     403  403  200  403  403  404   404
"""
SCOPES = {
    "correct_measure": Scope.EDIT_MEASURES,
    "correct_result": Scope.EDIT_MEASURES,
    "start_measure": Scope.EDIT_MEASURES,
    "add_comment": Scope.COMMENT,
    "register_document": Scope.REGISTER_DOCUMENTS,
    "count_document": Scope.REGISTER_DOCUMENTS,
    "include_process": Scope.EDIT_REGISTERS,
    "change_process": Scope.EDIT_REGISTERS,
    "exclude_process": Scope.EDIT_REGISTERS,
    "create_touchpoint": Scope.EDIT_REGISTERS,
    "change_touchpoint": Scope.EDIT_REGISTERS,
    "add_row": Scope.EDIT_REGISTERS,
    "change_row": Scope.EDIT_REGISTERS,
    "remove_row": Scope.EDIT_REGISTERS,
    "submit_proposal": Scope.PROPOSE_CHANGES,
    "withdraw_proposal": Scope.PROPOSE_CHANGES,
    "resubmit_proposal": Scope.PROPOSE_CHANGES,
    "decide_proposal": Scope.DECIDE_PROPOSALS,
}
OPEN = {"resources"}


def rows() -> dict[str, dict[str, int]]:
    lines = [line.split() for line in ANSWERS.strip().splitlines()[1:]]
    return {name: dict(zip(PEOPLE, map(int, cells), strict=True)) for name, *cells in lines}


class Home(Place):
    """An agency that also has one of everything in its registers, and a document written in the product."""

    @cached_property
    def written(self) -> Act:
        by = self.people[Role.COORDINATOR]
        made = written_act(self.agency, "88-од", date(2024, 3, 15))
        add_file(act=made, role=FileRole.SCAN, name="скан.pdf", data=PDF, by=by, at=NOON)
        return made

    @cached_property
    def registers(self) -> Registers:
        return Registers(self.agency, self.people[Role.COORDINATOR], self.people[Role.RESPONSIBLE])


def home(last_number: str) -> Home:
    found = place(last_number)
    made = Home(found.agency, found.people, found.objects)
    # Made before anybody calls: a refused call must leave the database as it was.
    for name in ("", "exclude_process", "remove_row"):
        assert made.registers.named(name)
    assert made.registers.bodies()
    assert made.written
    return made


@pytest.fixture
def own(db) -> Home:
    return home("1.2")


@pytest.fixture
def other(db) -> Place:
    return place("1.9")


def operations(of: Home) -> Iterator[tuple[str, str, str]]:
    """(operation, method, address of the place) of everything in the description."""
    objects = of.objects
    named = {
        "agency": of.agency.code,
        "number": objects["roadmap:measure"]["number"],
        "post": objects["organisation:post"]["pk"],
        "result": objects["roadmap:edit-result"]["result"],
        "document": objects["documents:document"]["pk"],
        "further": 0,
        "wording": 0,
        "draft": of.written.draft.pk,
    }
    written = {"document": of.written.pk, "further": of.written.files.get().pk}
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            name = told["operationId"]
            parts = written if {"{further}", "{wording}"} & set(path.split("/")) else {}
            found = named | parts | of.registers.named(name)
            yield name, method, path.format(**found).removeprefix("/api/v1/")


def call(caller: Program, name: str, method: str, address: str, of: Home) -> HttpResponse:
    """The operation with a body that would be accepted from somebody who may send it."""
    result = of.objects["roadmap:edit-result"]["result"]
    if method == "get":
        return caller.get(address)
    if name == "register_document":
        file = SimpleUploadedFile("приказ.pdf", PDF, "application/pdf")
        about = {"kind": "order", "number": "77", "dated": "2024-03-01", "title": "О порядке"}
        return caller.upload(address, about | {"results": [result], "file": file})
    bodies = {
        "correct_measure": {"title": "Сказано иначе"},
        "correct_result": {"text": "Сказано иначе"},
        "start_measure": {"started_on": "2024-03-04"},
        "add_comment": {"text": "Готово к подписи."},
        "count_document": {"results": [result]},
        **of.registers.bodies(),
    }
    return caller.send(method, address, bodies[name], if_match="*")


def answers(caller: Program, of: Home) -> dict[str, int]:
    found = {}
    for name, method, address in operations(of):
        response = call(caller, name, method, address, of)
        found[name] = response.status_code
        if response.streaming:
            b"".join(response)
    return found


def test_every_operation_has_a_row(own: Home):
    assert {name for name, _method, _address in operations(own)} == set(rows())


@pytest.mark.parametrize("who", PEOPLE)
def test_operations_for(who: str, own: Home, other: Place):
    home = other if who.endswith("2") else own
    caller = program(home.people[ROLES[who.removesuffix("2")]])

    assert answers(caller, own) == {name: cells[who] for name, cells in rows().items()}


def test_without_a_key_nothing_but_the_list_of_resources_is_open(own: Home):
    before = stored()

    found = answers(nobody(), own)

    assert found == {name: 200 if name in OPEN else 401 for name in rows()}
    assert stored() == before


def test_session_of_a_browser_opens_nothing(own: Home):
    caller = Program({}, sign_in(own.people[Role.COORDINATOR]))

    assert answers(caller, own) == {name: 200 if name in OPEN else 401 for name in rows()}


@pytest.mark.parametrize("scope", list(Scope))
def test_key_allows_only_its_scope(scope: Scope, own: Home):
    found = answers(program(own.people[Role.COORDINATOR], scope), own)

    allowed = {name for name in rows() if name in OPEN or SCOPES.get(name, Scope.READ) is scope}
    assert {name for name, status in found.items() if status != 403} == allowed


def test_scope_that_is_missing_is_named(own: Home):
    caller = program(own.people[Role.COORDINATOR], Scope.READ)

    response = caller.post(f"agencies/{own.agency.code}/measures/1.2/comments", {"text": "Да"})

    assert refusal(response) == (
        403,
        "Ключ «Проверка» этого не разрешает. Создайте ключ, которому отмечено: писать в обсуждения.",
    )


def test_key_that_is_no_longer_in_force_opens_nothing(own: Home):
    coordinator = own.people[Role.COORDINATOR]
    withdrawn, expired, closed = (program(coordinator) for _ in range(3))
    tokens = list(ApiToken.objects.filter(user=coordinator).order_by("pk"))
    withdraw_token(token=tokens[0], by=coordinator, at=timezone.now())
    ApiToken.objects.filter(pk=tokens[1].pk).update(
        created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now()
    )

    assert [caller.get("agencies").status_code for caller in (withdrawn, expired, closed)] == [401, 401, 200]
    set_active(user=coordinator, is_active=False, by=SYSTEM, at=timezone.now())
    answer = closed.get("agencies")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="navstrechu"'


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic dTpw", "Bearer nvs_\x00", "Bearer ключ"])
def test_header_that_holds_no_key_is_refused(header: str, db):
    assert Program({"Authorization": header}).get("agencies").status_code == 401


def test_list_of_agencies_holds_only_the_own_ones(own: Home, other: Place):
    caller = program(own.people[Role.EMPLOYEE])

    assert [agency["code"] for agency in value(caller.get("agencies"))["items"]] == [own.agency.code]


def test_results_of_another_agency_cannot_be_counted(own: Home, other: Place):
    caller = program(own.people[Role.COORDINATOR])
    document = own.objects["documents:document"]["pk"]
    foreign = other.objects["roadmap:edit-result"]["result"]

    response = caller.post(f"agencies/{own.agency.code}/documents/{document}/results", {"results": [foreign]})

    assert refusal(response) == (422, f"В дорожной карте нет результата: {foreign}.")


def test_history_tells_what_was_done_by_a_key(own: Home):
    coordinator = own.people[Role.COORDINATOR]
    caller = program(coordinator)
    token = ApiToken.objects.get(user=coordinator)

    caller.post(f"agencies/{own.agency.code}/measures/1.2/comments", {"text": "Готово"})

    event = Event.objects.filter(verb="comment_added").latest("pk")
    assert event.actor_name == coordinator.display_name
    assert event.request_id.startswith(f"key-{token.pk}-")
    token.refresh_from_db()
    assert token.last_used_at is not None
