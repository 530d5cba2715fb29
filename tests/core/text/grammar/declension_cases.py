"""The hand-written declension cases of `cases.txt`, and how many of them come out right."""

from dataclasses import dataclass
from pathlib import Path

from navstrechu.core.text.grammar import Case, Gender, Inflected, PhraseKind, inflect

_FILE = Path(__file__).with_name("cases.txt")


@dataclass(frozen=True, slots=True)
class DeclensionCase:
    """One line of the file."""

    kind: PhraseKind
    gender: Gender | None
    nominative: str
    case: Case
    expected: str

    def inflected(self, *, use_shipped: bool) -> Inflected:
        """What the product makes of it."""
        return inflect(self.kind, self.nominative, self.case, gender=self.gender, use_shipped=use_shipped)


def declension_cases() -> list[DeclensionCase]:
    """All lines in the order of the file."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    rows = ([cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#"))
    return [
        DeclensionCase(PhraseKind(kind), Gender(gender) if gender else None, nominative, Case(case), expected)
        for kind, gender, nominative, case, expected in rows
    ]


def share_right(cases: list[DeclensionCase], *, use_shipped: bool) -> tuple[float, list[str]]:
    """The share of cases that come out as expected, and the others, each as a line to read."""
    wrong = [
        f"{case.nominative}, {case.case}: {case.expected!r}, not {found.text!r}"
        for case in cases
        if (found := case.inflected(use_shipped=use_shipped)).text != case.expected
    ]
    return 1 - len(wrong) / len(cases), wrong
