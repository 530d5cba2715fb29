"""A row of the register as a line of its page: what it says, what it lacks, what one may do with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from navstrechu.touchpoints.models import ProcessTouchpoint
from navstrechu.touchpoints.permissions import RowRights
from navstrechu.touchpoints.queries.content import basis_line, basis_text
from navstrechu.touchpoints.queries.rows import SharedTexts

# The columns that are edited where they stand; the last part of the ids of their cells.
CELLS = ("touchpoint", "interactions", "peculiarities")


@dataclass(frozen=True, slots=True)
class Line:
    """``opens_group`` and ``opens_process``: the row is the first of its group or process on the page;
    ``proposal`` is an open one about the row."""

    row: ProcessTouchpoint
    opens_group: bool
    opens_process: bool
    interactions: list[tuple[str, str]]
    bases: list[str]
    of_process: str
    of_group: str
    can_edit: bool
    can_propose: bool
    lacks_basis: bool
    proposal: int | None = None

    @property
    def says_shared(self) -> bool:
        """Peculiarities of the process and the group are said in its first row, like merged cells."""
        return self.opens_process

    @property
    def cell_ids(self) -> dict[str, str]:
        """Ids of the cells that are edited in place."""
        return {name: cell_id(self.row.pk, name) for name in CELLS}


def cell_id(row: int, name: str) -> str:
    """The id of a cell in the page."""
    return f"row-{row}-{name}"


def register_lines(
    rows: Iterable[ProcessTouchpoint],
    shared: SharedTexts,
    rights: RowRights,
    proposals: Mapping[int, int],
) -> list[Line]:
    """Lines in the order of the rows; asks the database nothing where rows came with their parts.

    ``proposals`` are open ones by the rows that they are about.
    """
    lines: list[Line] = []
    group = process = 0
    for row in rows:
        opens_group, opens_process = row.process.group_id != group, row.process_id != process
        group, process = row.process.group_id, row.process_id
        line = _line(row, shared, rights, opens_group, opens_process)
        lines.append(replace(line, proposal=proposals.get(row.pk)))
    return lines


def _line(
    row: ProcessTouchpoint, shared: SharedTexts, rights: RowRights, opens_group: bool, opens_process: bool
) -> Line:
    own = [basis_line(basis_text(item)) for item in row.bases.all()]
    agreements = [basis_line(basis_text(item)) for item in row.touchpoint.bases.all()]
    of_process = shared.of_process.get(row.process_id)
    of_group = shared.of_group.get(row.process.group_id)
    unit, live = row.process.unit_id, row.removed_at is None and row.process.excluded_on is None
    return Line(
        row=row,
        opens_group=opens_group,
        opens_process=opens_process,
        interactions=[(item.stage, item.text) for item in row.interactions.all()],
        bases=[*own, *agreements],
        of_process=of_process.text if of_process else "",
        of_group=of_group.text if of_group else "",
        can_edit=live and bool(rights.edit(unit)),
        can_propose=live and bool(rights.propose(unit)),
        lacks_basis=not own and not agreements,
    )
