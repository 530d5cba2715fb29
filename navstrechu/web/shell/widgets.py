"""Form widgets that the browser's own do not give."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A date typed as dd.mm.yyyy; with scripts a button opens the browser's calendar beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {
            "class": "input-date",
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": "дд.мм.гггг",
            "maxlength": "10",
            "data-date": "",
        }
        super().__init__(attrs={**own, **(attrs or {})}, format="%d.%m.%Y")


class DateField(forms.DateField):
    """Accepts 29.02.2024 and 2024-02-29."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], **kwargs)
