"""A document is written: from its kind to a saved text, with scripts and without, on a narrow window too."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from navstrechu.accounts.models import User
from navstrechu.demonstration.content import AGENCY_CODE
from navstrechu.documents.official.outline import write_outline
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting import kinds
from navstrechu.drafting.models import Draft
from navstrechu.drafting.services.drafts import save_draft, start_draft
from navstrechu.drafting.values import DraftContent
from navstrechu.organisation.models import Agency
from tests.drafting.samples import SAMPLE
from tests.e2e.conftest import PageFactory, Watch
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("demonstration", "transactional_db")


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._KINDS, SAMPLE.code, SAMPLE)


@pytest.fixture
def draft(sample_kind: None) -> Draft:
    by = User.objects.get(login="coordinator")
    return start_draft(agency=Agency.objects.get(code=AGENCY_CODE), kind=SAMPLE, by=by, at=NOON)


def path(draft: Draft, tail: str = "edit/") -> str:
    return f"/agency/{AGENCY_CODE}/drafts/{draft.pk}/{tail}"


def annex_added(page: Page) -> Locator:
    """The fields of a second annex, once the page has put the cursor into them."""
    page.get_by_role("button", name="Добавить приложение").click()
    added = page.get_by_role("group", name="Приложение 2")
    expect(added.get_by_label("Заголовок приложения")).to_be_focused()
    return added


def sheet(page: Page):
    return page.locator("#draft-page .doc")


def test_kind_is_chosen_and_the_text_is_written_beside_its_page(
    browser_page: PageFactory, assert_accessible, draft: Draft
):
    page = browser_page(f"/agency/{AGENCY_CODE}/drafts/", user="coordinator")
    page.get_by_role("link", name="Новый проект").click()
    page.get_by_role("link", name="Приказ о проверке").click()
    page.get_by_role("button", name="Начать проект").click()
    page.wait_for_url("**/edit/")
    assert_accessible(page)

    page.get_by_label("Заголовок", exact=True).fill("О проверке архива в {органе}")
    expect(sheet(page)).to_contain_text("О проверке архива в Департаменте")
    page.get_by_label("Пункты").fill("1. Проверить:\n1) дела;\nа) личные.\n")
    page.get_by_label("Пункты").press("End")
    page.get_by_text("Подстановки и вставки").click()
    page.get_by_role("button", name="[[поручения]]").click()
    expect(page.get_by_label("Пункты")).to_have_value("1. Проверить:\n1) дела;\nа) личные.\n[[поручения]]")
    expect(sheet(page)).to_contain_text("2. Доложить в")
    added = annex_added(page)
    added.get_by_label("Заголовок приложения").fill("Форма")
    added.get_by_label("Куда относится").select_option("1")
    expect(sheet(page)).to_contain_text("Форма")
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.get_by_text("Проект сохранён.")).to_be_visible()

    made = Draft.objects.latest("pk")
    text = text_of_json(made.text)
    assert made.title == "О проверке архива в Департаменте"
    assert write_outline(text.clauses) == "1. Проверить:\n1) дела;\nа) личные.\n[[поручения]]"
    assert [annex.title for annex in text.all_annexes()] == [("Перечень", "проверок"), ("Форма",)]
    assert len(text.annexes) == 1


def test_corrected_form_is_kept_while_the_page_follows(browser_page: PageFactory, draft: Draft):
    page = browser_page(path(draft), user="coordinator")
    field = page.get_by_label("Как написать: отдела")
    field.press_sequentially("отдела кадров и наград", delay=40)
    expect(sheet(page)).to_contain_text("работу отдела кадров и наград")
    expect(field).to_be_focused()
    expect(field).to_have_value("отдела кадров и наград")


def test_unknown_place_says_so_beside_the_text(browser_page: PageFactory, watch: Watch, draft: Draft):
    watch.expect(422)
    page = browser_page(path(draft), user="coordinator")
    page.get_by_label("Заголовок", exact=True).fill("О {чём угодно}")
    expect(page.locator("#draft-page")).to_contain_text("Подстановки «{чём угодно}» нет.")
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.locator(".error-summary")).to_contain_text("Подстановки «{чём угодно}» нет.")
    expect(page.get_by_label("Заголовок", exact=True)).to_have_value("О {чём угодно}")


def test_second_editor_sees_both_texts(browser_page: PageFactory, watch: Watch, draft: Draft):
    watch.expect(409)
    page = browser_page(path(draft), user="coordinator")
    other = DraftContent(OfficialText("О работе архива", clauses=text_of_json(draft.text).clauses))
    save_draft(draft=draft, content=other, version=1, by=draft.author, at=NOON)
    page.get_by_label("Заголовок", exact=True).fill("О моём")
    page.get_by_role("button", name="Сохранить").first.click()

    expect(page.locator(".versions")).to_contain_text("О моём")
    expect(page.locator(".versions")).to_contain_text("О работе архива")
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.get_by_text("Проект сохранён.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.title == "О моём"


def test_unsaved_text_comes_back_with_its_annexes(browser_page: PageFactory, draft: Draft):
    page = browser_page(path(draft), user="coordinator")
    annex_added(page).get_by_label("Текст приложения").fill("1. Не сохранено.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Вернуть его").click()

    kept = page.get_by_role("group", name="Приложение 2").get_by_label("Текст приложения")
    expect(kept).to_have_value("1. Не сохранено.")


def test_document_is_written_without_scripts(browser_page: PageFactory, draft: Draft):
    page = browser_page(path(draft), user="coordinator", javascript=False)
    page.get_by_label("Заголовок", exact=True).fill("О проверке без скриптов")
    page.get_by_role("button", name="Показать страницу").click()
    expect(sheet(page)).to_contain_text("О проверке без скриптов")
    page.get_by_role("button", name="Добавить приложение").click()
    page.get_by_role("group", name="Приложение 2").get_by_label("Заголовок приложения").fill("Форма")
    page.get_by_role("button", name=re.compile("Убрать.*приложение 1")).click()
    expect(page.get_by_role("group", name="Приложение 2")).to_have_count(0)
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.get_by_text("Проект сохранён.")).to_be_visible()

    draft.refresh_from_db()
    text = text_of_json(draft.text)
    assert (draft.title, [annex.title for annex in text.annexes]) == ("О проверке без скриптов", [("Форма",)])


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_editor_fits_a_phone_in_every_theme(
    browser_page: PageFactory, assert_accessible, assert_no_sideways_scroll, draft: Draft, theme: str
):
    page = browser_page(path(draft), user="coordinator", width=320, theme=theme)
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Страница", exact=True).click()
    assert page.evaluate("location.hash") == "#page"
    page.get_by_text("Подстановки и вставки").click()
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_version_is_taken_back(browser_page: PageFactory, assert_accessible, draft: Draft):
    other = DraftContent(OfficialText("О работе архива", clauses=text_of_json(draft.text).clauses))
    first = draft.title
    save_draft(draft=draft, content=other, version=1, by=draft.author, at=NOON)
    page = browser_page(path(draft, "versions/"), user="coordinator")
    page.get_by_role("button", name="Сравнить").click()
    assert_accessible(page)
    expect(page.locator("ins").first).to_contain_text("архива")
    page.go_back()
    page.get_by_role("button", name=re.compile("Вернуть.*версию 1")).click()
    expect(page.get_by_text("Версия 1 восстановлена.")).to_be_visible()

    draft.refresh_from_db()
    assert draft.title == first
