"""A pasted block of cells against the register: what each line would change, what must be asked first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.name_keys import name_key
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from navstrechu.touchpoints.permissions import RowRights
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.places import similar_to_each
from navstrechu.touchpoints.reading.items import split_items
from navstrechu.touchpoints.rules import LONGEST_NAME, require_row, tidy
from navstrechu.touchpoints.services.batches import Place, RowEdit
from navstrechu.touchpoints.values import RowContent
from navstrechu.web.touchpoints.interaction_lines import items_of, lines_of
from navstrechu.web.touchpoints.place_choice import label_of, places_named
from navstrechu.web.touchpoints.register_lines import CELLS

MOST_LINES = 200
_MOST_UNKNOWN = 30
_MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of a touchpoint that is not clear: what it may be, and the answer once there is one."""

    key: str
    name: str
    likely: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of the block with its row, (column, was, becomes) of each cell, or why it is passed over."""

    number: int
    process: Process
    row: ProcessTouchpoint | None
    changes: list[tuple[str, str, str]]
    problem: str = ""
    edit: RowEdit | None = None


@dataclass(slots=True)
class Plan:
    """Everything that a paste would do. It can be confirmed once nothing is unknown."""

    lines: list[PastedLine] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def edits(self) -> list[RowEdit]:
        return [line.edit for line in self.lines if line.edit is not None]

    @property
    def is_clear(self) -> bool:
        return not self.unknown and not self.problems and bool(self.edits)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: ``rows`` from the focused one on, ``cell`` the focused column; lines beyond the
    rows, or all of them without rows, go into ``process``."""

    rows: Sequence[ProcessTouchpoint]
    cell: str
    process: Process | None


class Planner:
    """Makes the plan of one paste."""

    def __init__(self, agency: Agency, rights: RowRights, answers: Mapping[str, Place]) -> None:
        self.agency, self.rights, self.answers = agency, rights, answers
        self.plan = Plan()
        self.held: dict[int, dict[int, ProcessTouchpoint]] = defaultdict(dict)
        self.names: dict[str, Place | None] = {}
        self.unclear: dict[str, tuple[str, list[Touchpoint]]] = {}
        self.taken: set[int] = set()

    def planned(self, block: Sequence[Sequence[str]], target: Target) -> Plan:
        """What the block would do at the target."""
        columns = CELLS[CELLS.index(target.cell) :]
        if any(len([cell for cell in line[len(columns) :] if cell.strip()]) for line in block):
            self.plan.problems.append(
                _("В блоке столбцов больше, чем помещается правее этой ячейки. Скопируйте только столбцы "
                  "«Точка», «Взаимодействие» и «Особенности»; весь перечень загружают из файла.")
            )  # fmt: skip
            return self.plan
        if len(block) > MOST_LINES:
            self.plan.problems.append(
                _("Строк в блоке: {number}. За один раз вставляется не больше {limit}.").format(
                    number=len(block), limit=MOST_LINES
                )
            )
            return self.plan
        self._note_rows(target)
        for number, line in enumerate(block, start=1):
            values = dict(zip(columns, line, strict=False))
            row = target.rows[number - 1] if number <= len(target.rows) else None
            self._plan_line(number, values, row, target.process)
        self._ask()
        return self.plan

    def _ask(self) -> None:
        """What unclear names may mean; all of them are compared in one go."""
        others = [name for name, named in self.unclear.values() if not named]
        like = similar_to_each(self.agency, others) if others else {}
        for key, (name, named) in self.unclear.items():
            likely = named or like[name][:_MOST_OFFERED]
            self.plan.unknown.append(Unknown(key, name, [(str(one.pk), label_of(one)) for one in likely]))

    def _note_rows(self, target: Target) -> None:
        processes = {row.process_id for row in target.rows}
        if target.process is not None:
            processes.add(target.process.pk)
        live = ProcessTouchpoint.objects.live().filter(process__in=processes)
        for row in live.select_related("process__agency", "process__unit", "touchpoint__channel"):
            self.held[row.process_id][row.touchpoint_id] = row

    def _plan_line(
        self, number: int, values: Mapping[str, str], row: ProcessTouchpoint | None, process: Process | None
    ) -> None:
        home = row.process if row else process
        if home is None:
            self.plan.problems.append(_("Выберите процесс, в который вставляются строки."))
            return
        decision = self.rights.edit(home.unit_id)
        if not decision or (row is not None and row.removed_at is not None):
            reason = str(decision.reason) if not decision else _("строка уже исключена")
            self.plan.lines.append(PastedLine(number, home, row, [], reason))
            return
        name = tidy(values.get("touchpoint", "")).replace("\n", " ")
        place = self._place(name) if name else None
        if row is None and isinstance(place, Touchpoint):
            row = self.held[home.pk].get(place.pk)
        if row is None and not name:
            said = _("новой строке нужно наименование точки взаимодействия")
            self.plan.lines.append(PastedLine(number, home, None, [], said))
            return
        if name and place is None:
            waits = [(_("Точка взаимодействия"), row.touchpoint.name if row else "", name)]
            self.plan.lines.append(PastedLine(number, home, row, waits, _("сначала выберите точку")))
            return
        self._plan_edit(number, values, row, home, place)

    def _plan_edit(
        self, number: int, values: Mapping[str, str], row: ProcessTouchpoint | None, home: Process,
        place: Place | None,
    ) -> None:  # fmt: skip
        was = row_content(row) if row else RowContent()
        becomes = _with_values(was, values)
        try:
            becomes = require_row(becomes)
        except InputRefused as error:
            self.plan.lines.append(PastedLine(number, home, row, [], str(error)))
            return
        if problem := self._clash(row, home, place):
            self.plan.lines.append(PastedLine(number, home, row, [], problem))
            return
        changes = _changes(row, was, becomes, place)
        if not changes:
            self.plan.lines.append(PastedLine(number, home, row, [], _("без изменений")))
            return
        edit = RowEdit(home, becomes, row, row.version if row else 0, place)
        self.plan.lines.append(PastedLine(number, home, row, changes, edit=edit))

    def _clash(self, row: ProcessTouchpoint | None, home: Process, place: Place | None) -> str:
        """A row is written once in a block; a touchpoint stands once in a process (2.6)."""
        if row is not None:
            if row.pk in self.taken:
                return _("эта строка уже названа выше в блоке")
            self.taken.add(row.pk)
        if isinstance(place, Touchpoint):
            other = self.held[home.pk].get(place.pk)
            if other is not None and (row is None or other.pk != row.pk):
                return _("в процессе уже есть строка с этой точкой: дополните её (п. 2.6)")
        return ""

    def _place(self, name: str) -> Place | None:
        key = name_key(name) or name.lower()
        if key not in self.names:
            self.names[key] = self._found(name, key)
        return self.names[key]

    def _found(self, name: str, key: str) -> Place | None:
        named = places_named(self.agency, name)
        if len(named) == 1:
            return named[0]
        answer = self.answers.get(key)
        if answer is not None:
            return answer if isinstance(answer, Touchpoint) else replace(answer, name=name)
        if len(name) > LONGEST_NAME:
            self.plan.problems.append(
                _("Наименование точки длиннее {number} знаков: «{name}…».").format(
                    number=LONGEST_NAME, name=name[:60]
                )
            )
        elif len(self.unclear) < _MOST_UNKNOWN:
            self.unclear[key] = name, named
        else:
            self.plan.problems.append(
                _("Незнакомых точек больше {number}: вставьте блок частями.").format(number=_MOST_UNKNOWN)
            )
        return None


def _with_values(was: RowContent, values: Mapping[str, str]) -> RowContent:
    becomes = was
    if "interactions" in values:
        items = split_items(values["interactions"])
        becomes = replace(becomes, interactions=items_of("\n".join(items)))
    if "peculiarities" in values:
        becomes = replace(becomes, peculiarities=values["peculiarities"])
    return becomes


def _changes(
    row: ProcessTouchpoint | None, was: RowContent, becomes: RowContent, place: Place | None
) -> list[tuple[str, str, str]]:
    old_name = row.touchpoint.name if row else ""
    is_same = isinstance(place, Touchpoint) and row is not None and place.pk == row.touchpoint_id
    pairs = [
        (_("Точка взаимодействия"), old_name, old_name if place is None or is_same else place.name),
        (_("Взаимодействия"), lines_of(was.interactions), lines_of(becomes.interactions)),
        (_("Особенности"), was.peculiarities, becomes.peculiarities),
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]
