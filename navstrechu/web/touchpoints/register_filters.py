"""What of the register the address asks for, said in words, with addresses of its own.

An unreadable value is as if it were not given: an address that somebody shortened still opens the register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import unit_tree
from navstrechu.processes.models import Process, ProcessGroup
from navstrechu.processes.queries.register import channels_of
from navstrechu.processes.vocabulary import categories, sides
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.rows import RowFilter
from navstrechu.web.shell.asked import Choice, id_asked, indented

_NUMBERS = ("group", "process", "touchpoint", "channel", "unit")
_LONGEST_TEXT = 200
_LONGEST_TITLE = 80
LACKS = (
    ("interaction", gettext_lazy("Не указано взаимодействие")),
    ("basis", gettext_lazy("Не указано основание")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: texts as they stand in it; ``group`` by its number, the rest by id."""

    query: dict[str, str]

    @classmethod
    def of(cls, data: QueryDict) -> "Asked":
        """Read the address; what no choice knows is left out."""
        query = {name: number(data.get(name, "")) for name in _NUMBERS}
        query["category"] = _known(data.get("category", ""), categories())
        query["client"] = _known(data.get("client", ""), sides())
        query["lacks"] = _known(data.get("lacks", ""), LACKS)
        query["q"] = " ".join(data.get("q", "").split())[:_LONGEST_TEXT]
        return cls({name: value for name, value in query.items() if value})

    @property
    def text(self) -> str:
        return self.query.get("q", "")

    def filter(self, groups: Sequence[ProcessGroup]) -> RowFilter:
        """The same for the query; a group that is not there fits no row."""
        by_number = {str(group.number): group.pk for group in groups}
        asked_group = self.query.get("group")
        ids = {name: int(self.query[name]) for name in _NUMBERS if name in self.query and name != "group"}
        return RowFilter(
            text=self.text,
            group=by_number.get(asked_group, 0) if asked_group else None,
            category=self.query.get("category", ""),
            client=self.query.get("client", ""),
            lacks=self.query.get("lacks", ""),
            **ids,
        )

    def within(self, choices: Sequence[Choice]) -> "Asked":
        """Without a process of another group than the one that is chosen now."""
        offered = {
            value for choice in choices if choice.name == "process" for value, _label in choice.options
        }
        if self.query.get("process", "") in offered or "group" not in self.query:
            return self
        return Asked({name: value for name, value in self.query.items() if name != "process"})

    def url(self, **changed: str) -> str:
        """The address with other values; an empty value takes its parameter away."""
        query = {name: value for name, value in {**self.query, **changed}.items() if value}
        return f"?{urlencode(query)}" if query else "?"

    def chips(self, choices: Sequence[Choice], touchpoint: str) -> list[tuple[str, str]]:
        """Filters in force as (words, address without it)."""
        said = [("q", _("Текст: {text}").format(text=self.text))] if self.text else []
        if "touchpoint" in self.query:
            said.append(("touchpoint", _("Точка: {name}").format(name=touchpoint)))
        said += [
            (choice.name, f"{choice.label}: {choice.chosen}")
            for choice in choices
            if choice.name in self.query
        ]
        return [(words, self.url(**{name: ""})) for name, words in said]


def choices(asked: Asked, agency: Agency, groups: Sequence[ProcessGroup]) -> list[Choice]:
    """The choices with the options of this agency; the processes of a group once it is chosen."""
    named: list[tuple[str, object, list[tuple[str, object]], object]] = [
        ("group", _("Группа"), [(str(group.number), str(group)) for group in groups], _("Все группы")),
        ("channel", _("Вид канала"), [(str(one.pk), one.title) for one in channels_of(agency)], _("Все")),
        ("category", _("Категория канала"), _capital(categories()), _("Любая")),
        ("unit", _("Подразделение"), _units(agency), _("Все подразделения")),
        ("client", _("Клиент"), _capital(sides()), _("Любой")),
        ("lacks", _("Замечание"), list(LACKS), _("Любые строки")),
    ]
    if "group" in asked.query or "process" in asked.query:
        named.insert(1, ("process", _("Процесс"), _processes(asked, agency), _("Все процессы")))
    return [
        Choice(name, label, options, asked.query.get(name, ""), every)
        for name, label, options, every in named
    ]


def touchpoint_name(asked: Asked, agency: Agency) -> str:
    """The name of the touchpoint that the address asks for; «» when there is none."""
    if "touchpoint" not in asked.query:
        return ""
    found = Touchpoint.objects.filter(agency=agency, pk=int(asked.query["touchpoint"]))
    return found.values_list("name", flat=True).first() or "–"


def number(text: str) -> str:
    """An id as it stands in an address; «» for anything else."""
    return text if id_asked(text) is not None else ""


def _processes(asked: Asked, agency: Agency) -> list[tuple[str, object]]:
    found = Process.objects.in_register().filter(agency=agency)
    if "group" in asked.query:
        found = found.filter(group__number=min(int(asked.query["group"]), 32_767))
    else:
        found = found.filter(pk=int(asked.query["process"]))
    listed = found.in_printed_order().values_list("pk", "code", "title")
    return [(str(pk), _shortened(f"{code} {title}")) for pk, code, title in listed]


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _units(agency: Agency) -> list[tuple[str, object]]:
    return indented(unit_tree(agency))


def _capital(options: Sequence[tuple[str, object]]) -> list[tuple[str, object]]:
    return [(value, capfirst(str(label))) for value, label in options]


def _known(value: str, options: Sequence[tuple[str, object]]) -> str:
    return value if value in dict(options) else ""
