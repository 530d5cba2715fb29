"""Forms of touchpoints."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.queries import unit_tree
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints.rules import LONGEST_NAME, LONGEST_TEXT
from navstrechu.touchpoints.values import BasisText, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind
from navstrechu.web.help.quotes import quoted
from navstrechu.web.processes.forms import LegalBasisRows
from navstrechu.web.shell.asked import indented
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.shell.widgets import DateField

_PLAIN = ("name", "address", "url", "phone", "opening_hours", "opening_exceptions", "accessibility")


def _area(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class ChannelField(forms.ModelChoiceField):
    """A kind of channel with the word of the order behind it."""

    def label_from_instance(self, obj: ChannelKind) -> str:
        return f"{obj.title} ({obj.printed})"


class PlaceForm(forms.Form):
    """Everything that a touchpoint says of itself, with agreements about it as rows."""

    name = quoted(forms.CharField(label=_("Наименование"), max_length=LONGEST_NAME), "order201:1.2.4")
    channel = ChannelField(
        label=_("Вид канала"), queryset=ChannelKind.objects.none(), empty_label=_("выберите")
    )
    unit = forms.ModelChoiceField(
        label=_("Отвечающее подразделение"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("не указано"),
    )
    address = forms.CharField(label=_("Адрес"), required=False, max_length=500)
    url = forms.CharField(
        label=_("Страница в сети"), required=False, max_length=500, help_text=_("Начинается с https://")
    )
    phone = forms.CharField(label=_("Телефон"), required=False, max_length=200)
    opening_hours = _area(_("Часы работы"))
    opening_exceptions = _area(_("Исключения из часов работы"), _("Праздники, санитарные дни, перерывы."))
    accessibility = _area(_("Доступность для людей с инвалидностью"))

    def __init__(
        self, *args: Any, agency: Agency, content: TouchpointContent | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if content is not None:
            self.initial = {**_initial(content), **self.initial}
        fields: Mapping[str, Any] = self.fields
        # What is no longer offered stays with the touchpoint that has it.
        kept = agency.channel_kinds.filter(pk=content.channel_id if content else 0)
        fields["channel"].queryset = (channels_of(agency) | kept).order_by("position", "pk")
        units = unit_tree(agency)
        if content is not None and content.unit_id not in {unit.pk for _depth, unit in units}:
            units += [(0, unit) for unit in agency.units.filter(pk=content.unit_id or 0)]
        fields["unit"].queryset = agency.units.filter(pk__in=[unit.pk for _depth, unit in units])
        fields["unit"].widget.choices = [
            ("", fields["unit"].empty_label),
            *indented(units),
        ]
        self.agreements = LegalBasisRows(
            self.data if self.is_bound else None, prefix="agreements", initial=_agreements(content)
        )

    def is_valid(self) -> bool:
        """Valid with all its rows; each row keeps its own sentence."""
        rows = self.agreements.is_valid()
        if not super().is_valid() or rows:
            return super().is_valid()
        self.add_error(None, _("Проверьте акты и соглашения: не все строки заполнены верно."))
        return False

    @property
    def content(self) -> TouchpointContent:
        """What was typed, of a valid form."""
        given = self.cleaned_data
        return TouchpointContent(
            **{name: given[name] for name in _PLAIN},
            channel_id=given["channel"].pk,
            unit_id=given["unit"].pk if given["unit"] else None,
            agreements=tuple(
                BasisText(BasisKind.AGREEMENT, row["act"], row["clause"], row["url"])
                for row in self.agreements.cleaned_data
                if row.get("act")
            ),
        )


def _initial(content: TouchpointContent) -> dict[str, Any]:
    known = {name: getattr(content, name) for name in _PLAIN}
    return {**known, "channel": content.channel_id, "unit": content.unit_id}


def _agreements(content: TouchpointContent | None) -> list[dict[str, str]]:
    if content is None:
        return []
    return [{"act": item.act, "clause": item.clause, "url": item.url} for item in content.agreements]


class PlaceEditForm(PlaceForm, VersionedForm):
    """The same under a version."""


class DayForm(forms.Form):
    """A day on which a touchpoint was confirmed or closed."""

    on = DateField(label=_("Дата"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label


class MergeForm(forms.Form):
    """Which of the two stays."""

    kept = forms.ChoiceField(label=_("Какая точка останется"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kept"]
        field.choices = options
