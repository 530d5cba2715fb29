"""Forms of one's own account."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import Session
from navstrechu.accounts.passwords import rule_hint


def offer_keys(form: forms.Form, keys: int) -> None:
    """Let the field ``withdraws_keys`` end the account's keys of programs too; gone where there are none."""
    if not keys:
        del form.fields["withdraws_keys"]
        return
    field = form.fields["withdraws_keys"]
    field.label = gettext("Отозвать и ключи доступа программ: {number}").format(number=keys)
    field.help_text = _("Отметьте, если пароль мог кто-то узнать. Иначе программы продолжат работу.")


class SessionForm(forms.Form):
    """Which of the own open sessions is to end."""

    session = forms.ModelChoiceField(queryset=Session.objects.none())

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]


class IdentityForm(forms.Form):
    """The password that confirms a new way to enter."""

    password = forms.CharField(
        label=_("Пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Так система знает, что связывает вход хозяин учётной записи."),
    )


class OwnPasswordForm(forms.Form):
    """The present password and twice the new one. Never filled in again after a mistake.

    ``keys`` says how many keys of programs the account has: they can end with the password.
    """

    current = forms.CharField(
        label=_("Нынешний пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Новый пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=rule_hint(),
    )
    repeated = forms.CharField(
        label=_("Новый пароль ещё раз"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    withdraws_keys = forms.BooleanField(required=False)

    def __init__(self, *args: Any, keys: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_keys(self, keys)

    def clean_repeated(self) -> str:
        """The repetition, when it repeats."""
        repeated = str(self.cleaned_data["repeated"])
        if repeated != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("Новый пароль и его повтор не совпадают. Введите их ещё раз."))
        return repeated


class CodeForm(forms.Form):
    """A code of the authenticator."""

    code = forms.CharField(
        label=_("Код из приложения"),
        max_length=40,
        help_text=_("Шесть цифр; новый код появляется каждые 30 секунд."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": _("Введите шесть цифр, которые показывает приложение.")},
    )


class ProofForm(forms.Form):
    """What proves who one is: a code of either kind, and the password where ``has_password``."""

    password = forms.CharField(
        label=_("Пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Код из приложения или запасной код"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, has_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]
