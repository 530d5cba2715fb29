"""Every page in English: what is Russian in it is data of the agency, or says that it is Russian."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from django.apps import apps
from django.db import models

from navstrechu.processes.vocabulary import CATEGORY_TITLES
from navstrechu.registers.kinds import register_kinds
from scripts import messages
from tests.e2e.pages import PAGES, Page
from tests.languages import english
from tests.sessions import sign_in

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
RUSSIAN_WORDS = re.compile(r"[а-яё]+(?:[-.][а-яё]+)*", re.IGNORECASE)
CUT_WORD = re.compile(r"[\w-]+…")
QUOTED, LATIN = re.compile("«[^»]*»|“[^”]*”"), re.compile("[a-z]", re.IGNORECASE)
INITIALS = re.compile(r"\A[А-ЯЁ]{2}\Z")
SOURCE_TEXTS = {message.text for message in messages.collected()}
TOLD_TO_PEOPLE = ("aria-label", "title", "placeholder", "data-label", "alt", "value", "content")
# Shows components with invented rows to developers.
NOT_SHOWN_TO_USERS = {"gallery"}


@pytest.fixture
def department(demonstration, settings):
    """The demonstration department as visitors meet it, at the day at which it opens."""
    settings.DEMONSTRATION = True


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in NOT_SHOWN_TO_USERS], ids=lambda page: page.name
)
def test_page_in_english_holds_no_russian_but_data(department, client, page: Page):
    path = page.path()
    reader = sign_in(page.login, client) if page.login else client
    reader.cookies.load(english())

    response = reader.get(path)

    assert response.status_code == page.status
    values = data()
    asked = unquote(urlsplit(path).query)
    known = {word for text in (*values, asked) for word in russian_words(text)}
    strange = [
        text
        for text in texts(response.content.decode())
        if not (set(russian_words(text)) <= known and (text not in SOURCE_TEXTS or text in values))
    ]
    assert strange == [], "wrap these in gettext and translate them (CONTRIBUTING, «A text»)"


def texts(html: str) -> Iterator[str]:
    """Russian texts and attributes that people are told, outside of what says lang="ru"."""
    root = lxml.html.document_fromstring(html)
    is_russian_topic = bool(root.xpath("//h1/*[@lang='ru']"))
    for element in root.iter(lxml.etree.Element):
        if (element.tag == "title" and is_russian_topic) or any(
            around.get("lang") == "ru" for around in (element, *element.iterancestors())
        ):
            continue
        told = [element.get(name, "") for name in TOLD_TO_PEOPLE]
        told += [element.text or "", *(child.tail or "" for child in element)]
        yield from (" ".join(text.split()) for text in told if CYRILLIC.search(text))


def russian_words(text: str) -> list[str]:
    """The words in lower case without soft hyphens, words cut by «…», initials of an avatar
    and what an English sentence quotes."""
    text = INITIALS.sub("", CUT_WORD.sub("", text.replace("\u00ad", "")))
    unquoted = QUOTED.sub("", text)
    text = unquoted if LATIN.search(unquoted) else text
    return [word.lower() for word in RUSSIAN_WORDS.findall(text)]


def leaves(value: object) -> Iterator[str]:
    """The texts of a value; those of a JSON field one by one."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif value:
        yield str(value)


def data() -> set[str]:
    """Every value of the database, and the order's own words, which stand as they are printed."""
    known = set(CATEGORY_TITLES.values()) | {
        title for kind in register_kinds() for _code, title in kind.columns
    }
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model.objects.values_list(*fields) if fields else ():
            known.update(leaf for value in row for leaf in leaves(value))
    return known
