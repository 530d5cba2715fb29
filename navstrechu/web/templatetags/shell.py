"""Template tags of the design system: icons, badges, Russian dates and plurals, table preferences."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache

from django import template
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from navstrechu.core.text.dates import date_in_english_words, date_in_figures, date_in_words
from navstrechu.core.text.language import OFFICIAL
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.web.shell import preferences
from navstrechu.web.shell.hyphens import with_soft_hyphens
from navstrechu.web.shell.icons import ICONS
from navstrechu.web.shell.looks import LEVEL_LOOKS, STATUS_LOOKS, Look

register = template.Library()
DASH = "–"
LONG_LABEL = 18


@cache
def _sprite() -> str:
    # Looked up once: a table of 71 rows shows hundreds of icons.
    return static("img/icons.svg")


def render_icon(name: str, label: object = "") -> SafeString:
    """The drawing itself; without a label it is decoration and hidden from assistive technology."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"Icon «{name}» is not in navstrechu/web/shell/icons.py")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, _sprite(), name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@register.simple_tag
def icon(name: str, label: object = "") -> SafeString:
    """{% icon "calendar" %}, or {% icon "lock" "Закрыто" %} when the icon stands alone and has a meaning."""
    return render_icon(name, label)


@register.simple_tag
def badge(label: object, tone: str = "neutral", icon: str = "") -> SafeString:
    """{% badge "Черновик" "neutral" "pencil" %}: a word on a tone, with its icon."""
    if not icon:
        return format_html('<span class="badge badge--plain tone-{}">{}</span>', tone, label)
    return format_html('<span class="badge tone-{}">{}{}</span>', tone, render_icon(icon), label)


@register.simple_tag
def status(code: str, label: object = "") -> SafeString:
    """{% status measure.state %}: colour, icon and word of a measure's state; `label` replaces the word."""
    look = STATUS_LOOKS[code]
    text = str(label or look.label)
    # In a table a long word may take two lines instead of widening its column for all rows.
    long = " badge--long" if len(text) > LONG_LABEL else ""
    return format_html(
        '<span class="badge tone-{}{}">{}{}</span>', look.tone, long, render_icon(look.icon), text
    )


@register.filter
def status_look(code: str) -> Look:
    """Tone, icon and word of a measure's state, for places that draw them in another way."""
    return STATUS_LOOKS[code]


@register.filter
def level_look(level: str) -> Look:
    """Tone, icon and word of a finding's or message's level."""
    return LEVEL_LOOKS.get(level, LEVEL_LOOKS["info"])


@register.filter
def figures(value: date | datetime | None) -> str:
    """«29.02.2024» for tables; a moment adds its time; nothing is a dash."""
    if value is None or value == "":
        return DASH
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{date_in_figures(local)} {local:%H:%M}"
    return date_in_figures(value)


@register.filter
def words(value: date | datetime | None) -> str:
    """«29 февраля 2024 г.», “29 February 2024” for running text."""
    if value is None or value == "":
        return DASH
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return date_in_words(day) if get_language() == OFFICIAL else date_in_english_words(day)


@register.filter
def iso(value: date | datetime | None) -> str:
    """The machine form for `<time datetime>` and `<input type=date>`."""
    return "" if value is None or value == "" else value.isoformat()


@register.filter
def counted(number: int, forms: str) -> str:
    """{{ 71|counted:_("мероприятие,мероприятия,мероприятий") }} → «71 мероприятие», “71 measures”."""
    return counted_in_words_of(int(number), str(forms))


@register.filter
def initials(name: str) -> str:
    """Two letters of an avatar: «Соколова Анна Викторовна» and «Соколова А. В.» → «СА»."""
    parts = [part for part in str(name).replace(".", " ").split() if part[0].isalpha()]
    return "".join(part[0] for part in parts[:2]).upper() or "?"


@register.filter
def share(part: int, whole: int) -> int:
    """Whole per cent of `part` in `whole`, half up; 0 of 0 is 0."""
    return (200 * int(part) + int(whole)) // (2 * int(whole)) if whole else 0


@register.simple_tag
def composition(parts: Sequence[tuple[str, int]], label: object) -> SafeString:
    """A bar of coloured lengths: `parts` are (tone, number) from left to right, `label` says it in words.

    Drawn as SVG because the page's policy allows no style attributes.
    """
    total = sum(number for _, number in parts) or 1
    edges: list[tuple[float, float, str]] = []
    start = 0.0
    for tone, number in parts:
        width = 100 * number / total
        edges.append((round(start, 3), round(max(width - 0.35, 0), 3), tone))
        start += width
    bars = format_html_join("", '<rect x="{}" y="0" width="{}" height="10" class="tone-{}"/>', edges)
    return format_html(
        '<svg class="composition" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        label,
        bars,
    )


@register.simple_tag(takes_context=True)
def hidden_columns(context: template.Context, table: str, default: str = "") -> str:
    """The numbers of the columns that the person has hidden in this table: the value of `data-hide`.

    `default` («5-7»): hidden until the person chooses.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return default.replace("-", " ")
    return " ".join(map(str, preferences.hidden_columns(request, table, default)))


@register.filter
def soft(text: object) -> str:
    """Soft hyphens between syllables of long words: heads of narrow columns, which browsers break badly."""
    return with_soft_hyphens(str(text))


@register.filter
def lines(values: Iterable[object]) -> SafeString:
    """Values under one another: posts of a measure in a cell."""
    return format_html_join(SafeString("<br>"), "{}", ((value,) for value in values))


@register.filter
def page_range(paginator: Paginator, number: int) -> list[int | None]:
    """Numbers of the pages to offer around `number`; None stands for a gap."""
    return [
        item if isinstance(item, int) else None
        for item in paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    ]


@register.filter
def split_bar(text: str) -> list[str]:
    """«Файл|Проверка|Готово» as a list: short lists of words that a template writes down itself."""
    return text.split("|")
