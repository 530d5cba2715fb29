"""What is missing or doubtful in the register of processes: pure functions over what the register holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Findings
from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.similarity import near_pairs
from navstrechu.processes.directions import DIRECTIONS

CLAUSE_2_2 = gettext_lazy("приказ № 201, пункт 2.2")
CLAUSE_2_4 = gettext_lazy("приказ № 201, пункт 2.4")
CLAUSE_2_5 = gettext_lazy("приказ № 201, пункт 2.5")
ROADMAP_1_4 = gettext_lazy("дорожная карта, 1.4")


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group and how many processes it has in the register."""

    pk: int
    number: int
    title: str
    direction: str
    processes: int


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What the checks ask of a process in the register."""

    pk: int
    code: str
    title: str
    has_unit: bool
    has_basis: bool
    has_result: bool
    has_term: bool


def register_findings(groups: Sequence[GroupFacts], processes: Sequence[ProcessFacts]) -> Findings:
    """All findings; ``subject`` is «direction:б», «group:2» (the number) or «process:17» (the id)."""
    return Findings.of(
        (
            *group_findings(groups),
            *_similar_titles(processes),
            *(finding for process in processes for finding in process_findings(process)),
        )
    )


def group_findings(groups: Sequence[GroupFacts]) -> Findings:
    """Those about directions and groups alone."""
    return Findings.of((*_direction_findings(groups), *_group_findings(groups)))


def _direction_findings(groups: Sequence[GroupFacts]) -> Iterator[Finding]:
    """Directions of clause 2.2 that no process answers to."""
    for letter, wording in DIRECTIONS.items():
        mapped = [group for group in groups if group.direction == letter]
        if not mapped:
            yield _finding(
                "direction_without_group",
                _("Направлению {letter}) «{wording}» не сопоставлена ни одна группа процессов."),
                f"direction:{letter}", CLAUSE_2_2, letter=letter, wording=wording,
            )  # fmt: skip
        elif not any(group.processes for group in mapped):
            yield _finding(
                "direction_without_process",
                _("По направлению {letter}) «{wording}» в реестре нет ни одного процесса."),
                f"direction:{letter}", CLAUSE_2_2, letter=letter, wording=wording,
            )  # fmt: skip


def _group_findings(groups: Iterable[GroupFacts]) -> Iterator[Finding]:
    for group in groups:
        if not group.direction:
            yield _finding(
                "group_beyond_order",
                _("Группы {number} «{title}» нет среди направлений приказа; в перечне она остаётся."),
                f"group:{group.number}", CLAUSE_2_2, number=group.number, title=group.title,
            )  # fmt: skip
        if not group.processes:
            yield _finding(
                "group_without_process",
                _("В группе {number} «{title}» нет ни одного процесса."),
                f"group:{group.number}", ROADMAP_1_4, number=group.number, title=group.title,
            )  # fmt: skip


def process_findings(process: ProcessFacts) -> Iterator[Finding]:
    """What the card of a process still lacks."""
    subject = f"process:{process.pk}"
    missing = (
        (process.has_unit, "process_without_unit", _("не указано подразделение"), CLAUSE_2_4),
        (process.has_basis, "process_without_basis", _("не указано правовое основание"), CLAUSE_2_5),
        (process.has_result, "process_without_result", _("не указан результат для клиента"), ROADMAP_1_4),
        (process.has_term, "process_without_term", _("не указан срок исполнения"), ROADMAP_1_4),
    )
    sentence = _("Процесс {number} «{title}»: {words}.")
    for is_there, code, words, source in missing:
        if not is_there:
            told = {"number": process.code, "title": process.title, "words": words}
            yield _finding(code, sentence, subject, source, **told)


def _similar_titles(processes: Sequence[ProcessFacts]) -> Iterator[Finding]:
    keys = [name_key(process.title) for process in processes]
    for first, second, _score in near_pairs(keys):
        one, other = processes[first], processes[second]
        yield _finding(
            "similar_titles",
            _(
                "Процессы {one} и {other} называются почти одинаково: «{title}». "
                "Проверьте, не один ли это процесс."
            ),
            f"process:{other.pk}", ROADMAP_1_4, one=one.code, other=other.code, title=other.title,
        )  # fmt: skip


def _finding(code: str, sentence: str, subject: str, source: object, **words: object) -> Finding:
    return Finding(code, sentence.format(**words), subject, source=source)
