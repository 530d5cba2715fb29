"""Order on how the register of touchpoints is kept, its form of six columns as annex of the procedure.

Structure: the reference order 201 – sections, clauses, nested annex; sentences are our own.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from navstrechu.core.text.plain import inside_sentence
from navstrechu.documents.engine.tree import Block, Table
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText
from navstrechu.drafting.kinds import DataPart, Scene
from navstrechu.processes.models import ProcessGroup
from navstrechu.roadmap.drafting.forms import blank
from navstrechu.roadmap.drafting.places import title_place
from navstrechu.roadmap.drafting.results import results_of
from navstrechu.touchpoints.register_form import FORM_COLUMNS

_MANY = (
    "Об утверждении Порядка ведения {органом} перечня точек взаимодействия с внешним и внутренним клиентами"
)
TITLE = title_place(_MANY, _MANY)
_CLAUSES = """
1. Утвердить прилагаемый порядок ведения {органом} перечня точек взаимодействия с внешним и внутренним клиентами.
2. Руководителям структурных подразделений {органа} сформировать сведения о точках взаимодействия по процессам подразделений в срок до {срок}.
3. Контроль за исполнением настоящего приказа оставляю за собой.
"""  # noqa: E501 – a clause is a line
_ANNEX = """
# Общие положения
1.1. Порядок устанавливает, как {орган} учитывает места и способы, которыми клиенты обращаются в {орган} и получают ответ (далее – перечень точек взаимодействия, Перечень).
1.2. Клиентами признаются граждане и организации (внешние клиенты), а также сотрудники {органа} (внутренние клиенты).
1.3. В строке Перечня указываются:
1) порядковый номер группы процессов;
2) направление деятельности, к которому относится процесс;
3) процесс – так, как он назван в реестре процессов;
4) точка взаимодействия и ее канал: личный прием, телефон, сайт, портал, почта или иной;
5) что происходит в этой точке: какие действия клиента и сотрудника в ней совершаются;
6) чем взаимодействие в этой точке отличается от обычного, если отличия есть.
# Как формируется Перечень
2.1. Перечень ведется по форме согласно приложению к настоящему порядку на основе действующего реестра процессов.
2.2. Перечень охватывает направления деятельности {органа}:
[[направления деятельности]]
# Сведения о точках взаимодействия
3.1. Каждый процесс реестра имеет в Перечне не меньше одной точки взаимодействия.
3.2. Сведения вносят руководители структурных подразделений, отвечающих за процессы; каждая строка подтверждается ссылкой на документ, из которого следует взаимодействие.
3.3. Одна и та же точка указывается для процесса один раз; этапы, которые проходят в ней, перечисляются в одной строке.
# Утверждение и изменение Перечня
4.1. Редакции Перечня утверждаются приказом {органа}.
4.2. Изменения вносятся, если:
1) изменился реестр процессов;
2) точка взаимодействия открыта, закрыта или перешла на другой канал;
3) изменилось то, что клиент может сделать или получить в точке взаимодействия.
4.3. О таких событиях руководитель подразделения сообщает ответственному за внедрение клиентоцентричности в течение пяти рабочих дней.
"""  # noqa: E501 – a clause is a line


def template() -> OfficialText:
    """The shipped text."""
    form = Annex(
        ("Перечень", "точек взаимодействия с внешним и внутренним клиентами"),
        read_outline("[[форма перечня]]"),
        to="порядку ведения {органом} перечня точек взаимодействия с внешним и внутренним клиентами",
        is_landscape=True,
    )
    kept = "ведения {органом полностью} перечня точек взаимодействия с внешним и внутренним клиентами"
    return OfficialText(
        "{заголовок}",
        "Во исполнение {пункты дорожной карты} {план органа}, утвержденного {чем утвержден план}, "
        "п р и к а з ы в а ю:",
        read_outline(_CLAUSES),
        (Annex(("Порядок", kept), read_outline(_ANNEX), (form,)),),
    )


def blank_form(scene: Scene) -> tuple[Block, ...]:
    """The six columns of the form above a row of empty cells."""
    return (blank(Table(FORM_COLUMNS, (), name="Перечень")),)


def directions(scene: Scene) -> tuple[Clause, ...]:
    """Groups of processes that the document is about, all of them without a result, as a list of letters."""
    groups = groups_of(scene) or list(scene.agency.process_groups.order_by("number"))
    last = len(groups)
    return tuple(
        Clause(f"{inside_sentence(group.title)}{'.' if place == last else ';'}", Mark.LETTER)
        for place, group in enumerate(groups, start=1)
    )


def groups_of(scene: Scene) -> Sequence[ProcessGroup]:
    """Groups of processes about which the measures of the document are."""
    sections = {result.measure.section.number for result in results_of(scene.agency, scene.about)}
    return list(scene.agency.process_groups.filter(roadmap_section__in=sections).order_by("number"))


DATA = (
    DataPart("форма перечня", _("бланк перечня: шесть граф"), blank_form),
    DataPart("направления деятельности", _("группы процессов списком: а), б), …"), directions),
)
