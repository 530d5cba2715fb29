"""Forms of one's own account."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import Session


class SessionForm(forms.Form):
    """Which of the own open sessions is to end."""

    session = forms.ModelChoiceField(queryset=Session.objects.none())

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]


class OwnPasswordForm(forms.Form):
    """The present password and twice the new one. Never filled in again after a mistake."""

    current = forms.CharField(
        label=_("Нынешний пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Новый пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Не короче 12 знаков и не из самых частых. Удобно взять несколько слов подряд."),
    )
    repeated = forms.CharField(
        label=_("Новый пароль ещё раз"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_repeated(self) -> str:
        """The repetition, when it repeats."""
        repeated = str(self.cleaned_data["repeated"])
        if repeated != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("Новый пароль и его повтор не совпадают. Введите их ещё раз."))
        return repeated
