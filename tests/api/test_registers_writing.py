"""What programs change in the registers: by the services of the pages, nothing twice, nothing lost."""

from typing import Any

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency, Unit
from navstrechu.processes.models import Process
from navstrechu.touchpoints.events import FIELDS
from navstrechu.touchpoints.models import ChangeProposal, ProcessTouchpoint, Touchpoint
from tests.api.calling import Program, program, refusal, value
from tests.factories.organisation import agency, appointment, member, person, post, unit
from tests.factories.processes import channel_kind, process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import row, touchpoint

WHY = {"trigger": "needs", "reason": "Изменён регламент", "happened_on": "2024-03-01"}
SAID = {"interactions": [{"text": "Приём заявления"}], "peculiarities": "По записи"}
CARD = {"group": 1, "title": "Выдача справки", "included_on": "2024-03-01", "basis": "Приказ № 5"}
STALE = "Запись уже изменил другой сотрудник. Обновите страницу и повторите действие."


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def writer(own: Agency) -> Program:
    return program(member(Role.COORDINATOR, own))


def address(own: Agency, rest: str) -> str:
    return f"agencies/{own.code}/{rest}"


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def head_of(own: Agency, of: Unit) -> User:
    """A unit head by the post held in the unit."""
    account = member(Role.UNIT_HEAD, own)
    held = post(own)
    type(held).objects.filter(pk=held.pk).update(unit=of)
    appointment(held, person(own, account))
    return account


def test_process_is_included_and_read(own: Agency, writer: Program):
    process(own)
    owner, curator = unit(own), post(own)
    before = verbs()

    response = writer.post(
        address(own, "processes"),
        CARD | {
            "object_kind": "service", "scope": "main", "reach": "interdepartmental", "unit": owner.pk,
            "curator": curator.pk, "clients": ["Семьи", " Опекуны "], "result": "Справка",
            "term": {"number": 3, "unit": "working_days", "start": "со дня обращения"},
            "participants": [{"name": "МФЦ"}], "bases": [{"act": "Закон № 1-ОЗ", "clause": "статья 5"}],
        },
    )  # fmt: skip

    made = Process.objects.get(title="Выдача справки")
    assert response.status_code == 201
    assert value(response) == {
        "id": made.pk,
        "code": "1.02",
        "title": "Выдача справки",
        "group": {"number": 1, "title": made.group.title},
        "object_kind": "service",
        "scope": "main",
        "reach": "interdepartmental",
        "unit": {"id": owner.pk, "name": owner.name},
        "curator": {"id": curator.pk, "title": curator.title},
        "clients": ["Семьи", "Опекуны"],
        "life_situation": "",
        "portal_url": "",
        "result": "Справка",
        "input_text": "",
        "output_text": "",
        "term": {"number": 3, "unit": "working_days", "start": "со дня обращения"},
        "participants": [{"name": "МФЦ", "part": ""}],
        "bases": [{"act": "Закон № 1-ОЗ", "clause": "статья 5", "url": ""}],
        "volumes": [],
        "status": "active",
        "included_on": "2024-03-01",
        "inclusion_basis": "Приказ № 5",
        "excluded_on": None,
        "exclusion_basis": "",
        "version": 1,
    }
    assert value(writer.get(address(own, f"processes/{made.pk}"))) == value(response)
    assert verbs() == [*before, "process_included"]


def test_change_of_a_process_keeps_what_it_does_not_name(own: Agency, writer: Program):
    found = process(own, result="Решение", unit=unit(own), curator=post(own))
    place = address(own, f"processes/{found.pk}")
    shown = value(writer.get(place))

    response = writer.patch(
        place, {"title": "Назначение  субсидии", "unit": None}, if_match=writer.get(place).headers["ETag"]
    )

    assert value(response) == shown | {"title": "Назначение субсидии", "unit": None, "version": 2}
    assert response.headers["ETag"] == writer.get(place).headers["ETag"]
    assert verbs()[-1] == "process_changed"


def test_process_is_excluded_once_however_often_the_request_comes(own: Agency, writer: Program):
    found = process(own)
    place = address(own, f"processes/{found.pk}/exclude")
    body = {"excluded_on": "2024-03-01", "basis": "Закон утратил силу"}

    first = writer.post(place, body, if_match='"1"', idempotency_key="one")
    again = writer.post(place, body, if_match='"1"', idempotency_key="one")
    other = writer.post(place, body, if_match="*")

    told = value(first)
    assert (told["status"], told["excluded_on"], told["version"]) == ("excluded", "2024-03-01", 2)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")
    assert refusal(other) == (409, "Это действие уже невозможно: состояние изменилось. Обновите страницу.")
    assert verbs().count("process_excluded") == 1


def test_touchpoint_is_added_and_changed(own: Agency, writer: Program):
    channel, owner = channel_kind(own), unit(own)
    said = {
        "name": "МФЦ", "channel": channel.pk, "url": "https://mfc.example.ru", "unit": owner.pk,
        "agreements": [{"act": "Соглашение № 1"}],
    }  # fmt: skip

    added = writer.post(address(own, "touchpoints"), said)
    made = Touchpoint.objects.get()
    place = address(own, f"touchpoints/{made.pk}")
    shown = value(writer.get(place))
    changed = writer.patch(place, {"phone": "100", "unit": None}, if_match=writer.get(place).headers["ETag"])

    assert (added.status_code, value(added)) == (201, shown)
    assert shown == {
        "id": made.pk,
        "name": "МФЦ",
        "channel": {"id": channel.pk, "title": channel.title},
        "category": "digital",
        "address": "",
        "url": "https://mfc.example.ru",
        "phone": "",
        "opening_hours": "",
        "opening_exceptions": "",
        "accessibility": "",
        "unit": {"id": owner.pk, "name": owner.name},
        "agreements": [{"act": "Соглашение № 1", "clause": "", "url": ""}],
        "processes": 0,
        "confirmed_on": None,
        "closed_on": None,
        "merged_into": None,
        "version": 1,
    }
    assert value(changed) == shown | {"phone": "100", "unit": None, "version": 2}
    again = writer.post(address(own, "touchpoints"), said)
    assert refusal(again) == (
        409, "Точка взаимодействия «МФЦ» с таким каналом уже есть. Выберите её из списка.",
    )  # fmt: skip


def test_row_is_added_changed_and_taken_out(own: Agency, writer: Program):
    held, place = process(own), touchpoint(own)
    body = SAID | {
        "process": held.pk, "touchpoint": place.pk,
        "bases": [{"kind": "internal", "act": "Регламент", "clause": "п. 3"}],
    }  # fmt: skip

    added = writer.post(address(own, "register-rows"), body)
    made = ProcessTouchpoint.objects.get()
    at = address(own, f"register-rows/{made.pk}")
    changed = writer.patch(at, {"interactions": [{"text": "Выдача", "stage": "Итог"}]}, if_match='"1"')
    removed = writer.delete(at, if_match=changed.headers["ETag"])

    shown = value(added)
    assert (added.status_code, shown["version"]) == (201, 1)
    assert shown["interactions"] == [{"text": "Приём заявления", "stage": ""}]
    assert shown["bases"] == [{"kind": "internal", "act": "Регламент", "clause": "п. 3", "url": ""}]
    told = {"interactions": [{"text": "Выдача", "stage": "Итог"}], "version": 2}
    assert value(changed) == shown | told
    assert value(removed) == shown | told | {
        "version": 3, "in_register": False, "removed_at": value(removed)["removed_at"],
    }  # fmt: skip
    assert verbs()[-3:] == ["row_added", "row_changed", "row_removed"]
    assert refusal(writer.delete(at, if_match="*")) == (
        412, "Эту строку уже исключил другой сотрудник. Обновите страницу.",
    )  # fmt: skip


def test_touchpoint_stands_in_a_process_once(own: Agency, writer: Program):
    found = row(process(own), touchpoint(own, "МФЦ"))
    body = SAID | {"process": found.process_id, "touchpoint": found.touchpoint_id}

    assert refusal(writer.post(address(own, "register-rows"), body)) == (
        409, "«МФЦ» в этом процессе уже указана: дополните взаимодействия в её строке (п. 2.6 Порядка).",
    )  # fmt: skip


def test_change_of_what_somebody_else_has_changed_shows_both_texts(own: Agency, writer: Program):
    found = row(process(own))
    at = address(own, f"register-rows/{found.pk}")
    writer.patch(at, {"peculiarities": "Первый"}, if_match='"1"')

    response = writer.patch(at, {"peculiarities": "Второй"}, if_match='"1"')

    assert refusal(response) == (
        412, "Эту строку уже изменил другой сотрудник. Сравните тексты и сохраните нужный.",
    )  # fmt: skip
    told = value(response)
    label = str(FIELDS["peculiarities"])
    assert (told["mine"][label], told["theirs"][label]) == ("Второй", "Первый")


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("patch", "processes/{process}"), ("post", "processes/{process}/exclude"),
        ("patch", "touchpoints/{touchpoint}"), ("patch", "register-rows/{row}"),
        ("delete", "register-rows/{row}"),
    ],
)  # fmt: skip
def test_change_under_an_old_version_or_none_is_refused(method: str, rest: str, own: Agency, writer: Program):
    found = row(process(own))
    named = {"process": found.process_id, "touchpoint": found.touchpoint_id, "row": found.pk}
    at = address(own, rest.format(**named))
    exclusion = {"excluded_on": "2024-03-01", "basis": "Закон"}
    body: dict[str, Any] = exclusion if method == "post" else {}
    before = verbs()

    assert refusal(writer.send(method, at, body))[0] == 428
    assert refusal(writer.send(method, at, body, if_match='"7"'))[0] == 412
    assert refusal(writer.send(method, at, body, if_match="nonsense"))[0] == 412
    assert verbs() == before


def test_unit_head_fills_the_own_rows_until_the_first_edition(own: Agency):
    mine = unit(own)
    found, strange = process(own, unit=mine), process(own, unit=unit(own))
    place = touchpoint(own)
    filler = program(head_of(own, mine))
    at = address(own, "register-rows")

    added = filler.post(at, SAID | {"process": found.pk, "touchpoint": place.pk})
    of_another = filler.post(at, SAID | {"process": strange.pk, "touchpoint": place.pk})
    approved(register_edition(own))
    late = filler.patch(f"{at}/{value(added)['id']}", {"peculiarities": "Иное"}, if_match="*")

    assert added.status_code == 201
    assert refusal(of_another) == (
        403,
        "Этот процесс ведёт другое подразделение. Обратитесь к его руководителю или к координатору.",
    )
    assert refusal(late) == (
        403,
        "Перечень уже утверждён: изменения вносят предложением, его рассмотрит координатор (п. 3.3).",
    )


def test_proposal_goes_the_whole_way(own: Agency, writer: Program):
    mine = unit(own)
    changed = row(process(own, unit=mine))
    author = program(head_of(own, mine))
    body = WHY | {"action": "change_link", "row": changed.pk, "becomes": {"row": SAID}}

    submitted = author.post(address(own, "proposals"), body, idempotency_key="one")
    again = author.post(address(own, "proposals"), body, idempotency_key="one")
    at = address(own, f"proposals/{value(submitted)['id']}")
    returned = writer.post(f"{at}/decision", {"decision": "return", "remark": "Уточните"}, if_match='"1"')
    corrected = WHY | {"becomes": {"row": {"interactions": [{"text": "Консультация"}]}}}
    resubmitted = author.post(f"{at}/resubmit", corrected, if_match='"2"')
    accepted = writer.post(f"{at}/decision", {"decision": "accept"}, if_match='"3"')

    assert (submitted.status_code, again.content) == (201, submitted.content)
    assert ChangeProposal.objects.count() == 1
    was = value(submitted)["was"]
    asked = {"row": None, "touchpoint": None, "place": None, "process": None, "basis": ""}
    row_said = {"interactions": [{"text": "Приём заявления", "stage": ""}], "peculiarities": "По записи"}
    named = {"row": row_said | {"bases": []}, "touchpoint": changed.touchpoint_id}
    assert value(submitted)["becomes"] == asked | named
    states = [(value(one)["status"], value(one)["round"]) for one in (returned, resubmitted, accepted)]
    assert states == [("returned", 1), ("submitted", 2), ("accepted", 2)]
    assert (value(returned)["remark"], value(resubmitted)["remark"]) == ("Уточните", "")
    assert value(accepted)["was"] == was
    shown = value(writer.get(address(own, f"register-rows/{changed.pk}")))
    assert (shown["interactions"], shown["version"]) == ([{"text": "Консультация", "stage": ""}], 2)


def test_proposal_is_read_and_sent_back_as_it_is(own: Agency, writer: Program):
    changed = row(process(own))
    submitted = writer.post(
        address(own, "proposals"),
        WHY | {"action": "change_link", "row": changed.pk, "becomes": {"row": SAID}},
    )
    at = address(own, f"proposals/{value(submitted)['id']}")
    responsible = program(member(Role.RESPONSIBLE, own))
    responsible.post(f"{at}/decision", {"decision": "return", "remark": "Нет"}, if_match="*")
    shown = value(writer.get(at))

    again = writer.post(
        f"{at}/resubmit",
        {name: shown[name] for name in ("trigger", "reason", "happened_on", "becomes")},
        if_match="*",
    )

    assert value(again)["becomes"] == shown["becomes"]
    assert value(again)["status"] == "submitted"


def test_each_action_is_carried_out(own: Agency, writer: Program):
    held, leaving = process(own), process(own)
    taken, place, channel = row(held), touchpoint(own), channel_kind(own)
    new_place = {"name": "Инфомат", "channel": channel.pk}
    asked = [
        {"action": "add_link", "process": held.pk, "becomes": {"row": SAID, "touchpoint": place.pk}},
        {"action": "add_link", "process": held.pk, "becomes": {"row": SAID, "place": new_place}},
        {"action": "remove_link", "row": taken.pk},
        {"action": "change_touchpoint", "touchpoint": place.pk,
         "becomes": {"place": {"name": "Сайт органа", "channel": channel.pk}}},
        {"action": "include_process", "becomes": {
            "process": {"group": 2, "title": "Осмотр помещений", "unit": unit(own).pk}, "basis": "Приказ"}},
        {"action": "exclude_process", "process": leaving.pk, "becomes": {"basis": "Закон утратил силу"}},
    ]  # fmt: skip
    decides = program(member(Role.COORDINATOR, own))

    for body in asked:
        made = writer.post(address(own, "proposals"), WHY | body)
        assert made.status_code == 201, made.content
        at = address(own, f"proposals/{value(made)['id']}/decision")
        accepted = decides.post(at, {"decision": "accept"}, if_match=writer.get(at[:-9]).headers["ETag"])
        assert value(accepted)["status"] == "accepted"

    live = ProcessTouchpoint.objects.live().filter(process=held).order_by("position")
    assert [one.touchpoint.name for one in live] == ["Сайт органа", "Инфомат"]
    assert Process.objects.get(title="Осмотр помещений").code == "2.01"
    leaving.refresh_from_db()
    assert leaving.status == "excluded"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"action": "add_link"}, "Для действия add_link нужны поля: process."),
        ({"action": "add_link", "process": 1, "row": 1}, "К действию add_link не относятся поля: row."),
        ({"action": "include_process"}, "Для действия include_process нужны поля: basis, process."),
        (
            {"action": "include_process", "becomes": {"basis": "Приказ", "touchpoint": 1, "process": {
                "group": 1, "title": "Выдача", "unit": 1}}},
            "К действию include_process не относятся поля: touchpoint.",
        ),
        (
            {"action": "include_process", "becomes": {"basis": "Приказ", "process": {
                "group": 77, "title": "Выдача", "unit": 1}}},
            "Группы процессов 77 в органе нет. Возьмите номер из списка групп.",
        ),
        (
            {"action": "change_link", "row": 1000000, "becomes": {"row": SAID}},
            "Строки 1000000 в перечне нет. Возьмите номер из строк перечня.",
        ),
        ({"action": "remove"}, "Запрос не принят: action – такого значения нет в перечне."),
        (
            {"action": "remove_link", "row": 1, "becomes": {"rows": {}}},
            "Запрос не принят: becomes.rows – такого поля нет.",
        ),
    ],
)  # fmt: skip
def test_proposal_that_does_not_fit_its_action_is_refused_in_words(
    body: dict[str, Any], detail: str, own: Agency, writer: Program
):
    assert refusal(writer.post(address(own, "proposals"), WHY | body)) == (422, detail)
    assert not ChangeProposal.objects.exists()


@pytest.mark.parametrize(
    ("rest", "body", "detail"),
    [
        ("processes", CARD | {"unit": 10**6}, "Подразделения 1000000 в органе нет или оно закрыто."),
        (
            "processes", CARD | {"curator": 10**6},
            "Должности 1000000 в органе нет. Возьмите номер из списка должностей.",
        ),
        ("processes", CARD | {"included_on": "2099-01-01"},
         "Дата 01.01.2099 ещё не наступила. Внесите изменение в этот день или исправьте дату."),
        ("processes", CARD | {"term": {"number": 3}},
         "Срок – это число и единица: укажите оба или ни одного."),
        (
            "touchpoints", {"name": "МФЦ", "channel": 10**6},
            "Вида канала 1000000 в органе нет. Возьмите номер из списка видов каналов.",
        ),
        (
            "register-rows", SAID | {"process": 10**6, "touchpoint": 1},
            "Процесса 1000000 в реестре нет. Возьмите номер из реестра процессов.",
        ),
    ],
)  # fmt: skip
def test_reference_or_value_that_cannot_be_is_refused_in_words(
    rest: str, body: dict[str, Any], detail: str, own: Agency, writer: Program
):
    process(own)
    before = verbs()

    assert refusal(writer.post(address(own, rest), body)) == (422, detail)
    assert verbs() == before


def test_proposal_that_changes_nothing_is_refused(own: Agency, writer: Program):
    changed = row(process(own))
    now = value(writer.get(address(own, f"register-rows/{changed.pk}")))
    same = {name: now[name] for name in ("interactions", "peculiarities", "bases")}

    response = writer.post(
        address(own, "proposals"),
        WHY | {"action": "change_link", "row": changed.pk, "becomes": {"row": same}},
    )

    sentence = "Предложение ничего не меняет. Исправьте хотя бы одно поле."
    assert refusal(response) == (422, sentence)


def test_author_does_not_decide_on_the_own_proposal(own: Agency, writer: Program):
    made = writer.post(
        address(own, "proposals"), WHY | {"action": "remove_link", "row": row(process(own)).pk}
    )
    at = address(own, f"proposals/{value(made)['id']}")

    refused = writer.post(f"{at}/decision", {"decision": "accept"}, if_match="*")
    withdrawn = writer.post(f"{at}/withdraw", {}, if_match='"1"')

    assert refusal(refused) == (403, "Своё предложение рассматривает не автор, а другой сотрудник.")
    assert value(withdrawn)["status"] == "withdrawn"


def test_decision_on_what_was_handed_in_anew_is_refused(own: Agency, writer: Program):
    made = writer.post(
        address(own, "proposals"), WHY | {"action": "remove_link", "row": row(process(own)).pk}
    )
    at = address(own, f"proposals/{value(made)['id']}")
    decides = program(member(Role.RESPONSIBLE, own))
    decides.post(f"{at}/decision", {"decision": "return", "remark": "Нет"}, if_match='"1"')
    writer.post(f"{at}/resubmit", WHY, if_match='"2"')

    late = decides.post(f"{at}/decision", {"decision": "reject", "remark": "Нет"}, if_match='"1"')
    silent = decides.post(f"{at}/decision", {"decision": "reject"}, if_match='"3"')

    assert refusal(late) == (412, STALE)
    assert refusal(silent) == (422, "Укажите причину: без неё это действие не выполняется.")
    assert ChangeProposal.objects.get().status == "submitted"


def test_proposal_about_a_row_that_has_changed_since_is_not_carried_out(own: Agency, writer: Program):
    changed = row(process(own))
    body = WHY | {"action": "change_link", "row": changed.pk, "becomes": {"row": SAID}}
    made = writer.post(address(own, "proposals"), body)
    writer.patch(address(own, f"register-rows/{changed.pk}"), {"peculiarities": "Иное"}, if_match="*")
    at = address(own, f"proposals/{value(made)['id']}/decision")

    refused = program(member(Role.RESPONSIBLE, own)).post(at, {"decision": "accept"}, if_match="*")

    assert refusal(refused) == (
        412,
        "С тех пор как предложение представили, эту запись изменили. Верните его автору: он сверит текст "
        "и представит заново.",
    )
    assert ChangeProposal.objects.get().status == "submitted"
