"""The Gantt chart as a document on A3: the same marks as on the page, drawn into one picture a sheet."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.engine.profile import LayoutProfile, Margins, Orientation
from navstrechu.documents.engine.tree import Block, Document, Facts, Heading, PageBreak, Picture
from navstrechu.roadmap.progress import STATE_LABELS
from navstrechu.web.roadmap.gantt import Chart, ChartRow, Mark
from navstrechu.web.roadmap.tables import RowGroup

A3 = LayoutProfile(
    margins=Margins(15, 15, 15, 15), page_width=297, page_height=420, body_size=10, small_size=8
)
WIDTH = 390  # millimetres between the margins of a lying A3
# Tenths of a millimetre: the drawing needs no fractions.
_ROW, _HEAD, _SCALE, _END = 62, 110, 1750, 3880
_ROWS_OF_A_SHEET = 33
_TITLE_LETTERS = 50
_COLOURS = {
    "neutral": "#82939c",
    "info": "#2d6bc4",
    "success": "#1b8552",
    "warning": "#b86e00",
    "danger": "#c52f3a",
    "violet": "#7450c0",
}
_Line = RowGroup | ChartRow


def sheet_document(
    chart: Chart, groups: list[RowGroup], conditions: list[tuple[str, str]], on: date
) -> Document:
    """The chart of the shown measures: on which day, under which conditions."""
    facts = [
        (_("По состоянию на"), date_in_figures(on)),
        *(said.split(": ", 1) for _name, said in conditions),
    ]
    title = _("Диаграмма Ганта на {day}").format(day=date_in_figures(on))
    blocks: list[Block] = [Heading(title), Facts(tuple((label, value) for label, value in facts))]
    for number, lines in enumerate(_sheets(chart, groups)):
        if number:
            blocks.append(PageBreak())
        blocks.append(Picture(_drawing(chart, lines, on).encode(), WIDTH, _in_words(lines)))
    return Document(
        title=title,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        profile=A3,
        dated=on,
    )


def _sheets(chart: Chart, groups: list[RowGroup]) -> Iterable[list[_Line]]:
    """Groups stay whole where they fit; a longer one goes on under its heading."""
    sheet: list[_Line] = []
    for group in groups:
        rows = [chart.rows[measure.number] for measure in group.measures]
        if sheet and len(sheet) + 1 + len(rows) > _ROWS_OF_A_SHEET:
            yield sheet
            sheet = []
        sheet.append(group)
        for row in rows:
            if len(sheet) >= _ROWS_OF_A_SHEET:
                yield sheet
                sheet = [group]
            sheet.append(row)
    if sheet:
        yield sheet


def _in_words(lines: list[_Line]) -> str:
    """What the picture says to who cannot see it."""
    said = (
        f"{row.measure.number}: {date_in_figures(row.span.starts_on)} – "
        f"{date_in_figures(row.measure.progress.deadline)}, {STATE_LABELS[row.measure.state]}"
        for row in lines
        if isinstance(row, ChartRow)
    )
    return "; ".join(said)


def _drawing(chart: Chart, lines: list[_Line], on: date) -> str:
    height = _HEAD + _ROW * len(lines)
    rows = "".join(_line(chart, line, _HEAD + place * _ROW, on) for place, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * 10}" height="{height}" '
        f'viewBox="0 0 {WIDTH * 10} {height}" font-family="Tinos" font-size="32">'
        f"{_grid(chart, height)}{rows}</svg>"
    )


def _grid(chart: Chart, height: int) -> str:
    lines = "".join(_month(mark, _x(float(mark.x)), height) for mark in chart.marks)
    if chart.today is None:
        return lines
    x = _x(float(chart.today))
    return f'{lines}<line x1="{x}" x2="{x}" y1="60" y2="{height}" stroke="#0b5d7a" stroke-width="5"/>'


def _month(mark: Mark, x: int, height: int) -> str:
    line = f'<line x1="{x}" x2="{x}" y1="60" y2="{height}" stroke="#c5d0d6"/>'
    return line + _text(x + 6, 45, mark.year, bold=True) + _text(x + 6, 95, mark.month)


def _line(chart: Chart, line: _Line, top: int, on: date) -> str:
    edge = f'<line x1="0" x2="{_END}" y1="{top + _ROW}" y2="{top + _ROW}" stroke="#dfe6ea"/>'
    if isinstance(line, RowGroup):
        return edge + _text(0, top + 44, line.heading, bold=True)
    measure = line.measure
    words = (
        _text(0, top + 44, measure.number)
        + _text(130, top + 44, Truncator(measure.title).chars(_TITLE_LETTERS))
        + _text(1010, top + 44, date_in_figures(measure.progress.deadline))
        + _text(1190, top + 44, str(capfirst(STATE_LABELS[measure.state])))
    )
    return edge + words + _marks(chart, line, top, on)


def _marks(chart: Chart, row: ChartRow, top: int, on: date) -> str:
    """The bar, what came after the deadline, the date before a decision, the forecast."""
    scale, measure = chart.scale, row.measure
    deadline, colour = measure.progress.deadline, _COLOURS[row.look.tone]
    end = min(row.span.ends_on, deadline)
    start = min(_x(scale.at(row.span.starts_on)), _x(scale.at(end)))
    fill = colour if row.span.is_noted else "#ffffff"
    width = max(_x(scale.after(end)) - start, 8)
    shapes = [
        f'<rect x="{start}" y="{top + 16}" width="{width}" height="30" rx="6" fill="{fill}" '
        f'stroke="{colour}" stroke-width="4"/>'
    ]
    after = _x(scale.after(deadline))
    late = _x(scale.after(measure.progress.done_on or on)) - after
    if late > 0 and (measure.progress.done_on or measure.progress.working_days < 0):
        shapes.append(f'<rect x="{after}" y="{top + 26}" width="{late}" height="10" fill="#c52f3a"/>')
    if measure.is_moved:
        x, y = _x(scale.after(measure.baseline_due_on)), top + 31
        shapes.append(
            f'<path d="M{x} {y - 20}l16 20-16 20-16-20z" fill="#ffffff" stroke="#14242d" stroke-width="4"/>'
        )
    if row.forecast is not None and row.forecast.is_late:
        shapes.append(_expected(after, _x(scale.after(row.forecast.expected_on)), top + 31))
    return "".join(shapes)


def _expected(x: int, to: int, y: int) -> str:
    return (
        f'<line x1="{x}" x2="{to}" y1="{y}" y2="{y}" stroke="#c52f3a" stroke-width="4" '
        f'stroke-dasharray="12 9"/><circle cx="{to}" cy="{y}" r="11" fill="#ffffff" stroke="#c52f3a" '
        'stroke-width="5"/>'
    )


def _x(share: float) -> int:
    """Where a per cent of the shown time stands."""
    return round(_SCALE + (_END - _SCALE) * share / 100)


def _text(x: int, y: int, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}"{weight}>{escape(text)}</text>' if text else ""
