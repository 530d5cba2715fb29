"""Forms by which documents are counted as results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act
from navstrechu.roadmap.queries.state import MeasureStateOn
from navstrechu.web.documents.forms import ActChoiceField, ActForm


@dataclass(frozen=True, slots=True)
class ResultChoice:
    """A result of another measure that the same document may fulfil."""

    id: int
    measure: MeasureStateOn
    text: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a common heading; the first group is shown at once, the others unfold."""

    title: str
    choices: tuple[ResultChoice, ...]


class AlsoFulfils(forms.Form):
    """The checklist «этот документ закрывает также»."""

    also = forms.MultipleChoiceField(
        label=_("Этот документ закрывает также"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "Один из отмеченных результатов закрыт, требует документа другого вида или ведётся другой "
                "должностью. Отметьте результаты из списка."
            )
        },
    )

    def __init__(self, *args: Any, groups: Sequence[ChoiceGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        field = self.fields["also"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 – for the type checker
        field.choices = [(str(one.id), one.text) for group in groups for one in group.choices]

    @property
    def ticked(self) -> set[int]:
        """Ids that stand ticked, also in a form with errors."""
        return {int(value) for value in self["also"].value() or () if str(value).isdecimal()}

    @property
    def also_ids(self) -> list[int]:
        """Ids chosen in a valid form."""
        return [int(value) for value in self.cleaned_data["also"]]


class RegisterDocumentForm(AlsoFulfils, ActForm):
    """A new document for a result and whatever else it fulfils."""


class CountDocumentForm(AlsoFulfils):
    """A registered document for a result and whatever else it fulfils.

    ``offered`` are shown; any document of the agency is accepted, so that the service can say what is wrong
    with another one.
    """

    act = ActChoiceField(
        label=_("Документ"),
        queryset=Act.objects.none(),
        empty_label=_("Выберите документ"),
        error_messages={
            "required": _("Выберите документ."),
            "invalid_choice": _("Такого документа нет среди зарегистрированных. Выберите из списка."),
        },
    )

    def __init__(self, *args: Any, acts: QuerySet[Act], offered: QuerySet[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["act"]
        assert isinstance(field, ActChoiceField)  # noqa: S101 – for the type checker
        field.queryset = acts
        labels = [(act.pk, field.label_from_instance(act)) for act in offered]
        field.widget.choices = [("", field.empty_label), *labels]
