"""What programs read of processes, touchpoints, rows, proposals and editions, as whole JSON."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency, Unit
from navstrechu.processes.models import ChannelKind, Process
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.services.rows import remove_row
from navstrechu.touchpoints.services.touchpoints import create_touchpoint
from navstrechu.touchpoints.values import BasisText, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.api.calling import Program, program, refusal, value
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, post, unit
from tests.factories.processes import (
    channel_kind,
    excluded_process,
    full_values,
    process,
    process_group,
    process_volume,
)
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, proposal, row, shared_peculiarity, touchpoint

ACT = "Федеральный закон от 27.07.2010 № 210-ФЗ"
BASIS = {"kind": "regulatory", "act": ACT, "clause": "статья 15", "url": ""}
SAID = [
    {"text": "Приём заявления и документов", "stage": ""},
    {"text": "Выдача результата", "stage": ""},
]
NOTHING_PROPOSED = {"row": None, "touchpoint": None, "place": None, "process": None, "basis": ""}


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def reader(own: Agency) -> Program:
    return program(member(Role.EMPLOYEE, own))


def page(items: list, **more: object) -> dict:
    return {"total": len(items), "limit": 50, "offset": 0, **more, "items": items}


def named_unit(of: Unit) -> dict:
    return {"id": of.pk, "name": of.name}


def named_process(of: Process) -> dict:
    return {"id": of.pk, "code": of.code, "title": of.title}


def named_channel(of: ChannelKind) -> dict:
    return {"id": of.pk, "title": of.title}


def bare_process_json(of: Process) -> dict:
    """A process of which the factory says nothing but group and title."""
    return {
        **named_process(of),
        "group": {"number": 1, "title": of.group.title},
        "object_kind": "service",
        "scope": "sectoral",
        "reach": "internal",
        "unit": None,
        "curator": None,
        "clients": [],
        "life_situation": "",
        "portal_url": "",
        "result": "",
        "input_text": "",
        "output_text": "",
        "term": {"number": None, "unit": None, "start": ""},
        "participants": [],
        "bases": [],
        "volumes": [],
        "status": "active",
        "included_on": "2024-01-09",
        "inclusion_basis": "Приказ от 09.01.2024 № 3",
        "excluded_on": None,
        "exclusion_basis": "",
        "version": 1,
    }


def place_json(of: Touchpoint, processes: int = 0) -> dict:
    return {
        "id": of.pk,
        "name": of.name,
        "channel": named_channel(of.channel),
        "category": "digital",
        "address": "",
        "url": "",
        "phone": "",
        "opening_hours": "",
        "opening_exceptions": "",
        "accessibility": "",
        "unit": None,
        "agreements": [],
        "processes": processes,
        "confirmed_on": None,
        "closed_on": None,
        "merged_into": None,
        "version": 1,
    }


def row_json(of: ProcessTouchpoint) -> dict:
    place = of.touchpoint
    return {
        "id": of.pk,
        "group": {"number": 1, "title": of.process.group.title},
        "process": named_process(of.process),
        "touchpoint": {
            "id": place.pk,
            "name": place.name,
            "channel": named_channel(place.channel),
            "category": "digital",
        },
        "interactions": SAID,
        "peculiarities": "",
        "bases": [BASIS],
        "printed_touchpoint": f"{place.name} (цифровая)",
        "printed_peculiarities": [],
        "in_register": True,
        "removed_at": None,
        "version": 1,
    }


def test_groups_with_how_many_processes_each_has(own: Agency, reader: Program):
    group = process(own).group

    shown = value(reader.get(f"agencies/{own.code}/process-groups"))

    assert (shown["total"], [one["number"] for one in shown["items"]]) == (9, list(range(1, 10)))
    assert [one["processes"] for one in shown["items"]] == [1, *[0] * 8]
    assert shown["items"][0] == {
        "number": 1,
        "title": group.title,
        "client": "external",
        "roadmap_section": "2.1",
        "direction": group.direction,
        "processes": 1,
        "version": 1,
    }


def test_channels_in_use(own: Agency, reader: Program):
    known = [channel_kind(own, "Портал"), channel_kind(own, "МФЦ", "in_person")]

    shown = value(reader.get(f"agencies/{own.code}/channel-kinds"))

    expected = [
        {"id": one.pk, "title": one.title, "category": one.category, "printed": one.printed, "version": 1}
        for one in known
    ]
    assert [one for one in shown["items"] if one["id"] in {one.pk for one in known}] == expected
    assert shown["total"] == len(shown["items"])


def test_process_with_its_card(own: Agency, reader: Program):
    own_unit, curator, channel = unit(own), post(own), channel_kind(own)
    said = full_values(process_group(own), unit=own_unit, curator=curator, clients="Семьи\nОпекуны")
    told = {name: getattr(said, name) for name in type(said).__dataclass_fields__ if name != "group"}
    found = process(own, **told)
    process_volume(found, channel)
    found.refresh_from_db()
    address = f"agencies/{own.code}/processes"

    expected = bare_process_json(found) | {
        "unit": named_unit(own_unit),
        "curator": {"id": curator.pk, "title": curator.title},
        "clients": ["Семьи", "Опекуны"],
        "result": "Решение о назначении",
        "term": {"number": 10, "unit": "working_days", "start": "со дня регистрации заявления"},
        "participants": [{"name": "МФЦ", "part": "принимает заявления"}],
        "bases": [{"act": "Закон Энской области № 1-ОЗ", "clause": "статья 5", "url": ""}],
        "volumes": [{"year": 2023, "channel": named_channel(channel), "number": 100}],
        "version": found.version,
    }
    assert value(reader.get(f"{address}/{found.pk}")) == expected
    assert value(reader.get(address)) == page([expected])


def test_processes_are_chosen_and_cut_in_pages(own: Agency, reader: Program):
    first = process(own, title="Назначение пособия", scope="main")
    second = process(own, group=2, title="Осмотр помещений", object_kind="control", unit=unit(own))
    left = excluded_process(own, title="Выдача удостоверения")
    address = f"agencies/{own.code}/processes"

    def ids(query: str) -> tuple[int, list[int]]:
        shown = value(reader.get(f"{address}?{query}"))
        return shown["total"], [one["id"] for one in shown["items"]]

    assert ids("") == (2, [first.pk, second.pk])
    assert ids("limit=1&offset=1") == (2, [second.pk])
    assert ids("q=пособий") == (1, [first.pk])
    assert ids("group=2") == (1, [second.pk])
    assert ids("kind=control") == (1, [second.pk])
    assert ids("scope=main") == (1, [first.pk])
    assert ids(f"unit={second.unit_id}") == (1, [second.pk])
    assert ids("unit=0") == (1, [first.pk])
    assert ids("reach=interdepartmental") == (0, [])
    assert ids("client=internal") == (0, [])
    assert ids("excluded=true") == (1, [left.pk])


def test_excluded_process_says_since_when_and_why(own: Agency, reader: Program):
    found = excluded_process(own)

    shown = value(reader.get(f"agencies/{own.code}/processes/{found.pk}"))

    told = {"status": "excluded", "excluded_on": "2024-02-01", "exclusion_basis": "Закон утратил силу"}
    assert shown == bare_process_json(found) | told | {"version": 2}


def test_touchpoint_with_everything_it_says(own: Agency, reader: Program):
    own_unit, channel = unit(own), channel_kind(own)
    said = TouchpointContent(
        "МФЦ «Мои документы»", channel.pk, "г. Энск, ул. Мира, 1", "https://mfc.example.ru",
        "8 (800) 100-00-00", "пн–пт 9–18", "1 января", "пандус", own_unit.pk,
        (BasisText(BasisKind.AGREEMENT, "Соглашение № 1"),),
    )  # fmt: skip
    found = create_touchpoint(agency=own, content=said, by=member(Role.COORDINATOR, own), at=NOON)
    row(process(own), found)
    address = f"agencies/{own.code}/touchpoints"

    expected = place_json(found, processes=1) | {
        "address": "г. Энск, ул. Мира, 1",
        "url": "https://mfc.example.ru",
        "phone": "8 (800) 100-00-00",
        "opening_hours": "пн–пт 9–18",
        "opening_exceptions": "1 января",
        "accessibility": "пандус",
        "unit": named_unit(own_unit),
        "agreements": [{"act": "Соглашение № 1", "clause": "", "url": ""}],
    }
    assert value(reader.get(f"{address}/{found.pk}")) == expected
    assert value(reader.get(f"{address}?q=документы")) == page([expected])
    assert value(reader.get(f"{address}?channel={channel.pk}&unit={own_unit.pk}"))["total"] == 1
    assert value(reader.get(f"{address}?state=unused"))["total"] == 0
    assert value(reader.get(f"{address}?state=unconfirmed"))["total"] == 1
    assert value(reader.get(f"{address}?state=closed"))["total"] == 0


def test_rows_as_they_are_printed(own: Agency, reader: Program):
    first = row(process(own, title="Назначение пособия"), touchpoint(own, "МФЦ"))
    second = row(process(own, title="Осмотр помещений"), touchpoint(own, "Портал"))
    address = f"agencies/{own.code}/register-rows"
    shared_peculiarity(first.process)

    expected = row_json(first) | {"printed_peculiarities": ["Бесплатно"]}
    assert value(reader.get(f"{address}/{first.pk}")) == expected
    assert value(reader.get(address)) == page([expected, row_json(second)])
    for query, ids in {
        "q=пособие": [first.pk],
        "group=1": [first.pk, second.pk],
        "group=2": [],
        "group=77": [],
        f"process={first.process_id}": [first.pk],
        f"touchpoint={second.touchpoint_id}": [second.pk],
        f"channel={second.touchpoint.channel_id}": [second.pk],
        "category=digital&client=external": [first.pk, second.pk],
        "category=offline": [],
        "unit=1000000": [],
        "limit=1&offset=1": [second.pk],
    }.items():
        assert [one["id"] for one in value(reader.get(f"{address}?{query}"))["items"]] == ids


def test_row_that_was_taken_out_is_read_but_not_listed(own: Agency, reader: Program):
    found = row(process(own))
    remove_row(row=found, version=1, by=member(Role.COORDINATOR, own), at=NOON)
    address = f"agencies/{own.code}/register-rows"

    told = {"in_register": False, "removed_at": "2024-03-15T12:00:00Z", "version": 2}
    assert value(reader.get(f"{address}/{found.pk}")) == row_json(found) | told
    assert value(reader.get(address)) == page([])


def test_findings_name_their_clause_and_subject(own: Agency, reader: Program):
    bare = process(own, title="Назначение пособия")
    address = f"agencies/{own.code}/register-findings?as_of=2024-03-15"

    assert value(reader.get(f"{address}&kind=touchpoints")) == page(
        [
            {
                "code": "process_without_touchpoint",
                "message": "Процесс «Назначение пособия» не имеет точек взаимодействия.",
                "level": "warning",
                "source": "приказ № 201, пункт 2.3",
                "subject": f"process:{bare.pk}",
            }
        ],
        as_of="2024-03-15",
    )
    of_processes = value(reader.get(f"{address}&kind=processes"))
    assert value(reader.get(address))["total"] == of_processes["total"] + 1
    assert value(reader.get(f"{address}&code=process_without_unit"))["items"] == [
        {
            "code": "process_without_unit",
            "message": f"Процесс {bare.code} «Назначение пособия»: не указано подразделение.",
            "level": "warning",
            "source": "приказ № 201, пункт 2.4",
            "subject": f"process:{bare.pk}",
        }
    ]


def proposal_json(found, author: User, of_row: ProcessTouchpoint) -> dict:
    said = {"interactions": SAID, "peculiarities": "", "bases": [BASIS]}
    becomes = said | {"interactions": [{"text": "Консультация", "stage": ""}]}
    return {
        "id": found.pk,
        "number": 1,
        "action": "change_link",
        "trigger": "needs",
        "status": "submitted",
        "author": author.display_name,
        "unit": None,
        "process": named_process(of_row.process),
        "row": of_row.pk,
        "touchpoint": None,
        "was": NOTHING_PROPOSED | {"row": said, "touchpoint": of_row.touchpoint_id},
        "becomes": NOTHING_PROPOSED | {"row": becomes, "touchpoint": of_row.touchpoint_id},
        "reason": "Изменён регламент",
        "happened_on": TODAY.isoformat(),
        "due_on": found.due_on.isoformat(),
        "submitted_at": "2024-03-15T12:00:00Z",
        "is_late": False,
        "round": 1,
        "remark": "",
        "decided_by": "",
        "decided_at": None,
        "version": 1,
    }


def test_proposal_with_what_was_and_what_becomes(own: Agency, reader: Program):
    author = member(Role.COORDINATOR, own)
    changed = row(process(own))
    found = proposal(author, changed)
    address = f"agencies/{own.code}/proposals"

    expected = proposal_json(found, author, changed)
    assert value(reader.get(f"{address}/{found.pk}")) == expected
    assert value(reader.get(address)) == page([expected])
    assert value(reader.get(f"{address}?status=submitted&action=change_link"))["total"] == 1
    for query in ("status=accepted", "action=add_link", "unit=1000000"):
        assert value(reader.get(f"{address}?{query}")) == page([])


def test_edition_with_its_rows(own: Agency, reader: Program):
    first, second = row(process(own)), row(process(own))
    found = register_edition(own)
    address = f"agencies/{own.code}/registers/touchpoints/editions"
    waits = {
        "register_code": "touchpoints",
        "number": 1,
        "status": "frozen",
        "note": found.note,
        "row_count": 2,
        "frozen_at": "2024-03-15T12:00:00Z",
        "frozen_by": found.frozen_by_name,
        "document": None,
        "approved_by": "",
        "in_force_from": None,
        "closed_on": None,
        "files": [],
        "version": 1,
    }
    assert value(reader.get(address)) == page([waits])

    approved(found, date(2024, 3, 18))

    edition = waits | {
        "status": "approved",
        "document": found.act_id,
        "approved_by": found.approved_by_name,
        "in_force_from": "2024-03-18",
        "files": [
            {"format": one, "address": f"/public/{own.code}/touchpoints/1/{one}/"}
            for one in ("docx", "pdf", "xlsx", "csv", "json")
        ],
        "version": 2,
    }
    shown = value(reader.get(f"{address}/1?limit=1&offset=1"))
    columns = ["group_number", "group", "process", "touchpoint", "interactions", "peculiarities"]
    assert [one["code"] for one in shown.pop("columns")] == columns
    assert shown == {
        "total": 2,
        "limit": 1,
        "offset": 1,
        "edition": edition,
        "items": [
            {
                "position": 2,
                "key": f"row:{second.pk}",
                "group_number": 1,
                "cells": {
                    "group_number": "1",
                    "group": second.process.group.title,
                    "process": second.process.title,
                    "touchpoint": f"{second.touchpoint.name} (цифровая)",
                    "interactions": ["Приём заявления и документов", "Выдача результата"],
                    "peculiarities": [],
                    "touchpoint_name": second.touchpoint.name,
                    "channel": "цифровая",
                },
                "sources": {
                    "process": second.process_id, "touchpoint": second.touchpoint_id, "row": second.pk,
                },
            }
        ],
    }  # fmt: skip
    assert value(reader.get(f"{address}/1"))["items"][0]["key"] == f"row:{first.pk}"


@pytest.mark.parametrize(
    "rest",
    [
        "processes/1000000", "touchpoints/1000000", "register-rows/1000000", "proposals/1000000",
        "registers/other/editions", "registers/other/editions/1", "registers/touchpoints/editions/7",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(rest: str, own: Agency, reader: Program):
    assert refusal(reader.get(f"agencies/{own.code}/{rest}"))[0] == 404


def test_things_of_another_agency_are_not_found(own: Agency, reader: Program):
    strange = row(process(agency()))
    suggested = proposal(member(Role.COORDINATOR, strange.process.agency), strange)

    for rest in (
        f"processes/{strange.process_id}", f"touchpoints/{strange.touchpoint_id}",
        f"register-rows/{strange.pk}", f"proposals/{suggested.pk}",
    ):  # fmt: skip
        assert reader.get(f"agencies/{own.code}/{rest}").status_code == 404


def test_lists_are_read_in_as_many_queries_however_long(own: Agency, reader: Program):
    author = member(Role.COORDINATOR, own)
    addresses = (
        "processes", "touchpoints", "register-rows", "proposals", "register-findings", "process-groups",
        "registers/touchpoints/editions/1",
    )  # fmt: skip

    def add() -> None:
        held = row(process(own, unit=unit(own)), says=content("Приём", bases=()))
        proposal(author, held, content("Приём", "Выдача"))
        process(own)

    def queries() -> dict[str, int]:
        found = {}
        for rest in addresses:
            with CaptureQueriesContext(connection) as seen:
                assert reader.get(f"agencies/{own.code}/{rest}").status_code == 200
            found[rest] = len(seen)
        return found

    add()
    register_edition(own)
    # The first request also notes that the key was used.
    reader.get("agencies")
    few = queries()
    for _ in range(5):
        add()

    assert queries() == few
