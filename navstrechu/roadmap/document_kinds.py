"""Documents of the roadmap: the plan in its printed form and the report on its progress."""

from dataclasses import replace

from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
)
from navstrechu.documents.kinds import DocumentKind, register_kind
from navstrechu.roadmap.headings import title_lines
from navstrechu.roadmap.progress_report import progress_report_document
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadRoadmap

# Rows are not split and posts have long titles: at the usual size sheets would stay half empty.
PROFILE = replace(OFFICIAL_FORM, table_size=10)
PLAN_COLUMNS = (
    Column("№ п/п", 13),
    Column("Мероприятие", 66),
    Column("Срок реализации", 23, Align.CENTRE),
    Column("Ответственный", 82),
    Column("Вид документа (результат)", 73),
)


@in_official_language
def roadmap_document(plan: ReadRoadmap, title: str) -> Document:
    """The plan in the form of the reference: lead lines, then one table of five columns; reading it back
    gives the same plan."""
    rows: list[Row] = []
    for section in plan.sections:
        rows.append(
            Row((Cell.of(f"{section.number}."), Cell.of(section.title, colspan=4, bold=True)), RowKind.GROUP)
        )
        rows += [_plan_row(measure) for measure in plan.measures if measure.section == section.number]
    return Document(
        title=title,
        blocks=(*_lead(plan.heading), Table(PLAN_COLUMNS, tuple(rows), name="Дорожная карта")),
        orientation=Orientation.LANDSCAPE,
        profile=PROFILE,
    )


def _lead(lines: tuple[str, ...]) -> list[Block]:
    """The annex header stands at the right, line by line as it was, the title in the middle below it."""
    annex, title = title_lines(lines)
    styled = [*((line, Style.ANNEX) for line in annex), *((line, Style.TITLE) for line in title)]
    return [Paragraph(line, style, keep_with_next=True) for line, style in styled]


def _plan_row(measure: ReadMeasure) -> Row:
    return Row.of(
        f"{measure.number}.",
        measure.title,
        date_in_figures(measure.due),
        "\n".join([measure.responsible, *_co_executor_lines(measure.co_executors)]),
        "\n".join(result.text for result in measure.results),
    )


def _co_executor_lines(posts: tuple[str, ...]) -> list[str]:
    if not posts:
        return []
    return ["Соисполнители:" if len(posts) > 1 else "Соисполнитель:", *posts]


ROADMAP = DocumentKind("roadmap", "Дорожная карта", roadmap_document)
PROGRESS_REPORT = DocumentKind(
    "progress_report", "Отчёт о ходе исполнения дорожной карты", progress_report_document
)


def register() -> None:
    """Make the roadmap's documents known."""
    register_kind(ROADMAP)
    register_kind(PROGRESS_REPORT)
