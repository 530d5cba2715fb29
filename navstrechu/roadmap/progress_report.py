"""The report on the progress of a roadmap: words, what needs attention, every measure in an annex.

Posts have long titles, so they are spelled out once, with their holders, and rows name the person.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from navstrechu.acts.models import KIND_TITLES, ActKind
from navstrechu.core.text.dates import date_in_figures, date_in_words
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plurals import counted
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Style,
    Table,
)
from navstrechu.roadmap.progress import STATE_LABELS, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, PostState, RoadmapState

PROFILE = replace(OFFICIAL_FORM, table_size=10)
_RESULT_WORDS = {"order": "приказ", "report": "отчёт"}
# What the columns of the summaries count; a measure stands in exactly one of them.
_SHOWN: tuple[tuple[Column, frozenset[MeasureState]], ...] = (
    (Column("Выполнено", 26, Align.RIGHT), frozenset({MeasureState.DONE, MeasureState.DONE_LATE})),
    (
        Column("В работе", 17, Align.RIGHT),
        frozenset({MeasureState.IN_PROGRESS, MeasureState.AWAITING_DOCUMENT}),
    ),
    (Column("Не начато", 17, Align.RIGHT), frozenset({MeasureState.NOT_STARTED})),
    (Column("Под угрозой", 18, Align.RIGHT), frozenset({MeasureState.AT_RISK})),
    (Column("Просрочено", 26, Align.RIGHT), frozenset({MeasureState.OVERDUE})),
)


@dataclass(frozen=True, slots=True)
class Move:
    """A date moved by a decision, as the report prints it."""

    number: str
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


@in_official_language
def progress_report_document(report: ProgressReport) -> Document:
    """The report for the working group: two or three sheets to read and an annex to look things up in."""
    state = report.state
    return Document(
        title=f"Отчёт о ходе исполнения дорожной карты на {date_in_figures(state.on)}",
        blocks=(
            *_head(report),
            *report_body(report),
            *_signature(report.signatory),
            *_annex(state),
        ),
        profile=PROFILE,
        dated=state.on,
    )


def report_body(report: ProgressReport) -> tuple[Block, ...]:
    """What stands between the head and the signature: numbers in words, what is late, moved, by whom."""
    state = report.state
    return (
        *_in_words(report),
        *_overdue(state),
        *_at_risk(state),
        *_moved(report.moves),
        *_by_section(state),
        *_by_post(state),
    )


def _head(report: ProgressReport) -> list[Block]:
    lines = (
        "ОТЧЁТ",
        report.agency_genitive,
        "о ходе исполнения плана мероприятий («дорожной карты»)",
        "по внедрению стандартов клиентоцентричности",
        f"по состоянию на {date_in_words(report.state.on)}",
    )
    return [Paragraph("\n".join(lines), Style.TITLE, keep_with_next=True)]


def _in_words(report: ProgressReport) -> list[Block]:
    state, counts = report.state, report.state.counts
    total, finished = len(state.measures), counts[MeasureState.DONE] + counts[MeasureState.DONE_LATE]
    at_work = counts[MeasureState.IN_PROGRESS] + counts[MeasureState.AWAITING_DOCUMENT]
    late = counts[MeasureState.DONE_LATE]
    sentences = [
        f"В плане {counted(total, 'мероприятие', 'мероприятия', 'мероприятий')}; "
        f"документов, которыми они завершаются, – {state.results_required}.",
        f"По состоянию на {date_in_words(state.on)} выполнено "
        f"{counted(finished, 'мероприятие', 'мероприятия', 'мероприятий')} ({share(finished, total)})"
        + (f", из них с опозданием – {late}" if late else "")
        + f"; зарегистрировано документов – {state.results_met} "
        f"({share(state.results_met, state.results_required)}).",
        f"В работе – {at_work}, не начато – {counts[MeasureState.NOT_STARTED]}, под угрозой срыва – "
        f"{counts[MeasureState.AT_RISK]}, просрочено – {counts[MeasureState.OVERDUE]}.",
    ]
    return [Paragraph(sentences[0]), Paragraph(f"{sentences[1]} {sentences[2]}")]


def share(part: int, whole: int) -> str:
    """«12 %», rounded half up as officials expect; a dash where there is nothing to take a share of."""
    return f"{(200 * part + whole) // (2 * whole)}\u00a0%" if whole else "–"


def _overdue(state: RoadmapState) -> list[Block]:
    late = [measure for measure in state.measures if measure.state is MeasureState.OVERDUE]
    if not late:
        return [Heading("Просроченные мероприятия"), Paragraph("Просроченных мероприятий нет.")]
    columns = (
        *_MEASURE_COLUMNS,
        Column("Не хватает", 18),
        Column("Опоздание, раб. дней", 26, Align.RIGHT),
    )
    rows = tuple(
        Row.of(*_measure_cells(measure), missing_kinds(measure), str(-measure.progress.working_days))
        for measure in late
    )
    return [Heading("Просроченные мероприятия"), Table(columns, rows, name="Просроченные мероприятия")]


_MEASURE_COLUMNS = (
    Column("№", 13),
    Column("Мероприятие", 51),
    Column("Срок", 28, Align.CENTRE),
    Column("Ответственный", 34),
)


def _measure_cells(measure: MeasureStateOn) -> tuple[str, str, str, str]:
    return measure.number, measure.title, due_text(measure), person_text(measure.responsible)


def missing_kinds(measure: MeasureStateOn) -> str:
    """«приказ, отчёт»: kinds of the documents that the measure still lacks."""
    kinds = Counter(result.kind for result in measure.results if result.met_on is None)
    return ", ".join(
        f"{_RESULT_WORDS[kind]} ({number})" if number > 1 else _RESULT_WORDS[kind]
        for kind, number in kinds.items()
    )


def _at_risk(state: RoadmapState) -> list[Block]:
    risky = [measure for measure in state.measures if measure.state is MeasureState.AT_RISK]
    if not risky:
        return []
    columns = (*_MEASURE_COLUMNS, Column("Причина", 44))
    rows = tuple(Row.of(*_measure_cells(measure), risk_reason(measure)) for measure in risky)
    return [Heading("Мероприятия под угрозой срыва"), Table(columns, rows, name="Под угрозой срыва")]


def risk_reason(measure: MeasureStateOn) -> str:
    """«не завершено 2.1.1» where the measure waits for another one, else how little time is left."""
    if measure.progress.late_inputs:
        return f"не завершено {', '.join(measure.progress.late_inputs)}"
    days = measure.progress.working_days
    return f"до срока {counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}"


def due_text(measure: MeasureStateOn) -> str:
    """The date in force, with the baseline below where a decision moved it."""
    due = date_in_figures(measure.due_on)
    return f"{due}\n(по плану\n{date_in_figures(measure.baseline_due_on)})" if measure.is_moved else due


def person_text(post: PostState) -> str:
    """Whoever holds the post; the post itself where nobody does."""
    if not post.holder:
        return post.title
    return f"{'и. о. ' if post.is_acting else ''}{post.holder}"


def _moved(moves: Iterable[Move]) -> list[Block]:
    """One row a decision: it usually moves several measures at once."""
    together: dict[Move, list[str]] = {}
    for move in moves:
        together.setdefault(replace(move, number=""), []).append(move.number)
    if not together:
        return []
    columns = (
        Column("Мероприятия", 34),
        Column("Прежний срок", 28, Align.CENTRE),
        Column("Новый срок", 28, Align.CENTRE),
        Column("Основание и причина", 80),
    )
    rows = tuple(
        Row.of(
            ", ".join(numbers),
            date_in_figures(move.old_due_on),
            date_in_figures(move.new_due_on),
            f"{move.basis}\n{move.reason}",
        )
        for move, numbers in together.items()
    )
    return [Heading("Перенесённые сроки"), Table(columns, rows, name="Перенесённые сроки")]


def _by_section(state: RoadmapState) -> list[Block]:
    rows = [
        _count_row(f"{section.number}. {section.title}", section.measures)
        for section in state.sections
        if section.measures
    ]
    return [Heading("Исполнение по разделам"), _count_table("Раздел", rows, state, "По разделам")]


def _by_post(state: RoadmapState) -> list[Block]:
    posts: dict[PostState, list[MeasureStateOn]] = {}
    for measure in state.measures:
        posts.setdefault(measure.responsible, []).append(measure)
    rows = [_count_row(post_text(post), measures) for post, measures in posts.items()]
    return [
        Heading("Исполнение по ответственным"),
        _count_table("Ответственный", rows, state, "По ответственным"),
    ]


def post_text(post: PostState) -> str:
    """The post and whoever holds it."""
    return f"{post.title}\n({person_text(post)})" if post.holder else post.title


def _count_table(heading: str, rows: list[Row], state: RoadmapState, name: str) -> Table:
    columns = (
        Column(heading, 51),
        Column("Всего", 15, Align.RIGHT),
        *(column for column, _states in _SHOWN),
    )
    return Table(columns, (*rows, _count_row("Итого", state.measures, RowKind.TOTAL)), name=name)


def _count_row(label: str, measures: Iterable[MeasureStateOn], kind: RowKind = RowKind.BODY) -> Row:
    states = [measure.state for measure in measures]
    counts = (sum(state in shown for state in states) for _column, shown in _SHOWN)
    return Row.of(label, str(len(states)), *(str(count) if count else "–" for count in counts), kind=kind)


def _signature(signatory: PostState | None) -> list[Block]:
    return [Signature((signatory.title,), signatory.holder)] if signatory else []


def _annex(state: RoadmapState) -> list[Block]:
    return [
        PageBreak(Orientation.LANDSCAPE),
        Paragraph(
            "Приложение\nк отчёту о ходе исполнения плана мероприятий («дорожной карты») "
            f"по состоянию на {date_in_words(state.on)}",
            Style.ANNEX,
        ),
        Paragraph("Сведения о выполнении мероприятий", Style.TITLE, keep_with_next=True),
        measures_table(state),
    ]


def measures_table(state: RoadmapState) -> Table:
    """Every measure under the heading of its section, with its term, state and documents."""
    columns = (
        Column("№", 13),
        Column("Мероприятие", 108),
        Column("Срок", 28, Align.CENTRE),
        Column("Ответственный", 33),
        Column("Состояние", 27),
        Column("Документы", 48),
    )
    rows: list[Row] = []
    for section in state.sections:
        heading = Cell.of(section.title, colspan=len(columns) - 1, bold=True)
        rows.append(Row((Cell.of(section.number, bold=True), heading), RowKind.GROUP))
        rows += [Row.of(*_measure_cells(measure), *_outcome_cells(measure)) for measure in section.measures]
    return Table(columns, tuple(rows), name="Мероприятия")


def _outcome_cells(measure: MeasureStateOn) -> tuple[str, str]:
    acts = dict.fromkeys(
        f"{KIND_TITLES[ActKind(link.act.kind)]} от {date_in_figures(link.act.dated)} №\u00a0{link.act.number}"
        for result in measure.results
        for link in result.links
    )
    return str(STATE_LABELS[measure.state]), "\n".join(acts) or "–"
