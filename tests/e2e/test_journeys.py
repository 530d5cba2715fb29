"""The life of a roadmap from sign-in to sign-out, in an agency that begins with nothing; what is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import Count
from playwright.sync_api import FilePayload, Locator, Page, expect

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActKind
from navstrechu.demonstration.content import ORDER_201
from navstrechu.demonstration.papers import ROADMAP_TEXT, paper_file
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import Measure, RoadmapEdition
from tests.factories.accounts import PASSWORD
from tests.factories.evidence import PDF
from tests.factories.organisation import agency, member

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GROUPS = range(1, 10)
BEFORE_THE_ORDER, AFTER_IT = "28.02.2024", "15.03.2024"


@dataclass(frozen=True)
class Stage:
    """An agency without a plan, and how its pages are opened."""

    agency: Agency
    open: Callable[..., Page]

    def path(self, rest: str) -> str:
        return f"/agency/{self.agency.code}/{rest}"


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def stage(request: pytest.FixtureRequest, transactional_db, browser_page, settings) -> Stage:
    # Codes of those who approve have journeys of their own.
    settings.SECOND_FACTOR = "nobody"

    def open_page(path: str, **options: object) -> Page:
        return browser_page(path, javascript=request.param, **options)

    return Stage(agency(), open_page)


def test_roadmap_lives(stage: Stage):
    coordinator = member(Role.COORDINATOR, stage.agency)
    page = stage.open("/")

    sign_in(page, coordinator.login)
    load_plan(page, stage, ROADMAP_TEXT.read_text(encoding="utf-8"))
    register_order_201(page, stage)
    move_date(stage)
    look_at_other_days(page, stage)
    discuss(page, stage)
    load_next_edition(page, stage)
    sign_out(page, stage)


def sign_in(page: Page, login: str) -> None:
    """From the address of the installation to the home page."""
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Департамент образования")


def load_plan(page: Page, stage: Stage, text: str) -> None:
    """The pasted plan is looked at, confirmed and stands in the matrix."""
    page.get_by_role("main").get_by_role("link", name="Загрузить").first.click()
    paste(page, text)
    expect(tile(page, "Мероприятий")).to_contain_text("71")
    expect(tile(page, "Результатов")).to_contain_text("80")
    expect(tile(page, "Результатов")).to_contain_text("приказов 33, отчётов 47")
    expect(page.locator("tr#row-2\\.7\\.1")).to_contain_text("«клиентом» стоит дважды подряд")
    assert not Measure.objects.exists()

    page.get_by_role("button", name="Подтвердить загрузку").click()
    expect(page.get_by_role("status").filter(has_text="Дорожная карта загружена.")).to_be_visible()
    page.goto(stage.path("roadmap/"))
    expect(page.locator("a.cell-link")).to_have_count(71)
    expect(papers(page)).to_have_text(["0/2 документов"] * 9)


def paste(page: Page, text: str) -> None:
    page.get_by_label("Или вставьте таблицу").fill(text)
    page.get_by_role("button", name="Прочитать и проверить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Проверьте, что прочитано")


def tile(page: Page, label: str) -> Locator:
    return page.locator(".grid--tiles > *").filter(has_text=label)


def papers(page: Page) -> Locator:
    """How many documents are there, in the cells of measures that need two: 2.1.1 to 2.9.1."""
    return page.locator("a.cell-link .cell-link__papers")


def register_order_201(page: Page, stage: Stage) -> None:
    """One order fulfils nine results: nine cells of the matrix change."""
    page.goto(stage.path("roadmap/measures/2.1.1/"))
    page.get_by_role("link", name="Зарегистрировать", exact=True).first.click()
    fill_document(
        page,
        "201",
        "29.02.2024",
        FilePayload(
            name="приказ.docx", mimeType=WORD, buffer=paper_file(ORDER_201, ["Об утверждении Порядка"])
        ),
    )
    for group in GROUPS[1:]:
        page.get_by_role("checkbox", name=f"2.{group}.1").check()
    page.get_by_role("button", name="Зарегистрировать").click()

    expect(page.get_by_role("status").filter(has_text="закрыто 9 результатов")).to_be_visible()
    page.goto(stage.path("roadmap/"))
    expect(papers(page)).to_have_text(["1/2 документов"] * 9)


def fill_document(page: Page, number: str, dated: str, file: FilePayload) -> None:
    page.get_by_label("Номер", exact=True).fill(number)
    page.get_by_label("Дата документа").fill(dated)
    page.get_by_label("Файл документа").set_input_files(file)


def move_date(stage: Stage) -> None:
    """The working group moves a date by new minutes; the table keeps the planned one beside it."""
    page = stage.open(stage.path("roadmap/decisions/new/"), user=member(Role.WORKING_GROUP, stage.agency))
    page.get_by_role("checkbox", name="2.1.3").check()
    page.get_by_label("Новый срок").fill("01.07.2024")
    page.get_by_label("Причина переноса").fill("Опрос продлён.")
    page.get_by_label("зарегистрировать новый").check()
    fill_document(
        page, "2", "12.03.2024", FilePayload(name="протокол.pdf", mimeType="application/pdf", buffer=PDF)
    )
    page.get_by_label("Заголовок").fill("О продлении опроса")
    page.get_by_role("button", name="Перенести сроки").click()

    expect(page.get_by_role("status").filter(has_text="перенесён на 01.07.2024")).to_be_visible()
    page.goto(stage.path("roadmap/table/?section=2.1"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2.1.3"))
    expect(row).to_contain_text("01.07.2024")
    expect(row).to_contain_text("было 17.06.2024")


def look_at_other_days(page: Page, stage: Stage) -> None:
    """The matrix, the table and the report say what was known on the chosen day."""
    page.goto(stage.path("roadmap/"))
    show_day(page, BEFORE_THE_ORDER)
    expect(papers(page)).to_have_text(["0/2 документов"] * 9)
    page.goto(stage.path("roadmap/table/?section=2.1"))
    expect(page.get_by_role("table")).not_to_contain_text("01.07.2024")
    page.goto(stage.path("roadmap/report/"))
    expect(page.locator(".doc")).to_contain_text("по состоянию на 28 февраля 2024")
    expect(page.locator(".doc")).not_to_contain_text("Опрос продлён.")

    show_day(page, AFTER_IT)
    expect(page.locator(".doc")).to_contain_text("по состоянию на 15 марта 2024")
    expect(page.locator(".doc")).to_contain_text("Опрос продлён.")
    page.goto(stage.path("roadmap/"))
    expect(papers(page)).to_have_text(["1/2 документов"] * 9)


def show_day(page: Page, day: str) -> None:
    """Choose a day in the top bar; the same page is shown as of it."""
    bar = page.locator(".topbar")
    bar.locator("summary.chip").click()
    bar.get_by_label("Показать по состоянию на").fill(day)
    bar.get_by_role("button", name="Показать").click()
    expect(bar.locator("summary.chip")).to_contain_text(day)


def discuss(page: Page, stage: Stage) -> None:
    page.goto(stage.path("roadmap/measures/2.1.1/"))
    page.get_by_label("Ваше сообщение").fill("Приказ подписан, жду отчёт.")
    page.get_by_role("button", name="Отправить").click()

    expect(page.get_by_role("region", name="Обсуждение")).to_contain_text("Приказ подписан, жду отчёт.")


def load_next_edition(page: Page, stage: Stage) -> None:
    """A file with another heading and one row said otherwise shows just that; what hangs on rows stays."""
    page.goto(stage.path("roadmap/import/"))
    paste(page, next_edition())
    changes = page.get_by_role("region", name="Что изменится")
    expect(changes).to_contain_text("Добавлено мероприятий: 0, изменено: 1")
    expect(changes.locator("ins")).to_have_text(["14 марта 2024", "3", "Принята"])

    expect(page.get_by_label("Дата утверждения")).to_have_value("14.03.2024")
    page.get_by_role("button", name="Подтвердить загрузку").click()
    expect(page.get_by_role("status").filter(has_text="Дорожная карта загружена.")).to_be_visible()

    assert Measure.objects.filter(withdrawn_on=None).count() == 71
    assert Measure.objects.get(number="1.2").title.startswith("Принята модель внедрения")
    assert Measure.objects.get(number="2.1.3").decisions.count() == 1
    assert Act.objects.annotate(results_met=Count("results")).get(number="201").results_met == 9


def next_edition() -> str:
    """The plan of the minutes of 14.03.2024: it holds the moved date, and one title is worded otherwise."""
    text = ROADMAP_TEXT.read_text(encoding="utf-8")
    text = text.replace("от 26 сентября 2023 г. № 1", "от 14 марта 2024 г. № 3")
    text = re.sub(r"^(2\.1\.3\..*)17\.06\.2024", r"\g<1>01.07.2024", text, flags=re.MULTILINE)
    return text.replace("Утверждена модель внедрения", "Принята модель внедрения")


def sign_out(page: Page, stage: Stage) -> None:
    page.locator(".topbar .menu--end summary").last.click()
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("button", name="Войти", exact=True)).to_be_visible()

    page.goto(stage.path("roadmap/"))
    expect(page.get_by_role("button", name="Войти", exact=True)).to_be_visible()


def container(*names: str) -> bytes:
    """A file in the shape of an office document with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


PROGRAM = FilePayload(name="приказ.pdf", mimeType="application/pdf", buffer=b"MZ\x90\x00" + bytes(400))
MACROS = FilePayload(
    name="приказ.docx", mimeType=WORD, buffer=container("word/document.xml", "word/vbaProject.bin")
)
GOOD = FilePayload(name="приказ.pdf", mimeType="application/pdf", buffer=PDF)
WRONG: dict[str, tuple[str, str, FilePayload, str]] = {
    "no-such-date": ("77", "31.02.2024", GOOD, "Такой даты нет. Укажите день, месяц и год"),
    "used-number": ("201", "29.02.2024", GOOD, "уже зарегистрирован"),
    "program": ("77", "29.02.2024", PROGRAM, "по содержанию не документ"),
    "macros": ("77", "29.02.2024", MACROS, "содержит макросы"),
}


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("case", WRONG)
def test_wrong_document_is_refused_in_a_sentence(
    case: str, javascript: bool, demonstration, transactional_db, browser_page, watch
):
    number, dated, file, sentence = WRONG[case]
    watch.expect(409, 422)
    page: Page = browser_page("/agency/dsz/documents/new/", user="coordinator", javascript=javascript)
    before = counts()

    page.get_by_label("Приказ", exact=True).check()
    fill_document(page, number, dated, file)
    page.get_by_label("Заголовок").fill("Об утверждении порядка")
    page.get_by_role("button", name="Зарегистрировать").click()

    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.get_by_label("Приказ", exact=True)).to_be_checked()
    expect(page.get_by_label("Номер", exact=True)).to_have_value(number)
    expect(page.get_by_label("Дата документа")).to_have_value(dated)
    expect(page.get_by_label("Заголовок")).to_have_value("Об утверждении порядка")
    assert counts() == before


def counts() -> tuple[int, int, int]:
    """What a refused form must not have added to."""
    return (
        Act.objects.filter(kind=ActKind.ORDER).count(),
        StoredFile.objects.count(),
        RoadmapEdition.objects.count(),
    )


NO_PLAN: dict[str, tuple[FilePayload, str]] = {
    "letter": (
        FilePayload(name="письмо.txt", mimeType="text/plain", buffer="Добрый день!".encode()),
        "Это не дорожная карта",
    ),
    "program": (FilePayload(name="карта.docx", mimeType=WORD, buffer=b"MZ\x90\x00" + bytes(400)), "не"),
    "macros": (
        FilePayload(
            name="карта.docx", mimeType=WORD, buffer=container("word/document.xml", "word/vbaProject.bin")
        ),
        "макросы",
    ),
    "damaged": (
        FilePayload(name="карта.docx", mimeType=WORD, buffer=container("word/document.xml")[:90]),
        "поврежд",
    ),
}


@pytest.mark.parametrize("case", NO_PLAN)
def test_file_that_is_no_roadmap_is_refused_in_a_sentence(
    case: str, demonstration, transactional_db, browser_page, watch
):
    file, sentence = NO_PLAN[case]
    watch.expect(422)
    page: Page = browser_page("/agency/dsz/roadmap/import/", user="coordinator")
    before = counts()

    page.get_by_label("Файл дорожной карты").set_input_files(file)
    page.get_by_role("button", name="Прочитать и проверить").click()

    expect(page.get_by_role("alert")).to_contain_text(sentence)
    assert counts() == before
