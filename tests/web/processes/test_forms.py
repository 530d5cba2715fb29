"""Forms of the register of processes: what is typed is kept, refused with its sentence, or saved."""

from collections.abc import Mapping

import pytest
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.membership import grant_role
from navstrechu.processes.models import ChannelKind, Process, ProcessGroup
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import channel_kind, excluded_process, process, process_group
from tests.sessions import sign_in
from tests.web.visiting import errors, texts, toast, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


def path(own: Agency, tail: str) -> str:
    return f"/agency/{own.code}/processes/{tail}"


def typed(own: Agency, **given: object) -> dict[str, object]:
    """The form of a process as a browser sends it: two rows of bases, one of participants."""
    rows = {"bases-TOTAL_FORMS": 2, "bases-INITIAL_FORMS": 0}
    rows |= {"participants-TOTAL_FORMS": 1, "participants-INITIAL_FORMS": 0}
    card = {
        "group": process_group(own).pk, "title": "Выдача справки", "object_kind": "service",
        "scope": "main", "reach": "internal",
    }  # fmt: skip
    return {**rows, **card, "included_on": "01.03.2024", "basis": "Приказ № 3", **given}


def said(response: object) -> Mapping[str, str]:
    return errors(response)  # type: ignore[arg-type]


def test_process_is_included_with_its_rows(own: Agency, coordinator: Client):
    body = typed(
        own, term_number="10", term_unit="working_days", **{
            "bases-0-act": "Устав", "bases-0-clause": "п. 3", "bases-1-act": "",
            "participants-0-name": "МФЦ", "participants-0-part": "принимает",
        },
    )  # fmt: skip

    answer = coordinator.post(path(own, "new/"), body, follow=True)

    made = Process.objects.get()
    assert answer.redirect_chain[-1] == (path(own, f"{made.pk}/"), 302)
    assert toast(answer) == ["Процесс включён в реестр. Теперь укажите его точки взаимодействия."]
    assert (made.code, made.term_number, str(made.included_on)) == ("1.01", 10, "2024-03-01")
    assert list(made.bases.values_list("act", "clause")) == [("Устав", "п. 3")]
    assert list(made.participants.values_list("name", "part")) == [("МФЦ", "принимает")]
    assert tree(answer).xpath("//*[@data-draft-saved]/@data-draft-saved") == ["process-new"]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"title": ""}, "title", "Обязательное поле."),
        ({"scope": ""}, "scope", "Обязательное поле."),
        ({"group": "0"}, "group", "Выберите корректный вариант."),
        ({"term_number": "5"}, "", "Срок – это число и единица"),
        ({"portal_url": "gosuslugi"}, "", "нужен адрес страницы"),
        ({"included_on": "01.01.2099"}, "", "ещё не наступила"),
        ({"bases-0-clause": "п. 3"}, "", "Проверьте правовые основания"),
        ({"participants-0-part": "принимает"}, "", "Проверьте правовые основания и участников"),
        ({"bases-0-act": "Устав", "bases-1-act": "Устав"}, "", "Дважды указано одно и то же"),
    ],
)
def test_refused_form_keeps_what_was_typed(
    own: Agency, coordinator: Client, given: dict[str, object], field: str, sentence: str
):
    answer = coordinator.post(
        path(own, "new/"), typed(own, **{"life_situation": "Рождение ребенка", **given})
    )

    assert answer.status_code == 422
    assert sentence in said(answer)[field]
    kept = tree(answer).xpath("//input[@name='life_situation']/@value")
    assert (kept, Process.objects.count()) == (["Рождение ребенка"], 0)


def test_taken_title_is_a_conflict(own: Agency, coordinator: Client):
    process(own, title="Выдача справки")

    answer = coordinator.post(path(own, "new/"), typed(own))

    assert answer.status_code == 409
    assert "уже есть в реестре" in said(answer)[""]


def test_unit_head_is_offered_the_own_units_only(own: Agency):
    top, _strange = unit(own, "Управление опеки"), unit(own, "Отдел кадров")
    unit(own, "Отдел усыновления", parent=top)
    head = user()
    grant_role(user=head, role=Role.UNIT_HEAD, agency=own, unit=top, by=SYSTEM, at=NOON)
    client = sign_in(head)

    page = client.get(path(own, "new/"))
    assert texts(page, "//select[@name='unit']/option") == [
        "не указано",
        "Управление опеки",
        "Отдел усыновления",
    ]
    without, foreign = typed(own), typed(own, unit=_strange.pk)
    assert client.post(path(own, "new/"), without).status_code == 422
    assert client.post(path(own, "new/"), foreign).status_code == 422
    assert client.post(path(own, "new/"), typed(own, unit=top.pk)).status_code == 302
    assert Process.objects.get().unit == top


def test_card_is_changed_and_rows_are_emptied(own: Agency, coordinator: Client):
    coordinator.post(path(own, "new/"), typed(own, **{"bases-0-act": "Устав", "bases-1-act": "Закон"}))
    made = Process.objects.get()
    page = coordinator.get(path(own, f"{made.pk}/change/"))
    assert tree(page).xpath("//input[starts-with(@name, 'bases-') and contains(@name, '-act')]/@value") == [
        "Устав", "Закон",
    ]  # fmt: skip

    body = typed(
        own, version=1, title="Выдача справок", code="1.01", **{"bases-0-act": "", "bases-1-act": "Закон"}
    )
    answer = coordinator.post(path(own, f"{made.pk}/change/"), body, follow=True)

    made.refresh_from_db()
    assert toast(answer) == ["Процесс изменён."]
    assert (made.title, made.version) == ("Выдача справок", 2)
    assert list(made.bases.values_list("act", flat=True)) == ["Закон"]


def test_second_editor_sees_both_variants_and_may_insist(own: Agency, coordinator: Client):
    made = process(own, title="Опека")
    address = path(own, f"{made.pk}/change/")
    coordinator.post(address, typed(own, version=1, title="Опека над детьми"))

    answer = coordinator.post(address, typed(own, version=1, title="Попечительство"))

    assert answer.status_code == 409
    assert texts(answer, "//*[@class='versions']//dd") == ["Попечительство", "Опека над детьми"]
    (version,) = tree(answer).xpath("//input[@name='version']/@value")
    assert coordinator.post(address, typed(own, version=version, title="Попечительство")).status_code == 302
    assert Process.objects.get(pk=made.pk).title == "Попечительство"


def test_exclusion_shows_its_effect_and_takes_a_basis(own: Agency, coordinator: Client):
    made = process(own)
    address = path(own, f"{made.pk}/exclude/")

    assert "перечень не изменится" in " ".join(texts(coordinator.get(address), "//section//li"))
    refused = coordinator.post(address, {"version": 1, "excluded_on": "01.03.2024", "basis": ""})
    assert (refused.status_code, said(refused)) == (422, {"basis": "Обязательное поле."})
    body = {"version": 1, "excluded_on": "01.03.2024", "basis": "Закон утратил силу"}
    assert toast(coordinator.post(address, body, follow=True)) == [
        "Процесс исключён из реестра. Его карточка и история сохранены."
    ]
    again = coordinator.post(address, body | {"version": 2})
    assert (again.status_code, "состояние изменилось" in said(again)[""]) == (409, True)


def test_process_returns(own: Agency, coordinator: Client):
    made = excluded_process(own)
    body = {"version": 2, "included_on": "01.03.2024", "basis": "Решение суда"}

    assert coordinator.post(path(own, f"{made.pk}/restore/"), body).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.inclusion_basis) == ("active", "Решение суда")


def test_volumes_are_typed_by_channel(own: Agency, coordinator: Client):
    made = process(own)
    channel = channel_kind(own)
    address = path(own, f"{made.pk}/volumes/")

    coordinator.post(address, {"version": 1, "year": 2023, f"channel_{channel.pk}": 7})

    assert list(made.volumes.values_list("year", "channel", "number")) == [(2023, channel.pk, 7)]
    page = coordinator.get(address + "?year=2023")
    assert tree(page).xpath(f"//input[@name='channel_{channel.pk}']/@value") == ["7"]
    refused = coordinator.post(address, {"version": 2, "year": 1990, f"channel_{channel.pk}": -1})
    assert (refused.status_code, set(said(refused))) == (422, {"year", f"channel_{channel.pk}"})


def test_groups_are_added_changed_and_removed(own: Agency, coordinator: Client):
    body = {"number": 10, "title": "Проекты", "client": "internal"}

    assert coordinator.post(path(own, "groups/new/"), body).status_code == 302
    made = ProcessGroup.objects.get(number=10)
    taken = coordinator.post(path(own, f"groups/{made.pk}/"), body | {"number": 1, "version": 1})
    assert (taken.status_code, "уже есть" in said(taken)[""]) == (409, True)
    coordinator.post(path(own, f"groups/{made.pk}/"), body | {"direction": "д", "version": 1})
    made.refresh_from_db()
    assert (made.direction, made.version) == ("д", 2)
    assert coordinator.post(path(own, f"groups/{made.pk}/remove/"), {"version": 2}).status_code == 302
    assert not ProcessGroup.objects.filter(number=10).exists()


def test_group_with_processes_stays(own: Agency, coordinator: Client):
    made = process(own)

    answer = coordinator.post(path(own, f"groups/{made.group_id}/remove/"), {"version": 1})

    assert (answer.status_code, "В группе есть процессы" in said(answer)[""]) == (409, True)


def test_agency_without_groups_takes_those_of_the_roadmap(own: Agency, coordinator: Client):
    ProcessGroup.objects.filter(agency=own).delete()
    ChannelKind.objects.filter(agency=own).delete()
    button = "//form[contains(@action, '/groups/seed/')]//button"

    assert texts(coordinator.get(path(own, "groups/")), button) == ["Взять группы дорожной карты"]
    assert texts(coordinator.get(path(own, "channels/")), button) == ["Взять обычные виды"]
    answer = coordinator.post(path(own, "groups/seed/"), follow=True)
    assert toast(answer) == ["Группы процессов и виды каналов заведены. Исправьте их под свой орган."]
    assert (own.process_groups.count(), own.channel_kinds.count()) == (9, 20)


def test_groups_page_sets_groups_against_directions(own: Agency, coordinator: Client):
    process(own, group=3)
    page = coordinator.get(path(own, "groups/"))

    directions = texts(page, "//section[@aria-labelledby='directions']//tbody/tr")
    assert directions[1] == "б) государственный контроль (надзор) 3 1"
    found = tree(page).xpath("//section[@aria-labelledby='findings']/ul/li")
    assert len(found) == 7 + 8 + 1
    assert "нет среди направлений приказа" in texts(page, "//section[@aria-labelledby='findings']")[0]


def test_checks_are_grouped_and_link_to_the_place(own: Agency, coordinator: Client):
    made = process(own, group=3, title="Надзор")
    page = coordinator.get(path(own, "checks/"))

    assert texts(page, "//main//h2") == [
        "Направления без процессов", "Группы сверх приказа", "Группы без процессов", "Без подразделения",
        "Без правового основания", "Без результата", "Без срока",
    ]  # fmt: skip
    links = tree(page).xpath(
        "//section[@aria-labelledby='process_without_unit']//a[@class='findings__action']/@href"
    )
    assert links == [path(own, f"{made.pk}/change/")]


def test_channels_are_added_changed_and_closed(own: Agency, coordinator: Client):
    coordinator.post(path(own, "channels/new/"), {"title": "Инфомат", "category": "offline"})
    made = ChannelKind.objects.get(title="Инфомат")
    address = path(own, f"channels/{made.pk}/")

    taken = coordinator.post(address, {"title": "Мессенджер", "category": "digital", "version": 1})
    assert (taken.status_code, "уже есть" in said(taken)[""]) == (409, True)
    coordinator.post(address, {"title": "Терминал", "category": "digital", "version": 1})
    coordinator.post(address + "close/", {"closed_on": "01.03.2024", "version": 2})

    made.refresh_from_db()
    assert (made.title, made.category, str(made.closed_on)) == ("Терминал", "digital", "2024-03-01")
    assert "Терминал не используется с 01.03.2024 0" in " ".join(
        texts(coordinator.get(path(own, "channels/")), "//tbody/tr")
    )
