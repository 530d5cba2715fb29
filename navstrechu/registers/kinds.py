"""Which registers there are. Each tells its columns, its rows and its printed form; the rest is the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from navstrechu.core.findings import Findings
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import Block
from navstrechu.organisation.models import Agency

CellValue = str | list[str]


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """One printed row: ``cells`` by column code, ``key`` names the live row, ``sources`` {model: id}."""

    key: str
    group_number: int
    cells: Mapping[str, CellValue]
    sources: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """A register that is approved in editions. ``code`` is stored and stable for ever.

    ``title`` and ``genitive`` name it in documents («перечень …», «перечня …»), ``label`` on pages.
    ``rows`` reads the live rows in printed order, ``findings`` what stands against freezing them,
    ``note`` what changed since the moment of the previous edition, ``body`` lays rows out as printed.
    ``named_by`` are the columns by whose words people find a row.
    """

    code: str
    label: object
    title: str
    genitive: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Agency], Sequence[FrozenRow]]
    findings: Callable[[Agency], Findings]
    note: Callable[[Agency, datetime | None], str]
    body: Callable[[Sequence[FrozenRow]], tuple[Block, ...]]
    orientation: Orientation = Orientation.LANDSCAPE
    named_by: tuple[str, ...] = ()


_KINDS: dict[str, RegisterKind] = {}


def register_kind(kind: RegisterKind) -> None:
    """Make a register known; a code again replaces it."""
    _KINDS[kind.code] = kind


def kind_of(code: str) -> RegisterKind:
    """The register of that code; LookupError when no app has entered it."""
    if code not in _KINDS:
        raise LookupError(f"Реестр «{code}» не зарегистрирован.")
    return _KINDS[code]


def register_kinds() -> tuple[RegisterKind, ...]:
    """All registers, by code."""
    return tuple(_KINDS[code] for code in sorted(_KINDS))
