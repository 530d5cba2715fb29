"""Quotes of the official documents: word for word, cited by a key that exists, shown without scripts."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from lxml import html

from navstrechu.demonstration.papers import ORDER_TEXT, ROADMAP_TEXT
from navstrechu.web.help.quotes import all_quotes, cited, quote, quoted
from navstrechu.web.help.topics import FOLDER
from tests.architecture.sources import PRODUCT, sources
from tests.web.visiting import words

TEMPLATES = PRODUCT / "web" / "templates"
# Addresses of pages begin with «roadmap:» too, numbers of rows do not stand in them.
KEY = re.compile(r"order201:[\w.]*\w|roadmap:\d[\d.]*\d")


def shipped(key: str) -> str:
    """The text of the document that a key names, with single spaces."""
    path = ORDER_TEXT if key.startswith("order201:") else ROADMAP_TEXT
    return " ".join(path.read_text(encoding="utf-8").split())


def drawn(source: str, **context: object):
    return html.fromstring(Template(source).render(Context(context)))


@pytest.mark.parametrize("key", [key for key in all_quotes() if key.startswith("order201:")])
def test_clause_of_the_order_stands_in_the_shipped_text(key):
    found = all_quotes()[key]

    assert found.paragraphs
    assert [one for heading, one in found.paragraphs if one not in shipped(key) or heading] == []


def test_rows_of_the_roadmap_stand_in_the_shipped_text():
    """A cell that a page end cut in two stands there in two places."""
    text = set(shipped("roadmap:").split())
    rows = [one for key, one in all_quotes().items() if key.startswith("roadmap:")]

    assert [one.key for one in rows if not set(" ".join(w for _, w in one.paragraphs).split()) <= text] == []


def test_all_clauses_are_there():
    numbers = [key.partition(":")[2] for key in all_quotes() if key.startswith("order201:")]

    assert sorted(numbers) == sorted(
        ["preamble", "form", "1.1", "1.2", *(f"1.2.{n}" for n in range(1, 7)), "2.1", "2.2"]
        + [f"2.2.{letter}" for letter in "абвгдежз"]
        + [
            "2.3",
            "2.4",
            "2.5",
            "2.5.1",
            "2.5.2",
            "2.5.3",
            "2.6",
            "3.1",
            "3.2",
            "3.2.1",
            "3.2.2",
            "3.2.3",
            "3.3",
        ]
    )
    assert sum(key.startswith("roadmap:") for key in all_quotes()) == 71 + 9 + 3


def test_clause_is_whole():
    assert quote("order201:3.3").paragraphs == (
        (
            "",
            "Руководители структурных подразделений Департамента обязаны своевременно представлять "
            "ответственному за внедрение клиентоцентричности в деятельность Департамента информацию об "
            "изменениях сведений, размещенных в Перечне.",
        ),
    )
    assert [
        len(quote(f"order201:{number}").paragraphs) for number in ("1.2", "2.2", "2.5", "2.6", "3.2")
    ] == [
        7,
        9,
        4,
        1,
        4,
    ]


def test_row_that_crosses_a_page_is_whole():
    assert quote("roadmap:2.1.4").paragraphs == (
        (
            "Мероприятие",
            "Утвержден порядок (правила) взаимодействия с клиентом в рамках предоставления услуг (сервисов)",
        ),
        ("Срок реализации", "30.09.2024"),
        (
            "Ответственный",
            "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента",
        ),
        (
            "Вид документа (результат)",
            "Утвержден приказ Департамента об утверждении порядка (правил) взаимодействия с клиентом "
            "в рамках предоставления услуг (сервисов) в Департаменте",
        ),
    )


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("order201:2.6", "Приказ № 201, п. 2.6"),
        ("order201:1.2.4", "Приказ № 201, п. 1.2, подп. 4"),
        ("order201:2.2.з", "Приказ № 201, п. 2.2, подп. «з»"),
        ("order201:preamble", "Приказ № 201, преамбула"),
        ("roadmap:2.1.1", "Дорожная карта, п. 2.1.1"),
    ],
)
def test_source_is_cited_as_on_paper(key, source):
    assert quote(key).source == source


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("приказ № 201, пункт 2.2", "order201:2.2"),
        ("Приказ № 201, п. 2.6", "order201:2.6"),
        ("приказа № 201, пункта 3.2", "order201:3.2"),
        ("п. 2.3 Порядка", "order201:2.3"),
        ("п. 3.2, 1) Порядка", "order201:3.2.1"),
        ("order No 201, clause 2.2", "order201:2.2"),
        ("clause 1.2, 5) of the Rules", "order201:1.2.5"),
    ],
)
def test_source_of_a_finding_names_its_clause(source, key):
    assert cited(source) == quote(key)


@pytest.mark.parametrize(
    "source",
    ["", "последовательность работ дорожной карты", "дорожная карта, п. 2.2", "приказ № 201, пункт 9.9"],
)
def test_source_without_a_clause_has_no_quote(source):
    assert cited(source) is None


def test_tag_shows_words_and_source_without_scripts():
    page = drawn('{% load quotes %}{% quote "order201:3.1" %}')

    assert page.tag == "details"
    assert words(page.find("summary")) == "Приказ № 201, п. 3.1"
    assert words(page.find("blockquote")) == "Перечень утверждается приказом Департамента."
    assert page.find("blockquote").get("lang") == "ru"
    assert "29.02.2024 № 201" in words(page.find("p"))


def test_tag_shows_several_quotes():
    page = drawn('{% load quotes %}{% quotes "order201:2.4" "order201:3.3" %}')

    assert [words(found) for found in page.xpath(".//summary")] == [
        "Приказ № 201, п. 2.4",
        "Приказ № 201, п. 3.3",
    ]


def test_unknown_clause_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        Template('{% load quotes %}{% quote "order201:9.9" %}').render(Context())
    with pytest.raises(LookupError):
        quoted(forms.CharField(), "order201:9.9")


def test_field_shows_the_clause_behind_it():
    class Sample(forms.Form):
        touchpoint = quoted(forms.CharField(label="Точка взаимодействия"), "order201:1.2.4")

    page = drawn('{% include "components/field.html" with field=form.touchpoint only %}', form=Sample())

    assert [words(found) for found in page.xpath(".//summary")] == ["Приказ № 201, п. 1.2, подп. 4"]


def test_every_key_that_is_named_exists():
    files: list[Path] = [*TEMPLATES.rglob("*.html"), *FOLDER.glob("*.md")]
    files += [source.path for source in sources() if source.path.parent.name != "help"]
    named = {(path.name, key) for path in files for key in KEY.findall(path.read_text("utf-8"))}

    assert {one for one in named if one[1] not in all_quotes()} == set()


def test_sources_of_all_checks_are_understood():
    """A source that cites a clause in words of its own would show no quote."""
    texts: set[str] = set()
    for source in sources():
        code = source.path.read_text("utf-8")
        named = re.findall(r'"(приказ № 201, пункт \d\.\d[^"]*)"', code)
        filled = re.findall(r'str\(CLAUSE\)\.format\(clause="([^"]+)"\)', code)
        texts |= {*named, *(f"приказ № 201, пункт {clause}" for clause in filled)}

    assert {text for text in texts if cited(text) is None} == set()
    assert {"приказ № 201, пункт 2.2", "приказ № 201, пункт 3.2, 1)"} <= texts
