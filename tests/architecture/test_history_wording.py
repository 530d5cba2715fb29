"""Every verb that the history can hold has a Russian wording, and no wording lacks its verb."""

import ast

from navstrechu.history import wording
from tests.architecture.sources import Source, called, services, sources


def test_every_recorded_verb_has_a_wording():
    assert _recorded_verbs() - wording.registered_verbs() == set()


def test_every_wording_has_a_verb_that_is_written():
    written = {
        node.value
        for source in (*services(), *_workflows())
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert wording.registered_verbs() - written == set()


def test_every_wording_is_text():
    assert [verb for verb in wording.registered_verbs() if not str(wording.verb_text(verb)).strip()] == []


def _workflows() -> tuple[Source, ...]:
    return tuple(source for source in sources() if source.path.name == "workflow.py")


def _recorded_verbs() -> set[str]:
    """First arguments of `record` and its private forms, values of names `verb`, verbs of transitions."""
    found = {text for source in services() for text in _recorded(source)}
    return found | {text for source in _workflows() for text in _keywords(source)}


def _recorded(source: Source) -> set[str]:
    first = [call.args[0] for call in source.calls() if "record" in called(call) and call.args]
    named = [
        node.value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(to, ast.Name) and to.id == "verb" for to in node.targets)
    ]
    return {text for value in [*first, *named] for text in _constants(value)} | _keywords(source)


def _keywords(source: Source) -> set[str]:
    given = [word.value for call in source.calls() for word in call.keywords if word.arg == "verb"]
    return {text for value in given for text in _constants(value)}


def _constants(value: ast.expr) -> set[str]:
    """Strings of a constant or of both branches of a choice (not of its condition)."""
    if isinstance(value, ast.IfExp):
        return _constants(value.body) | _constants(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) and isinstance(value.value, str) else set()
