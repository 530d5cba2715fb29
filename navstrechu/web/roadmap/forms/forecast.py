"""The usual length of a kind of work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.roadmap.services.forecast import LONGEST_TERM

_BOUNDS = _("Укажите от 1 до 500 рабочих дней целым числом или оставьте поле пустым.")


class TypicalTermForm(forms.Form):
    """Working days; empty is «as counted»."""

    working_days = forms.IntegerField(
        label=_("Рабочих дней"),
        required=False,
        min_value=1,
        max_value=LONGEST_TERM,
        help_text=_("Пусто – система посчитает сама: по выполненным мероприятиям, пока их нет – по плану."),
        error_messages={"invalid": _BOUNDS, "min_value": _BOUNDS, "max_value": _BOUNDS},
    )
