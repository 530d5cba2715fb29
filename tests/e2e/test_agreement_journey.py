"""A document from draft to number: two visas, a refusal, a second round, the signature, registration."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act, ActKind
from navstrechu.core.text.dates import date_in_figures
from navstrechu.demonstration.content import FINANCE, SOCIAL
from navstrechu.drafting.models import AgreementRound, Draft, Visa
from navstrechu.drafting.queries.agreement import next_number
from navstrechu.drafting.services.numbering import set_number_mask
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.usefixtures("demonstration"),
    pytest.mark.django_db(transaction=True),
]
BASE = "/agency/dsz/"
DRAFTS = f"{BASE}drafts/"
REMARK = "Не сказано, кто контролирует исполнение."
TEXT_OF_CONTROL = "Контроль за исполнением приказа возложить на начальника отдела."


@pytest.fixture
def own() -> Agency:
    """The demonstration department, whose orders are numbered «N-од»."""
    found = Agency.objects.get(code="dsz")
    by = User.objects.get(login="coordinator")
    known = found.number_masks.filter(act_kind=ActKind.ORDER.value).first()
    version = known.version if known else 0
    set_number_mask(
        agency=found, act_kind=ActKind.ORDER, mask="{номер}-од", version=version, by=by, at=timezone.now()
    )
    return found


def started(page: Page, own: Agency) -> Draft:
    """The coordinator begins an order that repeals another one."""
    act = own.acts.filter(kind="order").earliest("dated")
    page.goto(f"{DRAFTS}new/?kind=repealing_order&act={act.pk}")
    page.get_by_role("button", name="Начать проект").click()
    page.wait_for_url(re.compile(r"/drafts/\d+/edit/"))
    return Draft.objects.latest("pk")


def choose(page: Page, post: str) -> str:
    """The value of the option of a post: its label also names the holder."""
    option = page.get_by_label("Должность", exact=True).locator("option", has_text=post)
    return option.get_attribute("value") or ""


def decide(page: Page, title: str, button: str, remarks: str = "") -> None:
    """Open the visa from «Мои визы» and put it."""
    page.goto(f"{DRAFTS}visas/")
    page.get_by_role("link", name=title).first.click()
    if remarks:
        page.get_by_label("Замечания").fill(remarks)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мои визы")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_draft_to_the_registered_document(
    javascript: bool, own: Agency, browser_page: Callable[..., Page], assert_accessible, watch
):
    coordinator = browser_page(BASE, user="coordinator", javascript=javascript)
    finance = browser_page(BASE, user="finance", javascript=javascript)
    social = browser_page(BASE, user="social", javascript=javascript)
    responsible = browser_page(BASE, user="responsible", javascript=javascript)

    draft = started(coordinator, own)
    coordinator.goto(f"{DRAFTS}{draft.pk}/send/")
    for post, days in ((SOCIAL, 2), (FINANCE, 3)):
        coordinator.get_by_label("Должность", exact=True).select_option(choose(coordinator, post))
        coordinator.get_by_label("Срок, рабочих дней", exact=True).fill(str(days))
        coordinator.get_by_role("button", name="Добавить").click()
        expect(coordinator.get_by_label(f"Срок визы «{post}», рабочих дней")).to_have_value(str(days))
    coordinator.get_by_role("button", name=f"Раньше: {FINANCE}").click()
    expect(coordinator.locator(".visa-line__post").first).to_contain_text(FINANCE)
    if javascript:
        assert_accessible(coordinator)
    coordinator.get_by_role("button", name="Отправить на согласование").click()
    expect(coordinator.get_by_text("на согласовании", exact=True)).to_be_visible()

    draft.refresh_from_db()
    finance.goto(BASE)
    finance.get_by_role("link", name=re.compile("^Рассмотреть.*вашей визы")).click()
    decide(finance, draft.title, "Согласовать")
    social.goto(f"{DRAFTS}visas/{Visa.objects.get(round__draft=draft, post__title=SOCIAL).pk}/")
    watch.expect(422)
    social.get_by_role("button", name="Не согласовать").click()
    expect(social.get_by_text("Напишите замечания: без них автор не поймёт").first).to_be_visible()
    decide(social, draft.title, "Не согласовать", REMARK)

    coordinator.goto(f"{DRAFTS}{draft.pk}/")
    expect(coordinator.locator("#agreement")).to_contain_text(REMARK)
    correct(coordinator, draft)
    coordinator.goto(f"{DRAFTS}{draft.pk}/send/")
    expect(coordinator.locator(".visa-line__post")).to_have_count(2)
    coordinator.get_by_label("одновременно").check()
    coordinator.get_by_role("button", name="Отправить на согласование").click()
    expect(coordinator.get_by_role("heading", name="Круг 2")).to_be_visible()

    social.goto(f"{DRAFTS}visas/")
    social.get_by_role("link", name=draft.title).click()
    expect(social.get_by_role("heading", name="Что изменилось с прошлого круга")).to_be_visible()
    expect(social.locator("ins").filter(has_text="возложить")).to_be_visible()
    if javascript:
        assert_accessible(social)
    decide(social, draft.title, "Согласовать")
    decide(finance, draft.title, "Согласовать с замечаниями", "Лишняя запятая.")

    responsible.goto(f"{DRAFTS}visas/")
    responsible.get_by_role("link", name=draft.title).click()
    responsible.get_by_role("button", name="Подписать").click()
    expect(responsible.get_by_text("подписан, ждёт регистрации", exact=True)).to_be_visible()

    coordinator.goto(f"{DRAFTS}visas/")
    coordinator.get_by_role("region", name="Зарегистрировать").get_by_role("link", name=draft.title).click()
    number = next_number(own, ActKind.ORDER, today_in(own))
    assert number.endswith("-од")
    expect(coordinator.get_by_text(f"Следующий номер – {number}")).to_be_visible()
    refuse_wrong_values(coordinator, watch)
    coordinator.get_by_label("Дата документа").fill(date_in_figures(today_in(own)))
    coordinator.get_by_label("Номер, если он уже присвоен").fill("")
    coordinator.get_by_role("button", name="Зарегистрировать").click()

    coordinator.wait_for_url(re.compile(r"/documents/\d+/$"))
    expect(coordinator.get_by_role("heading", level=1)).to_contain_text(number)
    made = Act.objects.get(number=number, kind="order")
    assert coordinator.url.endswith(f"/documents/{made.pk}/")
    assert (made.dated, made.draft.pk) == (today_in(own), draft.pk)
    outcomes = AgreementRound.objects.filter(draft=draft).order_by("number").values_list("outcome", flat=True)
    assert list(outcomes) == ["returned", "agreed"]


def correct(page: Page, draft: Draft) -> None:
    """The author adds what was missed."""
    page.goto(f"{DRAFTS}{draft.pk}/edit/")
    clauses = page.get_by_label("Пункты", exact=False).first
    clauses.fill(f"{clauses.input_value()}\n{TEXT_OF_CONTROL}")
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.get_by_text("Проект сохранён.")).to_be_visible()


def refuse_wrong_values(page: Page, watch) -> None:
    """A used number, a date to come, a program named .pdf: each sentence, and what was typed stays."""
    page.get_by_label("Номер, если он уже присвоен").fill("201")
    page.get_by_label("Дата документа").fill("01.01.2099")
    program = {"name": "скан.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + bytes(64)}
    page.get_by_label("Скан подписанного листа").set_input_files([program])
    watch.expect(422)
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_text("ещё не наступила").first).to_be_visible()
    expect(page.get_by_text("скан.pdf").first).to_be_visible()
    expect(page.get_by_label("Номер, если он уже присвоен")).to_have_value("201")
    expect(page.get_by_label("Дата документа")).to_have_value("01.01.2099")


@pytest.mark.parametrize(("theme", "width"), [("dark", 1366), ("light", 320)])
def test_pages_are_read_in_the_dark_and_on_a_phone(
    theme: str, width: int, own: Agency, browser_page, assert_accessible, assert_no_sideways_scroll
):
    coordinator = browser_page(BASE, user="coordinator")
    draft = started(coordinator, own)

    page = browser_page(f"{DRAFTS}{draft.pk}/send/", user="coordinator", theme=theme, width=width)
    page.get_by_label("Должность", exact=True).select_option(choose(page, FINANCE))
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator(".visa-line__post")).to_have_count(1)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Отправить на согласование").click()
    visa = browser_page(f"{DRAFTS}visas/", user="finance", theme=theme, width=width)
    visa.get_by_role("link").filter(has_text=draft.title[:30]).click()
    expect(visa.get_by_role("button", name="Согласовать", exact=True)).to_be_visible()
    assert_accessible(visa)
    assert_no_sideways_scroll(visa)
