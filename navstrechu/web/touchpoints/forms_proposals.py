"""Forms of proposals and of reports that are owed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Unit
from navstrechu.processes.models import ProcessGroup
from navstrechu.processes.queries.register import groups_of
from navstrechu.processes.vocabulary import object_kinds, reaches, scopes
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.rules import LONGEST_TEXT
from navstrechu.touchpoints.values import RowContent
from navstrechu.touchpoints.vocabulary import triggers
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.widgets import DateField
from navstrechu.web.touchpoints.forms_places import PlaceForm
from navstrechu.web.touchpoints.forms_rows import BasisRows, RowForm
from navstrechu.web.touchpoints.interaction_lines import lines_of
from navstrechu.web.touchpoints.place_choice import label_of

DECISIONS = ("accept", "return", "reject")


class ReasonFields(forms.Form):
    """Why, when and by which case of clause 3.2 something has changed."""

    trigger = quoted(
        forms.ChoiceField(
            label=_("Случай актуализации"),
            choices=lambda: [(value, capfirst(str(title))) for value, title in triggers()],
            widget=forms.RadioSelect,
        ),
        "order201:3.2",
    )
    happened_on = DateField(label=_("Когда произошло изменение"))
    reason = forms.CharField(
        label=_("Обоснование"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Что изменилось и почему: координатор увидит это вместе с правкой."),
        error_messages={"required": _("Поясните, что изменилось и почему.")},
    )


class RowProposal(RowForm, ReasonFields):
    """A row that is added or changed; ``stored`` is what a returned proposal wanted."""

    def __init__(self, *args: Any, stored: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stored is None:
            return
        content = RowContent.from_json(stored)
        known: dict[str, Any] = {
            "place": _place_name(stored),
            "channel": stored.get("new_touchpoint", {}).get("channel_id"),
            "interactions": lines_of(content.interactions),
            "peculiarities": content.peculiarities,
        }
        self.initial = {**self.initial, **known}
        bases = [
            {"kind": one.kind.value, "act": one.act, "clause": one.clause, "url": one.url}
            for one in content.bases
        ]
        self.bases = BasisRows(self.data if self.is_bound else None, prefix="bases", initial=bases)

    @property
    def becomes(self) -> dict[str, Any]:
        """What `application.py` describes for rows."""
        answer = self.answer
        if isinstance(answer, Touchpoint):
            return {"touchpoint": answer.pk, **self.content.as_json()}
        new = answer.as_json() if answer else {}
        return {"new_touchpoint": new, **self.content.as_json()}


def _place_name(stored: Mapping[str, Any]) -> str:
    if "new_touchpoint" in stored:
        return str(stored["new_touchpoint"]["name"])
    found = Touchpoint.objects.filter(pk=stored.get("touchpoint") or 0).select_related("channel").first()
    return label_of(found) if found else ""


class PlaceProposal(PlaceForm, ReasonFields):
    """A touchpoint that is changed."""

    @property
    def becomes(self) -> dict[str, Any]:
        """What `application.py` describes for touchpoints."""
        return self.content.as_json()


class BareProposal(ReasonFields):
    """A row that is taken out: there is nothing to fill but the reason."""

    @property
    def becomes(self) -> dict[str, Any]:
        return {}


class ExclusionProposal(ReasonFields):
    """A process that is excluded, with the act behind it."""

    basis = forms.CharField(label=_("Основание исключения"), max_length=500)

    @property
    def becomes(self) -> dict[str, Any]:
        return {"basis": self.cleaned_data["basis"]}


class InclusionProposal(ReasonFields):
    """A process that is included: what the coordinator needs to enter it."""

    group = forms.ModelChoiceField(
        label=_("Группа процессов"), queryset=ProcessGroup.objects.none(), empty_label=_("выберите")
    )
    title = forms.CharField(
        label=_("Наименование процесса"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit = forms.ModelChoiceField(
        label=_("Подразделение-владелец"), queryset=Unit.objects.none(), empty_label=_("выберите")
    )
    object_kind = forms.ChoiceField(label=_("Вид"), choices=object_kinds)
    scope = forms.ChoiceField(label=_("Основной или отраслевой"), choices=scopes)
    reach = forms.ChoiceField(label=_("Межведомственный или внутриведомственный"), choices=reaches)
    result = forms.CharField(
        label=_("Результат для клиента"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    basis = forms.CharField(label=_("Основание включения"), max_length=500)
    field_order = ("group", "title", "unit", "object_kind", "scope", "reach", "result", "basis")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Mapping[str, Any] = self.fields
        fields["group"].queryset = groups_of(agency)
        fields["unit"].queryset = agency.units.filter(closed_on=None).order_by("position", "name", "pk")

    @property
    def becomes(self) -> dict[str, Any]:
        """What `values_from_json` reads."""
        given = self.cleaned_data
        plain = ("title", "object_kind", "scope", "reach", "result", "basis")
        ids = {"group": given["group"].pk, "unit": given["unit"].pk}
        return {**{name: given[name] for name in plain}, **ids}


class DecisionForm(forms.Form):
    """Accept, return with a remark, or reject with one."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    remark = forms.CharField(
        label=_("Замечание или причина"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Обязательно, если предложение возвращают или отклоняют."),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("decision") in ("return", "reject") and not given.get("remark", "").strip():
            self.add_error("remark", _("Напишите, что исправить или почему предложение отклонено."))
        return given


class CloseReportForm(forms.Form):
    """Why a report is not needed, or what replaces it."""

    because = forms.CharField(
        label=_("Почему отчёт не нужен или чем заменён"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
