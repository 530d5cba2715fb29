"""Actions on chosen rows: the effect is shown, then done, rows without a right are passed over."""

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.rows import change_row
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.touchpoints import ACT, content, row, touchpoint
from tests.sessions import sign_in
from tests.web.visiting import texts, toast


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


@pytest.fixture
def rows(own: Agency) -> list[ProcessTouchpoint]:
    held = process(own)
    made = [row(held, touchpoint(own, name), content("Приём", bases=())) for name in ("Портал", "Почта")]
    return [*made, row(process(own), touchpoint(own, "Сайт"), content("Приём"))]


def given(action: str, rows: list[ProcessTouchpoint], **more: object) -> dict[str, object]:
    keys = [one.pk for one in rows]
    return {"action": action, "rows": keys, "seen": [f"{one.pk}:{one.version}" for one in rows], **more}


def send(client: Client, own: Agency, body: dict[str, object]):
    return client.post(reverse("touchpoints:bulk", args=[own.code]), body, follow=True)


def effects(response) -> list[str]:
    return texts(response, "//tbody/tr/td[2]")


def bases(own: Agency) -> list[int]:
    found = ProcessTouchpoint.objects.live().filter(process__agency=own).order_by("pk")
    return [one.bases.count() for one in found]


def test_basis_is_added_where_it_is_lacking(own: Agency, coordinator: Client, rows):
    law = {"act": ACT.act, "clause": ACT.clause, "kind": "regulatory", "url": ""}

    shown = send(coordinator, own, given("basis", rows, **law))
    assert effects(shown) == [f"добавится основание: {ACT.act}, {ACT.clause}"] * 2 + [
        "такое основание уже есть"
    ]
    assert bases(own) == [0, 0, 1]
    done = send(coordinator, own, given("basis", rows, **law, confirmed="yes"))

    assert toast(done) == ["Добавить основание: сделано 2, пропущено 1."]
    assert bases(own) == [1, 1, 1]
    coordinator.post(reverse("touchpoints:rows-undo", args=[own.code]))
    assert bases(own) == [0, 0, 1]


def test_basis_needs_an_act(own: Agency, coordinator: Client, rows):
    response = send(coordinator, own, given("basis", rows, act="", kind="regulatory"))

    assert (response.status_code, response.context["effects"]) == (422, None)


def test_touchpoint_is_replaced_once_in_each_process(own: Agency, coordinator: Client, rows):
    touchpoint(own, "Приёмная")

    shown = send(coordinator, own, given("place", rows, place="Приёмная"))
    assert effects(shown) == [
        "вместо неё – «Приёмная»", "в процессе эта точка уже встанет в другую строку (п. 2.6)",
        "вместо неё – «Приёмная»",
    ]  # fmt: skip
    send(coordinator, own, given("place", rows, place="Приёмная", confirmed="yes"))

    names = ProcessTouchpoint.objects.order_by("pk").values_list("touchpoint__name", flat=True)
    assert list(names) == ["Приёмная", "Почта", "Приёмная"]


def test_rows_are_taken_out_and_put_back(own: Agency, coordinator: Client, rows):
    done = send(coordinator, own, given("remove", rows[:2], confirmed="yes"))

    assert toast(done) == ["Исключить строки: сделано 2, пропущено 0."]
    assert list(ProcessTouchpoint.objects.live()) == [rows[2]]
    coordinator.post(reverse("touchpoints:rows-undo", args=[own.code]))
    assert ProcessTouchpoint.objects.live().count() == 3


def test_touchpoints_are_confirmed_each_once(own: Agency, coordinator: Client, rows):
    twice = row(process(own), rows[0].touchpoint)

    send(coordinator, own, given("confirm", [*rows, twice], confirmed="yes"))

    assert not Touchpoint.objects.filter(confirmed_on=None).exists()
    assert Event.objects.filter(verb="touchpoint_confirmed").count() == 3


def test_row_changed_since_the_preview_stops_everything(own: Agency, coordinator: Client, rows):
    body = given("remove", rows, confirmed="yes")
    change_row(row=rows[1], version=1, content=content("Чужое"), by=SYSTEM, at=NOON)

    response = send(coordinator, own, body)

    assert response.status_code == 409
    assert ProcessTouchpoint.objects.live().count() == 3
    assert row_content(rows[1]).interactions[0].text == "Чужое"


def test_rows_of_other_units_are_passed_over_with_the_reason(own: Agency, rows):
    client = sign_in(member(Role.UNIT_HEAD, own))

    shown = send(client, own, given("remove", rows))
    done = send(client, own, given("remove", rows, confirmed="yes"))

    refused = "Этот процесс ведёт другое подразделение. Обратитесь к его руководителю или к координатору."
    assert effects(shown) == [refused] * 3
    assert toast(done) == ["Исключить строки: сделано 0, пропущено 3."]
    assert ProcessTouchpoint.objects.live().count() == 3


def test_nothing_chosen_leads_back_with_a_word(own: Agency, coordinator: Client):
    response = send(coordinator, own, {"action": "remove"})

    assert toast(response) == ["Отметьте строки перечня и выберите действие."]
