"""The register of documents as a list: filters of the address, order, lines to show and to export."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.document_kinds import RegisterRow
from navstrechu.acts.models import KIND_TITLES, Act, ActKind
from navstrechu.acts.queries import LATEST_FIRST, ORDERS, ActFilters
from navstrechu.acts.workflow import ACT, Status
from navstrechu.core.text.dates import date_in_figures
from navstrechu.roadmap.queries.documents import ActPurpose
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    filters: ActFilters
    order: str
    query: dict[str, str]

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read the address; what cannot be read is left out."""
        form = RegisterFilters(query)
        form.is_valid()
        data = form.cleaned_data
        order = query.get("sort", "")
        known = {
            "q": data.get("q") or "",
            "kind": data.get("kind") or "",
            "since": date_in_figures(data["since"]) if data.get("since") else "",
            "until": date_in_figures(data["until"]) if data.get("until") else "",
            "sort": order if order in ORDERS and order != LATEST_FIRST else "",
        }
        return cls(
            ActFilters(known["q"], known["kind"], data.get("since"), data.get("until")),
            known["sort"] or LATEST_FIRST,
            {name: value for name, value in known.items() if value},
        )

    def url(self, **changed: str) -> str:
        """The address with other values; an empty value takes its parameter away."""
        query = {name: value for name, value in {**self.query, **changed}.items() if value}
        return f"?{urlencode(query)}"

    def chips(self) -> list[tuple[str, str]]:
        """Filters in force as (words, address without it)."""
        words = {
            "q": _("Поиск: {value}"),
            "kind": _("Вид: {value}"),
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
        return str(KIND_TITLES[ActKind(value)]) if name == "kind" else value

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
    is_annulled: bool


def register_lines(acts: Iterable[Act], purposes: dict[int, ActPurpose], on: date) -> list[Line]:
    """Documents with their purposes."""
    return [Line(act, KIND_TITLES[ActKind(act.kind)], purposes[act.pk], is_annulled(act, on)) for act in acts]


def is_annulled(act: Act, on: date) -> bool:
    """Whether the registration no longer counted on the day."""
    return act.annulled_on is not None and act.annulled_on <= on


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
            status=str(ACT.labels[Status.ANNULLED if line.is_annulled else Status.REGISTERED]),
        )
        for line in lines
    ]
