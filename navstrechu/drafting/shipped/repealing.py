"""The repealing order: one document or several lose their force from its date on."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from navstrechu.acts.hooks import repeal_findings
from navstrechu.acts.models import ActKind, Relation
from navstrechu.core.findings import Finding
from navstrechu.core.text.grammar import Case
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Clause, Mark, OfficialText
from navstrechu.drafting.citing import cited
from navstrechu.drafting.kinds import DataPart, DraftKind, Place, Scene
from navstrechu.drafting.shipped.targets import forgotten_amendments, targets_in_force

_CLAUSES = """[[отменяемые документы]]
2. Контроль за исполнением настоящего приказа оставляю за собой.
"""


def template() -> OfficialText:
    """The shipped text."""
    return OfficialText(
        title="О признании {утратившим силу}",
        preamble="В целях упорядочения документов {органа полностью} п р и к а з ы в а ю:",
        clauses=read_outline(_CLAUSES),
    )


def _heading(scene: Scene) -> str:
    """«утратившим силу приказа …» of one document, «утратившими силу некоторых приказов …» of several."""
    if len(scene.targets) == 1:
        return f"утратившим силу {cited(scene.targets[0], Case.GENITIVE)}"
    if not scene.targets:
        return ""
    are_orders = all(act.kind == ActKind.ORDER for act in scene.targets)
    what = "приказов" if are_orders else "документов"
    return f"утратившими силу некоторых {what} {scene.agency.called_genitive}"


def _clauses(scene: Scene) -> tuple[Clause, ...]:
    acts = sorted(scene.targets, key=lambda act: (act.dated, act.pk))
    if len(acts) == 1:
        return (Clause(f"Признать утратившим силу {cited(acts[0])}."),)
    listed = tuple(Clause(f"{cited(act)}{'.' if act is acts[-1] else ';'}", Mark.BRACKET) for act in acts)
    return (Clause("Признать утратившими силу:", Mark.CLAUSE, listed),) if acts else ()


def _findings(scene: Scene) -> Iterator[Finding]:
    yield from targets_in_force(scene)
    yield from forgotten_amendments(scene)
    for act in scene.targets:
        yield from repeal_findings(act)


REPEALING_ORDER = DraftKind(
    code="repealing_order",
    title=gettext_lazy("Приказ о признании утратившим силу"),
    explains=gettext_lazy("Прекращает действие одного или нескольких документов с даты приказа."),
    act_kind=ActKind.ORDER,
    template=template,
    places=(
        Place(
            "утратившим силу",
            gettext_lazy("«утратившим силу приказа …» или «утратившими силу некоторых приказов …»"),
            _heading,
        ),
    ),
    data=(DataPart("отменяемые документы", gettext_lazy("выбранные документы, по датам"), _clauses),),
    changes=Relation.REPEALS,
    findings=_findings,
    position=920,
)
