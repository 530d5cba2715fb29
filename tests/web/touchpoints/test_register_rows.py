"""Rows as plain forms: added, changed, taken out, put back, ordered; steps taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.settings import settings_of
from navstrechu.touchpoints.services.rows import change_row, remove_row
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process
from tests.factories.touchpoints import ACT, content, row, touchpoint
from tests.sessions import sign_in
from tests.web.visiting import errors, texts, toast

BASES = {"bases-TOTAL_FORMS": 1, "bases-INITIAL_FORMS": 0}
LAW = {"bases-0-act": ACT.act, "bases-0-clause": ACT.clause, "bases-0-kind": "regulatory"}


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> Client:
    return sign_in(member(Role.COORDINATOR, own))


def url(name: str, own: Agency, *args: object) -> str:
    return reverse(f"touchpoints:{name}", args=[own.code, *args])


def live(own: Agency) -> list[tuple[str, str]]:
    rows = ProcessTouchpoint.objects.printed().filter(process__agency=own).in_printed_order()
    return [(one.process.title, one.touchpoint.name) for one in rows.select_related("process", "touchpoint")]


class TestAdding:
    """A new row: a touchpoint that is there, one that is like another, a new one."""

    def send(self, client: Client, own: Agency, **given: object):
        given = {"interactions": "Приём\n[выдача] Ответ", "peculiarities": "", **BASES, **LAW, **given}
        return client.post(url("row-add", own), given, follow=True)

    def test_touchpoint_is_known_by_what_its_name_means(self, own: Agency, coordinator: Client):
        held, place = process(own), touchpoint(own, "МФЦ на ул. Ленина, 5")

        response = self.send(coordinator, own, process=held.pk, place="мфц, улица Ленина 5")

        added = ProcessTouchpoint.objects.get()
        assert (added.touchpoint, toast(response)) == (place, ["Строка добавлена в перечень."])
        assert row_content(added) == RowContent(
            (InteractionText("Приём"), InteractionText("Ответ", "выдача")), "", (ACT,)
        )

    def test_similar_touchpoints_are_offered_before_a_new_one_is_made(self, own: Agency, coordinator: Client):
        held, place = process(own), touchpoint(own, "Кабинет приёма граждан по вопросам опеки")

        given = {"process": held.pk, "place": "Кабинет приема граждан по вопрасам опеки"}
        response = self.send(coordinator, own, **given)

        assert response.status_code == 422
        assert errors(response) == {
            "choice": "Точки с похожим названием уже есть: выберите одну из них или создайте новую."
        }
        assert texts(response, "//*[@id='id_choice']//label")[0].startswith(place.name)
        assert not ProcessTouchpoint.objects.exists()

        self.send(coordinator, own, **given, choice=place.pk)
        assert live(own) == [(held.title, place.name)]

    def test_new_touchpoint_needs_a_channel(self, own: Agency, coordinator: Client):
        held, channel = process(own), channel_kind(own)

        refused = self.send(coordinator, own, process=held.pk, place="Инфомат")
        self.send(coordinator, own, process=held.pk, place="Инфомат", channel=channel.pk)

        assert list(errors(refused)) == ["channel"]
        made = Touchpoint.objects.get()
        assert (made.name, made.channel, live(own)) == ("Инфомат", channel, [(held.title, "Инфомат")])

    def test_touchpoint_stands_once_in_a_process(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"))

        response = self.send(coordinator, own, process=there.process_id, place="портал")

        assert response.status_code == 409
        assert "уже указана" in errors(response)[""]

    def test_text_that_is_too_long_is_refused_and_kept(self, own: Agency, coordinator: Client):
        held, long = process(own), "ы" * 30_000
        touchpoint(own, "Портал")

        response = self.send(coordinator, own, process=held.pk, place="Портал", interactions=long)

        assert response.status_code == 422
        assert "30000 знаков, а помещается 4000" in errors(response)[""]
        assert response.context["form"]["interactions"].value() == long

    def test_process_of_another_agency_is_no_choice(self, own: Agency, coordinator: Client):
        touchpoint(own, "Портал")

        response = self.send(coordinator, own, process=process().pk, place="Портал")

        assert (response.status_code, list(errors(response))) == (422, ["process"])


class TestChanging:
    """The form of a row under its version."""

    def given(self, **changed: object) -> dict[str, object]:
        return {
            "version": 1, "place": "Портал", "interactions": "Иное", "peculiarities": "По записи", **BASES,
            **changed,
        }  # fmt: skip

    def test_everything_of_the_row_is_changed(self, own: Agency, coordinator: Client):
        there, other = row(process(own), touchpoint(own, "Портал")), touchpoint(own, "Почта")
        basis = {"bases-0-act": "Соглашение", "bases-0-kind": "agreement", "bases-0-url": "https://a.ru/1"}

        coordinator.post(url("row-edit", own, there.pk), self.given(place="Почта", **basis))

        there.refresh_from_db()
        assert there.touchpoint == other
        assert row_content(there) == RowContent(
            (InteractionText("Иное"),), "По записи",
            (BasisText(BasisKind.AGREEMENT, "Соглашение", "", "https://a.ru/1"),),
        )  # fmt: skip

    def test_second_editor_sees_both_texts_and_then_may_replace(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"), content("Было"))
        change_row(row=there, version=1, content=content("Чужое"), by=SYSTEM, at=NOON)

        response = coordinator.post(url("row-edit", own, there.pk), self.given())

        assert response.status_code == 409
        said = texts(response, "//*[@class='versions']/section")
        assert "Иное" in said[0]
        assert "Чужое" in said[1]
        assert response.context["form"]["version"].value() == "2"
        coordinator.post(url("row-edit", own, there.pk), self.given(version=2))
        assert row_content(ProcessTouchpoint.objects.get()).interactions == (InteractionText("Иное"),)

    def test_row_that_was_taken_out_is_not_edited(self, own: Agency, coordinator: Client):
        there = row(process(own))
        remove_row(row=there, version=1, by=SYSTEM, at=NOON)

        assert coordinator.get(url("row-edit", own, there.pk)).status_code == 404
        response = coordinator.post(url("row-edit", own, there.pk), self.given())
        assert response.status_code == 409
        assert "Эту строку уже исключили из перечня." in texts(response, "//*[@data-error-sentence]")[0]


class TestTakenOutAndBack:
    """Rows leave the register and return; the order of a process; the card of a row."""

    def test_row_leaves_and_returns(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"))

        coordinator.post(url("row-remove", own, there.pk), {"version": 1})
        assert live(own) == []
        page = coordinator.get(url("rows-order", own) + f"?process={there.process_id}")
        assert "Портал" in texts(page, "//section[@aria-labelledby='removed']")[0]
        coordinator.post(url("row-restore", own, there.pk), {"version": 2})

        assert live(own) == [(there.process.title, "Портал")]

    def test_rows_move_up_and_down(self, own: Agency, coordinator: Client):
        held = process(own)
        keys = {name: row(held, touchpoint(own, name)).pk for name in ("Портал", "Почта", "Сайт")}
        address = url("rows-order", own) + f"?process={held.pk}"

        coordinator.post(address, {"up": keys["Сайт"]})
        assert [name for _process, name in live(own)] == ["Портал", "Сайт", "Почта"]
        coordinator.post(address, {"down": keys["Портал"]})
        assert [name for _process, name in live(own)] == ["Сайт", "Портал", "Почта"]
        coordinator.post(address, {"up": keys["Сайт"]})
        assert [name for _process, name in live(own)] == ["Сайт", "Портал", "Почта"]

    def test_card_of_a_row_says_everything(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"), content("Приём", peculiarities="По записи"))

        response = coordinator.get(url("row", own, there.pk))

        assert texts(response, "//section[@aria-labelledby='bases']//li") == [
            "Федеральный закон от 27.07.2010 № 210-ФЗ, статья 15"
        ]
        assert texts(response, "//section[@aria-labelledby='interactions']//li") == ["Приём"]


class TestTakingBack:
    """The last changes of a person, newest first; what somebody else changed since stays theirs."""

    def back(self, client: Client, own: Agency):
        return client.post(url("rows-undo", own), follow=True)

    def edit(self, client: Client, there: ProcessTouchpoint, text: str, version: int):
        given = {"version": version, "place": there.touchpoint.name, "interactions": text, **BASES}
        return client.post(url("row-edit", there.process.agency, there.pk), given)

    def test_changes_are_taken_back_one_by_one(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"), content("Первое"))
        self.edit(coordinator, there, "Второе", 1)
        self.edit(coordinator, there, "Третье", 2)
        coordinator.post(url("row-remove", own, there.pk), {"version": 3})
        coordinator.get(url("register", own))
        said = []

        for expected in ("Третье", "Второе", "Первое"):
            said += toast(self.back(coordinator, own))
            found = ProcessTouchpoint.objects.live().get()
            assert row_content(found).interactions == (InteractionText(expected),)

        assert said == [
            "Отменено: исключена строка «Портал».", "Отменено: изменена строка «Портал».",
            "Отменено: изменена строка «Портал».",
        ]  # fmt: skip
        assert toast(self.back(coordinator, own)) == ["Отменять нечего."]
        assert [event.verb for event in Event.objects.filter(subject_type="touchpoints.row")] == [
            "row_added", "row_changed", "row_changed", "row_removed", "row_restored", "row_changed",
            "row_changed",
        ]  # fmt: skip

    def test_added_row_and_order_and_shared_text_are_taken_back(self, own: Agency, coordinator: Client):
        held = process(own)
        first, second = row(held, touchpoint(own, "Портал")), row(held, touchpoint(own, "Почта"))
        touchpoint(own, "Сайт")
        coordinator.post(
            url("row-add", own), {"process": held.pk, "place": "Сайт", "interactions": "Приём", **BASES}
        )
        coordinator.post(url("rows-order", own) + f"?process={held.pk}", {"up": second.pk})
        coordinator.post(url("process-peculiarity", own, held.pk), {"version": 0, "text": "Бесплатно"})
        assert [name for _process, name in live(own)] == ["Почта", "Портал", "Сайт"]

        for _ in range(3):
            self.back(coordinator, own)

        held.refresh_from_db()
        assert held.peculiarity.text == ""
        assert list(held.links.live().order_by("position")) == [first, second]

    def test_change_of_somebody_else_is_not_overwritten(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"), content("Первое"))
        self.edit(coordinator, there, "Второе", 1)
        there.refresh_from_db()
        change_row(row=there, version=2, content=content("Чужое"), by=SYSTEM, at=NOON)

        response = self.back(coordinator, own)

        assert response.status_code == 409
        assert "Чужое" in texts(response, "//*[@class='versions']")[0]
        assert row_content(ProcessTouchpoint.objects.get()).interactions == (InteractionText("Чужое"),)

    def test_large_step_stays_and_older_ones_are_forgotten(self, own: Agency, coordinator: Client):
        held = process(own)
        rows = [row(held, touchpoint(own, f"Кабинет {n}"), content("ы" * 4_000)) for n in range(60)]
        self.edit(coordinator, rows[0], "Второе", 1)
        keys = {"rows": [one.pk for one in rows], "seen": [f"{one.pk}:1" for one in rows[1:]]}
        keys["seen"].append(f"{rows[0].pk}:2")
        law = {"act": "Приказ № 5", "kind": "internal", "clause": "", "url": ""}
        done = coordinator.post(
            url("bulk", own), {"action": "basis", "confirmed": "yes", **keys, **law}, follow=True
        )

        assert toast(done)[-1] == "Добавить основание: сделано 60, пропущено 0."
        self.back(coordinator, own)
        assert {one.bases.count() for one in held.links.all()} == {0, 1}
        assert toast(self.back(coordinator, own)) == ["Отменять нечего."]

    def test_button_of_the_last_step_is_renewed(self, own: Agency, coordinator: Client):
        fragment = {"HX-Request": "true", "HX-Target": "register-undo"}
        there = row(process(own), touchpoint(own, "Портал"))

        before = coordinator.get(url("rows-undo", own), headers=fragment)
        self.edit(coordinator, there, "Второе", 1)
        later = coordinator.get(url("rows-undo", own), headers=fragment)

        assert texts(before, "//button") == []
        assert texts(later, "//button") == ["Отменить: изменена строка «Портал»"]

    def test_steps_of_others_are_not_mine(self, own: Agency, coordinator: Client):
        there = row(process(own), touchpoint(own, "Портал"))
        self.edit(coordinator, there, "Второе", 1)

        response = self.back(sign_in(member(Role.COORDINATOR, own)), own)

        assert toast(response) == ["Отменять нечего."]


class TestSharedTextsAndTerms:
    """What stands once for many rows."""

    def test_second_editor_of_a_shared_text_sees_both(self, own: Agency, coordinator: Client):
        held = process(own)
        address = url("process-peculiarity", own, held.pk)
        coordinator.post(address, {"version": 0, "text": "Бесплатно"})

        response = coordinator.post(address, {"version": 0, "text": "Платно"})

        assert response.status_code == 409
        assert texts(response, "//*[@class='versions']/section") == [
            "Ваш вариант Особенности Платно", "Сохранено другим Особенности Бесплатно",
        ]  # fmt: skip

    def test_terms_are_set(self, own: Agency, coordinator: Client):
        given = {"version": 0, "report_working_days": 7, "confirm_months": 6}

        response = coordinator.post(url("settings", own), given, follow=True)

        held = settings_of(own)
        assert (held.report_working_days, held.confirm_months) == (7, 6)
        assert toast(response) == ["Сроки сохранены."]


def test_names_are_suggested_by_their_words(own: Agency, coordinator: Client):
    touchpoint(own, "МФЦ на Ленина"), touchpoint(own, "Портал услуг")

    response = coordinator.get(url("row-places", own) + "?place=мфц")

    assert response.content.decode().strip() == '<option value="МФЦ на Ленина"></option>'
