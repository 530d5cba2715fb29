"""The form of a row of the register: touchpoint, interactions, peculiarities, bases."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.rules import LONGEST_ACT, LONGEST_NAME, LONGEST_TEXT, MOST_INTERACTIONS
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind, basis_kinds
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.touchpoints.forms_places import ChannelField

_SPARE_ROWS = 2
_MOST_BASES = 50


class InteractionForm(forms.Form):
    """One interaction; an emptied row is taken out."""

    text = forms.CharField(
        label=_("Действие для клиента"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    stage = forms.CharField(label=_("Этап"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("stage") and not self.cleaned_data.get("text"):
            self.add_error("text", _("Опишите действие для клиента на этом этапе."))
        return self.cleaned_data


class BasisForm(forms.Form):
    """One basis; an emptied row is taken out."""

    act = forms.CharField(label=_("Акт или документ"), required=False, max_length=LONGEST_ACT)
    kind = forms.ChoiceField(
        label=_("Вид основания (п. 2.5)"),
        required=False,
        choices=lambda: [(value, capfirst(str(title))) for value, title in basis_kinds()],
    )
    clause = forms.CharField(label=_("Пункт, статья"), required=False, max_length=200)
    url = forms.CharField(label=_("Ссылка"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        if (self.cleaned_data.get("clause") or self.cleaned_data.get("url")) and not self.cleaned_data.get(
            "act"
        ):
            self.add_error("act", _("Назовите акт или документ."))
        return self.cleaned_data


InteractionRows = forms.formset_factory(
    InteractionForm, extra=_SPARE_ROWS, max_num=MOST_INTERACTIONS, absolute_max=MOST_INTERACTIONS
)
BasisRows = forms.formset_factory(BasisForm, extra=_SPARE_ROWS, max_num=_MOST_BASES, absolute_max=_MOST_BASES)


class RowForm(forms.Form):
    """What a row says. ``content`` and ``touchpoint`` are what it says now; None for a new row."""

    touchpoint = quoted(
        forms.ModelChoiceField(
            label=_("Точка взаимодействия"),
            queryset=Touchpoint.objects.none(),
            required=False,
            empty_label=_("новая точка, её наименование ниже"),
        ),
        "order201:1.2.4",
    )
    new_name = forms.CharField(label=_("Наименование новой точки"), required=False, max_length=LONGEST_NAME)
    new_channel = ChannelField(
        label=_("Вид канала новой точки"),
        queryset=ChannelKind.objects.none(),
        required=False,
        empty_label=_("выберите"),
    )
    peculiarities = quoted(
        forms.CharField(
            label=_("Особенности взаимодействия"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "order201:1.2.6",
    )

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        content: RowContent | None = None,
        touchpoint: Touchpoint | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {"peculiarities": content.peculiarities if content else "", "touchpoint": touchpoint}
        self.initial = {**known, **self.initial}
        fields: Mapping[str, Any] = self.fields
        fields["touchpoint"].queryset = Touchpoint.objects.open().filter(agency=agency).order_by("name", "pk")
        fields["new_channel"].queryset = channels_of(agency)
        data = self.data if self.is_bound else None
        self.interactions = InteractionRows(
            data, prefix=self.add_prefix("interactions"), initial=_interactions(content)
        )
        self.bases = BasisRows(data, prefix=self.add_prefix("bases"), initial=_bases(content))

    def is_valid(self) -> bool:
        """Valid with all its rows; each row keeps its own sentence."""
        rows = [formset.is_valid() for formset in (self.interactions, self.bases)]
        if not super().is_valid() or all(rows):
            return super().is_valid()
        self.add_error(None, _("Проверьте взаимодействия и основания: не все строки заполнены верно."))
        return False

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("touchpoint") is None:
            if not given.get("new_name"):
                self.add_error("touchpoint", _("Выберите точку из списка или назовите новую."))
            elif given.get("new_channel") is None:
                self.add_error("new_channel", _("Выберите вид канала новой точки."))
        return given

    @property
    def chosen_touchpoint(self) -> Touchpoint | None:
        """The existing touchpoint that was chosen; None for a new one."""
        chosen: Touchpoint | None = self.cleaned_data["touchpoint"]
        return chosen

    @property
    def new_touchpoint(self) -> TouchpointContent | None:
        """The touchpoint to be made; None where an existing one was chosen."""
        if self.chosen_touchpoint is not None:
            return None
        return TouchpointContent(self.cleaned_data["new_name"], self.cleaned_data["new_channel"].pk)

    @property
    def content(self) -> RowContent:
        """What was typed, of a valid form."""
        return RowContent(
            tuple(
                InteractionText(row["text"], row["stage"])
                for row in self.interactions.cleaned_data
                if row.get("text")
            ),
            self.cleaned_data["peculiarities"],
            tuple(
                BasisText(BasisKind(row["kind"]), row["act"], row["clause"], row["url"])
                for row in self.bases.cleaned_data
                if row.get("act")
            ),
        )


class RowEditForm(RowForm, VersionedForm):
    """The same under a version."""


def _interactions(content: RowContent | None) -> list[dict[str, str]]:
    return [{"text": item.text, "stage": item.stage} for item in content.interactions] if content else []


def _bases(content: RowContent | None) -> list[dict[str, str]]:
    if content is None:
        return []
    return [
        {"kind": item.kind.value, "act": item.act, "clause": item.clause, "url": item.url}
        for item in content.bases
    ]
