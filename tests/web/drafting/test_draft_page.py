"""The page of a draft, its files, versions compared and taken back, withdrawal."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.models import Draft
from navstrechu.drafting.services.drafts import save_draft
from navstrechu.drafting.values import DraftContent
from navstrechu.organisation.models import Agency
from tests.factories import NOON
from tests.factories.drafting import agreed_draft, agreement_round, signed_draft, written_act
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import errors, texts, tree

pytestmark = pytest.mark.django_db
BUTTONS = "//*[@class='page-head__actions']//*[contains(@class, 'button')]"


def path(draft: Draft, tail: str = "") -> str:
    return f"/agency/{draft.agency.code}/drafts/{draft.pk}/{tail}"


def changed(draft: Draft, title: str = "О новом", annex: str = "1. Поле.") -> Draft:
    text = OfficialText(
        title, clauses=read_outline("1. Пункт."), annexes=(Annex(("Форма",), read_outline(annex)),)
    )
    return save_draft(draft=draft, content=DraftContent(text), version=draft.version, note="правка",
                      by=draft.author, at=NOON)  # fmt: skip


def test_page_says_what_comes_next_and_shows_the_sheet(draft: Draft):
    page = sign_in(draft.author).get(path(draft))

    assert texts(page, "//*[@class='page-head__meta']") == [
        "проект Дальше автор отправляет проект на согласование."
    ]
    assert "О проверке работы " in texts(page, "//*[contains(@class, 'doc-heading-1')]")[0]
    assert texts(page, BUTTONS)[:3] == ["Править", "На согласование", "Отозвать проект"]


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.WORKING_GROUP, Role.ADMINISTRATOR])
def test_readers_see_no_buttons(draft: Draft, role: Role):
    assert texts(sign_in(member(role, draft.agency)).get(path(draft)), BUTTONS) == []


def test_states_lead_on(own: Agency, coordinator: User):
    client = sign_in(member(Role.RESPONSIBLE, own))
    waits = agreement_round(own, by=coordinator)
    post = waits.visas.get().post.title
    next_steps = [
        texts(client.get(path(draft)), "//*[@class='page-head__meta']/span[2]")[0]
        for draft in (waits.draft, agreed_draft(own), signed_draft(own), written_act(own).draft)
    ]

    assert next_steps == [
        f"Ждёт виз: {post}.",
        "Ждёт подписи: Заместитель руководителя.",
        "Ждёт номера и даты: документ регистрирует координатор или ответственный.",
        "Работа над проектом окончена.",
    ]


def test_files_are_the_printed_page(draft: Draft):
    client = sign_in(member(Role.EMPLOYEE, draft.agency))

    assert client.get(path(draft, "file.docx")).content.startswith(b"PK")
    assert client.get(path(draft, "file.pdf")).content.startswith(b"%PDF")
    assert client.get(path(draft, "file.exe")).status_code == 404


def test_versions_are_compared_word_by_word(draft: Draft):
    changed(draft)
    changed(draft, title="О новейшем порядке", annex="1. Поле.\n2. Ещё поле.")
    client = sign_in(member(Role.EMPLOYEE, draft.agency))

    listed = client.get(path(draft, "versions/"))
    assert texts(listed, "//tbody//th") == ["3", "2", "1"]
    page = client.get(path(draft, "compare/"))
    assert texts(page, "//h2") == ["Заголовок", "Приложение 1"]
    assert texts(page, "//ins") == ["стало: новейшем порядке", "стало: 2. Ещё поле."]
    assert texts(client.get(path(draft, "compare/?old=2&new=2")), "//*[@class='empty__title']") == [
        "Отличий нет"
    ]
    assert client.get(path(draft, "compare/?old=1&new=77")).status_code == 404
    assert client.get(path(draft, "versions/77/")).status_code == 404
    assert "О новом" in texts(
        client.get(path(draft, "versions/2/")), "//*[contains(@class, 'doc-heading-1')]"
    )


def test_version_is_taken_back(draft: Draft):
    first = draft.title
    changed(draft)
    client = sign_in(draft.author)

    stale = client.post(path(draft, "versions/1/restore/"), {"version": 1})
    assert stale.status_code == 409
    done = client.post(path(draft, "versions/1/restore/"), {"version": draft.version})
    assert (done.status_code, done.headers["Location"]) == (302, path(draft, "versions/"))
    draft.refresh_from_db()
    assert (draft.title, draft.versions.count()) == (first, 3)
    assert client.get(path(draft, "versions/1/restore/")).status_code == 405
    stranger = sign_in(member(Role.ANALYST, draft.agency))
    assert stranger.post(path(draft, "versions/1/restore/"), {"version": 3}).status_code == 403


def test_draft_is_withdrawn_with_a_reason(draft: Draft):
    client = sign_in(draft.author)

    empty = client.post(path(draft, "withdraw/"), {"reason": " "})
    assert (empty.status_code, errors(empty)) == (422, {"reason": "Укажите причину."})
    assert client.post(path(draft, "withdraw/"), {"reason": "Не нужен"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    page = client.get(path(draft))
    assert texts(page, BUTTONS) == []
    assert "Не нужен" in " ".join(texts(page, "//*[@class='timeline__comment']"))


def test_draft_of_another_agency_is_not_there(draft: Draft):
    other = agency()
    client = sign_in(member(Role.COORDINATOR, other))
    for tail in ("", "edit/", "versions/", "compare/", "withdraw/", "file.docx"):
        assert client.get(f"/agency/{other.code}/drafts/{draft.pk}/{tail}").status_code == 404
    assert Client().get(path(draft)).status_code == 302


def test_queries_of_the_page_do_not_grow(draft: Draft):
    client = sign_in(draft.author)
    client.get(path(draft))
    with CaptureQueriesContext(connection) as few:
        client.get(path(draft))
    for number in range(6):
        changed(draft, f"О {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(path(draft))

    assert len(many) == len(few)


def test_page_links_to_the_field_that_mends_a_finding(draft: Draft):
    changed(draft, title="О работе {отдела} и {странное слово}")
    page = sign_in(draft.author).get(path(draft))

    links = [link.get("href") for link in tree(page).xpath("//a[@class='findings__action']")]
    assert f"{path(draft)}edit/#places" in links
