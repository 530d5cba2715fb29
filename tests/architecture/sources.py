"""The product's sources as syntax trees, for tests that hold the rules of ARCHITECTURE.md."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ROOT / "navstrechu"
SERVER_METHODS = {
    "save", "create", "delete", "update", "get_or_create", "update_or_create",
    "bulk_create", "bulk_update", "aupdate", "acreate", "asave", "adelete",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One module."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    @property
    def name(self) -> str:
        """Its path as people read it: `acts/services.py`."""
        return (
            self.path.relative_to(PRODUCT).as_posix() if self.path.is_relative_to(PRODUCT) else self.path.name
        )

    @property
    def module(self) -> str:
        """How Python imports it."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Functions of the module's top level."""
        yield from (node for node in self.tree.body if isinstance(node, ast.FunctionDef))

    def calls(self) -> Iterator[ast.Call]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Modules of the product, or of some of its folders, without migrations."""
    roots = [PRODUCT / folder for folder in folders] or [PRODUCT]
    paths = sorted(path for root in roots for path in root.rglob("*.py"))
    return tuple(Source(path) for path in paths if "migrations" not in path.parts)


def services() -> tuple[Source, ...]:
    """Modules that may write: `<app>/services.py` and `<app>/services/*.py`."""
    return tuple(
        one for one in sources() if one.path.stem == "services" or one.path.parent.name == "services"
    )


def called(call: ast.Call) -> str:
    """The last word of what is called: `save` of `row.save()`, `record` of `record()`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_write(call: ast.Call) -> bool:
    """Looks like a call that changes rows; `update` of a dict or a hash takes a positional argument."""
    name = called(call)
    if not isinstance(call.func, ast.Attribute) or name not in SERVER_METHODS:
        return False
    if isinstance(call.func.value, ast.Attribute) and call.func.value.attr == "session":
        return False  # the cookie's session belongs to the web layer
    return not (name == "update" and call.args)


@cache
def tracked_files() -> tuple[Path, ...]:
    """What is, or is about to be, checked in."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())
