"""What somebody who was invited says of the own new account."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.passwords import rule_hint

_SECRET = {"autocomplete": "new-password"}


class NewcomerForm(forms.Form):
    """Login and name; for who comes by the provider that is all."""

    login = forms.RegexField(
        r"^[A-Za-z0-9._@-]+$",
        label=_("Логин"),
        max_length=60,
        error_messages={"invalid": _("Латинские буквы, цифры, точка, дефис, подчёркивание и @.")},
        help_text=_("Латинские буквы, цифры, точка, дефис."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    display_name = forms.CharField(
        label=_("Имя в системе"), max_length=200, help_text=_("Так вас увидят другие: «Соколова М. А.»")
    )

    def values(self) -> dict[str, Any]:
        """What the service takes, of a valid form."""
        typed = self.cleaned_data
        return {
            "login": typed["login"],
            "display_name": typed["display_name"],
            "password": typed.get("password"),
        }


class NewcomerPasswordForm(NewcomerForm):
    """The same with a password."""

    password = forms.CharField(
        label=_("Пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=rule_hint(),
    )
    repeated = forms.CharField(
        label=_("Пароль ещё раз"), strip=False, widget=forms.PasswordInput(attrs=_SECRET)
    )

    def clean_repeated(self) -> str:
        """The repetition, when it repeats."""
        repeated = str(self.cleaned_data["repeated"])
        if "password" in self.cleaned_data and repeated != self.cleaned_data["password"]:
            raise forms.ValidationError(_now("Пароль и его повтор не совпадают. Введите их ещё раз."))
        return repeated
