"""Forms of the register of processes: what is typed becomes values; the services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.organisation.queries import posts_of, unit_tree
from navstrechu.processes.models import ChannelKind, ProcessGroup
from navstrechu.processes.permissions import Filling
from navstrechu.processes.queries.register import groups_of
from navstrechu.processes.rules import LONGEST_TERM, LONGEST_TEXT, LONGEST_TITLE, MOST_ROWS
from navstrechu.processes.values import LegalBasis, Participant, ProcessValues, Term
from navstrechu.processes.vocabulary import object_kinds, reaches, scopes, term_units
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.asked import indented
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.shell.widgets import DateField

_SPARE_ROWS = 2


def _capital(options: list[tuple[str, object]]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in options]


def _chosen(options: list[tuple[str, object]]) -> list[tuple[str, str]]:
    """Nothing is chosen for anybody: a default would be taken over unread."""
    return [("", str(_("выберите"))), *_capital(options)]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ParticipantForm(forms.Form):
    """A row of participants; an emptied row is taken out."""

    name = forms.CharField(label=_("Участник"), max_length=300, required=False)
    part = forms.CharField(label=_("Что делает"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("part") and not self.cleaned_data.get("name"):
            self.add_error("name", _("Назовите участника."))
        return self.cleaned_data


class LegalBasisForm(forms.Form):
    """A row of legal bases; an emptied row is taken out."""

    act = forms.CharField(label=_("Правовой акт"), max_length=700, required=False)
    clause = forms.CharField(label=_("Пункт, статья"), max_length=200, required=False)
    url = forms.CharField(label=_("Ссылка"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        if (self.cleaned_data.get("clause") or self.cleaned_data.get("url")) and not self.cleaned_data.get(
            "act"
        ):
            self.add_error("act", _("Назовите правовой акт."))
        return self.cleaned_data


ParticipantRows = forms.formset_factory(
    ParticipantForm, extra=_SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
LegalBasisRows = forms.formset_factory(
    LegalBasisForm, extra=_SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class ProcessForm(forms.Form):
    """The card of a process with its rows of legal bases and participants."""

    group = quoted(
        forms.ModelChoiceField(
            label=_("Группа процессов"), queryset=ProcessGroup.objects.none(), empty_label=_("выберите")
        ),
        "order201:1.2.2",
    )
    code = forms.CharField(
        label=_("Код"),
        max_length=30,
        required=False,
        help_text=_("Пустой код система заполнит сама: номер группы и следующий номер в ней."),
    )
    title = quoted(
        forms.CharField(label=_("Наименование процесса"), max_length=LONGEST_TITLE, widget=_area(3)),
        "order201:1.2.3",
    )
    object_kind = forms.ChoiceField(label=_("Вид"), choices=lambda: _chosen(object_kinds()))
    scope = forms.ChoiceField(label=_("Основной или отраслевой"), choices=lambda: _chosen(scopes()))
    reach = forms.ChoiceField(
        label=_("Межведомственный или внутриведомственный"), choices=lambda: _chosen(reaches())
    )
    unit = forms.ModelChoiceField(
        label=_("Подразделение-владелец"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("не указано"),
    )
    curator = forms.ModelChoiceField(
        label=_("Куратор"), queryset=Post.objects.none(), required=False, empty_label=_("не указан")
    )
    clients = forms.CharField(
        label=_("Категории клиентов"), required=False, max_length=LONGEST_TEXT, widget=_area(3),
        help_text=_("По одной в строке."),
    )  # fmt: skip
    life_situation = forms.CharField(label=_("Жизненная ситуация"), max_length=300, required=False)
    portal_url = forms.CharField(label=_("Страница на портале"), max_length=500, required=False)
    result = forms.CharField(
        label=_("Результат для клиента"), required=False, max_length=LONGEST_TEXT, widget=_area(2)
    )
    input_text = forms.CharField(
        label=_("Что нужно на входе"), required=False, max_length=LONGEST_TEXT, widget=_area(3)
    )
    output_text = forms.CharField(
        label=_("Что получается на выходе"), required=False, max_length=LONGEST_TEXT, widget=_area(3)
    )
    term_number = forms.IntegerField(label=_("Срок"), required=False, min_value=1, max_value=LONGEST_TERM)
    term_unit = forms.ChoiceField(
        label=_("Единица"), required=False, choices=lambda: [("", _("не указана")), *_capital(term_units())]
    )
    term_start = forms.CharField(
        label=_("Считается"),
        max_length=300,
        required=False,
        help_text=_("Например: со дня регистрации заявления."),
    )

    def __init__(self, *args: Any, agency: Agency, filling: Filling | None = None, **kwargs: Any) -> None:
        """``filling`` limits the units to those of a unit head; None offers all."""
        values: ProcessValues | None = kwargs.pop("values", None)
        super().__init__(*args, **kwargs)
        if values is not None:
            self.initial = {**initial_of(values), **self.initial}
        self._offer(agency, filling)
        # Sent rows are taken as they are: beside stored ones, equal rows would count as empty.
        data, stored = (self.data, None) if self.is_bound else (None, values)
        self.bases = LegalBasisRows(data, prefix="bases", initial=_bases(stored))
        self.participants = ParticipantRows(data, prefix="participants", initial=_participants(stored))

    def _offer(self, agency: Agency, filling: Filling | None) -> None:
        fields: Mapping[str, Any] = self.fields
        fields["group"].queryset = groups_of(agency)
        fields["curator"].queryset = posts_of(agency)
        tree = [
            (depth, unit)
            for depth, unit in unit_tree(agency)
            if filling is None or unit.pk in filling.own_units
        ]
        unit = fields["unit"]
        unit.queryset = agency.units.filter(pk__in=[found.pk for _depth, found in tree])
        unit.required = filling is not None
        if filling is not None and len(tree) == 1:
            self.initial.setdefault("unit", tree[0][1].pk)
        unit.widget.choices = [
            ("", unit.empty_label),
            *indented(tree),
        ]

    def is_valid(self) -> bool:
        """Valid with all its rows; each row keeps its own sentence."""
        # All of them are checked, so that everything wrong is seen at once.
        rows = [formset.is_valid() for formset in (self.bases, self.participants)]
        if not super().is_valid() or all(rows):
            return super().is_valid()
        self.add_error(None, _("Проверьте правовые основания и участников: не все строки заполнены верно."))
        return False

    @property
    def values(self) -> ProcessValues:
        """What was typed, of a valid form."""
        given = self.cleaned_data
        plain = (
            "group", "code", "title", "object_kind", "scope", "reach", "unit", "curator", "clients",
            "life_situation", "portal_url", "result", "input_text", "output_text",
        )  # fmt: skip
        return ProcessValues(
            **{name: given[name] for name in plain},
            term=Term(given["term_number"], given["term_unit"], given["term_start"]),
            participants=tuple(
                Participant(row["name"], row["part"])
                for row in self.participants.cleaned_data
                if row.get("name")
            ),
            bases=tuple(
                LegalBasis(row["act"], row["clause"], row["url"])
                for row in self.bases.cleaned_data
                if row.get("act")
            ),
        )


def initial_of(values: ProcessValues) -> dict[str, Any]:
    """The card as a form shows it."""
    plain = (
        "group", "code", "title", "object_kind", "scope", "reach", "unit", "curator", "clients",
        "life_situation", "portal_url", "result", "input_text", "output_text",
    )  # fmt: skip
    term = {"term_number": values.term.number, "term_unit": values.term.unit, "term_start": values.term.start}
    return {name: getattr(values, name) for name in plain} | term


def _bases(values: ProcessValues | None) -> list[dict[str, str]]:
    return [{"act": row.act, "clause": row.clause, "url": row.url} for row in values.bases] if values else []


def _participants(values: ProcessValues | None) -> list[dict[str, str]]:
    return [{"name": row.name, "part": row.part} for row in values.participants] if values else []


class InclusionForm(ProcessForm):
    """A new process with the day and the basis of its inclusion."""

    included_on = quoted(DateField(label=_("Включён с")), "order201:3.2.1")
    basis = forms.CharField(
        label=_("Основание включения"),
        max_length=500,
        widget=_area(2),
        help_text=_("Акт или решение, например: приказ от 22.12.2023 № 915."),
    )


class ChangeForm(ProcessForm, VersionedForm):
    """The card under a version."""


class ExclusionForm(VersionedForm):
    """From which day a process is no longer in the register, and why."""

    excluded_on = DateField(label=_("Исключён с"))
    basis = forms.CharField(label=_("Основание исключения"), max_length=500, widget=_area(2))


class RestorationForm(VersionedForm):
    """From which day a process is in the register again, and why."""

    included_on = DateField(label=_("Снова в реестре с"))
    basis = quoted(forms.CharField(label=_("Основание"), max_length=500, widget=_area(2)), "order201:3.2.1")


class VolumesForm(VersionedForm):
    """How often a process was carried out in a year, one number for each kind of channel."""

    year = forms.IntegerField(label=_("Год"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, channels: list[ChannelKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = channels
        for channel in channels:
            self.fields[f"channel_{channel.pk}"] = forms.IntegerField(
                label=channel.title, required=False, min_value=0, max_value=1_000_000_000
            )

    @property
    def numbers(self) -> dict[ChannelKind, int]:
        """What was typed; a channel left empty is not counted."""
        given = {channel: self.cleaned_data[f"channel_{channel.pk}"] for channel in self.channels}
        return {channel: number for channel, number in given.items() if number is not None}


class CommentForm(forms.Form):
    """A message of the discussion."""

    text = forms.CharField(label=_("Сообщение"), required=False, widget=_area(3))
