"""The table of measures: what stands in it, filters, order, groups, files."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.http import QueryDict
from docx import Document as Docx
from lxml import etree

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Post
from navstrechu.web.roadmap.filters import Filters, folded, period_text, quarter_of
from navstrechu.web.roadmap.tables import COLUMNS, Order
from tests.factories.organisation import agency, member
from tests.factories.roadmap import read_measure, reading, roadmap
from tests.sessions import sign_in
from tests.web.visiting import texts, tree, visitor

pytestmark = pytest.mark.django_db
URL = "/agency/dsz/roadmap/table/"
ROWS = "//tbody/tr[@id]"
CHIPS = "//*[@class='active-filters']/a[@class='filter-chip']"
demonstration = pytest.mark.usefixtures("demonstration")


def table(query: str = "", login: str = "employee", day: date = date(2024, 3, 15), **extra: str):
    return visitor(login, day).get(f"{URL}?{query}", **extra)


def numbers(page) -> list[str]:
    return texts(page, f"{ROWS}/th")


@demonstration
def test_row_says_everything_about_a_measure():
    page = table("q=2.7.2")

    assert texts(page, f"{ROWS}/*") == [
        "2.7.2",
        "Проведена сегментация внутренних клиентов в рамках взаимодействия по вопросам "
        "информационно-технического "
        "обеспечения",
        "26.04.2024 было 29.02.2024",
        "Начальник управления финансового планирования организации предоставления социальных выплат и мер "
        "соцподдержки Департамента Белова И. С.",
        "Громов П. Н., Начальник управления организации социального обслуживания, опеки и попечительства "
        "Департамента Тихонова Е. В., Начальник управления труда и занятости Департамента Соколова М. А., "
        "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента",
        "Подготовлен отчет Департамента о проведении сегментации внутренних клиентов в рамках взаимодействия "
        "по вопросам информационно-технического обеспечения в Департаменте",
        "0 из 1",
        "Под угрозой",
    ]


@demonstration
def test_deadline_that_falls_on_a_day_off_says_where_it_moves():
    page = table("q=2.1.7")

    assert texts(page, f"{ROWS}/td[2]") == ["31.12.2024 с выходного – до 09.01.2025"]


@demonstration
def test_plain_table_is_the_plan_under_its_headings():
    page = table()

    assert numbers(page)[:9] == [*(f"1.{place}" for place in range(1, 9)), "2.1.1"]
    assert len(numbers(page)) == 71
    headings = texts(page, "//tr[@class='table__section']")
    assert headings[0] == "1. Общеорганизационные мероприятия"
    assert [heading.split(" ")[0] for heading in headings[1:]] == [f"2.{place}." for place in range(1, 10)]
    assert texts(page, "//*[@class='active-filters']") == ["Показано 71 из 71 мероприятия"]


@demonstration
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=done_late", 4),
        ("state=finished", 10),
        ("state=unfinished", 61),
        ("state=late", 25),
        ("section=2.3", 7),
        ("kind=satisfaction", 9),
        ("kind=optimisation_plans", 1),
        ("due=2024-02-29", 15),
        ("due=2024-q1", 18),
        ("due=2023-q4", 4),
        ("due=soon", 3),
        ("due=soon&state=unfinished", 2),
        ("documents=missing", 61),
        ("documents=complete", 10),
        ("q=СЕГМЕНТАЦИЯ", 9),
        ("q=отчёт+перечня", 9),
        ("q=белова+реестр", 0),
        ("q=2.1.", 7),
        ("state=overdue&section=2.5", 2),
        ("state=nonsense&kind=1&due=2024-13-40&post=x&documents=2", 71),
        ("section=nowhere", 0),
    ],
)
def test_filters(query: str, found: int):
    assert len(numbers(table(query))) == found


@demonstration
@pytest.mark.parametrize(("part", "found"), [("", 71), ("responsible", 32), ("co", 39), ("nonsense", 71)])
def test_filter_by_post_and_part(part: str, found: int):
    post = Post.objects.get(title__startswith="Начальник отдела межведомственного")

    assert len(numbers(table(f"post={post.pk}&part={part}"))) == found


@demonstration
def test_every_condition_is_named_and_can_be_taken_away():
    client = visitor("employee")

    page = client.get(f"{URL}?state=overdue&section=2.5&q=клиент&sort=-due")

    assert texts(page, CHIPS) == [
        "Текст: клиент", "Состояние: Просрочено", "Раздел: 2.5. Процессы обеспечения доступа к информации о "
        "деятельности Департамента",
    ]  # fmt: skip
    rows = [len(numbers(client.get(url))) for url in tree(page).xpath(f"{CHIPS}/@href")]
    assert (len(numbers(page)), rows) == (2, [2, 3, 10])
    [clear] = tree(page).xpath("//*[@class='active-filters']/a[not(@class)]/@href")
    assert clear == f"{URL}?sort=-due"


@demonstration
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sort=number", ["1.1", "1.2", "1.3"]),
        ("sort=-number", ["2.9.7", "2.9.6", "2.9.5"]),
        ("sort=due", ["1.1", "1.8", "1.3"]),
        ("sort=-due", ["2.1.7", "2.2.7", "2.3.7"]),
        ("sort=state", ["2.1.1", "2.2.1", "2.3.1"]),
        ("sort=-state", ["1.1", "1.3", "1.6"]),
        ("sort=responsible", ["1.1", "1.2", "1.3"]),
        ("sort=-responsible", ["1.5", "1.7", "2.1.2"]),
        ("sort=co", ["1.3", "1.4", "1.6"]),
        ("sort=documents", ["1.2", "1.5", "1.7"]),
        ("sort=title", ["1.7", "1.1", "2.6.7"]),
        ("sort=nonsense", ["1.1", "1.2", "1.3"]),
    ],
)
def test_sorting(query: str, first: list[str]):
    assert numbers(table(query))[:3] == first


@demonstration
def test_heads_turn_the_sorted_column_round():
    page = table("sort=due&state=overdue")

    heads = tree(page).xpath("//thead//th[@aria-sort]")
    assert [(head.get("aria-sort"), head.xpath("./a/@href")) for head in heads][:4] == [
        ("none", [f"{URL}?state=overdue"]),
        ("none", [f"{URL}?state=overdue&sort=title"]),
        ("ascending", [f"{URL}?state=overdue&sort=-due"]),
        ("none", [f"{URL}?state=overdue&sort=responsible"]),
    ]


@demonstration
@pytest.mark.parametrize(
    ("query", "headings"),
    [
        ("sort=due", []),
        ("group=none", []),
        ("group=state", [
            "Просрочено", "Под угрозой", "В работе", "Не начато", "Выполнено с опозданием", "Выполнено",
        ]),
        ("sort=due&group=section&state=done_late", [
            "1. Общеорганизационные мероприятия",
            "2.3. Процессы осуществления государственного контроля (надзора)",
            "2.4. Процессы рассмотрения обращений и запросов",
        ]),
    ],
)  # fmt: skip
def test_groups(query: str, headings: list[str]):
    assert texts(table(query), "//tr[@class='table__section']") == headings


@demonstration
def test_filters_answer_with_the_region_alone():
    page = table("state=overdue", headers={"HX-Request": "true", "HX-Target": "measures"})

    assert page.content.decode().lstrip().startswith('<div id="measures">')
    assert len(numbers(page)) == 10
    assert page.headers["Vary"] == "HX-Request, HX-Target, Cookie"


@demonstration
def test_nothing_found_offers_to_reset():
    page = table("q=такого+нет")

    assert texts(page, "//*[@class='empty__title']") == ["Ничего не найдено"]
    assert tree(page).xpath("//*[@class='empty']//a/@href") == [URL]


@demonstration
@pytest.mark.parametrize(("cookie", "hidden"), [(None, "6"), ("3-5", "3 5"), ("", "")])
def test_results_are_hidden_until_the_person_chooses(cookie: str | None, hidden: str):
    client = visitor("employee")
    if cookie is not None:
        client.cookies["columns_measures"] = cookie

    assert tree(client.get(URL)).xpath("//table/@data-hide") == [hidden]


@demonstration
@pytest.mark.parametrize(("login", "editors"), [("coordinator", 71 + 80), ("finance", 0), ("admin", 0)])
def test_only_who_may_edit_sees_pencils(login: str, editors: int):
    assert len(tree(table(login=login)).xpath("//tbody//a[@data-edit]")) == editors


@demonstration
def test_csv_holds_the_shown_rows():
    answer = visitor("employee").get(f"{URL}measures.csv?state=done_late&sort=-due&group=none")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == [
        "№", "Мероприятие", "Срок", "Срок по плану", "Ответственный", "Соисполнители", "Результаты",
        "Документы", "Состояние",
    ]  # fmt: skip
    assert [(row[0], row[2], row[7], row[8]) for row in rows[1:]] == [
        ("2.3.2", "29.02.2024", "1 из 1", "Выполнено с опозданием"),
        ("2.4.2", "29.02.2024", "1 из 1", "Выполнено с опозданием"),
        ("1.4", "22.12.2023", "1 из 1", "Выполнено с опозданием"),
        ("1.8", "07.12.2023", "1 из 1", "Выполнено с опозданием"),
    ]
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_csv_runs_no_formula():
    own = agency()
    roadmap(own, reading(read_measure("1.1", title='=HYPERLINK("http://x";"1")')))

    answer = sign_in(member(Role.EMPLOYEE, own)).get(
        f"/agency/{own.code}/roadmap/table/measures.csv?group=none"
    )

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == '\'=HYPERLINK("http://x";"1")'


@demonstration
def test_xlsx_holds_the_shown_rows():
    answer = visitor("employee").get(f"{URL}measures.xlsx?section=2.5&group=none")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
    found = ["".join(item.itertext()) for item in strings]
    numbers_found = [text for text in found if text.startswith("2.5.") and len(text) == 5]
    assert numbers_found == [f"2.5.{place}" for place in range(1, 8)]
    assert found[1] == "Раздел: 2.5. Процессы обеспечения доступа к информации о деятельности Департамента"


@demonstration
def test_docx_holds_the_shown_rows_under_their_headings():
    answer = visitor("employee").get(f"{URL}measures.docx?state=overdue")

    [measures] = [found for found in Docx(io.BytesIO(answer.content)).tables if len(found.columns) == 9]
    firsts = [row.cells[0].text for row in measures.rows]
    assert firsts[0] == "№"
    assert [text for text in firsts[1:] if len(text) == 5] == [
        "2.1.1", "2.2.1", "2.3.1", "2.4.1", "2.5.1", "2.5.2", "2.6.1", "2.7.1", "2.8.1", "2.9.1",
    ]  # fmt: skip
    assert sum(". Процессы" in text for text in firsts) == 9


@demonstration
@pytest.mark.parametrize("path", ["measures.pdf", "rows/9.9/", "results/0/"])
def test_what_is_not_there(path: str):
    assert visitor("employee").get(URL + path).status_code == 404


def test_words_are_found_whatever_their_case():
    assert folded("ОТЧЁТ") == folded("отчет") == "отчет"


@pytest.mark.parametrize(
    ("period", "text"),
    [("2024-q1", "I квартал 2024 года"), ("2023-q4", "IV квартал 2023 года"), ("2024-02-29", "29.02.2024"),
     ("soon", "в ближайшие 30 дней")],
)  # fmt: skip
def test_period_text(period: str, text: str):
    assert period_text(period) == text


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2024, 1, 1), "2024-q1"), (date(2024, 3, 31), "2024-q1"), (date(2024, 4, 1), "2024-q2"),
     (date(2024, 12, 31), "2024-q4")],
)  # fmt: skip
def test_quarter_of(day: date, quarter: str):
    assert quarter_of(day) == quarter


def test_filters_go_back_into_the_address_as_they_came():
    query = {
        "q": "клиент",
        "state": "overdue",
        "post": "3",
        "part": "co",
        "due": "soon",
        "documents": "missing",
    }

    assert (
        Filters.of(QueryDict("&".join(f"{name}={value}" for name, value in query.items()))).pairs() == query
    )


@pytest.mark.parametrize(
    ("query", "pairs"),
    [("", {}), ("sort=number", {}), ("sort=-number", {"sort": "-number"}), ("sort=due", {"sort": "due"}),
     ("group=state", {"group": "state"}), ("sort=due&group=section", {"sort": "due", "group": "section"}),
     ("group=nonsense", {})],
)  # fmt: skip
def test_order_goes_back_into_the_address(query: str, pairs: dict[str, str]):
    assert Order.of(QueryDict(query)).pairs() == pairs


@pytest.mark.parametrize(
    ("query", "column", "pairs"),
    [
        ("", 0, {"sort": "-number"}),
        ("", 2, {"sort": "due"}),
        ("sort=due", 2, {"sort": "-due"}),
        ("sort=-due", 0, {}),
        ("sort=due&group=section", 1, {"sort": "title"}),
        ("sort=due&group=state", 1, {"sort": "title", "group": "state"}),
        ("group=none", 2, {"sort": "due"}),
    ],
)
def test_head_of_a_column_leads_to_its_order(query: str, column: int, pairs: dict[str, str]):
    assert Order.of(QueryDict(query)).turned_to(COLUMNS[column]).pairs() == pairs
