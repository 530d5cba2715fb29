"""Calls, names and words that must not stand in the repository."""

import ast
import re
from collections.abc import Callable

import pytest

from tests.architecture.sources import ROOT, Source, called, sources, tracked_files

# Files that may mark text as safe HTML, with the reason.
MARKS_SAFE = {
    "web/roadmap/gantt.py": "drawings of the chart: numbers and names of our own classes",
    "web/help/guide.py": "the user guide: Markdown of this repository, rendered with raw HTML escaped",
}
# Files that may hand SQL text to the database, with the reason.
WRITES_SQL = {
    "core/frozen.py": "triggers; table and column names come from migrations only",
}
SPEAKING_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "process_data"}


def _is_safe_mark(call: ast.Call) -> bool:
    """A constant of our own may be marked, nothing that comes from elsewhere."""
    constant = all(isinstance(given, ast.Constant) for given in call.args)
    return called(call) in {"mark_safe", "SafeString", "SafeText"} and not constant


def _is_shell(call: ast.Call) -> bool:
    shell = any(word.arg == "shell" and not _is_false(word.value) for word in call.keywords)
    return shell or _dotted(call.func) in {"os.system", "os.popen", "subprocess.getoutput"}


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _is_code_from_data(call: ast.Call) -> bool:
    bare = isinstance(call.func, ast.Name) and call.func.id in {"eval", "exec", "compile", "__import__"}
    loads = {"pickle.load", "pickle.loads", "marshal.loads", "shelve.open", "yaml.load", "yaml.unsafe_load"}
    return bare or _dotted(call.func) in loads


def _is_sql_text(call: ast.Call) -> bool:
    """`.raw()`, `.extra()`, RawSQL, or `execute` of a built string."""
    if called(call) in {"raw", "extra", "RawSQL"}:
        return True
    return (
        called(call) in {"execute", "executemany"}
        and bool(call.args)
        and not isinstance(call.args[0], ast.Constant)
    )


def _reads_environment(call: ast.Call) -> bool:
    return _dotted(call.func) in {"os.getenv", "os.environ.get", "environ.get"}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize(
    ("forbidden", "allowed"),
    [
        (_is_safe_mark, frozenset(MARKS_SAFE)),
        (_is_shell, frozenset()),
        (_is_code_from_data, frozenset()),
        (_is_sql_text, frozenset(WRITES_SQL)),
        (_reads_environment, frozenset()),
    ],
    ids=["mark_safe", "shell", "code from data", "SQL text", "environment"],
)
def test_call_stands_only_where_allowed(forbidden: Callable[[ast.Call], bool], allowed: frozenset[str]):
    found = {source.name for source in sources() if any(forbidden(call) for call in source.calls())}

    assert found == allowed


def test_module_names_say_what_is_inside():
    assert [source.name for source in sources() if source.path.stem in SPEAKING_NAMES] == []


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_module_with_code_opens_with_a_docstring(source: Source):
    # These say nothing that their folder does not say.
    if source.path.name in {"apps.py", "__init__.py"} or re.search(r"\burls?(_|\b)|_urls", source.path.stem):
        return

    assert ast.get_docstring(source.tree)


def test_locks_name_no_address():
    locks = [*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"]
    resolved = re.compile(r'"resolved"|--index-url|--find-links|@ (file|https?):')

    assert [path.name for path in locks if resolved.search(path.read_text(encoding="utf-8"))] == []


def test_lock_pins_every_package_by_hash():
    lines = [
        line
        for path in ROOT.glob("requirements/*.txt")
        for line in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
        if not line.startswith("#")
    ]

    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_repository_names_no_registry_and_no_path_of_a_machine():
    # Written so that it does not find itself.
    words = re.compile(r"registry[.]npmjs|pypi[.]org|python[h]osted|/[w]ork/|/[r]oot/")
    texts = [
        path for path in tracked_files() if path.suffix not in {".docx", ".pdf", ".png", ".woff2", ".ttf"}
    ]

    assert [
        str(path.relative_to(ROOT)) for path in texts if words.search(path.read_text("utf-8", "ignore"))
    ] == []
