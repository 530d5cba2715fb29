"""The committed description of the API as values for its page."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PATH = settings.BASE_DIR / "docs" / "api" / "openapi.json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a request carries beside its body, or a field of the body."""

    name: str
    place: str
    type: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address; ``answers`` are (status, description, shape)."""

    id: str
    method: str
    path: str
    summary: str
    scope: str
    parameters: tuple[Parameter, ...]
    body_type: str
    body: tuple[Parameter, ...]
    answers: tuple[tuple[str, str, str], ...]

    @property
    def tone(self) -> str:
        """Reading looks calm, changing does not."""
        return {"GET": "info", "POST": "success"}.get(self.method, "warning")


@dataclass(frozen=True, slots=True)
class Shape:
    """A value as it looks in answers and bodies."""

    name: str
    fields: tuple[Parameter, ...]

    @property
    def names(self) -> str:
        """Its fields in one line."""
        return ", ".join(field.name for field in self.fields)


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything on the page: operations by their group, then the shapes."""

    description: str
    groups: tuple[tuple[str, tuple[Operation, ...]], ...]
    shapes: tuple[Shape, ...]


def reference() -> Reference:
    """The description that stands beside the product, in the language of the page; read once for each."""
    return _reference(get_language() or "")


@cache
def _reference(language: str) -> Reference:
    schema = json.loads(PATH.read_text(encoding="utf-8"))
    groups: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            groups.setdefault(_(told["tags"][0]), []).append(_operation(path, method, told))
    shapes = schema["components"]["schemas"]
    return Reference(
        _(schema["info"]["description"]),
        tuple((title, tuple(operations)) for title, operations in groups.items()),
        tuple(Shape(name, _fields(shape)) for name, shape in sorted(shapes.items())),
    )


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    content: dict[str, Any] = told.get("requestBody", {}).get("content", {})
    body_type = next(iter(content), "")
    scopes: list[str] = next(iter(told.get("security", [{}])[0].values()), [])
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=_(told["summary"]),
        scope=", ".join(scopes),
        parameters=tuple(_parameter(one) for one in told["parameters"]),
        body_type=body_type,
        body=_body(content[body_type]["schema"]) if body_type else (),
        answers=tuple(_answer(status, answer) for status, answer in told["responses"].items()),
    )


def _parameter(told: dict[str, Any]) -> Parameter:
    place, type_ = told["in"], type_text(told["schema"])
    return Parameter(told["name"], place, type_, told["required"], _description(told))


def _body(schema: dict[str, Any]) -> tuple[Parameter, ...]:
    if "$ref" in schema:
        return (Parameter(_last(schema["$ref"]), "", "", True, ""),)
    return _fields(schema)


def _fields(schema: dict[str, Any]) -> tuple[Parameter, ...]:
    required = schema.get("required", [])
    return tuple(
        Parameter(name, "body", type_text(field), name in required, _description(field))
        for name, field in schema.get("properties", {}).items()
    )


def _description(told: dict[str, Any]) -> str:
    # The description of the API is Russian; the catalogue takes its texts from the same file.
    text: str = told.get("description", "")
    return _(text) if text else ""


def _answer(status: str, told: dict[str, Any]) -> tuple[str, str, str]:
    content: dict[str, Any] = next(iter(told.get("content", {}).values()), {})
    return status, _description(told), type_text(content.get("schema", {}))


def type_text(schema: dict[str, Any]) -> str:
    """A type in words: «list of Measure», «string or null», «order | report»."""
    if "$ref" in schema:
        return _last(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(type_text(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{type_text(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or schema.get("const") or "")


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
