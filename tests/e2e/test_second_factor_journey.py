"""Signing in with a code: enrolment, the code of the authenticator, recovery codes, demanded enrolment."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from navstrechu.accounts import totp
from navstrechu.accounts.models import Authenticator, User
from navstrechu.demonstration.content import PASSWORD

WRONG = "000000"


@pytest.fixture
def department(demonstration, settings):
    """A real installation with the people of the demonstration; its pages show today."""
    settings.DEMONSTRATION = False


def sign_in(page: Page, login: str) -> None:
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()


def enrol(page: Page) -> tuple[str, list[str]]:
    """The secret as the page shows it in text, and the recovery codes."""
    page.get_by_role("button", name="Подключить").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_role("textbox", name="Код из приложения").fill(shown(secret))
    page.get_by_role("button", name="Подтвердить").click()
    codes = page.locator(".code-list code")
    expect(codes).to_have_count(10)
    return secret, codes.all_inner_texts()


def shown(secret: str) -> str:
    """What the authenticator shows now."""
    return totp.code_at(secret, totp.step_of(timezone.now()))


def half_a_minute_passes() -> None:
    """The next code is wanted, and no test should wait for it: the last one taken is made older."""
    taken = Authenticator.objects.get()
    taken.last_step -= 1
    taken.save(update_fields=["last_step"])


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_enrolled_person_signs_in_with_a_code_and_with_a_recovery_code(
    department, browser_page, watch, javascript, assert_accessible, assert_no_sideways_scroll
):
    watch.expect(422)
    page = browser_page("/account/second-factor/", user="employee", javascript=javascript, width=320)
    secret, codes = enrol(page)
    assert len(set(codes)) == 10
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Скачать файлом").click()
        text = download.value.path().read_text(encoding="utf-8")
        assert [code for code in codes if code not in text] == []
    page.get_by_role("link", name="Коды сохранены, продолжить").click()
    expect(page.locator(".code-list")).to_have_count(0)
    page.goto("/account/sessions/")
    sign_out(page)

    sign_in(page, "employee")
    expect(page.get_by_role("heading", level=1)).to_have_text("Код для входа")
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    used = totp.code_at(secret, Authenticator.objects.get().last_step)
    page.get_by_role("textbox", name="Код из приложения").fill(used)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("alert")).to_contain_text("каждый принимается один раз")
    half_a_minute_passes()
    page.get_by_role("textbox", name="Код из приложения").fill(shown(secret))
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Код для входа")
    sign_out(page)

    sign_in(page, "employee")
    page.get_by_role("link", name="войти с запасным кодом").click()
    page.get_by_role("textbox", name="Запасной код").fill(codes[0].lower())
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_text("Вы вошли с запасным кодом. Осталось: 9")).to_be_visible()
    sign_out(page)

    sign_in(page, "employee")
    page.get_by_role("link", name="войти с запасным кодом").click()
    page.get_by_role("textbox", name="Запасной код").fill(codes[0])
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("alert")).to_contain_text("уже использован")
    page.goto("/account/sessions/")
    expect(page.get_by_role("button", name="Войти")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("summary", has_text=User.objects.get(login="employee").display_name).click()
    page.get_by_role("button", name="Выйти").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_coordinator_enrols_before_anything_else(
    department, browser_page, watch, javascript, assert_accessible, assert_no_sideways_scroll, contrasts
):
    watch.expect(422)
    page = browser_page("/", javascript=javascript, width=390)
    sign_in(page, "coordinator")
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход с кодом")
    for elsewhere in ("/agency/dsz/", "/agency/dsz/roadmap/", "/account/sessions/", "/help/"):
        page.goto(elsewhere)
        expect(page).to_have_url("/account/second-factor/")
    expect(page.get_by_role("navigation", name="Разделы")).to_have_count(0)
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Подключить").click()
    page.get_by_role("textbox", name="Код из приложения").fill(WRONG)
    page.get_by_role("button", name="Подтвердить").click()
    expect(page.get_by_text("Код не подошёл").first).to_be_visible()
    if javascript:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        page.emulate_media(color_scheme="dark")
        assert contrasts(page) == []
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_role("textbox", name="Код из приложения").fill(shown(secret))
    page.get_by_role("button", name="Подтвердить").click()
    page.get_by_role("link", name="Коды сохранены, продолжить").click()
    expect(page.locator(".code-list")).to_have_count(0)

    page.goto("/agency/dsz/")
    expect(page).to_have_url("/agency/dsz/")
    page.goto("/account/second-factor/")
    expect(page.get_by_role("button", name="Отключить")).to_be_disabled()


def test_expired_password_is_changed_before_anything_else(department, settings, browser_page):
    settings.PASSWORD_PROFILE = "departmental"
    User.objects.filter(login="employee").update(password_changed_at=timezone.now() - timedelta(days=91))
    page = browser_page("/")
    sign_in(page, "employee")
    expect(page.get_by_text("Срок действия пароля вышел")).to_be_visible()
    page.goto("/agency/dsz/")
    expect(page).to_have_url("/account/password/")
    expect(page.get_by_text("нужны строчная буква, прописная буква, цифра")).to_be_visible()

    page.get_by_label("Нынешний пароль").fill(PASSWORD)
    page.get_by_label("Новый пароль", exact=True).fill("Берёза-полдень-47")
    page.get_by_label("Новый пароль ещё раз").fill("Берёза-полдень-47")
    page.get_by_role("button", name="Сменить пароль").click()
    expect(page.get_by_label("Нынешний пароль")).to_have_count(0)

    page.goto("/agency/dsz/")
    expect(page).to_have_url("/agency/dsz/")
