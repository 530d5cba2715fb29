"""Forms of agreement, signature and registration."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from navstrechu.acts import rules
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.drafting.values import SignedFile
from navstrechu.web.documents.forms import WRONG_DATE
from navstrechu.web.drafting.visa_list import PostChoice
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.shell.uploads import UploadField, content_of
from navstrechu.web.shell.widgets import DateField

_LONGEST = 10_000


class ReasonForm(forms.Form):
    """Why a document is taken or given back."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Укажите причину: она останется в журнале.")},
    )


class RemarksForm(forms.Form):
    """What the author has to correct."""

    remarks = forms.CharField(
        label=_("Замечания"),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Напишите замечания: без них автор не поймёт, что исправить.")},
    )


class VisaForm(forms.Form):
    """The words of a visa; the decision is the button that sends them."""

    remarks = forms.CharField(
        label=_("Замечания"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Обязательны, если вы не согласны или согласны с замечаниями"),
    )


class PassOnForm(forms.Form):
    """The post that puts the visa instead."""

    post = PostChoice(
        label=_("Кто поставит визу"),
        queryset=None,
        empty_label=_("Выберите должность"),
        error_messages={"required": _("Выберите должность."), "invalid_choice": _("Выберите из списка.")},
    )

    def __init__(self, *args: Any, posts: Any, holders: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["post"]
        assert isinstance(field, PostChoice)  # noqa: S101 – for the type checker
        field.queryset, field.holders = posts, holders


class RegistrationForm(VersionedForm):
    """Date, a number of one's own, the signed sheet; ``on_paper`` demands the sheet."""

    dated = DateField(
        label=_("Дата документа"),
        error_messages={"required": _("Укажите дату документа."), "invalid": WRONG_DATE},
    )
    number = forms.CharField(label=_("Номер, если он уже присвоен"), required=False)
    signed = UploadField(label=_("Скан подписанного листа"), required=False)

    def __init__(self, *args: Any, on_paper: bool, earliest: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["dated"].help_text = format_lazy(
            _("Не раньше дня согласования и подписи: {day}"), day=date_in_figures(earliest)
        )
        self.fields["signed"].required = on_paper
        if on_paper:
            self.fields["signed"].error_messages["required"] = _(
                "Документ не подписан в системе: приложите скан подписанного листа."
            )

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        try:
            return rules.require_date(dated, self.today)
        except InputRefused as error:
            raise ValidationError(str(error.message)) from error

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"]).strip()
        try:
            return rules.require_number(typed) if typed else ""
        except InputRefused as error:
            raise ValidationError(str(error.message)) from error

    def signed_file(self) -> SignedFile | None:
        """What the service attaches."""
        given = self.cleaned_data["signed"]
        return SignedFile(given.name, content_of(given)) if given else None
