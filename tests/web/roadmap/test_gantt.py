"""The Gantt chart: rows as people read them, drawings, filters; where marks stand on the scale."""

import io
from datetime import date

import pdfplumber
import pytest

from navstrechu.accounts.roles import Role
from navstrechu.roadmap.queries.outlook import outlook_of
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.web.roadmap.gantt import Scale, chart_of
from tests.factories import TODAY
from tests.factories.organisation import agency, member
from tests.factories.roadmap import read_measure, reading, roadmap
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, texts, tree, visitor

pytestmark = pytest.mark.django_db
URL = "/agency/dsz/roadmap/gantt/"
ROWS = "//tbody/tr[td]"
demonstration = pytest.mark.usefixtures("demonstration")


def gantt(query: str = "", login: str = "employee"):
    return visitor(login).get(f"{URL}?{query}")


def drawn(page, number: str, css: str) -> list[dict[str, str]]:
    """Attributes of the shapes of a class in the row of a measure."""
    path = f"{ROWS}[th[.='{number}']]//*[contains(concat(' ', @class, ' '), ' {css} ')]"
    return [dict(found.attrib) for found in tree(page).xpath(path)]


@demonstration
def test_row_reads_as_a_table():
    page = gantt("q=2.7.2")

    assert texts(page, f"{ROWS}/*") == [
        "2.7.2",
        "Проведена сегментация внутренних клиентов в рамках взаимодействия по вопросам "
        "информационно-технического обеспечения",
        "12.02.2024",
        "26.04.2024 было 29.02.2024",
        "в срок",
        "",
    ]
    assert tree(page).xpath(f"{ROWS}/td[1]//*[@role='img']/@aria-label") == ["Под угрозой"]


@demonstration
def test_probable_beginning_and_late_forecast_are_said_in_words():
    page = gantt("q=2.7.6")

    assert texts(page, f"{ROWS}/td[@class='d']") == [
        "28.06.2024 по плану",
        "31.07.2024",
        "10.09.2024 +29 раб. дн.",
    ]


@demonstration
def test_bar_ends_on_the_deadline_and_a_tail_shows_the_delay():
    page = gantt()

    [bar] = drawn(page, "2.1.1", "gantt__bar")
    [tail] = drawn(page, "2.1.1", "gantt__late")
    # 18 months from September 2023 to the end of February 2025.
    days = (date(2025, 3, 1) - date(2023, 9, 1)).days
    assert bar["class"] == "gantt__bar tone-danger gantt__bar--probable"
    assert tail["x"] == f"{round(100 * (date(2024, 3, 1) - date(2023, 9, 1)).days / days, 2)}%"
    assert tail["width"] == f"{round(100 * 15 / days, 2)}%"


@demonstration
def test_moved_date_keeps_its_mark_at_the_date_of_the_plan():
    page = gantt()

    assert len(tree(page).xpath("//tbody//*[@class='gantt__baseline']")) == 3
    assert len(drawn(page, "2.7.2", "gantt__baseline")) == 1


@demonstration
def test_lines_lead_from_an_input_to_what_needs_it_within_the_group():
    page = gantt("section=2.1")

    heads = {number: len(drawn(page, number, "gantt__head")) for number in texts(page, f"{ROWS}/th")}
    assert heads == {"2.1.1": 0, "2.1.2": 1, "2.1.3": 1, "2.1.4": 1, "2.1.5": 1, "2.1.6": 2, "2.1.7": 1}


@demonstration
def test_no_line_to_a_measure_that_the_filters_hide():
    page = gantt("section=2.1&kind=segments")

    assert drawn(page, "2.1.2", "gantt__link") == []


@demonstration
def test_filters_are_those_of_the_table_and_may_find_nothing():
    found = gantt("state=overdue&section=2.5")
    nothing = gantt("q=ничего")

    assert texts(found, f"{ROWS}/th") == ["2.5.1", "2.5.2"]
    assert len(texts(found, "//*[@class='active-filters']/a[@class='filter-chip']")) == 2
    assert texts(nothing, "//*[@class='empty__title']") == ["Ничего не найдено"]


@demonstration
def test_region_alone_answers_a_filter():
    page = visitor("employee").get(f"{URL}?section=2.5", headers={**FRAGMENT, "HX-Target": "gantt"})

    assert tree(page).get("id") == "gantt"
    assert b"<html" not in page.content


@demonstration
def test_work_long_finished_shows_no_line_of_the_day():
    page = gantt("state=finished&as_of=2030-01-01")

    assert tree(page).xpath("//*[@class='gantt__today']") == []


@demonstration
def test_sheets_of_a3_hold_every_measure():
    answer = visitor("employee").get(f"{URL}gantt.pdf")

    with pdfplumber.open(io.BytesIO(answer.content)) as sheets:
        sizes = {(round(sheet.width), round(sheet.height)) for sheet in sheets.pages}
        text = "\n".join(sheet.extract_text() for sheet in sheets.pages)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert sizes == {(1191, 842)}
    numbers = texts(gantt(), f"{ROWS}/th")
    assert [number for number in numbers if f"\n{number} " not in text] == []
    assert answer.content == visitor("employee").get(f"{URL}gantt.pdf").content


@demonstration
def test_sheets_of_nothing_are_not_found():
    assert visitor("employee").get(f"{URL}gantt.pdf?q=ничего").status_code == 404


def test_agency_without_a_plan_is_told_what_to_do():
    own = agency()

    page = sign_in(member(Role.COORDINATOR, own)).get(f"/agency/{own.code}/roadmap/gantt/")

    assert texts(page, "//h1") == ["Диаграмма Ганта"]
    assert page.status_code == 200


@pytest.mark.parametrize("size", [1, 3])
def test_page_takes_the_same_queries_whatever_the_size(size, django_assert_num_queries):
    own = agency()
    roadmap(own, reading(*(read_measure(f"1.{place}") for place in range(1, size + 1))))
    client = sign_in(member(Role.EMPLOYEE, own))
    address = f"/agency/{own.code}/roadmap/gantt/?as_of=2024-03-15"
    client.get(address)

    with django_assert_num_queries(21, exact=False):
        client.get(address)


def test_scale_is_whole_months():
    scale = Scale.of([date(2023, 12, 22), date(2024, 2, 10)])

    assert (scale.first, scale.end) == (date(2023, 12, 1), date(2024, 3, 1))
    assert scale.months == [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)]
    assert [scale.at(date(2023, 1, 1)), scale.at(date(2023, 12, 1))] == [0, 0]
    assert scale.after(date(2024, 2, 29)) == 100


@pytest.mark.parametrize(
    ("last", "names", "years"),
    [
        (date(2024, 2, 1), ["сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр"], ["2023", "2024"]),
        (date(2027, 3, 29), ["янв", "июл"] * 4, ["2023", "2024", "2025", "2026", "2027"]),
    ],
)
def test_head_names_months_and_in_long_plans_half_years(last, names, years):
    plan = roadmap(plan=reading(read_measure("1.1", due=last)))
    state = roadmap_state(plan, on=TODAY)

    marks = chart_of(outlook_of(state), state.measures).marks

    assert [mark.month for mark in marks if mark.month][: len(names)] == names
    assert [mark.year for mark in marks if mark.year] == years
