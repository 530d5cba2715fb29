"""What programs read, as whole JSON."""

import hashlib
from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, FileRole
from navstrechu.acts.services import add_file, annul_act
from navstrechu.drafting.papers import reference_to
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import Measure
from tests.api.calling import Program, program, refusal, value
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.drafting import amended_act, visa
from tests.factories.evidence import PDF, act
from tests.factories.organisation import agency, appointment, member, membership
from tests.factories.roadmap import (
    CLERK,
    HEAD,
    due_date_decision,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
)

DAY = "as_of=2024-03-15"


@pytest.fixture
def own(db) -> Agency:
    """An agency with the measures 1.1 and 2.1.1, the first of them done by order № 7."""
    found = agency()
    roadmap(found, reading(read_measure("1.1"), read_measure("2.1.1", title="Сформирован перечень точек")))
    return found


@pytest.fixture
def reader(own: Agency) -> Program:
    return program(member(Role.EMPLOYEE, own))


def order(own: Agency) -> Act:
    found = act(own, number="7")
    result_document(required_result(row(own, "1.1")), found)
    return found


def row(own: Agency, number: str) -> Measure:
    return measure(own.roadmaps.get(), number)


def post(own: Agency, title: str) -> dict:
    return {"id": own.posts.get(title=title).pk, "title": title, "holder": "", "is_acting": False}


def result_json(own: Agency, number: str, documents: list[int], met_on: str | None) -> dict:
    return {
        "id": required_result(row(own, number)).pk,
        "measure": number,
        "kind": "order",
        "text": f"Утвержден приказ {number}",
        "attachment": False,
        "met_on": met_on,
        "documents": documents,
        "version": 1,
    }


def measure_json(own: Agency, number: str) -> dict:
    """A measure that nobody has begun, on 15.03.2024."""
    return {
        "id": row(own, number).pk,
        "number": number,
        "section": number.rpartition(".")[0],
        "title": "Сформирован перечень точек",
        "kind": row(own, number).kind or None,
        "responsible": post(own, HEAD),
        "co_executors": [post(own, CLERK)],
        "quota_percent": None,
        "due_on": "2024-04-01",
        "baseline_due_on": "2024-04-01",
        "deadline": "2024-04-01",
        "started_on": None,
        "done_on": None,
        "state": "not_started",
        "state_label": "не начато",
        "working_days": 11,
        "late_inputs": [],
        "results": [result_json(own, number, [], None)],
        "version": 1,
    }


def document_json(found: Act, own: Agency) -> dict:
    return {
        "id": found.pk,
        "kind": "order",
        "number": "7",
        "dated": "2024-03-01",
        "title": "Об утверждении порядка",
        "status": "registered",
        "annulled_on": None,
        "annulled_because": "",
        "standing": "in_force",
        "file": {
            "name": "приказ.pdf",
            "media_type": "application/pdf",
            "size": len(PDF),
            "sha256": hashlib.sha256(PDF).hexdigest(),
        },
        "results": [{"id": required_result(row(own, "1.1")).pk, "measure": "1.1"}],
        "moves": [],
        "registered_at": "2024-03-15T12:00:00Z",
        "registered_by": found.registered_by_name,
        "version": 1,
    }


def page(items: list, **more: object) -> dict:
    return {"total": len(items), "limit": 50, "offset": 0, **more, "items": items}


def test_list_of_resources(db):
    assert value(Program({}).get("")) == {
        "agencies": "/api/v1/agencies",
        "openapi": "/api/v1/openapi.json",
        "documentation": "/api/",
        "of_agency": {
            "posts": "/api/v1/agencies/{agency}/posts",
            "roadmap": "/api/v1/agencies/{agency}/roadmap",
            "measures": "/api/v1/agencies/{agency}/measures",
            "results": "/api/v1/agencies/{agency}/results",
            "documents": "/api/v1/agencies/{agency}/documents",
            "drafts": "/api/v1/agencies/{agency}/drafts",
            "process-groups": "/api/v1/agencies/{agency}/process-groups",
            "channel-kinds": "/api/v1/agencies/{agency}/channel-kinds",
            "processes": "/api/v1/agencies/{agency}/processes",
            "touchpoints": "/api/v1/agencies/{agency}/touchpoints",
            "register-rows": "/api/v1/agencies/{agency}/register-rows",
            "register-findings": "/api/v1/agencies/{agency}/register-findings",
            "proposals": "/api/v1/agencies/{agency}/proposals",
            "editions": "/api/v1/agencies/{agency}/registers/{kind}/editions",
        },
    }


def test_agencies_of_the_working_group_are_those_of_its_region(own: Agency):
    second = agency(own.region, short_name="Аппарат")
    group = program(member(Role.WORKING_GROUP, own))
    shown = value(group.get("agencies"))

    assert shown == page([value(group.get(f"agencies/{one.code}")) for one in (second, own)])
    assert shown["items"][1] == {
        "code": own.code,
        "full_name": "Департамент образования Энской области",
        "short_name": "Департамент образования",
        "region": {"code": own.region.code, "name": "Энская область"},
        "place": "г. Энск",
        "time_zone": "Europe/Moscow",
        "today": shown["items"][1]["today"],
        "roles": ["working_group"],
        "version": 1,
    }


def test_roles_of_an_agency_are_the_own_ones(own: Agency):
    account = user()
    membership(account, Role.EMPLOYEE, own)
    membership(account, Role.ANALYST, own)

    assert value(program(account).get(f"agencies/{own.code}"))["roles"] == ["analyst", "employee"]


def test_post_with_its_holder_on_the_day(own: Agency, reader: Program):
    head = own.posts.get(title=HEAD)
    appointment(head, since=date(2024, 3, 1))
    expected = {"id": head.pk, "title": HEAD, "rank": head.rank, "unit": None, "version": 1}
    held = expected | {"holder": "Иванова О. П.", "is_acting": False}
    vacant = expected | {"holder": "", "is_acting": False}
    address = f"agencies/{own.code}/posts"

    assert value(reader.get(f"{address}/{head.pk}?{DAY}")) == held
    assert value(reader.get(f"{address}/{head.pk}?as_of=2024-02-29")) == vacant
    assert held in value(reader.get(f"{address}?{DAY}"))["items"]
    assert value(reader.get(f"{address}?{DAY}"))["total"] == 2


def test_roadmap_of_the_day(own: Agency, reader: Program):
    order(own)

    assert value(reader.get(f"agencies/{own.code}/roadmap?{DAY}")) == {
        "title": own.roadmaps.get().title,
        "as_of": "2024-03-15",
        "heading": ["План мероприятий («дорожная карта»)"],
        "edition": {"number": 1, "approved_on": "2023-09-26", "basis": "протокол от 26.09.2023 № 1"},
        "measures": 2,
        "results_met": 1,
        "results_required": 2,
        "states": {
            "not_started": 1, "in_progress": 0, "awaiting_document": 0, "at_risk": 0, "overdue": 0,
            "done": 1, "done_late": 0,
        },
        "sections": [
            {"number": "1", "title": "Общеорганизационные мероприятия", "is_group": False, "measures": 1},
            {"number": "2", "title": "Блок", "is_group": False, "measures": 0},
            {"number": "2.1", "title": "Процессы предоставления услуг", "is_group": True, "measures": 1},
        ],
    }  # fmt: skip


def test_agency_without_a_roadmap_has_none_to_read(db):
    empty = agency()
    reader = program(member(Role.EMPLOYEE, empty))

    for address in ("roadmap", "measures", "results", "measures/1.1"):
        assert reader.get(f"agencies/{empty.code}/{address}").status_code == 404


def test_measure_of_the_day(own: Agency, reader: Program):
    expected = measure_json(own, "2.1.1")

    assert value(reader.get(f"agencies/{own.code}/measures/2.1.1?{DAY}")) == expected
    shown = value(reader.get(f"agencies/{own.code}/measures?{DAY}&section=2.1"))
    assert shown == page([expected], as_of="2024-03-15")


def test_measure_whose_date_was_moved_keeps_its_baseline(own: Agency, reader: Program):
    due_date_decision(row(own, "2.1.1"))

    shown = value(reader.get(f"agencies/{own.code}/measures/2.1.1?{DAY}"))

    assert {key: shown[key] for key in ("due_on", "baseline_due_on", "deadline")} == {
        "due_on": "2024-06-03",
        "baseline_due_on": "2024-04-01",
        "deadline": "2024-06-03",
    }


def test_measures_are_chosen_by_state_and_cut_in_pages(own: Agency, reader: Program):
    order(own)
    address = f"agencies/{own.code}/measures?{DAY}"

    def numbers(query: str) -> tuple[int, list[str]]:
        shown = value(reader.get(address + query))
        return shown["total"], [one["number"] for one in shown["items"]]

    assert numbers("") == (2, ["1.1", "2.1.1"])
    assert numbers("&state=done") == (1, ["1.1"])
    assert numbers("&state=overdue") == (0, [])
    assert numbers("&limit=1&offset=1") == (2, ["2.1.1"])
    assert numbers("&offset=2") == (2, [])


def test_results_of_the_day(own: Agency, reader: Program):
    met = result_json(own, "1.1", [order(own).pk], "2024-03-01")
    open_one = result_json(own, "2.1.1", [], None)
    address = f"agencies/{own.code}/results"

    assert value(reader.get(f"{address}?{DAY}")) == page([met, open_one], as_of="2024-03-15")
    assert value(reader.get(f"{address}?{DAY}&met=false"))["items"] == [open_one]
    assert value(reader.get(f"{address}?{DAY}&met=true&kind=order"))["items"] == [met]
    assert value(reader.get(f"{address}?{DAY}&kind=report"))["items"] == []
    assert value(reader.get(f"{address}/{met['id']}?{DAY}")) == met
    assert reader.get(f"{address}/{10**6}?{DAY}").status_code == 404


def test_documents_of_the_register(own: Agency, reader: Program):
    found = order(own)
    address = f"agencies/{own.code}/documents"
    expected = document_json(found, own)

    assert value(reader.get(f"{address}?{DAY}")) == page([expected], as_of="2024-03-15")
    assert value(reader.get(f"{address}/{found.pk}")) == expected
    assert value(reader.get(f"{address}?{DAY}&q=порядка&kind=order&since=2024-03-01"))["total"] == 1
    assert value(reader.get(f"{address}?{DAY}&until=2024-02-29"))["total"] == 0
    assert value(reader.get(f"{address}?as_of=2024-02-29"))["total"] == 0


def test_annulled_document_says_since_when_and_why(own: Agency, reader: Program):
    found = order(own)
    coordinator = member(Role.COORDINATOR, own)
    annul_act(act=found, reason="Ошибка", on=date(2024, 3, 4), by=coordinator, at=NOON)

    shown = value(reader.get(f"agencies/{own.code}/documents/{found.pk}"))

    told = {
        "status": "annulled",
        "annulled_on": "2024-03-04",
        "annulled_because": "Ошибка",
        "standing": "annulled",
    }
    assert shown == document_json(found, own) | told | {"version": 2}


def test_parts_of_a_document_that_was_written_and_amended_here(own: Agency, reader: Program):
    written = amended_act(own)
    later = written.relations_in.get().source
    scan = add_file(
        act=written, role=FileRole.SCAN, name="скан.pdf", data=PDF, by=member(Role.COORDINATOR, own), at=NOON
    )
    address = f"agencies/{own.code}/documents/{written.pk}"

    relation = {"document": later.pk, "name": str(later), "relation": "amends", "since": "2024-03-15"}
    assert value(reader.get(f"{address}/relations?{DAY}")) == {
        "changes": [],
        "changed_by": [relation | {"counts": True}],
    }
    assert value(reader.get(f"{address}/relations?as_of=2024-03-14"))["changed_by"][0]["counts"] is False
    assert [value(reader.get(f"{address}?as_of=2024-03-{day}"))["standing"] for day in (14, 15)] == [
        "in_force",
        "amended",
    ]
    [told] = value(reader.get(f"{address}/files"))["items"]
    assert (told["id"], told["role"], told["sha256"]) == (scan.pk, "scan", hashlib.sha256(PDF).hexdigest())
    assert b"".join(reader.get(f"{address}/files/{scan.pk}")) == PDF
    assert [(one["number"], one["made_by"]) for one in value(reader.get(f"{address}/wordings"))["items"]] == [
        (0, written.pk),
        (1, later.pk),
    ]
    text = value(reader.get(f"{address}/wordings/1"))
    assert text["amended_by"] == [reference_to(later)]
    assert text["text"]["clauses"][0] == {
        "text": "Утвердить новый порядок приёма заявлений.",
        "mark": "clause",
        "clauses": [],
    }
    assert reader.get(f"{address}/wordings/2").status_code == 404


def test_register_by_standing(own: Agency, reader: Program):
    written = amended_act(own)

    found = value(reader.get(f"agencies/{own.code}/documents?{DAY}&standing=amended"))

    assert [one["id"] for one in found["items"]] == [written.pk]


def test_drafts_with_their_visas(own: Agency, reader: Program):
    waiting = visa(own)
    sent = waiting.round.draft
    address = f"agencies/{own.code}/drafts"

    [listed] = value(reader.get(f"{address}?state=agreement"))["items"]
    whole = value(reader.get(f"{address}/{sent.pk}"))

    assert (listed["id"], listed["state"], listed["document"]) == (sent.pk, "agreement", None)
    assert {name: whole[name] for name in listed} == listed
    assert whole["text"]["title"] == sent.title
    [shown] = whole["rounds"]
    assert (shown["number"], shown["outcome"], shown["checksum"]) == (1, None, waiting.round.checksum)
    assert [(one["post"], one["due_on"], one["decision"]) for one in shown["visas"]] == [
        (waiting.post.title, "2024-03-20", None)
    ]
    assert value(reader.get(f"{address}?state=signed"))["total"] == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_registered_document_cannot_be_changed(method: str, own: Agency):
    written = amended_act(own)
    before = (written.number, written.title, written.file_id, written.version)
    writer = program(member(Role.COORDINATOR, own))
    address = f"agencies/{own.code}/documents/{written.pk}"

    answers = [
        writer.send(method, f"{address}{rest}", {"title": "Иное"}, if_match="*").status_code
        for rest in ("", "/relations", "/files", "/wordings", "/wordings/0", "/file")
    ]

    written.refresh_from_db()
    assert answers == [405] * 6
    assert (written.number, written.title, written.file_id, written.version) == before


def test_file_of_a_document_is_the_registered_one(own: Agency, reader: Program):
    found = order(own)

    response = reader.get(f"agencies/{own.code}/documents/{found.pk}/file")

    assert b"".join(response) == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_file_that_is_lost_is_said_to_be(own: Agency, reader: Program):
    found = order(own)
    found.file.path.unlink()

    response = reader.get(f"agencies/{own.code}/documents/{found.pk}/file")

    assert refusal(response)[0] == 409


def test_tag_of_an_answer_saves_reading_it_again(own: Agency, reader: Program):
    address = f"agencies/{own.code}/measures/1.1?{DAY}"
    first = reader.get(address)
    tag = first.headers["ETag"]

    again = reader.get(address, if_none_match=f'"0-00", W/{tag}')
    order(own)
    changed = reader.get(address, if_none_match=tag)

    assert tag.startswith('"1-')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    # A counted document changes the state, not the version.
    assert (changed.status_code, changed.headers["ETag"].split("-")[0]) == (200, '"1')
    assert changed.headers["ETag"] != tag


def test_demonstration_is_read_in_few_queries(demonstration, db, django_assert_max_num_queries):
    reader = program("coordinator")

    with django_assert_max_num_queries(25):
        shown = value(reader.get(f"agencies/dsz/measures?limit=200&{DAY}"))

    assert (shown["total"], len(shown["items"])) == (71, 71)
    assert sum(len(one["results"]) for one in shown["items"]) == 80


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("measures?limit=201", "Запрос не принят: limit – значение больше допустимого."),
        ("measures?limit=0", "Запрос не принят: limit – значение меньше допустимого."),
        ("measures?state=late", "Запрос не принят: state – такого значения нет в перечне."),
        ("measures?as_of=15.03.2024", "Запрос не принят: as_of – нужна дата вида 2024-03-15."),
        ("measures?as_of=9999-12-31", "Запрос не принят: as_of – значение больше допустимого."),
        ("documents?q=%00", "Запрос не принят: q – строка не того вида."),
        ("measures/x", "Запрос не принят: number – строка не того вида."),
        ("posts/0", "Запрос не принят: post – значение меньше допустимого."),
        (f"posts/{2**63}", "Запрос не принят: post – значение больше допустимого."),
    ],
)
def test_parameter_that_cannot_be_read_is_named(address: str, detail: str, own: Agency, reader: Program):
    assert refusal(reader.get(f"agencies/{own.code}/{address}")) == (422, detail)


def test_address_that_does_not_exist_answers_as_json(db):
    sentence = "По этому адресу ничего нет, или это вам не видно. Проверьте адрес."

    assert refusal(Program({}).get("nothing/here")) == (404, sentence)


def test_method_that_does_not_exist_answers_as_json(own: Agency, reader: Program):
    response = reader.post(f"agencies/{own.code}/roadmap", {})

    assert refusal(response) == (405, "Здесь можно: GET.")
    assert response.headers["Allow"] == "GET"
