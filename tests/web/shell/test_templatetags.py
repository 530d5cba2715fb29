"""Tags of the design system."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

from navstrechu.web.shell.looks import STATUS_LOOKS
from navstrechu.web.templatetags import shell


def render(source: str, **context) -> str:
    return Template("{% load shell %}" + source).render(Context(context))


def test_icon_alone_is_named_and_beside_text_is_hidden():
    assert render('{% icon "lock" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/img/icons.svg#lock"/></svg>'
    )
    assert 'role="img" aria-label="Закрыто"' in render('{% icon "lock" "Закрыто" %}')


def test_icon_unknown_name_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        render('{% icon "unicorn" %}')


def test_lines_stand_under_one_another_and_are_escaped():
    assert render("{{ posts|lines }}", posts=["<b>", "Отдел"]) == "&lt;b&gt;<br>Отдел"


def test_badge_escapes_its_text():
    assert render("{% badge text %}", text="<b>") == (
        '<span class="badge badge--plain tone-neutral">&lt;b&gt;</span>'
    )


@pytest.mark.parametrize("code", STATUS_LOOKS)
def test_status_has_colour_word_and_icon(code: str):
    look = STATUS_LOOKS[code]
    html = render("{% status code %}", code=code)

    assert f"tone-{look.tone}" in html
    assert f"#{look.icon}" in html
    assert str(look.label) in html


@pytest.mark.parametrize(
    ("value", "figures", "words"),
    [
        (date(2024, 2, 29), "29.02.2024", "29\u00a0февраля 2024\u00a0г."),
        # 22:30 in Greenwich is the next day in Moscow.
        (datetime(2024, 2, 28, 22, 30, tzinfo=UTC), "29.02.2024 01:30", "29\u00a0февраля 2024\u00a0г."),
        (None, "–", "–"),
        ("", "–", "–"),
    ],
)
def test_dates(value: object, figures: str, words: str):
    assert (shell.figures(value), shell.words(value)) == (figures, words)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1\u00a0мероприятие"),
        (4, "4\u00a0мероприятия"),
        (11, "11\u00a0мероприятий"),
        (71, "71\u00a0мероприятие"),
    ],
)
def test_counted(number: int, text: str):
    assert shell.counted(number, "мероприятие,мероприятия,мероприятий") == text


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Соколова Анна Викторовна", "СА"), ("Соколова А. В.", "СА"), ("Система", "С"), ("", "?"), ("— 7", "?")],
)
def test_initials(name: str, letters: str):
    assert shell.initials(name) == letters


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 2, 50), (1, 8, 13), (2, 3, 67), (0, 0, 0), (7, 7, 100)]
)
def test_share_rounds_half_up(part: int, whole: int, percent: int):
    assert shell.share(part, whole) == percent


def test_composition_lengths_follow_the_numbers():
    html = shell.composition([("success", 1), ("neutral", 3)], "Исполнено 1 из 4")

    assert html.count("<rect") == 2
    assert '<rect x="0.0" y="0" width="24.65" height="10" class="tone-success"/>' in html
    assert '<rect x="25.0" y="0" width="74.65" height="10" class="tone-neutral"/>' in html
    assert 'aria-label="Исполнено 1 из 4"' in html


def test_composition_of_nothing():
    assert "<rect" in shell.composition([("success", 0)], "Пусто")


def test_page_range_leaves_gaps():
    assert shell.page_range(Paginator(range(300), 10), 9) == [1, None, 7, 8, 9, 10, 11, None, 30]
