"""What the home page says of a plan: figures with their rows, what comes next, what is in the way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.core.findings import Level
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.roadmap.progress import FINISHED, MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState
from navstrechu.roadmap.urgency import missing_results, missing_text, term_text
from navstrechu.web.roadmap.filters import SOON_DAYS, Filters
from navstrechu.web.roadmap.tables import address_of
from navstrechu.web.roadmap.tasks import unfinished

SHOWN_DATES = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with the address of its rows; ``query`` narrows the table of measures to exactly them."""

    label: object
    value: int
    query: str
    note: object = ""
    of: object = ""
    icon: str = ""
    tone: str = ""


def tiles(state: RoadmapState) -> list[Tile]:
    """Done, overdue, at risk, due soon, without documents."""
    finished = [measure for measure in state.measures if measure.state in FINISHED]
    return [
        Tile(
            _("Выполнено"), len(finished), "state=finished", _late_note(state),
            _("из {total}").format(total=len(state.measures)), "circle-check", "success",
        ),
        _overdue_tile(state),
        Tile(
            _("Под угрозой"), state.counts[MeasureState.AT_RISK], "state=at_risk",
            _("срок близко или нет нужного результата"), "", "triangle-alert", "warning",
        ),
        _soon_tile(state),
        _documents_tile(state),
    ]  # fmt: skip


def _late_note(state: RoadmapState) -> str:
    late = state.counts[MeasureState.DONE_LATE]
    return _("из них с опозданием: {late}").format(late=late) if late else ""


def _overdue_tile(state: RoadmapState) -> Tile:
    late = [measure for measure in state.measures if measure.state is MeasureState.OVERDUE]
    worst = min(late, key=lambda measure: measure.progress.working_days, default=None)
    note = _("самое давнее – {term}").format(term=term_text(worst)) if worst else _("просроченного нет")
    return Tile(_("Просрочено"), len(late), "state=overdue", note, "", "circle-alert", "danger")


def _soon_tile(state: RoadmapState) -> Tile:
    filters = Filters(state="unfinished", due="soon")
    soon = filters.apply(state.measures, state.on)
    query = address_of("", filters.pairs()).removeprefix("?")
    first = min((measure.progress.deadline for measure in soon), default=None)
    note = _("ближайший срок {day}").format(day=date_in_figures(first)) if first else ""
    label = _("Ближайшие {days} дней").format(days=SOON_DAYS)
    return Tile(label, len(soon), query, note, "", "calendar-clock", "")


def _documents_tile(state: RoadmapState) -> Tile:
    lacking = unfinished(state.measures)
    missing = sum(len(missing_results(measure)) for measure in lacking)
    note = _("зарегистрировано {met} из {required}, не хватает {missing}").format(
        met=state.results_met, required=state.results_required, missing=missing
    )
    return Tile(_("Ждут документов"), len(lacking), "documents=missing", note, "", "file-clock", "violet")


@dataclass(frozen=True, slots=True)
class Ahead:
    """A deadline that comes, with its open measures; ``query`` opens them in the table."""

    day: date
    measures: list[MeasureStateOn]
    query: str


def deadlines_ahead(state: RoadmapState) -> list[Ahead]:
    """The next days on which something is due, with what is not done yet."""
    days: dict[date, list[MeasureStateOn]] = defaultdict(list)
    for measure in unfinished(state.measures):
        if measure.progress.deadline >= state.on:
            days[measure.due_on].append(measure)
    return [
        Ahead(day, days[day], address_of("", Filters(state="unfinished", due=day.isoformat()).pairs())[1:])
        for day in sorted(days)[:SHOWN_DATES]
    ]


@dataclass(frozen=True, slots=True)
class Moved:
    """Measures whose date decisions have moved to the same day."""

    new_due_on: date
    measures: list[MeasureStateOn]


def moved_dates(state: RoadmapState) -> list[Moved]:
    """Open measures that run by a decision of the working group, by their new date."""
    moved: dict[date, list[MeasureStateOn]] = defaultdict(list)
    for measure in unfinished(state.measures):
        if measure.is_moved:
            moved[measure.due_on].append(measure)
    return [Moved(day, moved[day]) for day in sorted(moved)]


@dataclass(frozen=True, slots=True)
class Step:
    """What is in the way and where it is mended, for components/finding_list.html."""

    level: Level
    message: str
    url: str
    action: str
    source: str = ""


def next_steps(state: RoadmapState, agency: str) -> list[Step]:
    """What to see to next, the most pressing first; empty when nothing is in the way."""
    table = reverse("roadmap:table", kwargs={"agency": agency})
    return [*_overdue_steps(state, table), *_input_steps(state, table), *_idle_steps(state, table),
            *_vacant_steps(state, table)]  # fmt: skip


def _overdue_steps(state: RoadmapState, table: str) -> list[Step]:
    """Overdue measures by what they lack: one reminder for nine reports instead of nine."""
    lacking: dict[str, list[MeasureStateOn]] = defaultdict(list)
    for measure in state.measures:
        if measure.state is MeasureState.OVERDUE:
            lacking[missing_text(measure)].append(measure)
    return [
        Step(
            Level.BLOCKER,
            _("Просрочено {number}: {missing}. Зарегистрируйте документы или вынесите перенос срока на "
              "рабочую группу.").format(number=_counted(measures), missing=missing),
            f"{table}?state=overdue",
            _("Показать"),
            _numbers(measures),
        )
        for missing, measures in sorted(lacking.items(), key=lambda pair: -len(pair[1]))
    ]  # fmt: skip


def _input_steps(state: RoadmapState, table: str) -> list[Step]:
    waiting = [measure for measure in state.measures if measure.progress.late_inputs]
    if not waiting:
        return []
    needed = sorted({number for measure in waiting for number in measure.progress.late_inputs}, key=_key)
    message = _("{number} под угрозой: нужны результаты просроченных мероприятий.").format(
        number=_counted(waiting)
    )
    source = _("Нужны результаты: {numbers}").format(numbers=", ".join(needed))
    return [Step(Level.WARNING, message, f"{table}?state=at_risk", _("Показать"), source)]


def _idle_steps(state: RoadmapState, table: str) -> list[Step]:
    """Due soon and nobody has noted that work began."""
    soon = Filters(state="unfinished", due="soon").apply(state.measures, state.on)
    idle = [measure for measure in soon if measure.started_on is None and not measure.progress.results_met]
    if not idle:
        return []
    message = _("{number} со сроком в ближайшие {days} дней: начало работы не отмечено.").format(
        number=_counted(idle), days=SOON_DAYS
    )
    return [Step(Level.WARNING, message, f"{table}?state=unfinished&due=soon", _("Показать"), _numbers(idle))]


def _vacant_steps(state: RoadmapState, table: str) -> list[Step]:
    vacant: dict[str, list[MeasureStateOn]] = defaultdict(list)
    for measure in unfinished(state.measures):
        if not measure.responsible.holder:
            vacant[measure.responsible.title].append(measure)
    return [
        Step(
            Level.WARNING,
            _("Должность «{post}» свободна, за ней {number}.").format(post=post, number=_counted(measures)),
            f"{table}?post={measures[0].responsible.id or ''}&part=responsible",
            _("Показать"),
        )
        for post, measures in sorted(vacant.items())
    ]


def _counted(measures: list[MeasureStateOn]) -> str:
    return counted_in_words_of(len(measures), _("мероприятие,мероприятия,мероприятий"))


def _numbers(measures: list[MeasureStateOn]) -> str:
    return ", ".join(measure.number for measure in measures)


def _key(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]
