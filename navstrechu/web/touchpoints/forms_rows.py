"""Forms of rows of the register."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.processes.rules import MOST_ROWS
from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.permissions import RowRights
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.values import BasisText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind, basis_kinds
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.touchpoints.interaction_lines import items_of, lines_of
from navstrechu.web.touchpoints.place_choice import PlaceChoiceForm

_SPARE_ROWS = 2
STAGE_HINT = _("По одному в строке. Этап процесса, если он важен, – в квадратных скобках в начале строки.")


class BasisForm(forms.Form):
    """A basis of a row; an emptied one is taken out."""

    act = forms.CharField(label=_("Акт или документ"), max_length=700, required=False)
    kind = forms.ChoiceField(
        label=_("Вид основания"),
        choices=lambda: [(value, capfirst(str(title))) for value, title in basis_kinds()],
        initial=BasisKind.REGULATORY.value,
        required=False,
    )
    clause = forms.CharField(label=_("Пункт, статья"), max_length=200, required=False)
    url = forms.CharField(label=_("Ссылка"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if (given.get("clause") or given.get("url")) and not given.get("act"):
            self.add_error("act", _("Назовите акт или документ."))
        return given

    @property
    def basis(self) -> BasisText | None:
        """What was typed, of a valid form; None for an empty one."""
        given = self.cleaned_data
        if not given.get("act"):
            return None
        kind = BasisKind(given.get("kind") or BasisKind.REGULATORY)
        return BasisText(kind, given["act"], given.get("clause", ""), given.get("url", ""))


BasisRows = forms.formset_factory(BasisForm, extra=_SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class RowForm(PlaceChoiceForm):
    """Everything that a row says. Lengths are checked by the rules, whose sentence says what to do."""

    interactions = quoted(
        forms.CharField(
            label=_("Осуществляемое взаимодействие"),
            required=False,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=STAGE_HINT,
        ),
        "order201:1.2.5",
    )
    peculiarities = quoted(
        forms.CharField(
            label=_("Особенности взаимодействия"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Только этой строки: общие для процесса или группы пишут один раз для всех."),
        ),
        "order201:1.2.6",
    )

    def __init__(self, *args: Any, row: ProcessTouchpoint | None = None, **kwargs: Any) -> None:
        super().__init__(*args, current=row.touchpoint if row else None, **kwargs)
        content = row_content(row) if row else RowContent()
        if row is not None:
            self.initial = {**_initial(row, content), **self.initial}
        self.bases = BasisRows(
            self.data if self.is_bound else None,
            prefix="bases",
            initial=[
                {"kind": one.kind.value, "act": one.act, "clause": one.clause, "url": one.url}
                for one in content.bases
            ],
        )

    def is_valid(self) -> bool:
        """Valid with all its bases; each of them keeps its own sentence."""
        bases = self.bases.is_valid()
        if not super().is_valid() or bases:
            return super().is_valid()
        self.add_error(None, _("Проверьте основания: не все заполнены верно."))
        return False

    @property
    def content(self) -> RowContent:
        """What was typed, of a valid form."""
        given = self.cleaned_data
        found = (one.basis for one in self.bases)
        return RowContent(
            items_of(given["interactions"]),
            given["peculiarities"],
            tuple(basis for basis in found if basis is not None),
        )


def _initial(row: ProcessTouchpoint, content: RowContent) -> dict[str, Any]:
    return {
        "version": row.version,
        "place": row.touchpoint.name,
        "interactions": lines_of(content.interactions),
        "peculiarities": content.peculiarities,
    }


class RowEditForm(RowForm, VersionedForm):
    """A row under its version."""


class RowAddForm(RowForm):
    """A new row; its process is chosen unless the address names it."""

    process = quoted(
        forms.ModelChoiceField(
            label=_("Процесс"), queryset=Process.objects.none(), empty_label=_("выберите")
        ),
        "order201:1.2.3",
    )
    field_order = ("process",)

    def __init__(self, *args: Any, agency: Agency, rights: RowRights, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        own = Process.objects.in_register().filter(agency=agency)
        if not rights.everything:
            own = own.filter(unit__in=rights.own_units)
        fields: Mapping[str, Any] = self.fields
        fields["process"].queryset = own.select_related("group", "unit", "agency").in_printed_order()
        fields["process"].label_from_instance = lambda process: f"{process.code} {process.title}"


class VersionForm(VersionedForm):
    """Nothing but the version that was seen."""


class TextForm(VersionedForm):
    """A text that stands for many rows."""

    text = quoted(
        forms.CharField(
            label=_("Особенности взаимодействия"), required=False, widget=forms.Textarea(attrs={"rows": 6})
        ),
        "order201:1.2.6",
    )


class TermsForm(VersionedForm):
    """Terms of keeping the register."""

    report_working_days = quoted(
        forms.IntegerField(
            label=_("Рабочих дней на отчёт об изменениях"), min_value=1, max_value=60,
            help_text=_("Столько дней есть у подразделения с того дня, когда процесс или точка изменились."),
        ),
        "order201:3.3",
    )  # fmt: skip
    confirm_months = forms.IntegerField(
        label=_("Месяцев между подтверждениями точки"), min_value=1, max_value=60,
        help_text=_("Если сведения о точке не подтверждали дольше, проверки напомнят об этом."),
    )  # fmt: skip
