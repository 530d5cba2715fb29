"""Typed readers of the environment: the only place that may look at it.

Each reader fails at start with a sentence instead of guessing; `NAME_FILE` may hold the path of a secret.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``, or of the file that ``name_FILE`` points at; without either, ``default``."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Переменная {name} не задана. Задайте её или {name}_FILE.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes/no setting; anything but 1/0, true/false, yes/no, on/off stops the start."""
    value = os.environ.get(name)
    if value is None:
        return default
    lowered = value.strip().lower()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ImproperlyConfigured(f"Переменная {name}: «{value}» – не да и не нет. Укажите 1 или 0.")


def number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number not below ``least``."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.strip().isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"Переменная {name}: нужно целое число не меньше {least}, а не «{value}».")
    return int(value)


def words(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """A comma separated list without empty items."""
    value = os.environ.get(name)
    return list(default) if value is None else [part.strip() for part in value.split(",") if part.strip()]


def one_of(name: str, values: tuple[str, ...]) -> str:
    """One of the given words; the first without the setting."""
    value = os.environ.get(name, values[0]).strip().lower()
    if value not in values:
        raise ImproperlyConfigured(f"Переменная {name}: «{value}» не подходит. Укажите: {', '.join(values)}.")
    return value
