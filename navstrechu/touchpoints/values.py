"""What a row and a touchpoint say, as plain values: for services, proposals, import and comparison."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from navstrechu.touchpoints.vocabulary import BasisKind


@dataclass(frozen=True, slots=True)
class InteractionText:
    """One interaction with the client; ``stage`` of the process, where one is named."""

    text: str
    stage: str = ""

    @property
    def printed(self) -> str:
        """«Приём: заявление и документы», or the text alone where no stage is named."""
        return f"{self.stage}: {self.text}" if self.stage else self.text


@dataclass(frozen=True, slots=True)
class BasisText:
    """One basis: kind of clause 2.5, the act, its clause, where to read it."""

    kind: BasisKind
    act: str
    clause: str = ""
    url: str = ""


def _plain(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(value)))
    return plain


@dataclass(frozen=True, slots=True)
class RowContent:
    """Everything that a row of the register says besides process and touchpoint."""

    interactions: tuple[InteractionText, ...] = ()
    peculiarities: str = ""
    bases: tuple[BasisText, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For proposals: keys are the names of the fields, lists as JSON gives them back."""
        return _plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RowContent":
        """Back from `as_json`."""
        return cls(
            tuple(InteractionText(**item) for item in data.get("interactions", ())),
            data.get("peculiarities", ""),
            tuple(BasisText(**{**item, "kind": BasisKind(item["kind"])}) for item in data.get("bases", ())),
        )


@dataclass(frozen=True, slots=True)
class TouchpointContent:
    """Everything that a touchpoint says of itself; channel and unit by id."""

    name: str
    channel_id: int
    address: str = ""
    url: str = ""
    phone: str = ""
    opening_hours: str = ""
    opening_exceptions: str = ""
    accessibility: str = ""
    unit_id: int | None = None
    agreements: tuple[BasisText, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For proposals: keys are the names of the fields, lists as JSON gives them back."""
        return _plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "TouchpointContent":
        """Back from `as_json`."""
        agreements = tuple(
            BasisText(**{**item, "kind": BasisKind(item["kind"])}) for item in data.get("agreements", ())
        )
        return replace(cls(**{**data, "agreements": ()}), agreements=agreements)
