"""Through an identity provider: linking one's account, entering by it, being invited."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from navstrechu.accounts.models import IdentityLink
from navstrechu.demonstration.content import PASSWORD
from tests.identity_provider import IdentityProvider, identity_provider, use

PAGE = "/account/identity/"


@pytest.fixture
def department(demonstration, settings):
    """The department as a real installation: no role can be had by a click."""
    settings.DEMONSTRATION = False


@pytest.fixture
def server(department, settings, live_server) -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        use(settings, running)
        running.return_addresses = {f"{live_server.url}/account/openid/return/"}
        yield running


def by_password(page: Page, login: str) -> None:
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()


def looks_well(page: Page, javascript: bool, *checks) -> None:
    """Accessible, calm and readable in the dark; the checkers need scripts themselves."""
    if javascript:
        accessible, no_scroll, contrasts = checks
        accessible(page)
        no_scroll(page)
        page.emulate_media(color_scheme="dark")
        assert contrasts(page) == []
        page.emulate_media(color_scheme="light")


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_account_is_linked_and_then_entered_by_the_provider(
    server,
    browser_page,
    watch,
    live_server,
    javascript,
    assert_accessible,
    assert_no_sideways_scroll,
    contrasts,
):
    watch.expect(403, 422)
    checks = (javascript, assert_accessible, assert_no_sideways_scroll, contrasts)
    page = browser_page("/account/sign-in/", javascript=javascript, width=320)
    page.get_by_role("link", name="Войти через учётную запись области").click()
    page.get_by_role("link", name="Войти как Петрова").click()
    expect(page.get_by_role("alert")).to_contain_text("не связан ни с одной учётной записью")
    looks_well(page, *checks)

    by_password(page, "analyst")
    expect(page.get_by_label("Пароль")).to_have_count(0)
    page.goto(f"{live_server.url}{PAGE}")
    looks_well(page, *checks)
    page.get_by_role("link", name="Связать вход через учётную запись области").click()
    page.get_by_role("link", name="Войти как Петрова").click()
    expect(page.get_by_text("Петрова Анна Ивановна")).to_be_visible()
    looks_well(page, *checks)
    page.get_by_label("Пароль").fill("не тот")
    page.get_by_role("button", name="Связать").click()
    expect(page.get_by_text("Пароль введён неверно. Попробуйте ещё раз.").first).to_be_visible()
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Связать").click()
    expect(page.get_by_role("heading", name="Вход связан")).to_be_visible()
    looks_well(page, *checks)

    other = browser_page("/account/sign-in/?next=/account/sessions/", javascript=javascript)
    other.get_by_role("link", name="Войти через учётную запись области").click()
    other.get_by_role("link", name="Войти как Петрова").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Мои сеансы")
    assert IdentityLink.objects.get().user.login == "analyst"

    other.goto(f"{live_server.url}{PAGE}")
    other.get_by_role("button", name="Отвязать").click()
    expect(other.get_by_role("heading", name="Вход не связан")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_provider_that_is_away_leaves_the_password(server, browser_page, watch, settings, javascript):
    watch.expect(503)
    settings.OPENID_ISSUER = "http://127.0.0.1:1"
    page = browser_page("/account/sign-in/?next=/account/sessions/", javascript=javascript)

    page.get_by_role("link", name="Войти через учётную запись области").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Служба входа не отвечает. Войдите по логину и паролю или попробуйте позже."
    )
    by_password(page, "analyst")

    expect(page.get_by_role("heading", level=1)).to_have_text("Мои сеансы")


def test_who_leaves_may_leave_the_provider_too(server, browser_page, settings):
    settings.OPENID_LOGOUT = True
    page = browser_page(PAGE, user="analyst")
    page.get_by_role("link", name="Связать вход").click()
    page.get_by_role("link", name="Войти как Петрова").click()
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Связать").click()
    expect(page.get_by_role("heading", name="Вход связан")).to_be_visible()

    guest = browser_page("/account/sign-in/")
    guest.get_by_role("link", name="Войти через учётную запись области").click()
    guest.get_by_role("link", name="Войти как Петрова").click()
    guest.locator("summary", has_text="Аналитик").or_(guest.locator(".topbar summary").last).first.click()
    guest.get_by_role("button", name="Выйти").click()
    guest.get_by_role("link", name="Выйти и там").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Вы вышли")
    guest.get_by_role("link", name="Вернуться").click()
    expect(guest.get_by_role("button", name="Войти", exact=True)).to_be_visible()


@pytest.mark.both_databases
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("by_provider", [True, False], ids=["provider", "password"])
def test_invited_person_enters_with_the_role(server, browser_page, javascript: bool, by_provider: bool):
    admin = browser_page("/agency/dsz/organisation/roles/", user="admin", javascript=javascript)
    admin.get_by_role("link", name="Пригласить", exact=True).click()
    admin.get_by_label("Кого приглашаете").fill("Петрова А. И.")
    admin.get_by_label("Роль").select_option(label="Аналитик")
    admin.get_by_role("button", name="Создать приглашение").click()
    link = admin.get_by_label("Ссылка приглашения").input_value()

    guest = browser_page(link, javascript=javascript, width=320)
    if by_provider:
        guest.get_by_role("link", name="Без пароля, через учётную запись области").click()
        guest.get_by_role("link", name="Войти как Петрова").click()
        expect(guest.get_by_label("Пароль")).to_have_count(0)
    else:
        guest.get_by_label("Пароль", exact=True).fill("Слон идёт на север")
        guest.get_by_label("Пароль ещё раз").fill("Слон идёт на север")
    guest.get_by_label("Логин").fill("petrova")
    guest.get_by_role("button", name="Принять и войти").click()
    expect(guest.get_by_text("Приглашение принято. Добро пожаловать!")).to_be_visible()

    admin.goto(admin.url.replace("/new/", "/"))
    row = admin.get_by_role("row").filter(has_text="Петрова А. И.")
    expect(row).to_contain_text("принято")
    assert IdentityLink.objects.count() == (1 if by_provider else 0)
