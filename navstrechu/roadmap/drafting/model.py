"""Order on the organisational model: who coordinates, who plays which part, who reports to whom.

Source: measure 1.2 of the reference roadmap; sentences are our own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.roles import ROLES, Role
from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Block, Cell, Column, Row, RowKind, Table
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.kinds import DataPart, Scene
from navstrechu.roadmap.drafting.people import coordinator_on, holders_of_role, reporting_lines
from navstrechu.roadmap.drafting.places import title_place

TITLE = title_place(
    "Об утверждении организационной модели внедрения клиентоцентричности",
    "Об утверждении организационной модели внедрения клиентоцентричности",
)
_NOBODY = "не назначен"
_ANYBODY = "по решению руководителя подразделения"
_HIGHEST = "–"
# The parts that the order hands out; the administrator keeps the product and has none.
_PARTS = (Role.RESPONSIBLE, Role.COORDINATOR, Role.UNIT_HEAD, Role.ANALYST, Role.EMPLOYEE)
_CLAUSES = """
1. Утвердить прилагаемую организационную модель внедрения клиентоцентричности в {органе}.
2. Возложить координацию работ по внедрению клиентоцентричности на {координатора}, {должность координатора}.
3. Руководителям структурных подразделений {органа} довести организационную модель до сотрудников и обеспечить участие подразделений в работах в соответствии с ней.
4. Контроль за исполнением настоящего приказа оставляю за собой.
"""  # noqa: E501 – a clause is a line
_ANNEX = """
# Общие положения
1.1. Организационная модель определяет, кто в {органе} участвует во внедрении клиентоцентричности, что делает и кому подотчетен.
1.2. Координирующее подразделение – {координирующее подразделение}.
1.3. Модель применяется при исполнении плана мероприятий («дорожной карты») и после его завершения – при ведении реестра процессов и перечня точек взаимодействия.
# Роли участников
2.1. Участники внедрения исполняют роли, указанные в таблице:
[[роли]]
# Порядок взаимодействия
3.1. Поручения по мероприятиям плана дает ответственный за внедрение клиентоцентричности; сроки и готовность документов отслеживает координатор.
3.2. Руководитель структурного подразделения отвечает за мероприятия, закрепленные за его должностью, и сообщает координатору об их завершении и о препятствиях.
3.3. Разногласия между подразделениями рассматривает координатор, а если согласие не достигнуто, – ответственный за внедрение.
3.4. Подотчетность должностей показана в таблице:
[[подотчетность]]
"""  # noqa: E501 – a clause is a line


def template() -> OfficialText:
    """The shipped text."""
    title = ("Организационная модель", "внедрения клиентоцентричности в {органе полностью}")
    return OfficialText(
        "{заголовок}",
        "Во исполнение {пункты дорожной карты} {план органа}, утвержденного {чем утвержден план}, "
        "п р и к а з ы в а ю:",
        read_outline(_CLAUSES),
        (Annex(title, read_outline(_ANNEX), is_approved=True),),
    )


@in_official_language
def roles(scene: Scene) -> tuple[Block, ...]:
    """Each part with its posts and people on the day."""
    columns = (Column("Роль", 30), Column("Что делает", 52), Column("Должность", 56), Column("Ф. И. О.", 32))
    rows = [row for role in _PARTS for row in _role_rows(scene, role)]
    return (Table(columns, tuple(rows), name="Роли участников"),)


def _role_rows(scene: Scene, role: Role) -> Iterator[Row]:
    words = ROLES[role]
    held = holders_of_role(scene.agency, role, scene.on)
    if not held:
        nobody = _ANYBODY if role in (Role.ANALYST, Role.EMPLOYEE) else _NOBODY
        yield Row.of(str(words.title), str(words.description), nobody, "")
        return
    first, *rest = held
    lead = (
        Cell.of(str(words.title), rowspan=len(held)),
        Cell.of(str(words.description), rowspan=len(held)),
    )
    yield Row((*lead, Cell.of(first.post.title), Cell.of(first.person.short_name)))
    for appointment in rest:
        yield Row((Cell.of(appointment.post.title), Cell.of(appointment.person.short_name)))


@in_official_language
def reporting(scene: Scene) -> tuple[Block, ...]:
    """Posts of the staff list under their units, with the post to which each reports."""
    columns = (Column("Должность", 66), Column("Ф. И. О.", 34), Column("Подотчетна", 70))
    rows: list[Row] = []
    unit = ""
    for line in reporting_lines(scene.agency, scene.on):
        if line.unit and line.unit != unit:
            unit = line.unit
            rows.append(Row((Cell.of(unit, colspan=len(columns), bold=True),), RowKind.GROUP))
        rows.append(Row.of(line.post, line.holder or "вакансия", line.reports_to or _HIGHEST))
    return (Table(columns, tuple(rows), name="Подотчетность"),) if rows else ()


DATA = (
    DataPart("роли", gettext_lazy("роли участников: должности и люди"), roles),
    DataPart("подотчетность", gettext_lazy("подразделения, должности и кто кому подотчётен"), reporting),
)


def findings(scene: Scene) -> Iterator[Finding]:
    """Without a coordinator there is no model."""
    if coordinator_on(scene.agency, scene.on) is None:
        message = _("Координатора нет: дайте эту роль сотруднику, который занимает должность.")
        yield Finding("nobody_coordinates", message, "координатора", Level.BLOCKER)
