"""Texts of the interface: collects them from the sources into the catalogue, compiles what is translated.

`make messages` writes locale/en/LC_MESSAGES/django.po anew and prints what waits for a translation; set-up
only compiles (`--compile`). The programs of gettext are not needed.
"""

import ast
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polib

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "navstrechu"
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
MODULE = "django.utils.translation"
# Code of these folders runs where gettext cannot be loaded; the page says its sentences again, see
# core/text/retelling.py. The description of the API stays Russian, the page about it is translated.
BARE = ("roadmap/reading", "touchpoints/reading", "tables", "jobs/isolated.py")
BARE_CONTEXT = "reading"
API = ROOT / "docs" / "api" / "openapi.json"
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# Regular expressions, and headings and names of files, which are compared and quoted as they are.
_NO_SENTENCE = re.compile(r"\\|\(\?|\[|\||^[А-ЯЁ№][^.{]*$")
# Which arguments of a function are (context, text, plural).
_TEXT, _IN_CONTEXT, _COUNTED, _COUNTED_IN_CONTEXT = (None, 0, None), (0, 1, None), (None, 0, 1), (0, 1, 2)
ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    "_": _TEXT,
    "gettext_noop": _TEXT,
    **dict.fromkeys(("gettext", "gettext_lazy"), _TEXT),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _IN_CONTEXT),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _COUNTED),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _COUNTED_IN_CONTEXT),
}
# What `templatize` leaves of a template: calls with literals among blanked-out text.
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?<!\w)(n?p?gettext|_)\(({_LITERAL}(?:, {_LITERAL})*)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*(?:[.!:][^{}]*)?\}")


class Message(NamedTuple):
    """A text of the sources: what the catalogue knows it by."""

    text: str
    context: str | None = None
    plural: str | None = None


def collected() -> dict[Message, list[str]]:
    """Every text that pages may show, with the files it stands in, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path in sorted(PRODUCT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if "migrations" in path.parts or not path.is_file():
            continue
        for message in _messages_of(path):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    for text in api_texts(json.loads(API.read_text(encoding="utf-8"))):
        found.setdefault(Message(text), []).append(API.relative_to(ROOT).as_posix())
    return found


def _messages_of(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        source = path.read_text(encoding="utf-8")
        yield from python_messages(source)
        if path.relative_to(PRODUCT).as_posix().startswith(BARE):
            yield from bare_messages(ast.parse(source))
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        yield from template_messages(path.read_text(encoding="utf-8"), path.name)


def python_messages(source: str) -> Iterator[Message]:
    """Literals handed to gettext, under whatever name the module has imported or assigned it."""
    tree = ast.parse(source)
    names = _names_of_gettext(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from _message(ARGUMENTS[names[node.func.id]], [_literal(word) for word in node.args])


def _names_of_gettext(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            names |= {one.asname or one.name: one.name for one in node.names if one.name in ARGUMENTS}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in names:
            names |= {one.id: names[node.value.id] for one in node.targets if isinstance(one, ast.Name)}
    return names


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def bare_messages(tree: ast.AST) -> Iterator[Message]:
    """Sentences of code without gettext; the places of an f-string are named by what fills them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.JoinedStr):
            text: str | None = _form(node)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from bare_messages(part)
        else:
            text = _literal(node) if isinstance(node, ast.expr) else None
            yield from bare_messages(node)
        if text and " " in text and _CYRILLIC.search(text) and not _NO_SENTENCE.search(text):
            yield Message(text, BARE_CONTEXT)


def _form(node: ast.JoinedStr) -> str:
    """«Перед {number} пропущен номер {missing}.»"""
    pieces: list[str] = []
    names: dict[str, str] = {}
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            source = ast.unparse(part.value)
            names.setdefault(source, _place_name(source, len(names), set(names.values())))
            pieces.append("{" + names[source] + "}")
        else:
            pieces.append(_literal(part) or "")
    return "".join(pieces)


def _place_name(source: str, number: int, taken: set[str]) -> str:
    """What fills a place, in one word: `cell` of `shortened(cell)`."""
    words = re.findall(r"[a-z]\w*", source.partition("(")[2] or source)
    name = words[-1] if words else "place"
    return name if name not in taken else f"{name}{number}"


def api_texts(told: Any) -> Iterator[str]:
    """What the page about the API shows of its description."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in {"description", "summary"} and isinstance(value, str) and _CYRILLIC.search(value):
                yield value
            yield from (
                value if key == "tags" and all(isinstance(one, str) for one in value) else api_texts(value)
            )
    elif isinstance(told, list):
        for one in told:
            yield from api_texts(one)


def template_messages(source: str, name: str) -> Iterator[Message]:
    """What {% translate %}, {% blocktranslate %} and _("…") of a template ask for."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 – compiling needs no Django

    for function, literals in _CALL.findall(templatize(source, origin=name)):
        words = [ast.literal_eval(one) for one in re.findall(_LITERAL, literals)]
        yield from _message(ARGUMENTS[function], words)


def _message(places: tuple[int | None, int, int | None], words: list[str | None]) -> Iterator[Message]:
    context, text, plural = (words[at] if at is not None and at < len(words) else None for at in places)
    if text:
        yield Message(text, context, plural)


def catalogue() -> polib.POFile:
    """The catalogue as it is checked in."""
    return polib.pofile(str(CATALOGUE), wrapwidth=110)


def key_of(entry: polib.POEntry) -> Message:
    """The text that an entry translates."""
    return Message(entry.msgid, entry.msgctxt, entry.msgid_plural or None)


def untranslated(entries: Iterable[polib.POEntry]) -> list[str]:
    """Texts without a translation, or with one that somebody marked as doubtful."""
    return [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()]


def placeholders(text: str) -> list[str]:
    """Places that are filled in later: %(day)s, {number}; a translation must have the same."""
    return sorted(_PLACEHOLDER.findall(text))


def merge() -> polib.POFile:
    """Write the catalogue anew: new texts wait for a translation, texts that are gone lose theirs."""
    old = catalogue()
    known = {key_of(entry): entry for entry in old}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = old.metadata
    fresh.header = old.header
    for message, places in collected().items():
        entry = known.get(message) or polib.POEntry(
            msgid=message.text, msgctxt=message.context, msgid_plural=message.plural or ""
        )
        entry.occurrences = [(place, "") for place in places]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        fresh.append(entry)
    draft = CATALOGUE.with_suffix(f".{os.getpid()}")
    fresh.save(str(draft), newline="\n")
    draft.replace(CATALOGUE)
    return fresh


def compile_catalogue() -> None:
    """Write the .mo that Django reads; whole or not at all, for several processes may do it at once."""
    draft = COMPILED.with_suffix(f".{os.getpid()}")
    catalogue().save_as_mofile(str(draft))
    draft.replace(COMPILED)


def main(words: list[str]) -> int:
    """Collect, compile and say what is missing; `--compile` only compiles."""
    if words != ["--compile"]:
        waiting = untranslated(merge())
        for text in waiting:
            print(text.replace("\n", "\\n"))
        print(f"Без перевода: {len(waiting)}. Впишите msgstr в {CATALOGUE.relative_to(ROOT)} и повторите.")
    compile_catalogue()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
