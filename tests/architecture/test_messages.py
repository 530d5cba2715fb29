"""Every text of the interface is in the catalogue, translated, with the same places to fill in."""

import ast
import re

import pytest
from django.utils.translation import override

from navstrechu.core.text.retelling import CONTEXT, retold
from scripts import messages
from scripts.messages import Message
from tests.architecture.sources import Source, called, sources
from tests.languages import english

MEND = "run `make messages`, translate what it prints in locale/en/LC_MESSAGES/django.po, run it again"
EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}
QUOTED = re.compile("“[^”]*”")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
TEXTS = messages.collected()


def test_catalogue_holds_the_texts_of_the_sources_and_no_others():
    known = {messages.key_of(entry) for entry in messages.catalogue()}
    texts = set(TEXTS)

    assert (sorted(texts - known), sorted(known - texts)) == ([], []), MEND


def test_every_text_is_translated():
    assert messages.untranslated(messages.catalogue()) == [], MEND


def test_translations_have_the_same_places_to_fill_in_and_the_same_edges():
    wrong = [
        (entry.msgid, entry.msgstr)
        for entry in messages.catalogue().translated_entries()
        if messages.placeholders(entry.msgid) != messages.placeholders(entry.msgstr)
        or edges(entry.msgid) != edges(entry.msgstr)
    ]

    assert wrong == []


def edges(text: str) -> tuple[bool, bool, int]:
    """Blanks at both ends, and the number of parts of a text that a template splits."""
    return text[:1].isspace(), text[-1:].isspace(), text.count("|")


def test_english_texts_hold_russian_words_only_in_quotes():
    assert [
        entry.msgid for entry in messages.catalogue() if CYRILLIC.search(QUOTED.sub("", entry.msgstr))
    ] == []


def test_forms_of_nouns_are_three_in_russian_and_two_in_english():
    listed = [entry for entry in messages.catalogue() if re.fullmatch(r"[\w ]+(,\w[\w ]*){2}", entry.msgid)]

    assert len(listed) > 5
    assert [entry.msgid for entry in listed if entry.msgstr.count(",") != 1] == []


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_texts_of_modules_and_classes_wait_for_the_language_of_the_page(source: Source):
    """gettext at import speaks Russian for ever; there it must be gettext_lazy."""
    names = {name for name, function in messages._names_of_gettext(source.tree).items() if function in EAGER}

    assert list(eager_calls(source.tree, names)) == []


def test_pages_count_nouns_in_the_language_of_the_page():
    """`counted` knows Russian forms only; it is for documents, letters and the command line."""
    using = {source.name for source in sources() for call in source.calls() if called(call) == "counted"}

    assert {name for name in using if name.startswith("web/")} == set()


def eager_calls(node: ast.AST, names: set[str]):
    """Lines of calls that happen at import: those outside functions, and defaults and decorators of these."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            at_import = [*child.args.defaults, *(one for one in child.args.kw_defaults if one)]
            at_import += getattr(child, "decorator_list", [])
            for one in at_import:
                yield from eager_calls(ast.Expression(one), names)
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in names:
            yield f"line {child.lineno}"
        yield from eager_calls(child, names)


# --- The collector itself -------------------------------------------------------------------------------
def test_python_texts_are_found_under_every_name_of_gettext():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext as plural, pgettext
_L = gettext_lazy
_("один" " два"); _L("три"); plural("файл", "файлы", 2); pgettext("где", "четыре"); print("пять"); _(unknown)
"""

    assert list(messages.python_messages(source)) == [
        Message("один два"),
        Message("три"),
        Message("файл", None, "файлы"),
        Message("четыре", "где"),
    ]


def test_template_texts_are_found_in_tags_and_arguments():
    source = """{% load i18n %}{% translate "раз" %}{% icon "x" _("два") %}{{ n|counted:_("а,б,в") }}
{% blocktranslate with day=on %}На {{ day }}{% endblocktranslate %}{% translate "итог" context "где" %}"""

    assert list(messages.template_messages(source, "some.html")) == [
        Message("раз"),
        Message("два"),
        Message("а,б,в"),
        Message("На %(day)s"),
        Message("итог", "где"),
    ]


def test_texts_of_code_without_gettext_are_found_with_named_places():
    source = '''
"""Строка документации."""
PATTERN = re.compile("срок\\\\s+до")
raise Refused(f"Строка {row}: больше {MOST} знаков, а здесь {len(cell.text)} из {row}.")
WORD = "слово"
'''

    assert list(messages.bare_messages(ast.parse(source))) == [
        Message("Строка {row}: больше {place} знаков, а здесь {text} из {row}.", CONTEXT)
    ]


# --- Sentences said again -------------------------------------------------------------------------------
FORMS = [message.text for message in TEXTS if message.context == CONTEXT]


@pytest.mark.parametrize("form", FORMS)
def test_sentence_of_code_without_gettext_is_said_in_english(form: str):
    english()
    entries = {entry.msgid: entry.msgstr for entry in messages.catalogue() if entry.msgctxt == CONTEXT}
    places = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", form)}

    with_english = translation_of(form.format(**places))

    assert with_english == entries[form].format(**places)


def translation_of(sentence: str) -> str:
    """The sentence as a page in English says it."""
    with override("en"):
        return retold(sentence)


def test_sentences_within_and_after_one_another_are_said_in_english():
    english()
    within = "строка 5, мероприятие 1.2: не указан срок; впишите дату вида 31.12.2024"
    after = "Это изображение. Сохраните таблицу как DOCX, XLSX или как текст и загрузите снова."

    assert (
        translation_of(within) == "row 5, measure 1.2: there is no due date; write a date such as 31.12.2024"
    )
    assert translation_of(after) == (
        "This is an image. Save the table as DOCX, XLSX or as text and load it again."
    )
    assert translation_of("Неизвестное предложение.") == "Неизвестное предложение."
    assert retold(within) == within
