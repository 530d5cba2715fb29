"""What is worth looking at in a read plan, in one list: doubts of the reading, then findings of checks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from navstrechu.core.text.retelling import retold
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.rules import plan_findings


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a measure or section; ``measure`` is None when it concerns the whole file."""

    measure: str | None
    code: str
    message: str
    source: str = ""

    def to_json(self) -> dict[str, Any]:
        """As ``import-roadmap --json`` prints it."""
        return {"measure": self.measure, "code": self.code, "message": self.message}


def remarks_on(plan: ReadRoadmap, days_off: Callable[[date], bool | None]) -> tuple[Remark, ...]:
    """All remarks; what the reading has already told of a measure is not told again by a check."""
    doubts = [Remark(doubt.measure, doubt.code.value, retold(doubt.message)) for doubt in plan.doubts]
    told = {(doubt.measure, doubt.code) for doubt in doubts}
    findings = [
        Remark(finding.subject or None, finding.code, str(finding.message), str(finding.source))
        for finding in plan_findings(plan, days_off)
        if (finding.subject, finding.code) not in told
    ]
    return (*doubts, *findings)
