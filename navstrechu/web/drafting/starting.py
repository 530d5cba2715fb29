"""Starting a draft: which kinds can be written now, what about, which documents they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import Act, ActQuerySet, Relation
from navstrechu.drafting.kinds import NOTHING, About, DraftKind
from navstrechu.organisation.models import Agency
from navstrechu.web.documents.forms import ActChoiceField

_APART = "|"


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind on the page of choice; ``obstacle`` says why it cannot be written now."""

    kind: DraftKind
    obstacle: str


def offered(kind: DraftKind, agency: Agency, on: date, *, has_targets: bool) -> OfferedKind:
    """Whether a draft of the kind can be started on the day."""
    if kind.changes is not None and not has_targets:
        return OfferedKind(kind, _("Нет действующих документов, которые можно изменить или отменить."))
    if kind.needs_about and not kind.abouts(agency, on):
        return OfferedKind(
            kind, str(kind.nothing_about or _("Пока нет ничего, о чём составляют такой документ."))
        )
    return OfferedKind(kind, "")


def targets_of(agency: Agency, on: date) -> ActQuerySet:
    """Documents that can still be amended or repealed."""
    repealed = {"relations_in__relation": Relation.REPEALS.value}
    return Act.objects.filter(agency=agency).in_force_on(on).exclude(**repealed).order_by("-dated", "-pk")


class _ActsField(forms.ModelMultipleChoiceField):
    label_from_instance = ActChoiceField.label_from_instance


class StartForm(forms.Form):
    """What the document is about and which documents it changes; only what the kind asks for."""

    about = forms.ChoiceField(
        label=gettext_lazy("О чём документ"),
        error_messages={
            "required": gettext_lazy("Выберите, о чём этот документ."),
            "invalid_choice": gettext_lazy("Такого варианта уже нет. Выберите из списка."),
        },
    )
    targets = _ActsField(
        queryset=Act.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте документ, который изменяется или отменяется.")},
    )

    def __init__(self, *args: Any, kind: DraftKind, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._abouts = {_key(about): about for about in kind.abouts(agency, on)}
        self._offer_abouts(kind)
        self._offer_targets(kind, agency, on)

    def _offer_abouts(self, kind: DraftKind) -> None:
        if not self._abouts and not kind.needs_about:
            del self.fields["about"]
            return
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – for the type checker
        empty = _("выберите") if kind.needs_about else _("ни о чём отдельно")
        field.choices = [("", empty), *((key, about.title) for key, about in self._abouts.items())]
        field.required = kind.needs_about

    def _offer_targets(self, kind: DraftKind, agency: Agency, on: date) -> None:
        if kind.changes is None:
            del self.fields["targets"]
            return
        field = self.fields["targets"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 – for the type checker
        field.queryset = targets_of(agency, on)
        amends = kind.changes is Relation.AMENDS
        field.label = _("Какой документ изменяется") if amends else _("Какие документы отменяются")

    def about_chosen(self) -> About:
        """What the document is about; call after `is_valid`."""
        return self._abouts.get(self.cleaned_data.get("about", ""), NOTHING)

    def targets_chosen(self) -> Sequence[Act]:
        """The documents it changes; call after `is_valid`."""
        return list(self.cleaned_data.get("targets", ()))


def asked_values(query: QueryDict) -> dict[str, Any]:
    """What a link to the page has chosen already."""
    values: dict[str, Any] = {}
    if query.get("about_type"):
        values["about"] = _key(About(str(query["about_type"]), str(query.get("about", ""))))
    if query.get("act", "").isdigit():
        values["targets"] = [query["act"]]
    return values


def _key(about: About) -> str:
    return f"{about.type}{_APART}{about.key}"
