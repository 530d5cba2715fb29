"""The register of processes as a list: what the address asks for, said in words, with addresses of its own.

An unreadable value is as if it were not given: an address that somebody shortened still opens the register.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import unit_tree
from navstrechu.processes.models import ProcessGroup
from navstrechu.processes.queries.register import ORDERS, RegisterFilter
from navstrechu.processes.vocabulary import object_kinds, reaches, scopes, sides, statuses
from navstrechu.processes.workflow import Status
from navstrechu.web.shell.asked import Choice, indented

ALL = "all"
NO_UNIT = "0"
_LONGEST_TEXT = 200
# (order, label, css); columns without an order do not sort.
COLUMNS = (
    ("code", gettext_lazy("Код"), ""),
    ("title", gettext_lazy("Процесс"), ""),
    ("", gettext_lazy("Вид"), ""),
    ("", gettext_lazy("Оси реестра"), ""),
    ("unit", gettext_lazy("Подразделение"), ""),
    ("term", gettext_lazy("Срок"), ""),
    ("", gettext_lazy("Основание"), ""),
    ("", gettext_lazy("Точек"), "n"),
    ("included", gettext_lazy("Включён"), "d"),
)
HIDEABLE = tuple((place, label) for place, (_order, label, _css) in enumerate(COLUMNS, 1) if place > 2)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: texts as they stand in it."""

    query: dict[str, str]

    @classmethod
    def of(cls, data: QueryDict) -> "Asked":
        """Read the address; what no choice knows is left out."""
        words = {
            "side": sides(), "scope": scopes(), "reach": reaches(), "kind": object_kinds(),
            "status": [*statuses(), (ALL, "")],
        }  # fmt: skip
        query = {name: _known(data.get(name, ""), dict(choices)) for name, choices in words.items()}
        query |= {name: _id(data.get(name, "")) for name in ("group", "unit")}
        query["q"] = " ".join(data.get("q", "").split())[:_LONGEST_TEXT]
        query["sort"] = _known(data.get("sort", ""), {name for key in ORDERS for name in (key, f"-{key}")})
        is_plain = {"status": Status.ACTIVE.value, "sort": "code"}
        return cls({name: value for name, value in query.items() if value and is_plain.get(name) != value})

    @property
    def text(self) -> str:
        return self.query.get("q", "")

    @property
    def order(self) -> str:
        return self.query.get("sort", "code")

    @property
    def filter(self) -> RegisterFilter:
        """The same for the query."""
        query = self.query
        status = query.get("status", Status.ACTIVE.value)
        return RegisterFilter(
            text=self.text,
            group=int(query["group"]) if "group" in query else None,
            side=query.get("side", ""),
            scope=query.get("scope", ""),
            reach=query.get("reach", ""),
            unit=int(query["unit"]) if "unit" in query else None,
            kind=query.get("kind", ""),
            status="" if status == ALL else status,
            order=self.order,
        )

    def url(self, **changed: str) -> str:
        """The address with other values; an empty value takes its parameter away."""
        query = {name: value for name, value in {**self.query, **changed}.items() if value}
        return f"?{urlencode(query)}" if query else "?"

    def chips(self, choices: Iterable[Choice]) -> list[tuple[str, str]]:
        """Filters in force as (words, address without it)."""
        said = [("q", _("Текст: {text}").format(text=self.text))] if self.text else []
        said += [
            (choice.name, f"{choice.label}: {choice.chosen}")
            for choice in choices
            if choice.name in self.query
        ]
        return [(words, self.url(**{name: ""})) for name, words in said]

    def heads(self) -> list[dict[str, object]]:
        """Column heads; a second click turns the order round."""
        return [self._head(order, label, css) for order, label, css in COLUMNS]

    def _head(self, order: str, label: object, css: str) -> dict[str, object]:
        if not order:
            return {"label": label, "kind": css}
        direction = {order: "ascending", f"-{order}": "descending"}.get(self.order, "")
        turned = f"-{order}" if direction == "ascending" else order
        url = self.url(sort="" if turned == "code" else turned)
        return {"label": label, "url": url, "direction": direction, "kind": css}


def choices(asked: Asked, agency: Agency, groups: Sequence[ProcessGroup]) -> list[Choice]:
    """The choices with the options of this agency; two queries beside the groups."""
    named: list[tuple[str, object, list[tuple[str, object]], object]] = [
        ("group", _("Группа"), [(str(group.number), str(group)) for group in groups], _("Все группы")),
        ("side", _("Клиент"), _capital(sides()), _("Любой")),
        ("scope", _("Основной или отраслевой"), _capital(scopes()), _("Любой")),
        ("reach", _("Ведомства"), _capital(reaches()), _("Любые")),
        ("unit", _("Подразделение"), unit_options(agency), _("Все подразделения")),
        ("kind", _("Вид"), _capital(object_kinds()), _("Все виды")),
    ]
    found = [
        Choice(name, label, options, asked.query.get(name, ""), every)
        for name, label, options, every in named
    ]
    states = [*_capital(statuses()), (ALL, _("Все"))]
    return [*found, Choice("status", _("Состояние"), states, asked.query.get("status", "active"), "")]


def unit_options(agency: Agency) -> list[tuple[str, object]]:
    """Units as a tree, and processes that have none."""
    return [*indented(unit_tree(agency)), (NO_UNIT, _("не указано"))]


def _capital(options: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    return [(value, capfirst(str(label))) for value, label in options]


def _known(value: str, known: Iterable[str]) -> str:
    return value if value in set(known) else ""


def _id(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""
