"""The amending order: the author edits the text of the amended document, the order says the differences."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import Act, ActKind, Relation
from navstrechu.core.errors import Conflict
from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.grammar import Case, PhraseKind, inflect
from navstrechu.documents.official.amendments import amending_clauses
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.stored import paper_of_json
from navstrechu.documents.official.values import Clause, OfficialText, Requisites
from navstrechu.drafting.citing import cited
from navstrechu.drafting.forms import exceptions_of
from navstrechu.drafting.kinds import DataPart, DraftKind, Place, Scene
from navstrechu.drafting.models import ActText, Draft
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.shipped.targets import targets_in_force

_LONGEST_NAME = 150
_CLAUSES = """1. Внести в {изменяемый документ} следующие изменения:
[[изменения]]
2. Контроль за исполнением настоящего приказа оставляю за собой.
"""


def template() -> OfficialText:
    """The shipped text."""
    return OfficialText(
        title="О внесении изменений в {изменяемый документ}",
        preamble="В целях уточнения документов {органа полностью} п р и к а з ы в а ю:",
        clauses=read_outline(_CLAUSES),
    )


def _target(scene: Scene) -> str:
    named = [cited(act, Case.ACCUSATIVE) for act in scene.targets]
    return " и ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def _text_before(scene: Scene) -> ActText | None:
    """The wording that is amended; None where it was not written here or several documents are amended."""
    return latest_text(scene.targets[0]) if len(scene.targets) == 1 else None


def _changes(scene: Scene) -> tuple[Clause, ...]:
    before = _text_before(scene)
    if before is None or scene.becomes is None:
        return ()
    old = paper_of_json(before.paper).text
    return amending_clauses(old, scene.becomes, _names(old, scene))


def _names(text: OfficialText, scene: Scene) -> Mapping[tuple[int, ...], str]:
    """Annexes by their names in the prepositional, where the form is certain and no other has the name."""
    titles = [" ".join(" ".join(annex.title).split()) for annex in text.annexes]
    exceptions = exceptions_of(scene.agency)
    found: dict[tuple[int, ...], str] = {}
    for place, title in enumerate(titles):
        name = title.capitalize() if title.isupper() else title[:1] + _lowered(title)
        form = inflect(PhraseKind.PHRASE, name, Case.PREPOSITIONAL, exceptions=exceptions)
        if title and titles.count(title) == 1 and form.is_certain and len(name) <= _LONGEST_NAME:
            found[(place,)] = form.text
    return found


def _lowered(title: str) -> str:
    """The rest of the title; a first word in capitals («ПОРЯДОК ведения») is written as in a sentence."""
    first, blank, rest = title.partition(" ")
    return (first[1:].lower() if len(first) > 1 and first.isupper() else first[1:]) + blank + rest


def _findings(scene: Scene) -> Iterator[Finding]:
    yield from targets_in_force(scene)
    before = _text_before(scene)
    if before is None or scene.becomes is None:
        yield _by_hand(scene)
        return
    if scene.begun_at is not None and _is_newer(before, scene.begun_at):
        yield _blocker("text_changed_meanwhile", _changed_meanwhile(scene.targets[0], before))
    paper = paper_of_json(before.paper)
    if paper.text == scene.becomes:
        yield _blocker("nothing_changed", _("В тексте изменяемого документа ничего не изменено."))
    for name in sorted(scene.becomes.data_names() - set(paper.data)):
        message = _("Вставки «[[{name}]]» в изменяемом документе нет. Впишите её содержание текстом.")
        yield _blocker("data_unknown", message.format(name=name))


def _by_hand(scene: Scene) -> Finding:
    """Changes that the author words, for want of one text to compare with."""
    if len(scene.targets) > 1:
        message = _(
            "Изменяются сразу несколько документов: опишите изменения каждого пунктами "
            "вместо вставки «[[изменения]]»."
        )
    else:
        message = _(
            "Текста изменяемого документа в системе нет: опишите изменения пунктами "
            "вместо вставки «[[изменения]]»."
        )
    return Finding(code="text_unknown", message=message, subject="becomes")


def _is_newer(last: ActText, begun_at: datetime) -> bool:
    """Whether another order brought the wording after the draft had been begun from an earlier one."""
    return last.number > 0 and last.made_by.registered_at > begun_at


def _changed_meanwhile(target: Act, last: ActText) -> str:
    return _(
        "Пока готовился проект, {target} изменил другой документ: {source}. "
        "Подготовьте изменения заново, от нового текста."
    ).format(target=target, source=last.made_by)


def _blocker(code: str, message: str) -> Finding:
    return Finding(code=code, message=message, subject="becomes", level=Level.BLOCKER)


def _require_unchanged(draft: Draft, requisites: Requisites) -> None:
    """What another order changed meanwhile would silently be changed back. Raises Conflict."""
    for target in draft.targets.select_related("act"):
        last = latest_text(target.act)
        if draft.becomes and last is not None and _is_newer(last, draft.started_at):
            raise Conflict(_changed_meanwhile(target.act, last))


AMENDING_ORDER = DraftKind(
    code="amending_order",
    title=gettext_lazy("Приказ о внесении изменений"),
    explains=gettext_lazy(
        "Правите текст действующего приказа, а система сама формулирует, что в нём изменяется."
    ),
    act_kind=ActKind.ORDER,
    template=template,
    places=(
        Place("изменяемый документ", gettext_lazy("приказ от … № … «…»: в какой вносят изменения"), _target),
    ),
    data=(
        DataPart("изменения", gettext_lazy("чем новый текст отличается от прежнего, по пунктам"), _changes),
    ),
    changes=Relation.AMENDS,
    findings=_findings,
    before_registration=_require_unchanged,
    position=910,
)
