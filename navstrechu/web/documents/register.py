"""The register of documents as a list: filters of the address, order, lines to show and to export."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.document_kinds import RegisterRow
from navstrechu.acts.models import KIND_TITLES, Act, ActKind, ActQuerySet
from navstrechu.acts.queries import LATEST_FIRST, ORDERS, ActFilters, act_register
from navstrechu.acts.standing import STANDINGS, ActStanding, Standing, standings_of
from navstrechu.core.text.dates import date_in_figures
from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import kind_of, register_kinds
from navstrechu.registers.queries import concerning_register
from navstrechu.roadmap.queries.documents import ActPurpose, executing_measure, purposes_of
from navstrechu.web.documents.forms import RegisterFilters

SORTED = (
    ("number", gettext_lazy("Номер"), ""),
    ("kind", gettext_lazy("Вид"), ""),
    ("date", gettext_lazy("Дата"), "d"),
    ("title", gettext_lazy("Заголовок"), ""),
)


# Columns that may be hidden: number in the table, label.
HIDEABLE = (
    (2, gettext_lazy("Вид")),
    (3, gettext_lazy("Дата")),
    (4, gettext_lazy("Заголовок")),
    (5, gettext_lazy("Мероприятия")),
    (6, gettext_lazy("Файл")),
    (7, gettext_lazy("Состояние")),
)
# (tone, icon) of each standing.
LOOKS = {
    Standing.IN_FORCE: ("success", "stamp"),
    Standing.AMENDED: ("info", "git-compare"),
    Standing.REPEALED: ("neutral", "file-clock"),
    Standing.ANNULLED: ("danger", "ban"),
}
_DATES = ("since", "until")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    filters: ActFilters
    measure: str
    register: str
    order: str
    query: dict[str, str]

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read the address; what cannot be read is left out."""
        form = RegisterFilters(query)
        form.is_valid()
        data: dict[str, Any] = {name: form.cleaned_data.get(name) or "" for name in form.fields}
        order = query.get("sort", "")
        known = {
            name: date_in_figures(value) if name in _DATES and value else value
            for name, value in data.items()
        }
        known["sort"] = order if order in ORDERS and order != LATEST_FIRST else ""
        standing = Standing(data["standing"]) if data["standing"] else None
        return cls(
            ActFilters(data["q"], data["kind"], data["since"] or None, data["until"] or None, standing),
            data["measure"],
            data["register"],
            known["sort"] or LATEST_FIRST,
            {name: str(value) for name, value in known.items() if value},
        )

    def documents(self, agency: Agency, on: date) -> ActQuerySet:
        """What the address asks for, as of the day, in the asked order."""
        found = act_register(agency, self.filters, on=on, order=self.order)
        if self.measure:
            found = executing_measure(found, self.measure)
        if self.register:
            found = concerning_register(found, self.register)
        return found

    def url(self, **changed: str) -> str:
        """The address with other values; an empty value takes its parameter away."""
        query = {name: value for name, value in {**self.query, **changed}.items() if value}
        return f"?{urlencode(query)}"

    def chips(self) -> list[tuple[str, str]]:
        """Filters in force as (words, address without it)."""
        words = {
            "q": _("Поиск: {value}"),
            "kind": _("Вид: {value}"),
            "standing": _("Состояние: {value}"),
            "measure": _("Мероприятие {value}"),
            "register": _("Затрагивает: {value}"),
            "since": _("С {value}"),
            "until": _("По {value}"),
        }
        return [
            (text.format(value=self._word(name)), self.url(**{name: ""}))
            for name, text in words.items()
            if name in self.query
        ]

    def _word(self, name: str) -> str:
        value = self.query[name]
        if name == "kind":
            return str(KIND_TITLES[ActKind(value)])
        if name == "standing":
            return str(STANDINGS[Standing(value)])
        return str(kind_of(value).label) if name == "register" else value

    def choices(self) -> list[dict[str, object]]:
        """The lists to choose from, as (value, text) with what is chosen."""
        kinds = [(kind.value, title) for kind, title in KIND_TITLES.items()]
        standings = [(standing.value, label) for standing, label in STANDINGS.items()]
        registers = [(kind.code, kind.label) for kind in register_kinds()]
        return [
            self._choice("kind", _("Вид"), _("Все виды"), kinds),
            self._choice("standing", _("Состояние"), _("Любое"), standings),
            self._choice("register", _("Затрагивает реестр"), _("Не важно"), registers),
        ]

    def _choice(
        self, name: str, label: str, all_: str, options: Sequence[tuple[str, object]]
    ) -> dict[str, object]:
        chosen = self.query.get(name, "")
        return {"name": name, "label": label, "all": all_, "options": options, "value": chosen}

    def periods(self) -> list[tuple[str, str, str]]:
        """The two dates of the filter as (name, label, typed value)."""
        names = (("since", _("Дата с")), ("until", _("Дата по")))
        return [(name, label, self.query.get(name, "")) for name, label in names]

    def heads(self) -> list[dict[str, object]]:
        """Column heads that sort: dates and numbers first descend, a second click turns them."""
        return [self._head(name, label, kind) for name, label, kind in SORTED]

    def _head(self, name: str, label: object, kind: str) -> dict[str, object]:
        direction = {name: "ascending", f"-{name}": "descending"}.get(self.order, "")
        turned = {"": f"-{name}" if name == "date" else name, "ascending": f"-{name}", "descending": name}
        wanted = turned[direction]
        url = self.url(sort="" if wanted == LATEST_FIRST else wanted)
        return {"label": label, "url": url, "direction": direction, "kind": kind}


@dataclass(frozen=True, slots=True)
class Line:
    """A document with what it is for and how it stands on the day."""

    act: Act
    kind: object
    purpose: ActPurpose
    standing: ActStanding

    @property
    def label(self) -> object:
        """The standing in words."""
        return STANDINGS[self.standing.standing]

    @property
    def tone(self) -> str:
        return LOOKS[self.standing.standing][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.standing.standing][1]


def register_lines(acts: Iterable[Act], on: date) -> list[Line]:
    """Documents with their purposes and standing, in three queries."""
    known = list(acts)
    purposes, standings = purposes_of(known), standings_of(known, on)
    return [Line(act, KIND_TITLES[ActKind(act.kind)], purposes[act.pk], standings[act.pk]) for act in known]


def purpose_text(purpose: ActPurpose) -> str:
    """«2.1.1, 2.2.1», «срок 2.7.2»: fulfilled measures, then those whose date was moved."""
    parts = [", ".join(purpose.fulfilled)] if purpose.fulfilled else []
    if purpose.moved:
        parts.append(_("перенос срока: {numbers}").format(numbers=", ".join(purpose.moved)))
    return "; ".join(parts)


def export_rows(lines: Iterable[Line]) -> list[RegisterRow]:
    """Lines as the exported table prints them."""
    return [
        RegisterRow(
            kind=str(line.kind),
            number=line.act.number,
            dated=line.act.dated,
            title=line.act.title,
            purpose=purpose_text(line.purpose),
            status=str(line.label),
        )
        for line in lines
    ]
