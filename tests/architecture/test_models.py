"""Models: known to the glossary, made by factories, consistent by constraints."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.architecture.sources import ROOT

# Rows that are never made on their own, with the reason.
WITHOUT_FACTORY: dict[str, str] = {}
# One fact said by several columns: when one is set, so are the others.
PAIR_ENDINGS = ("at", "on", "by", "by_id", "by_name", "because")


def product_models() -> list[type[models.Model]]:
    """Concrete models of our own apps."""
    return [model for model in apps.get_models() if model.__module__.startswith("navstrechu.")]


def test_glossary_explains_every_model():
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`(\w+)`", text))

    assert {model.__name__ for model in product_models()} - explained == set()


def test_every_model_is_made_by_a_factory():
    made = {
        name
        for path in ROOT.glob("tests/factories/*.py")
        for name in _returned(ast.parse(path.read_text("utf-8")))
    }

    assert {model.__name__ for model in product_models()} - made - WITHOUT_FACTORY.keys() == set()


def _returned(tree: ast.Module) -> Iterator[str]:
    """Names in the return annotations of a module's functions: `def act() -> Act`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield from (part.id for part in ast.walk(node.returns) if isinstance(part, ast.Name))


def test_nullable_columns_of_one_fact_are_tied_by_a_constraint():
    loose = {
        f"{model.__name__}: {', '.join(sorted(names))}"
        for model in product_models()
        for names in _pairs(model)
        if not any(names <= mentioned for mentioned in _constrained(model))
    }

    assert loose == set()


def _pairs(model: type[models.Model]) -> Iterator[set[str]]:
    """Optional columns that share the first word: annulled_on, annulled_because."""
    groups: dict[str, set[str]] = {}
    for field in model._meta.concrete_fields:
        for ending in PAIR_ENDINGS:
            if field.null and field.name.endswith(f"_{ending}"):
                groups.setdefault(field.name.removesuffix(f"_{ending}"), set()).add(field.name)
    yield from (names for names in groups.values() if len(names) > 1)


def _constrained(model: type[models.Model]) -> list[set[str]]:
    """Columns named by each check constraint."""
    checks = [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    return [set(_columns(check.condition)) for check in checks]


def _columns(condition: object) -> Iterator[str]:
    for child in getattr(condition, "children", ()):
        if isinstance(child, tuple):
            yield child[0].split("__")[0]
        else:
            yield from _columns(child)


def test_no_model_orders_itself():
    """An implicit order costs every query and hides the one that a page needs."""
    assert [model.__name__ for model in product_models() if model._meta.ordering] == []
