"""Writes stand in services, and every service that writes tells the history."""

import ast
from functools import cache

import pytest

from tests.architecture.sources import Source, called, is_write, services, sources

_QUEUE = "a step of the queue, of which the row itself tells; what people order, cancel or lose is told"
_OUTBOX = "a step of the outbox, of which the row itself tells; what people decide is told"
# Writes that no history event can or should tell of; the reason is part of the entry.
WITHOUT_HISTORY = {
    "accounts/services/second_factor.py: begin_enrolment": "a secret that has shown no code lets nobody in",
    "accounts/services/sessions.py: note_activity": "moves the idle clock of a session, once a minute",
    "jobs/services.py: claim_next": _QUEUE,
    "jobs/services.py: end_cancelled": _QUEUE,
    "jobs/services.py: enqueue": _QUEUE,
    "jobs/services.py: finish": _QUEUE,
    "jobs/services.py: note_progress": _QUEUE,
    "jobs/services.py: put_back": _QUEUE,
    "jobs/services.py: tidy": _QUEUE,
    "notices/services/outbox.py: claim_mail": _OUTBOX,
    "notices/services/outbox.py: note_handed": _OUTBOX,
    "notices/services/outbox.py: note_refused": _OUTBOX,
    "notices/services/outbox.py: note_sent": _OUTBOX,
    "notices/services/outbox.py: note_uncertain": _OUTBOX,
    "notices/services/outbox.py: postpone_all": _OUTBOX,
    "notices/services/outbox.py: take_back": _OUTBOX,
    "notices/services/digests.py: write_digest": "tells of events that stand in the history already",
    "notices/services/telling.py: tell": "tells of events that stand in the history already",
    "roadmap/services/reminders.py: remind_of_terms": "follows from the plan and the day alone",
    "notices/services/telling.py: choose_mail": "how often somebody wants letters concerns nobody else",
    "notices/services/telling.py: mark_read": "what somebody has read concerns nobody else",
    "tokens/services.py: note_use": "moves the time of a key's last use, once an hour",
    "tokens/services.py: answer_once": "keeps an answer; the work that it stands for tells its own history",
}


@pytest.mark.parametrize("source", sources("web", "api", "cli"), ids=lambda source: source.name)
def test_web_api_and_cli_write_only_through_services(source: Source):
    writes = [f"line {call.lineno}: .{called(call)}()" for call in source.calls() if is_write(call)]

    assert writes == []


def test_rules_and_permissions_do_not_touch_the_database():
    found = [
        f"{source.name} line {node.lineno}"
        for source in sources()
        if source.path.name in {"rules.py"}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert found == []


def test_every_service_that_writes_records_history():
    reaches_write, reaches_record = _reach()

    silent = {name for name in reaches_write - reaches_record if _is_public(name)}

    assert silent == set(WITHOUT_HISTORY)


def _is_public(name: str) -> bool:
    """Called from outside of services. What only services call is a part of them; their history covers it."""
    function = name.rpartition(": ")[2]
    others = set(sources()) - set(services())
    return not function.startswith("_") and any(function in _words(source) for source in others)


@cache
def _words(source: Source) -> set[str]:
    imported = {
        alias.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return imported | {node.attr for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}


def _reach() -> tuple[set[str], set[str]]:
    """Functions of services from which a write, and those from which `record`, can be reached."""
    bodies = {
        f"{source.name}: {node.name}": (source, node) for source in services() for node in source.functions()
    }
    calls = {name: _callees(source, node, bodies) for name, (source, node) in bodies.items()}
    writes = {name for name, (_, node) in bodies.items() if any(map(is_write, _calls(node)))}
    records = {
        name for name, (_, node) in bodies.items() if any(called(call) == "record" for call in _calls(node))
    }
    return _closure(writes, calls), _closure(records, calls)


def _calls(node: ast.AST) -> list[ast.Call]:
    return [found for found in ast.walk(node) if isinstance(found, ast.Call)]


def _callees(
    source: Source, node: ast.FunctionDef, known: dict[str, tuple[Source, ast.FunctionDef]]
) -> set[str]:
    names = {called(call) for call in _calls(node)}
    own = {f"{source.name}: {name}" for name in names} & known.keys()
    return own | {full for full in known if full.rpartition(": ")[2] in names & _imported(source)}


@cache
def _imported(source: Source) -> set[str]:
    imports = [node for node in ast.walk(source.tree) if isinstance(node, ast.ImportFrom)]
    from_services = [node for node in imports if "services" in (node.module or "")]
    return {alias.name for node in from_services for alias in node.names}


def _closure(start: set[str], calls: dict[str, set[str]]) -> set[str]:
    reached = set(start)
    while more := {name for name, targets in calls.items() if targets & reached} - reached:
        reached |= more
    return reached
