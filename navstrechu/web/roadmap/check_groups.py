"""Findings of the plan's checks by what they are about, each with links to the places where it is mended."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.roles import Permission
from navstrechu.core.findings import Finding, Findings
from navstrechu.roadmap.rules import PlanFinding

# What each check looks at and what to do about it, in the order of the page.
_TITLES: dict[str, tuple[object, object]] = {
    "input_due_after_output": (
        gettext_lazy("Порядок сроков"),
        gettext_lazy(
            "Работа завершается раньше той, без результата которой её не сделать. "
            "Срок переносит решение рабочей группы."
        ),
    ),
    "due_on_day_off": (
        gettext_lazy("Сроки в нерабочие дни"),
        gettext_lazy(
            "Система считает срок по правилу органа; в документе дату можно уточнить решением рабочей группы."
        ),
    ),
    "calendar_unknown": (
        gettext_lazy("Нет производственного календаря"),
        gettext_lazy("Сроки этих лет нельзя проверить, пока календарь не утверждён."),
    ),
    "group_not_in_order": (
        gettext_lazy("Группы, которых нет в приказе"),
        gettext_lazy("Приказ о перечне точек взаимодействия называет другие направления."),
    ),
    "result_names_other_stage": (
        gettext_lazy("Результат от другой работы"),
        gettext_lazy("Сверьте результат с мероприятием: вероятна ошибка при копировании строки."),
    ),
    "result_reworded": (
        gettext_lazy("Результат назван иначе, чем мероприятие"),
        gettext_lazy("Документ, который утвердит работу, должен называть её так же, как план."),
    ),
    "result_omits_words": (
        gettext_lazy("В результате пропущены слова"),
        gettext_lazy("Документ, который утвердит работу, должен называть её полностью."),
    ),
    "name_variants": (
        gettext_lazy("Одно названо по-разному"),
        gettext_lazy("Выберите одно название и внесите его во все строки."),
    ),
    "graded_object_unnamed": (
        gettext_lazy("Не названо, что оценивается"),
        gettext_lazy("Допишите в мероприятие, что получило оценку."),
    ),
    "doubled_word": (
        gettext_lazy("Слово стоит дважды"),
        gettext_lazy("Обычно это след разрыва страницы: уберите повтор."),
    ),
    "attachment_uneven": (
        gettext_lazy("Приложение требуется не везде"),
        gettext_lazy(
            "Для одной и той же работы приложение требуется в одних группах и не требуется в других."
        ),
    ),
    "missing_quota": (
        gettext_lazy("Не задана доля реинжиниринга"),
        gettext_lazy("В других группах доля указана в наименовании мероприятия."),
    ),
    "result_kind_unusual": (
        gettext_lazy("Необычный вид документа"),
        gettext_lazy("Такие работы обычно завершает документ другого вида."),
    ),
}
_OTHER = (gettext_lazy("Прочее"), "")
_MOVED_BY_DECISION = {"input_due_after_output", "due_on_day_off"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is mended or at least seen."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its places."""

    finding: Finding
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Findings of one check."""

    code: str
    title: object
    hint: object
    findings: tuple[PlacedFinding, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """What the person may do, and which numbers are measures of the day (the others are sections)."""

    agency: str
    permissions: Collection[str]
    measures: frozenset[str]

    def places_of(self, finding: Finding) -> tuple[Place, ...]:
        """Links in the order of the numbers; a date is mended by a decision, a text by a correction."""
        numbers = finding.measures if isinstance(finding, PlanFinding) else (finding.subject,)
        return tuple(self._place(finding.code, number) for number in numbers if number)

    def _place(self, code: str, number: str) -> Place:
        if number not in self.measures:
            label = _("Мероприятия раздела {number}").format(number=number)
            return Place(f"{self._url('table')}?{urlencode({'section': number})}", label)
        if code in _MOVED_BY_DECISION and Permission.MOVE_DUE_DATES in self.permissions:
            label = _("Перенести срок {number}").format(number=number)
            return Place(f"{self._url('decide')}?{urlencode({'measure': number})}", label)
        if code not in _MOVED_BY_DECISION and Permission.EDIT_ROADMAP in self.permissions:
            back = urlencode({"next": self._url("checks")})
            label = _("Исправить {number}").format(number=number)
            return Place(f"{self._url('edit-measure', number=number)}?{back}", label)
        return Place(self._url("measure", number=number), _("Открыть {number}").format(number=number))

    def _url(self, name: str, **arguments: str) -> str:
        return reverse(f"roadmap:{name}", kwargs={"agency": self.agency, **arguments})


def grouped(findings: Findings, mending: Mending) -> list[CheckGroup]:
    """Groups in a fixed order; a check that has no title yet still shows what it found."""
    by_code: dict[str, list[PlacedFinding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(PlacedFinding(finding, mending.places_of(finding)))
    order = [
        *(code for code in _TITLES if code in by_code),
        *(code for code in by_code if code not in _TITLES),
    ]
    return [CheckGroup(code, *_TITLES.get(code, _OTHER), tuple(by_code[code])) for code in order]
