"""The form of a new key."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.tokens.scopes import Scope, scope_choices

TERMS = ((30, _("30 дней")), (90, _("90 дней")), (365, _("год")))


class KeyForm(forms.Form):
    """What the key is for, what it allows and for how long."""

    name = forms.CharField(
        label=_("Название программы"), max_length=100, help_text=_("Например: «Выгрузка для отчётности».")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Программа может"),
        choices=scope_choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
        error_messages={"required": _("Отметьте, что разрешено программе: хотя бы одно из списка.")},
    )
    days = forms.TypedChoiceField(label=_("Действует"), choices=TERMS, coerce=int, initial=90)
