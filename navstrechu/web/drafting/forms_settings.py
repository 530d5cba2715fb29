"""Forms of what an agency sets for its documents: numbers, printed form, dictionary of cases."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.drafting.models import PrintedLayout
from navstrechu.web.drafting.previewing import CASES
from navstrechu.web.drafting.text_form import CleanField, TextForm
from navstrechu.web.shell.submission import VersionedForm

STANDARDS = (
    ("gost_2025", _("ГОСТ Р 7.0.97-2025, действует с 18.08.2025")),
    ("gost_2016", _("ГОСТ Р 7.0.97-2016")),
)
PHRASE_KINDS = {
    PhraseKind.POST: _("должность"),
    PhraseKind.BODY: _("орган или подразделение"),
    PhraseKind.SURNAME: _("фамилия"),
    PhraseKind.FIRST_NAME: _("имя"),
    PhraseKind.PATRONYMIC: _("отчество"),
    PhraseKind.PHRASE: _("другие слова"),
}
OBLIQUE = tuple(case for case in Case if case is not Case.NOMINATIVE)
SIZES = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "body_size", "table_size",
)  # fmt: skip
_MOST_BLANK_LINES = 1000


class MaskForm(VersionedForm):
    """How numbers of a kind of act look."""

    mask = CleanField(
        label=_("Маска номера"),
        help_text=_(
            "{номер} – порядковый номер, {год} – 2026, {гг} – 26, {месяц} – 03. "
            "Например: {номер}-од, {номер}/{гг}"
        ),
    )


class NextNumberForm(forms.Form):
    """The number from which the book goes on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=_("Следующий порядковый номер"),
        help_text=_("Если часть номеров года уже выдана в другой системе, укажите первый свободный"),
        error_messages={
            "required": _("Укажите номер."),
            "invalid": _("Номер – целое число, например 57."),
        },
    )


def _capital(text: object) -> str:
    return capfirst(str(text))


_capital_later = lazy(_capital, str)


def _millimetres(name: str) -> forms.IntegerField:
    label = PrintedLayout._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return forms.IntegerField(label=_capital_later(label), error_messages={"required": _("Укажите число.")})


class LayoutForm(VersionedForm):
    """How the agency prints."""

    standard = forms.ChoiceField(label=_("Стандарт"), choices=STANDARDS, widget=forms.RadioSelect)
    margin_left = _millimetres("margin_left")
    margin_right = _millimetres("margin_right")
    margin_top = _millimetres("margin_top")
    margin_bottom = _millimetres("margin_bottom")
    body_size = _millimetres("body_size")
    table_size = _millimetres("table_size")
    arms = forms.FileField(
        label=_("Герб"),
        required=False,
        help_text=_("Картинка PNG, не больше 1 МБ, на прозрачном или белом фоне"),
    )
    no_arms = forms.BooleanField(label=_("Не печатать герб"), required=False)
    blank_lines = CleanField(
        label=_("Строки бланка под наименованием"),
        rows=4,
        max_length=_MOST_BLANK_LINES,
        help_text=_("Адрес, телефон, ОГРН: каждая строка отдельно"),
    )
    has_qr = forms.BooleanField(label=_("Печатать QR-код с реквизитами (ГОСТ 2025 года)"), required=False)

    def values(self) -> dict[str, Any]:
        """Columns that the service sets; call after `is_valid`."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("standard", *SIZES, "blank_lines", "has_qr")}
        return {**values, "arms_id": None} if data["no_arms"] else values


class TemplateForm(TextForm):
    """A template; ``seen`` is the number of the version edited, 0 for the shipped one."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = CleanField(
        label=_("Что изменено"), max_length=300, help_text=_("Увидят те, кто сравнивает версии")
    )


class PhraseQuery(forms.Form):
    """What is looked for in the dictionary, or is to be declined."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *((kind.value, "") for kind in PhraseKind)])


class PhraseForm(forms.Form):
    """A phrase with its forms; the rules decline what is left empty."""

    kind = forms.ChoiceField(
        label=_("Что это"), choices=[(kind.value, label) for kind, label in PHRASE_KINDS.items()]
    )
    phrase = CleanField(
        label=_("Именительный падеж (кто? что?)"),
        max_length=400,
        required=True,
        error_messages={"required": _("Укажите слова в именительном падеже.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for case in OBLIQUE:
            label = str(CASES[case])
            self.fields[case.value] = CleanField(label=label[:1].upper() + label[1:], max_length=400)

    def forms(self) -> dict[Case, str]:
        """The forms given; call after `is_valid`."""
        return {case: self.cleaned_data[case.value] for case in OBLIQUE}
