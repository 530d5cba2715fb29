"""The form of a decision that moves due dates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.web.documents.forms import WRONG_DATE, ActChoiceField, ActForm
from navstrechu.web.shell.widgets import DateField

NEW_MINUTES, KNOWN_MINUTES = "new", "known"
_OF_THE_ACT = ("number", "dated", "title", "file")


class DecideForm(ActForm):
    """Measures, their new date, the reason, and the minutes: registered ones or new ones."""

    measures = forms.MultipleChoiceField(
        label=_("Мероприятия"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Отметьте хотя бы одно мероприятие, срок которого переносится."),
            "invalid_choice": _("Одного из отмеченных мероприятий нет среди незавершённых."),
        },
    )
    new_due_on = DateField(
        label=_("Новый срок"),
        error_messages={"required": _("Укажите новый срок."), "invalid": WRONG_DATE},
    )
    reason = forms.CharField(
        label=_("Причина переноса"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Печатается в отчёте о ходе исполнения"),
        error_messages={"required": _("Укажите причину переноса: она печатается в отчёте.")},
    )
    basis = forms.ChoiceField(
        label=_("Протокол рабочей группы"),
        widget=forms.RadioSelect,
        choices=[(KNOWN_MINUTES, _("уже зарегистрирован")), (NEW_MINUTES, _("зарегистрировать новый"))],
        error_messages={"required": _("Укажите, каким протоколом перенесён срок.")},
    )
    minutes = ActChoiceField(
        label=_("Зарегистрированный протокол"),
        queryset=Act.objects.none(),
        required=False,
        empty_label=_("Выберите протокол"),
        error_messages={"invalid_choice": _("Такого протокола нет среди зарегистрированных.")},
    )

    def __init__(
        self, *args: Any, measures: Sequence[MeasureStateOn], minutes: QuerySet[Act], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = measures
        choices, known = self.fields["measures"], self.fields["minutes"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101 – for the type checker
        assert isinstance(known, ActChoiceField)  # noqa: S101 – for the type checker
        choices.choices = [(measure.number, measure.title) for measure in measures]
        known.queryset = minutes

    @property
    def ticked(self) -> set[str]:
        """Numbers that stand ticked."""
        return set(self["measures"].value() or ())

    @property
    def is_new(self) -> bool:
        """Whether the minutes are registered by this form."""
        return bool(self.cleaned_data.get("basis") == NEW_MINUTES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.is_new:
            for name in _OF_THE_ACT:
                self.errors.pop(name, None)
            if (
                data.get("basis") == KNOWN_MINUTES
                and not data.get("minutes")
                and "minutes" not in self.errors
            ):
                self.add_error("minutes", ValidationError(_("Выберите протокол.")))
        else:
            self.errors.pop("minutes", None)
        self._check_order(data)
        return data

    def _check_order(self, data: dict[str, Any]) -> None:
        minutes = data.get("minutes")
        decided: date | None = data.get("dated") if self.is_new else minutes.dated if minutes else None
        new_due_on = data.get("new_due_on")
        if decided and new_due_on and new_due_on < decided:
            message = _("Новый срок раньше даты протокола. Укажите день не раньше протокола.")
            self.add_error("new_due_on", ValidationError(message))
