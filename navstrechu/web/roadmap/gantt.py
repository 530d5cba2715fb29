"""The Gantt chart: where each mark of a row stands, in per cent of the shown time.

A row is a row of a table with its own small drawing, so that the chart is read, sorted into pages and printed
as a table. Lines between rows are drawn in pieces: each row draws what passes through it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe

from navstrechu.roadmap.forecast import Forecast
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.outlook import Outlook
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.roadmap.schedule import Span
from navstrechu.web.organisation.year import SHORT_MONTHS
from navstrechu.web.shell.looks import STATUS_LOOKS, Look

# More months than this are drawn as quarters.
MOST_MONTHS = 30
# More names than this do not fit beside one another.
MOST_NAMES = 12
_LAST_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scale:
    """The shown time: whole months from ``first`` up to, not with, ``end``."""

    first: date
    end: date

    @classmethod
    def of(cls, days: Iterable[date]) -> "Scale":
        """Whole months that hold all of the days."""
        known = sorted(days)
        return cls(known[0].replace(day=1), _next_month(known[-1]))

    def at(self, day: date) -> float:
        """Where the day begins; outside of the shown time its nearer edge."""
        share = 100 * (day - self.first).days / (self.end - self.first).days
        return round(min(max(share, 0), 100), 2)

    def after(self, day: date) -> float:
        """Where the day ends."""
        return self.at(day + _LAST_DAY)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end

    @property
    def months(self) -> list[date]:
        """First days of the months."""
        days = [self.first]
        while (following := _next_month(days[-1])) < self.end:
            days.append(following)
        return days


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the head: where it stands and what is written beside it.

    Places are texts: a template would write numbers with a decimal comma, which no drawing understands.
    """

    x: str
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A measure with its drawing."""

    span: Span
    look: Look
    forecast: Forecast | None
    drawing: SafeString

    @property
    def measure(self) -> MeasureStateOn:
        return self.span.measure


@dataclass(frozen=True, slots=True)
class Chart:
    """The head of the chart and what each row draws."""

    scale: Scale
    marks: list[Mark]
    today: str | None
    rows: dict[str, ChartRow]


def chart_of(outlook: Outlook, measures: Sequence[MeasureStateOn]) -> Chart:
    """The chart of the shown measures, in the order in which their rows stand; at least one measure."""
    shown = {measure.number for measure in measures}
    spans = {span.measure.number: span for span in outlook.spans if span.measure.number in shown}
    scale = Scale.of(_days(outlook, spans.values()))
    places = {measure.number: place for place, measure in enumerate(measures)}
    links = _links(spans, places, scale)
    today = outlook.state.on
    rows = {
        number: _row(spans[number], outlook.forecasts.get(number), links[place], scale, today)
        for number, place in places.items()
    }
    return Chart(scale, _marks(scale), str(scale.after(today)) if scale.holds(today) else None, rows)


def _days(outlook: Outlook, spans: Iterable[Span]) -> Iterable[date]:
    """Every day that the chart must show; the shown day too while the plan runs."""
    ends = []
    for span in spans:
        forecast = outlook.forecasts.get(span.measure.number)
        yield span.starts_on
        yield from (span.ends_on, span.measure.baseline_due_on)
        ends.append(span.ends_on)
        if forecast is not None:
            yield forecast.expected_on
    if min(span.starts_on for span in spans) <= outlook.state.on:
        yield min(outlook.state.on, max(ends))


def _marks(scale: Scale) -> list[Mark]:
    """A line a month, in long plans a quarter; names on every second line where they stand close."""
    months = scale.months
    step = 1 if len(months) <= MOST_MONTHS else 3
    lines = [day for day in months if (day.month - 1) % step == 0]
    named = step if len(lines) <= MOST_NAMES else 2 * step
    return [
        Mark(
            str(scale.at(day)),
            str(SHORT_MONTHS[day.month - 1]) if (day.month - 1) % named == 0 else "",
            str(day.year) if day.month == 1 or day == lines[0] else "",
        )
        for day in lines
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of a line between rows: ``part`` is what of it passes through the row."""

    part: str
    x: float
    to: float = 0


def _links(spans: dict[str, Span], places: dict[str, int], scale: Scale) -> dict[int, list[_Line]]:
    """Pieces of all lines from inputs to what needs them, by place of the row."""
    pieces: dict[int, list[_Line]] = defaultdict(list)
    for number, span in spans.items():
        for needed in span.within_group:
            if needed.number in spans:
                _connect(pieces, places[needed.number], places[number], spans[needed.number], span, scale)
    return pieces


def _connect(
    pieces: dict[int, list[_Line]], above: int, below: int, needed: Span, span: Span, scale: Scale
) -> None:
    """Down (or up) from the end of the input, then along to the beginning of what needs it."""
    x, to = scale.after(needed.ends_on), scale.at(span.starts_on)
    is_down = above < below
    pieces[above].append(_Line("leaves-down" if is_down else "leaves-up", x))
    for between in range(min(above, below) + 1, max(above, below)):
        pieces[between].append(_Line("passes", x))
    pieces[below].append(_Line("arrives-down" if is_down else "arrives-up", x, to))


# Halves of a row through which a piece runs.
_VERTICAL = {
    "leaves-down": ("50%", "101%"),
    "leaves-up": ("-1%", "50%"),
    "passes": ("-1%", "101%"),
    "arrives-down": ("-1%", "50%"),
    "arrives-up": ("50%", "101%"),
}


def _row(span: Span, forecast: Forecast | None, lines: list[_Line], scale: Scale, today: date) -> ChartRow:
    look = STATUS_LOOKS[span.measure.state]
    drawing = "".join(
        (
            *(_vertical(line) + _arrival(line) for line in lines),
            _bar(span, look, scale),
            _late(span, scale, today),
            _baseline(span, scale),
            _expected(span, forecast, scale),
        )
    )
    # Numbers and names of our own classes, nothing that anybody typed.
    return ChartRow(span, look, forecast, mark_safe(drawing))  # noqa: S308


def _vertical(line: _Line) -> str:
    top, bottom = _VERTICAL[line.part]
    return f'<line class="gantt__link" x1="{line.x}%" x2="{line.x}%" y1="{top}" y2="{bottom}"/>'


def _arrival(line: _Line) -> str:
    if not line.part.startswith("arrives"):
        return ""
    head = "M-6-3.5 0 0-6 3.5z" if line.to >= line.x else "M6-3.5 0 0 6 3.5z"
    along = f'<line class="gantt__link" x1="{line.x}%" x2="{line.to}%" y1="50%" y2="50%"/>'
    return along + _anchored(line.to, f'<path class="gantt__head" d="{head}"/>')


def _anchored(x: float, shape: str) -> str:
    """A shape of fixed size at a place of the scale."""
    return f'<svg x="{x}%" y="50%" class="gantt__anchor">{shape}</svg>'


def _bar(span: Span, look: Look, scale: Scale) -> str:
    """From the beginning to the end, at most to the deadline, in the colour of the state."""
    end = min(span.ends_on, span.measure.progress.deadline)
    start = min(scale.at(span.starts_on), scale.at(end))
    width = round(max(scale.after(end) - start, 0.4), 2)
    pale = "" if span.is_noted else " gantt__bar--probable"
    shape = f'x="{start}%" width="{width}%" y="28%" height="44%" rx="3"'
    return f'<rect class="gantt__bar tone-{look.tone}{pale}" {shape}/>'


def _late(span: Span, scale: Scale, today: date) -> str:
    """What came after the deadline: until the last document, without it until the shown day."""
    deadline = span.measure.progress.deadline
    until = span.measure.progress.done_on or today
    if span.measure.state not in {MeasureState.OVERDUE, MeasureState.DONE_LATE} or until <= deadline:
        return ""
    x = scale.after(deadline)
    width = round(max(scale.after(until) - x, 0.2), 2)
    return f'<rect class="gantt__late" x="{x}%" width="{width}%" y="42%" height="16%"/>'


def _baseline(span: Span, scale: Scale) -> str:
    """The date of the plan where a decision has moved it."""
    if not span.measure.is_moved:
        return ""
    x = scale.after(span.measure.baseline_due_on)
    return _anchored(x, '<path class="gantt__baseline" d="M0-8 6 0 0 8-6 0z"/>')


def _expected(span: Span, forecast: Forecast | None, scale: Scale) -> str:
    if forecast is None or not forecast.is_late:
        return ""
    x, to = scale.after(span.measure.progress.deadline), scale.after(forecast.expected_on)
    slip = f'<line class="gantt__slip" x1="{x}%" x2="{to}%" y1="50%" y2="50%"/>'
    return slip + _anchored(to, '<circle class="gantt__expected" r="4.5"/>')
