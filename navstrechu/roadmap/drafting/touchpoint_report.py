"""Report on forming the register of touchpoints of a group: numbers, coverage, edition, findings, the rows.

Source: measures 2.x.1 of the reference roadmap; order 201, clauses 2.3, 2.5, 3.1; sentences are our own.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.language import in_official_language
from navstrechu.core.text.plurals import counted
from navstrechu.documents.engine.tree import Align, Block, Cell, Column, Row, RowKind, Table
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText
from navstrechu.drafting.kinds import DataPart, Place, Scene, Value
from navstrechu.drafting.papers import reference_to
from navstrechu.processes.models import ProcessGroup
from navstrechu.registers.kinds import FrozenRow
from navstrechu.registers.models import RegisterEdition
from navstrechu.roadmap.drafting.places import title_place
from navstrechu.roadmap.drafting.touchpoint_procedure import groups_of
from navstrechu.touchpoints.editions import form_blocks, live_rows
from navstrechu.touchpoints.permissions import REGISTER
from navstrechu.touchpoints.queries.coverage import group_coverage
from navstrechu.touchpoints.queries.rows import RowFilter

_MANY = "О формировании перечня точек взаимодействия с клиентом"
TITLE = title_place(_MANY, _MANY)
_MOST_NAMED = 40
# Findings on rows name process and touchpoint alone.
_LACKS = {
    "coverage_interactions": "не указано осуществляемое взаимодействие: ",
    "coverage_bases": "не указано основание взаимодействия: ",
}
_CLAUSES = """
1. Отчёт подготовлен во исполнение {пункты дорожной карты} {план органа}, утвержденного {чем утвержден план}. Сведения приведены по состоянию на {день}.
2. Отчёт составлен по группе процессов {группа процессов}.
3. Сведения о перечне точек взаимодействия по группам процессов:
[[числа по группам]]
4. Точки взаимодействия по каналам:
[[числа по каналам]]
5. Полнота перечня:
[[полнота]]
6. Утверждение перечня: {редакция перечня}.
7. Замечания к перечню:
[[замечания]]
8. Строки перечня по указанным группам процессов приведены в приложении к отчёту.
"""  # noqa: E501 – a clause is a line


def template() -> OfficialText:
    """The shipped text."""
    annex = Annex((), read_outline("[[строки перечня]]"), is_landscape=True)
    return OfficialText("{заголовок}", "", read_outline(_CLAUSES), (annex,))


def _rows_of(scene: Scene, group: ProcessGroup) -> list[FrozenRow]:
    return live_rows(scene.agency, RowFilter(group=group.pk))


@in_official_language
def numbers_by_group(scene: Scene) -> tuple[Block, ...]:
    """How many processes, touchpoints and rows each group has."""
    columns = (
        Column("Группа процессов", 74),
        *(Column(heading, 24, Align.RIGHT) for heading in ("Процессов", "Точек", "Строк")),
    )
    rows = []
    for group in groups_of(scene):
        held = _rows_of(scene, group)
        processes = group.processes.in_register_on(scene.on).count()
        points = len({row.sources["touchpoint"] for row in held})
        rows.append(Row.of(f"{group.number}. {group.title}", str(processes), str(points), str(len(held))))
    return (Table(columns, tuple(rows), name="Числа по группам"),) if rows else ()


@in_official_language
def numbers_by_channel(scene: Scene) -> tuple[Block, ...]:
    """How many touchpoints and rows each channel has, the largest first."""
    points: dict[str, set[int]] = {}
    rows: Counter[str] = Counter()
    for group in groups_of(scene):
        for row in _rows_of(scene, group):
            channel = str(row.cells["channel"])
            rows[channel] += 1
            points.setdefault(channel, set()).add(row.sources["touchpoint"])
    columns = (Column("Канал", 90), Column("Точек", 28, Align.RIGHT), Column("Строк", 28, Align.RIGHT))
    printed = [
        Row.of(channel, str(len(points[channel])), str(count)) for channel, count in rows.most_common()
    ]
    total = (str(sum(len(held) for held in points.values())), str(rows.total()))
    printed.append(Row.of("Итого", *total, kind=RowKind.TOTAL))
    return (Table(columns, tuple(printed), name="Числа по каналам"),) if rows else ()


@in_official_language
def coverage(scene: Scene) -> tuple[Block, ...]:
    """What the register demands of each group, and how far it is met."""
    columns = (
        Column("Показатель", 96),
        Column("Выполнено", 26, Align.RIGHT),
        Column("Всего", 24, Align.RIGHT),
    )
    rows: list[Row] = []
    for group in groups_of(scene):
        heading = Cell.of(f"{group.number}. {group.title}", colspan=len(columns), bold=True)
        rows.append(Row((heading,), RowKind.GROUP))
        rows += [
            Row.of(line.text, str(line.done), str(line.total)) for line in group_coverage(group, on=scene.on)
        ]
    return (Table(columns, tuple(rows), name="Полнота перечня"),) if rows else ()


@in_official_language
def remarks(scene: Scene) -> tuple[Clause, ...]:
    """What is missing, one thing a line; «замечаний нет» where nothing is."""
    missing = [
        f"{_LACKS.get(finding.code, '')}{finding.message}"
        for group in groups_of(scene)
        for line in group_coverage(group, on=scene.on)
        for finding in line.missing
    ]
    if not missing:
        return (Clause("Замечаний нет.", Mark.PLAIN),)
    named = list(dict.fromkeys(missing))
    left = len(named) - _MOST_NAMED
    shown = [Clause(f"{text};", Mark.BRACKET) for text in named[:_MOST_NAMED]]
    if left > 0:
        more = counted(left, "замечание", "замечания", "замечаний")
        return (*shown, Clause(f"и еще {more}.", Mark.PLAIN))
    return (*shown[:-1], Clause(f"{named[-1]}.", Mark.BRACKET))


@in_official_language
def rows_of_groups(scene: Scene) -> tuple[Block, ...]:
    """The rows of the groups in the form of the order's annex."""
    rows = [row for group in groups_of(scene) for row in _rows_of(scene, group)]
    return form_blocks(rows) if rows else ()


def _edition(scene: Scene) -> Value:
    editions = RegisterEdition.objects.of(scene.agency, REGISTER).in_force_on(scene.on)
    edition = editions.select_related("act").order_by("-number").first()
    if edition is None or edition.act is None:
        return "редакция перечня на день подготовки отчёта не утверждена"
    approved = f"приказом {scene.agency.called_genitive} {reference_to(edition.act)}"
    return f"редакция № {edition.number} утверждена {approved}"


PLACES = (
    Place("редакция перечня", gettext_lazy("какая редакция перечня действует и чем утверждена"), _edition),
)
DATA = (
    DataPart("числа по группам", gettext_lazy("процессы, точки и строки каждой группы"), numbers_by_group),
    DataPart("числа по каналам", gettext_lazy("точки и строки каждого канала"), numbers_by_channel),
    DataPart("полнота", gettext_lazy("что требуется от перечня и сколько выполнено"), coverage),
    DataPart("замечания", gettext_lazy("чего в перечне не хватает, списком"), remarks),
    DataPart("строки перечня", gettext_lazy("строки перечня по форме приложения"), rows_of_groups),
)


def findings(scene: Scene) -> Iterator[Finding]:
    """A report on nothing says nothing: a group without rows, or no group for the section of the plan."""
    groups = groups_of(scene)
    if not groups:
        message = _("Для раздела дорожной карты не указана группа процессов: свяжите их в реестре процессов.")
        yield Finding("no_group", message, level=Level.BLOCKER)
    for group in groups:
        if not _rows_of(scene, group):
            message = _("В перечне нет ни одной строки группы «{group}».").format(group=group.title)
            yield Finding("no_rows", message, f"group:{group.pk}", Level.BLOCKER)
