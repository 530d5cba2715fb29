"""Form widgets that the browser's own do not give."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _


class DateInput(forms.DateInput):
    """A date typed as dd.mm.yyyy; with scripts a button opens the browser's calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {
            "class": "input-date",
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": _("дд.мм.гггг"),
            "maxlength": "10",
            "data-date": "",
        }
        super().__init__(attrs={**own, **(attrs or {})}, format="%d.%m.%Y")


class DateField(forms.DateField):
    """Accepts 29.02.2024 and 2024-02-29, of years in which somebody now at work could have begun."""

    widget = DateInput
    default_error_messages = {"invalid": _("Такой даты нет. Пример: 29.02.2024.")}
    default_validators = [
        MinValueValidator(date(1950, 1, 1), _("Проверьте год: ожидается с 1950 по 2099.")),
        MaxValueValidator(date(2099, 12, 31), _("Проверьте год: ожидается с 1950 по 2099.")),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], **kwargs)
