"""Documents of the roadmap: the plan in its printed form and the report on its progress."""

from dataclasses import dataclass
from datetime import date

from navstrechu.acts.models import KIND_TITLES, ActKind
from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.plurals import counted
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Style,
    Table,
)
from navstrechu.documents.kinds import DocumentKind, register_kind
from navstrechu.roadmap.progress import STATE_LABELS, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, PostState, RoadmapState, SectionState
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadRoadmap

PLAN_COLUMNS = (
    Column("№ п/п", 7),
    Column("Мероприятие", 26),
    Column("Срок реализации", 11, Align.CENTRE),
    Column("Ответственный", 28),
    Column("Вид документа (результат)", 28),
)


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
    )


def _lead(lines: tuple[str, ...]) -> list[Block]:
    """Lines up to «План мероприятий» stand as an annex header at the right, the rest as the title."""
    title_from = next(
        (place for place, line in enumerate(lines) if line.lower().startswith("план ")), len(lines)
    )
    styles = [Style.ANNEX if place < title_from else Style.TITLE for place in range(len(lines))]
    return [Paragraph(line, style, keep_with_next=True) for line, style in zip(lines, styles, strict=True)]


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


@dataclass(frozen=True, slots=True)
class Move:
    """A date moved by a decision, as the report prints it."""

    number: str
    title: str
    old_due_on: date
    new_due_on: date
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What the report on progress says: the state on a day, moved dates and who signs."""

    agency_genitive: str
    state: RoadmapState
    moves: tuple[Move, ...]
    signatory: PostState | None


def progress_report_document(report: ProgressReport) -> Document:
    """The report for the working group: figures, what is late and why, groups by stages, every measure."""
    state = report.state
    return Document(
        title=f"Отчёт о ходе исполнения дорожной карты на {date_in_figures(state.on)}",
        blocks=(
            *_report_head(report),
            *_summary(state),
            *_late(state),
            *_moves(report.moves),
            *_all_measures(state),
            *_report_signature(report.signatory),
        ),
        orientation=Orientation.LANDSCAPE,
        dated=state.on,
    )


def _report_head(report: ProgressReport) -> list[Block]:
    return [
        Paragraph("ОТЧЁТ", Style.TITLE, keep_with_next=True),
        Paragraph("о ходе исполнения плана мероприятий («дорожной карты»)", Style.TITLE, keep_with_next=True),
        Paragraph("по внедрению стандартов клиентоцентричности", Style.TITLE, keep_with_next=True),
        Paragraph(report.agency_genitive, Style.CENTRE, keep_with_next=True),
        Paragraph(f"по состоянию на {date_in_words(report.state.on)}", Style.CENTRE),
    ]


def _summary(state: RoadmapState) -> list[Block]:
    total = len(state.measures)
    finished = state.counts[MeasureState.DONE] + state.counts[MeasureState.DONE_LATE]
    return [
        Heading("Общие сведения"),
        Facts(
            (
                ("Мероприятий в плане", str(total)),
                ("Выполнено", f"{finished} ({share(finished, total)})"),
                ("из них с опозданием", str(state.counts[MeasureState.DONE_LATE])),
                ("Документов-результатов", f"{state.results_met} из {state.results_required}"),
                ("Просрочено", str(state.counts[MeasureState.OVERDUE])),
                ("Под угрозой", str(state.counts[MeasureState.AT_RISK])),
            )
        ),
        Heading("Исполнение по разделам"),
        _section_table(state),
    ]


def share(part: int, whole: int) -> str:
    """«12 %», rounded half up as officials expect; a dash where there is nothing to take a share of."""
    return f"{(200 * part + whole) // (2 * whole)} %" if whole else "–"


_COUNTED_STATES = (
    MeasureState.DONE,
    MeasureState.DONE_LATE,
    MeasureState.AWAITING_DOCUMENT,
    MeasureState.IN_PROGRESS,
    MeasureState.NOT_STARTED,
    MeasureState.AT_RISK,
    MeasureState.OVERDUE,
)


def _section_table(state: RoadmapState) -> Table:
    columns = (
        Column("Раздел", 30),
        Column("Всего", 8, Align.RIGHT),
        *(Column(str(STATE_LABELS[shown]).capitalize(), 10, Align.RIGHT) for shown in _COUNTED_STATES),
    )
    sections = [section for section in state.sections if section.measures]
    rows = [_section_row(section) for section in sections]
    total = Row.of(
        "Итого",
        str(len(state.measures)),
        *(str(state.counts[shown]) for shown in _COUNTED_STATES),
        kind=RowKind.TOTAL,
    )
    return Table(columns, (*rows, total), name="По разделам")


def _section_row(section: SectionState) -> Row:
    states = [measure.state for measure in section.measures]
    return Row.of(
        f"{section.number}. {section.title}",
        str(len(states)),
        *(str(states.count(shown)) for shown in _COUNTED_STATES),
    )


def _late(state: RoadmapState) -> list[Block]:
    late = [measure for measure in state.measures if measure.state is MeasureState.OVERDUE]
    risky = [measure for measure in state.measures if measure.state is MeasureState.AT_RISK]
    blocks: list[Block] = []
    for title, measures in (("Просроченные мероприятия", late), ("Мероприятия под угрозой срыва", risky)):
        blocks.append(Heading(title))
        if measures:
            rows = tuple(_late_row(measure) for measure in measures)
            blocks.append(Table(_LATE_COLUMNS, rows, name=title))
        else:
            blocks.append(Paragraph("Таких мероприятий нет.", Style.PLAIN))
    return blocks


_LATE_COLUMNS = (
    Column("№", 7),
    Column("Мероприятие", 30),
    Column("Срок", 11, Align.CENTRE),
    Column("Ответственный", 26),
    Column("Чего не хватает", 26),
)


def _late_row(measure: MeasureStateOn) -> Row:
    missing = [result.text for result in measure.results if result.met_on is None]
    reasons = [term_note(measure)]
    if measure.progress.late_inputs:
        reasons.append(
            f"Просрочено то, что нужно для этой работы: {', '.join(measure.progress.late_inputs)}."
        )
    return Row.of(
        f"{measure.number}.",
        measure.title,
        due_text(measure),
        post_text(measure.responsible),
        "\n".join([*reasons, *missing]),
    )


def term_note(measure: MeasureStateOn) -> str:
    """«Просрочено на 10 рабочих дней.» / «Осталось 3 рабочих дня.»"""
    days = measure.progress.working_days
    words = counted(abs(days), "рабочий день", "рабочих дня", "рабочих дней")
    return f"Просрочено на {words}." if days < 0 else f"До срока осталось: {words}."


def due_text(measure: MeasureStateOn) -> str:
    """The date in force, with the baseline below where a decision moved it."""
    due = date_in_figures(measure.due_on)
    return f"{due}\n(по плану {date_in_figures(measure.baseline_due_on)})" if measure.is_moved else due


def post_text(post: PostState) -> str:
    """The post and whoever holds it."""
    if not post.holder:
        return post.title
    return f"{post.title}\n({'и. о. ' if post.is_acting else ''}{post.holder})"


def _moves(moves: tuple[Move, ...]) -> list[Block]:
    if not moves:
        return []
    columns = (
        Column("№", 7),
        Column("Мероприятие", 34),
        Column("Был срок", 12, Align.CENTRE),
        Column("Стал срок", 12, Align.CENTRE),
        Column("Основание и причина", 35),
    )
    rows = tuple(
        Row.of(
            f"{move.number}.",
            move.title,
            date_in_figures(move.old_due_on),
            date_in_figures(move.new_due_on),
            f"{move.basis}\n{move.reason}",
        )
        for move in moves
    )
    return [Heading("Перенесённые сроки"), Table(columns, rows, name="Перенесённые сроки")]


def _all_measures(state: RoadmapState) -> list[Block]:
    columns = (
        Column("№", 7),
        Column("Мероприятие", 30),
        Column("Срок", 11, Align.CENTRE),
        Column("Ответственный", 22),
        Column("Состояние", 12),
        Column("Документы", 18),
    )
    rows: list[Row] = []
    for section in state.sections:
        heading = Cell.of(section.title, colspan=5, bold=True)
        rows.append(Row((Cell.of(f"{section.number}."), heading), RowKind.GROUP))
        rows += [_measure_row(measure) for measure in section.measures]
    return [Heading("Все мероприятия"), Table(columns, tuple(rows), name="Мероприятия")]


def _measure_row(measure: MeasureStateOn) -> Row:
    acts = dict.fromkeys(
        f"{KIND_TITLES[ActKind(link.act.kind)]} от {date_in_figures(link.act.dated)} № {link.act.number}"
        for result in measure.results
        for link in result.links
    )
    return Row.of(
        f"{measure.number}.",
        measure.title,
        due_text(measure),
        post_text(measure.responsible),
        str(STATE_LABELS[measure.state]).capitalize(),
        "\n".join(acts) or "–",
    )


def _report_signature(signatory: PostState | None) -> list[Block]:
    if signatory is None:
        return []
    return [Signature((signatory.title,), signatory.holder)]


ROADMAP = DocumentKind("roadmap", "Дорожная карта", roadmap_document)
PROGRESS_REPORT = DocumentKind(
    "progress_report", "Отчёт о ходе исполнения дорожной карты", progress_report_document
)


def register() -> None:
    """Make the roadmap's documents known."""
    register_kind(ROADMAP)
    register_kind(PROGRESS_REPORT)
