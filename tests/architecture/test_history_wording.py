"""Every verb that the history can hold has a Russian wording, and no wording lacks its verb."""

import ast

from navstrechu.history import wording
from tests.architecture.sources import Source, called, services, sources


def test_every_verb_has_a_wording_and_every_wording_a_verb():
    assert _verbs() == wording.registered_verbs()


def test_every_wording_is_russian_text():
    assert [verb for verb in wording.registered_verbs() if not str(wording.verb_text(verb)).strip()] == []


def _verbs() -> set[str]:
    """First arguments of `record`, values of variables named `verb`, and verbs of transitions."""
    recorded = {text for source in services() for text in _recorded(source)}
    moved = {
        text
        for source in sources()
        if source.path.name == "workflow.py"
        for call in source.calls()
        if called(call) == "Transition"
        for keyword in call.keywords
        if keyword.arg == "verb"
        for text in _constants(keyword.value)
    }
    return recorded | moved


def _recorded(source: Source) -> set[str]:
    first = [call.args[0] for call in source.calls() if called(call) == "record" and call.args]
    named = [
        node.value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == "verb" for name in node.targets)
    ]
    given = [keyword.value for call in source.calls() for keyword in call.keywords if keyword.arg == "verb"]
    return {text for value in [*first, *named, *given] for text in _constants(value)}


def _constants(value: ast.expr) -> set[str]:
    """Strings of a constant or of both branches of a choice (not of its condition)."""
    if isinstance(value, ast.IfExp):
        return _constants(value.body) | _constants(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) and isinstance(value.value, str) else set()
