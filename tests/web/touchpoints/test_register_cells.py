"""Cells of the register edited where they stand."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.services.rows import change_row
from navstrechu.touchpoints.values import InteractionText
from navstrechu.web.touchpoints.interaction_lines import items_of, lines_of
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process
from tests.factories.touchpoints import content, row, touchpoint
from tests.sessions import sign_in
from tests.web.visiting import texts, tree


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def there(own: Agency) -> ProcessTouchpoint:
    return row(process(own), touchpoint(own, "Портал"), content("Приём", peculiarities="По записи"))


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


def headers(there: ProcessTouchpoint, cell: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"row-{there.pk}-{cell}"}


def address(there: ProcessTouchpoint, cell: str, name: str = "row-edit") -> str:
    return reverse(f"touchpoints:{name}", args=[there.process.agency.code, there.pk]) + f"?cell={cell}"


def opened(client: Client, there: ProcessTouchpoint, cell: str) -> dict[str, object]:
    """What the form of a cell holds when it is opened."""
    form = client.get(address(there, cell), headers=headers(there, cell)).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def send(client: Client, there: ProcessTouchpoint, cell: str, given: dict[str, object]):
    return client.post(address(there, cell), given, headers=headers(there, cell))


def said(there: ProcessTouchpoint) -> tuple[list[str], str]:
    stored = row_content(ProcessTouchpoint.objects.get(pk=there.pk))
    return [item.text for item in stored.interactions], stored.peculiarities


def test_cell_opens_saves_and_closes(coordinator: Client, there: ProcessTouchpoint):
    form = opened(coordinator, there, "interactions")

    response = send(coordinator, there, "interactions", form | {"text": "Первое\n\n  Второе  "})

    assert response.status_code == 200
    assert tree(response).get("id") == f"row-{there.pk}-interactions"
    assert texts(response, "//p") == ["Первое", "Второе"]
    assert said(there) == (["Первое", "Второе"], "По записи")
    assert json.loads(response.headers["HX-Trigger"]) == {
        "draft-saved": {"value": f"row-{there.pk}-interactions"},
        "register-changed": {},
    }


def test_cell_left_as_it_was_changes_nothing(coordinator: Client, there: ProcessTouchpoint):
    send(coordinator, there, "interactions", opened(coordinator, there, "interactions"))
    closed = coordinator.get(address(there, "touchpoint", "row"), headers=headers(there, "touchpoint"))

    there.refresh_from_db()
    assert there.version == 1
    assert texts(closed, "//a") == ["Портал"]


def test_another_cell_of_the_same_row_is_no_conflict(coordinator: Client, there: ProcessTouchpoint):
    first, second = opened(coordinator, there, "interactions"), opened(coordinator, there, "peculiarities")

    send(coordinator, there, "interactions", first | {"text": "Иное"})
    response = send(coordinator, there, "peculiarities", second | {"text": "Без записи"})

    assert response.status_code == 200
    assert said(there) == (["Иное"], "Без записи")


def test_same_cell_changed_by_another_shows_both_texts(coordinator: Client, there: ProcessTouchpoint):
    form = opened(coordinator, there, "interactions")
    change_row(row=there, version=1, content=content("Чужое"), by=SYSTEM, at=NOON)

    response = send(coordinator, there, "interactions", form | {"text": "Моё"})

    assert response.status_code == 409
    assert texts(response, "//*[@class='versions']/section") == [
        "Ваш вариант осуществляемое взаимодействие Моё",
        "Сохранено другим осуществляемое взаимодействие Чужое",
    ]
    assert said(there)[0] == ["Чужое"]
    again = {name: response.context["form"][name].value() for name in ("version", "seen", "text")}
    send(coordinator, there, "interactions", again)
    assert said(there)[0] == ["Моё"]


def test_touchpoint_of_a_row_is_replaced_by_name(own: Agency, coordinator: Client, there: ProcessTouchpoint):
    touchpoint(own, "Почта России")
    form = opened(coordinator, there, "touchpoint")

    response = send(coordinator, there, "touchpoint", form | {"place": "почта россии"})

    there.refresh_from_db()
    assert (there.touchpoint.name, texts(response, "//a")) == ("Почта России", ["Почта России"])


def test_unknown_touchpoint_asks_for_its_channel(own: Agency, coordinator: Client, there: ProcessTouchpoint):
    form, channel = opened(coordinator, there, "touchpoint") | {"place": "Инфомат"}, channel_kind(own)

    asked = send(coordinator, there, "touchpoint", form)
    send(coordinator, there, "touchpoint", form | {"channel": channel.pk})

    assert asked.status_code == 422
    assert "channel" in asked.context["form"].errors
    there.refresh_from_db()
    assert there.touchpoint == Touchpoint.objects.get(name="Инфомат", channel=channel)


def test_too_long_text_stays_in_the_cell(coordinator: Client, there: ProcessTouchpoint):
    form = opened(coordinator, there, "peculiarities")

    response = send(coordinator, there, "peculiarities", form | {"text": "ы" * 30_000})

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "ы" * 30_000
    assert said(there)[1] == "По записи"


def test_formula_is_a_text_like_any_other(coordinator: Client, there: ProcessTouchpoint):
    form = opened(coordinator, there, "interactions")

    send(coordinator, there, "interactions", form | {"text": '=HYPERLINK("http://x")\n<script>1</script>'})

    assert said(there)[0] == ['=HYPERLINK("http://x")', "<script>1</script>"]


def test_who_may_not_edit_the_row_gets_no_form(own: Agency, there: ProcessTouchpoint):
    client = sign_in(member(Role.UNIT_HEAD, own))

    assert (
        client.get(address(there, "interactions"), headers=headers(there, "interactions")).status_code == 403
    )


@pytest.mark.parametrize(
    "items",
    [
        (InteractionText("Приём"), InteractionText("Выдача", "результат")),
        (InteractionText("[1] Приём"),),
        (InteractionText("Приём [в кабинете]"),),
        (),
    ],
)
def test_lines_give_the_same_interactions_back(items: tuple[InteractionText, ...]):
    assert items_of(lines_of(items)) == items
