"""A kind of document that needs no roadmap and no register, for tests of drafting alone."""

from navstrechu.acts.models import ActKind
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.documents.engine.tree import Column, Row, Table
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, Clause, OfficialText
from navstrechu.drafting.kinds import DataPart, DraftKind, Phrase, Place, Scene

TABLE = Table((Column("№"), Column("Что")), (Row.of("1", "Проверка"),), name="Проверки")


def template() -> OfficialText:
    return OfficialText(
        title="О проверке работы {органа}",
        preamble="В целях порядка п р и к а з ы в а ю:",
        clauses=read_outline(
            "1. Проверить работу {отдела}.\n2. Признать утратившим силу {прежний приказ}.\n[[поручения]]"
        ),
        annexes=(Annex(("Перечень", "проверок"), read_outline("[[проверки]]")),),
    )


def _instructions(scene: Scene) -> tuple[Clause, ...]:
    return (Clause(f"Доложить в {scene.on.year} году."), Clause("Контроль оставляю за собой."))


SAMPLE = DraftKind(
    code="sample",
    title="Приказ о проверке",
    explains="Для проверки подготовки документов.",
    act_kind=ActKind.ORDER,
    template=template,
    places=(
        Place("отдела", "чья работа", lambda scene: Phrase("отдел кадров", Case.GENITIVE, PhraseKind.BODY)),
        Place("прежний приказ", "приказ, который отменяется", lambda scene: ""),
        Place("странное слово", "форма, которую никто не знает", lambda scene: Phrase("Xyz", Case.DATIVE)),
    ),
    data=(
        DataPart("проверки", "таблица проверок", lambda scene: (TABLE,)),
        DataPart("поручения", "пункты", _instructions),
    ),
)
