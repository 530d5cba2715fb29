"""Refusals as `application/problem+json` (RFC 9457), each with the sentence that a page would show."""

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from navstrechu.core.errors import Conflict, DomainError, HasFindings, InputRefused, NotAllowed, StaleObject

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("Запрос не прочитан"),
    401: gettext_lazy("Нужен ключ доступа"),
    403: gettext_lazy("Нет прав"),
    404: gettext_lazy("Не найдено"),
    405: gettext_lazy("Метод не поддерживается"),
    409: gettext_lazy("Противоречит сохранённому"),
    412: gettext_lazy("Уже изменено"),
    413: gettext_lazy("Слишком большой запрос"),
    422: gettext_lazy("Данные не приняты"),
    428: gettext_lazy("Нужен заголовок If-Match"),
    500: gettext_lazy("Ошибка сервера"),
    503: gettext_lazy("Только чтение"),
}
STATUSES: dict[type[DomainError], int] = {
    NotAllowed: 403,
    StaleObject: 412,
    Conflict: 409,
    InputRefused: 422,
    HasFindings: 422,
}
# What pydantic found, as a person would say it; anything else is «недопустимое значение».
_WORDS: dict[str, object] = {
    "missing": gettext_lazy("Обязательное поле."),
    "extra_forbidden": gettext_lazy("Такого поля нет."),
    "string_type": gettext_lazy("Нужна строка."),
    "string_too_short": gettext_lazy("Слишком короткая строка."),
    "string_too_long": gettext_lazy("Слишком длинная строка."),
    "string_pattern_mismatch": gettext_lazy("Строка не того вида."),
    "int_type": gettext_lazy("Нужно целое число."),
    "int_parsing": gettext_lazy("Нужно целое число."),
    "int_parsing_size": gettext_lazy("Слишком большое число."),
    "int_from_float": gettext_lazy("Нужно целое число."),
    "model_type": gettext_lazy("Нужен объект JSON."),
    "model_attributes_type": gettext_lazy("Нужен объект JSON."),
    "bool_parsing": gettext_lazy("Нужно true или false."),
    "list_type": gettext_lazy("Нужен список."),
    "too_short": gettext_lazy("Слишком короткий список."),
    "too_long": gettext_lazy("Слишком длинный список."),
    "literal_error": gettext_lazy("Такого значения нет в перечне."),
    "enum": gettext_lazy("Такого значения нет в перечне."),
    "date_type": gettext_lazy("Нужна дата вида 2024-03-15."),
    "date_parsing": gettext_lazy("Нужна дата вида 2024-03-15."),
    "date_from_datetime_parsing": gettext_lazy("Нужна дата вида 2024-03-15."),
    "date_from_datetime_inexact": gettext_lazy("Нужна дата без времени вида 2024-03-15."),
    "greater_than_equal": gettext_lazy("Значение меньше допустимого."),
    "less_than_equal": gettext_lazy("Значение больше допустимого."),
}
logger = logging.getLogger("navstrechu.api")


class Place(Schema):
    """A place of the request with what is wrong there."""

    field: str = Field(description="Поле запроса, например «title»; пусто – запрос целиком.")
    message: str


class Problem(Schema):
    """Why the request was refused."""

    type: str = Field(default="about:blank", description="Всегда about:blank: вид ошибки говорит status.")
    title: str = Field(description="Коротко, что случилось.")
    status: int = Field(description="Код ответа HTTP.")
    detail: str = Field(description="Предложение для человека: что случилось и что делать.")
    problems: list[Place] = Field(default=[], description="Места запроса, которые не приняты.")
    mine: dict[str, str] = Field(default={}, description="При 412: поля, как их прислали вы.")
    theirs: dict[str, str] = Field(default={}, description="При 412: поля, как они сохранены сейчас.")


def problem(
    status: int,
    detail: object,
    *,
    places: Sequence[tuple[str, object]] = (),
    mine: dict[str, str] | None = None,
    theirs: dict[str, str] | None = None,
) -> HttpResponse:
    """The answer of a refusal."""
    body = Problem(
        title=str(TITLES[status]),
        status=status,
        detail=str(detail),
        problems=[Place(field=field, message=str(message)) for field, message in places],
        mine=mine or {},
        theirs=theirs or {},
    )
    text = json.dumps(body.model_dump(), ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="navstrechu"'
    return response


def not_found() -> HttpResponse:
    """Nothing is there, or nothing that the key's owner may see."""
    return problem(404, _("По этому адресу ничего нет, или это вам не видно. Проверьте адрес."))


def not_allowed(allowed: str) -> HttpResponse:
    """The address exists, the method does not."""
    response = problem(405, _("Здесь можно: {methods}.").format(methods=allowed))
    response.headers["Allow"] = allowed
    return response


def answer_refusals(api: NinjaAPI) -> None:
    """Have the API answer every error as a problem."""
    handlers: list[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = [
        (DomainError, _domain_error),
        (Http404, lambda request, error: not_found()),
        (AuthenticationError, _no_key),
        (HttpError, _unreadable),
        (ValidationError, _invalid),
        (RequestDataTooBig, _too_big),
        (Exception, _defect),
    ]
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    status = STATUSES[type(error)]
    if isinstance(error, StaleObject):
        return problem(status, error.message, mine=error.mine, theirs=error.theirs)
    places = [("", text) for text in error.problems] if isinstance(error, InputRefused) else []
    return problem(status, error.message, places=places)


def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(
        401,
        _(
            "Ключ не передан, отозван или истёк. Создайте ключ на странице «Ключи доступа» и передайте его "
            "заголовком «Authorization: Bearer …»."
        ),
    )


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(400, _("Тело запроса не читается: нужен JSON в кодировке UTF-8."))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = [
        (_field(one["loc"]), _WORDS.get(one["type"], _("Недопустимое значение."))) for one in error.errors
    ]
    whole = _("тело запроса")
    named = "; ".join(f"{field or whole} – {_inside(message)}" for field, message in places[:3])
    return problem(422, _("Запрос не принят: {places}.").format(places=named), places=places)


def _field(found_at: Sequence[str | int]) -> str:
    """The name by which the caller knows the place: «co_executors.0», «limit»; empty for the whole body."""
    # A JSON body stands below the name of the parameter that takes it, which the caller never sees.
    names = found_at[2:] if found_at[0] == "body" else found_at[1:]
    return ".".join(map(str, names))


def _inside(message: object) -> str:
    """A sentence as the second half of another one."""
    text = str(message).rstrip(".")
    return text[:1].lower() + text[1:]


def _too_big(request: HttpRequest, error: Exception) -> HttpResponse:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    return problem(413, _("Тело запроса больше {limit} МБ. Пришлите меньше.").format(limit=limit))


def _defect(request: HttpRequest, error: Exception) -> HttpResponse:
    incident = getattr(request, "id", "")
    logger.error("incident %s at %s", incident, request.path, exc_info=error)
    return problem(
        500, _("Внутренняя ошибка. Назовите администратору номер {number}.").format(number=incident)
    )
