"""Forms of official documents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from navstrechu.acts import rules
from navstrechu.acts.models import FILE_ROLES, KIND_TITLES, Act, ActKind, FileRole
from navstrechu.acts.services import ActDraft
from navstrechu.acts.standing import Standing
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.registers.kinds import register_kinds
from navstrechu.web.shell.uploads import UploadField, content_of
from navstrechu.web.shell.widgets import DateField

ADDED_BY_HAND = (FileRole.SCAN, FileRole.SIGNATURE)
WRONG_DATE = _("Такой даты нет. Укажите день, месяц и год, например 29.02.2024.")


class ActForm(forms.Form):
    """Number, date, title and file of a document; ``today`` is the last day that its date may be."""

    number = forms.CharField(
        label=_("Номер"),
        help_text=_("Как на бланке, например 201 или 12-П"),
        error_messages={"required": _("Укажите регистрационный номер документа.")},
    )
    dated = DateField(
        label=_("Дата документа"),
        help_text=_("Например 29.02.2024"),
        error_messages={"required": _("Укажите дату документа."), "invalid": WRONG_DATE},
    )
    title = forms.CharField(
        label=_("Заголовок"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Укажите заголовок документа.")},
    )
    file = UploadField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> str:
        return _checked(rules.require_number, self.cleaned_data["number"])

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        try:
            return rules.require_date(dated, self.today)
        except InputRefused as error:
            raise ValidationError(str(error.message)) from error

    def clean_title(self) -> str:
        return _checked(rules.require_title, self.cleaned_data["title"])

    def draft(self, kind: ActKind) -> ActDraft:
        """What the service registers."""
        data = self.cleaned_data
        return ActDraft(
            kind=kind,
            number=data["number"],
            dated=data["dated"],
            title=data["title"],
            file_name=data["file"].name,
            data=content_of(data["file"]),
        )


def _checked(rule: Any, text: str) -> str:
    try:
        return str(rule(text))
    except InputRefused as error:
        raise ValidationError(str(error.message)) from error


class ActChoiceField(forms.ModelChoiceField):
    """A registered document by kind, date, number and title."""

    def label_from_instance(self, obj: Act) -> str:
        title = obj.title if len(obj.title) <= 90 else f"{obj.title[:90].rstrip()}…"
        return f"{obj} – {title}"


class FreeActForm(ActForm):
    """A document of any kind that the person may register."""

    kind = forms.ChoiceField(
        label=_("Вид документа"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите вид документа."),
            "invalid_choice": _("Документ такого вида вы не можете зарегистрировать. Выберите из списка."),
        },
    )
    field_order = ("kind", "number", "dated", "title", "file")

    def __init__(self, *args: Any, kinds: Iterable[ActKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – for the type checker
        field.choices = [(kind.value, str(KIND_TITLES[kind])) for kind in kinds]


class FurtherFileField(UploadField):
    """What may stand beside a document depends on what it is said to be: the service looks into it."""

    def _require_evidence(self, uploaded: UploadedFile) -> None:
        """Left to the service, whose refusal stands beside the field."""


class FurtherFileForm(forms.Form):
    """A scan of the signed sheet or the file of a signature."""

    role = forms.ChoiceField(
        label=_("Что это"),
        widget=forms.RadioSelect,
        choices=[(role.value, FILE_ROLES[role]) for role in ADDED_BY_HAND],
        initial=FileRole.SCAN.value,
        error_messages={
            "required": _("Выберите, что вы прикладываете."),
            "invalid_choice": _("Выберите, что вы прикладываете: скан или файл подписи."),
        },
    )
    file = FurtherFileField(
        label=_("Файл"),
        help_text=_("Скан – PDF или картинка. Подпись – файл .sig или .p7s. Не больше 20 МБ"),
        error_messages={"required": _("Приложите файл.")},
    )


class AnnulForm(forms.Form):
    """Why and from which day a registration is taken back."""

    reason = forms.CharField(
        label=_("Причина"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Она останется в карточке документа и в журнале"),
        error_messages={"required": _("Укажите причину: без неё регистрация не аннулируется.")},
    )
    on = DateField(
        label=_("С какого дня"),
        help_text=_("До этого дня документ учитывается, с него – нет"),
        error_messages={"required": _("Укажите день."), "invalid": WRONG_DATE},
    )

    def __init__(self, *args: Any, dated: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dated, self.today = dated, today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.dated:
            sentence = _("Аннулировать можно не раньше даты самого документа ({date}).")
            raise ValidationError(str(sentence).format(date=date_in_figures(self.dated)))
        if on > self.today:
            raise ValidationError(_("Этот день ещё не наступил. Укажите сегодняшний или прошедший."))
        return on


class RegisterFilters(forms.Form):
    """Filters of the register; what cannot be read is as if it were not given."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *((kind.value, "") for kind in ActKind)])
    standing = forms.ChoiceField(required=False, choices=[("", ""), *((one.value, "") for one in Standing)])
    register = forms.ChoiceField(
        required=False, choices=lambda: [("", ""), *((kind.code, "") for kind in register_kinds())]
    )
    measure = forms.RegexField(r"^\d{1,3}(\.\d{1,3}){0,4}$", required=False)
    since = DateField(label=_("С"), required=False)
    until = DateField(label=_("По"), required=False)
