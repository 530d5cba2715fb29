"""The OpenAPI description: what the routes declare, and what every answer of its kind has in common."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from navstrechu.api.authentication import AccessKey
from navstrechu.api.problems import MEDIA_TYPE, TITLES, Problem
from navstrechu.api.repeats import HEADER, PATTERN, REPLAYED

# An operation with this mark is meant for one version of a thing, which `If-Match` names.
CONDITIONAL = "x-conditional"
UNDER_VERSION = {CONDITIONAL: True}
_REF = {"$ref": "#/components/schemas/Problem"}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag прочитанного объекта; «*» – какой бы он ни был.",
}
_IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "ETag: если объект не изменился, ответ 304 без тела.",
}
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "pattern": PATTERN},
    "description": (
        "Повтор с тем же ключом вернёт прежний ответ и не сделает работу второй раз. "
        "Ответы хранятся семь дней."
    ),
}
_ETAG = {"description": "Метка версии объекта.", "schema": {"type": "string"}}


class DescribedApi(NinjaAPI):
    """An API whose description names every answer that it can give."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        scopes = self._scopes()
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _describe(path, method, operation)
                _name_scope(operation, scopes.get(operation["operationId"]))
        schema["components"]["schemas"] |= _problem_schemas()
        return schema

    def _scopes(self) -> dict[str, str]:
        """{operation: what its key must allow}."""
        return {
            operation.operation_id or "": auth.scope.value
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            for auth in operation.auth_callbacks
            if isinstance(auth, AccessKey)
        }


def _problem_schemas() -> dict[str, Any]:
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    return {**described.pop("$defs"), "Problem": described}


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    answers, parameters = operation["responses"], operation["parameters"]
    is_one = path.endswith("}")
    is_conditional = operation.pop(CONDITIONAL, False)
    if operation.pop("x-binary", False):
        binary = {"schema": {"type": "string", "format": "binary"}}
        answers[200]["content"] = {"*/*": binary}
    if method == "get" and is_one:
        parameters.append(_IF_NONE_MATCH)
        answers[304] = {"description": "Не изменилось", "headers": {"ETag": _ETAG}}
    if is_one:
        answers[200]["headers"] = {"ETag": _ETAG}
    if is_conditional:
        parameters.append(_IF_MATCH)
    if method == "post":
        parameters.append(_IDEMPOTENCY_KEY)
        replayed = {"description": "«true» – это прежний ответ.", "schema": {"type": "string"}}
        answers[min(answers)]["headers"] = {REPLAYED: replayed}
    for status in _refusals(path, method, operation, is_conditional):
        answers[status] = {
            "description": str(TITLES[status]),
            "content": {MEDIA_TYPE: {"schema": _REF}},
        }
    operation["responses"] = {str(status): answers[status] for status in sorted(answers)}


def _refusals(path: str, method: str, operation: dict[str, Any], is_conditional: bool) -> set[int]:
    if "security" not in operation:
        return set()
    found = {401, 403, 422}
    if "{" in path:
        found.add(404)
    if path.endswith("/file"):
        found.add(409)
    if method != "get":
        found |= {400, 409, 413, 503}
    if is_conditional:
        found |= {412, 428}
    return found


def _name_scope(operation: dict[str, Any], scope: str | None) -> None:
    if scope is not None:
        operation["security"] = [{AccessKey.__name__: [scope]}]
