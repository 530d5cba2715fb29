"""The form of the first step: the agency's names and the account that sets the installation up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.passwords import rule_hint
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.agencies import CASES, declined, full_name_genitive
from navstrechu.organisation.rules import require_code
from navstrechu.organisation.services.first_steps import FirstAccount

_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
WORD = 80
_SECRET = {"autocomplete": "new-password"}


class CodeField(forms.CharField):
    """A code that stands in addresses."""

    def clean(self, value: Any) -> str:
        """The code, when the organisation takes it."""
        try:
            return require_code(super().clean(value))
        except InputRefused as error:
            raise forms.ValidationError(error.message) from error  # type: ignore[arg-type]


def _case(label: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORD, required=False)  # type: ignore[arg-type]


class FirstStepForm(forms.Form):
    """Asks for the cases of the agency's first word only when they are not known."""

    typed_code = forms.CharField(
        label=_("Код установки"),
        max_length=40,
        help_text=_("Напечатан в окне, где запущен сервер."),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    full_name = forms.CharField(
        label=_("Полное наименование органа"),
        max_length=300,  # its genitive, which may be longer, has 400
        help_text=_("Например: Департамент социальной защиты Орловской области."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    called_genitive = _case(_("Родительный падеж (нет чего?)"))
    called_dative = _case(_("Дательный падеж (чему?)"))
    called_instrumental = _case(_("Творительный падеж (чем?)"))
    called_prepositional = _case(_("Предложный падеж (о чём?)"))
    short_name = forms.CharField(label=_("Краткое наименование"), max_length=120)
    code = CodeField(
        label=_("Код органа в адресах страниц"),
        max_length=40,
        help_text=_("Строчные латинские буквы, цифры и дефис: depsoc. Потом не меняется."),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    place = forms.CharField(
        label=_("Место издания документов"), max_length=120, help_text=_("Например: г. Орёл.")
    )
    region_name = forms.CharField(
        label=_("Регион"), max_length=200, help_text=_("Например: Орловская область.")
    )
    region_code = CodeField(
        label=_("Код региона"),
        max_length=40,
        help_text=_("Тоже латиницей: orel."),
        widget=forms.TextInput(attrs=_PLAIN),
    )
    display_name = forms.CharField(
        label=_("Ваше имя в системе"), max_length=200, help_text=_("Так вас увидят другие: «Соколова М. А.»")
    )
    login = forms.RegexField(
        r"^[A-Za-z0-9._@-]+$",
        label=_("Логин"),
        max_length=60,
        error_messages={"invalid": _("Латинские буквы, цифры, точка, дефис, подчёркивание и @.")},
        widget=forms.TextInput(attrs=_PLAIN | {"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=rule_hint(),
    )
    repeated = forms.CharField(
        label=_("Пароль ещё раз"), strip=False, widget=forms.PasswordInput(attrs=_SECRET)
    )

    def clean_password(self) -> str:
        """The password, when it is strong enough."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean_repeated(self) -> str:
        """The repetition, when it repeats."""
        repeated = str(self.cleaned_data["repeated"])
        if "password" in self.cleaned_data and repeated != self.cleaned_data["password"]:
            raise forms.ValidationError(_now("Пароль и его повтор не совпадают. Введите их ещё раз."))
        return repeated

    def clean_full_name(self) -> str:
        """The name with single blanks; its first word is what the agency is called."""
        name = " ".join(str(self.cleaned_data["full_name"]).split())
        if len(name.split(" ")[0]) > WORD:
            raise forms.ValidationError(
                _now("Начните со слова вроде «Департамент» и поставьте после него пробел.")
            )
        return name

    def clean(self) -> None:
        """Decline the word that the agency goes by, or ask for its cases."""
        name = self.cleaned_data.get("full_name", "")
        word = name.partition(" ")[0]
        given = {case: self.cleaned_data.get(f"called_{case}", "") for case in CASES}
        try:
            self.cases = declined(word, given)
        except InputRefused:
            self._ask_for_cases(word, given)
        else:
            self.names = {"called": word, "full_name_genitive": self._genitive(name)}

    def _genitive(self, name: str) -> str:
        try:
            return full_name_genitive(name)
        except InputRefused:  # then its first word is what declines, as somebody has just written
            _word, blank, rest = name.partition(" ")
            return self.cases["genitive"] + blank + rest

    def _ask_for_cases(self, word: str, given: dict[str, str]) -> None:
        if word:
            for case in (case for case in CASES if not given[case]):
                self.add_error(
                    f"called_{case}", _now("Впишите слово «{word}» в этом падеже.").format(word=word)
                )

    def parts(self) -> list[tuple[object, list[forms.BoundField]]]:
        """The fields below their headings."""
        cases = [f"called_{case}" for case in CASES]
        asked = [name for name in cases if self[name].errors or self.data.get(name)]
        of_agency = ["full_name", *asked, "short_name", "code", "place", "region_name", "region_code"]
        parts = (
            (_("Доступ"), ["typed_code"]),
            (_("Орган"), of_agency),
            (_("Ваша учётная запись"), ["display_name", "login", "password", "repeated"]),
        )
        return [(heading, [self[name] for name in names]) for heading, names in parts]

    def values(self) -> dict[str, Any]:
        """What the service takes, of a valid form."""
        typed = self.cleaned_data
        cases = {f"called_{case}": form for case, form in self.cases.items()}
        plain = {name: typed[name] for name in ("full_name", "short_name", "place")}
        return {
            "typed_code": typed["typed_code"],
            "region": {"code": typed["region_code"], "name": typed["region_name"]},
            "code": typed["code"],
            "names": plain | self.names | cases,
            "account": FirstAccount(typed["login"], typed["display_name"], typed["password"]),
        }
