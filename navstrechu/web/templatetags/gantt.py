"""Rows of the Gantt chart: 500 of them are written at once, where a template would look each value up."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.web.roadmap.gantt import Chart, ChartRow
from navstrechu.web.shell.looks import STATUS_LOOKS
from navstrechu.web.templatetags.shell import DASH, render_icon

register = template.Library()

# Stands for the number in the address of a measure, which is resolved once.
_PLACE = "NUMBER"
_ROW = (
    '<tr><th scope="row" data-label="{number_label}"><a href="{url}">{number}</a></th>'
    '<td class="gantt__title" data-label="{title_label}">'
    '<span class="cell tone-{tone}" title="{title}">{icon} {title}</span></td>'
    '<td class="d" data-label="{start_label}"><span class="cell">{start}</span></td>'
    '<td class="d{late}" data-label="{due_label}"><span class="cell">{due}</span></td>'
    '<td class="d" data-label="{forecast_label}"><span class="cell">{forecast}</span></td>'
    '<td class="gantt__scale"><svg class="gantt__row" aria-hidden="true">'
    '<use href="#gantt-grid" width="100%" height="100%"/>{drawing}</svg></td></tr>'
)


@register.simple_tag
def gantt_rows(chart: Chart, agency: str, measures: Iterable[MeasureStateOn]) -> SafeString:
    """{% gantt_rows chart agency.code group.measures %}: the rows of one section."""
    words, address = _words(get_language() or ""), reverse("roadmap:measure", args=(agency, _PLACE))
    rows = ((_row(chart.rows[measure.number], address, words),) for measure in measures)
    return format_html_join("", "{}", rows)


class _Words:
    """What is the same in every row, translated and drawn once a language."""

    def __init__(self) -> None:
        self.labels = {
            "number_label": _("№"),
            "title_label": _("Мероприятие"),
            "start_label": _("Начало"),
            "due_label": _("Срок"),
            "forecast_label": _("Прогноз"),
        }
        self.icons = {code: render_icon(look.icon, look.label) for code, look in STATUS_LOOKS.items()}
        self.was, self.in_time, self.probable = _("было"), _("в срок"), _("по плану")
        self.days = _("раб. дн.")


@cache
def _words(language: str) -> _Words:
    return _Words()


def _row(row: ChartRow, address: str, words: _Words) -> SafeString:
    measure = row.measure
    return format_html(
        _ROW,
        url=address.replace(_PLACE, quote(measure.number)),
        number=measure.number,
        title=measure.title,
        tone=row.look.tone,
        icon=words.icons[measure.state],
        start=_noted(date_in_figures(row.span.starts_on), "" if row.span.is_noted else words.probable),
        late=" late" if measure.state is MeasureState.OVERDUE else "",
        due=_due(measure, words),
        forecast=_forecast(row, words),
        drawing=row.drawing,
        **words.labels,
    )


def _noted(text: str, note: str) -> SafeString | str:
    return format_html('{}<span class="note">{}</span>', text, note) if note else text


def _due(measure: MeasureStateOn, words: _Words) -> SafeString | str:
    note = f"{words.was} {date_in_figures(measure.baseline_due_on)}" if measure.is_moved else ""
    return _noted(date_in_figures(measure.progress.deadline), note)


def _forecast(row: ChartRow, words: _Words) -> SafeString | str:
    if row.forecast is None:
        return DASH
    if not row.forecast.is_late:
        return words.in_time
    return _noted(date_in_figures(row.forecast.expected_on), f"+{row.forecast.late_by} {words.days}")
