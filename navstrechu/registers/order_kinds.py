"""Orders on editions as kinds of documents: approving one with the whole register, amending by what changed.

Form: the reference order 201; sentences are our own. Source: order 201, clause 3.1.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import Act, ActKind, Relation
from navstrechu.core.decision import Decision
from navstrechu.core.errors import Conflict
from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.plain import inside_sentence
from navstrechu.documents.engine.tree import Block
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText, Requisites
from navstrechu.drafting.citing import cited
from navstrechu.drafting.kinds import About, DataPart, DraftKind, Place, Scene
from navstrechu.drafting.models import Draft
from navstrechu.history.services import Actor
from navstrechu.organisation.models import Agency
from navstrechu.registers import permissions
from navstrechu.registers.comparison_form import comparison_blocks
from navstrechu.registers.kinds import kind_of
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.queries import compared, edition_order, rows_of
from navstrechu.registers.services import ROWS, enact_edition, require_order_date
from navstrechu.registers.values import EditionOrder
from navstrechu.registers.workflow import Status

EDITION = "registers.edition"
_APPROVING = """1. Утвердить прилагаемый {реестр} (редакция №\u00a0{номер редакции}).
2. Признать {утратившим силу}.
3. Контроль за исполнением настоящего приказа оставляю за собой.
"""
_AMENDING = """1. Внести в {реестр с приказом} изменения согласно приложению к настоящему приказу.
2. Считать {реестр} в измененном виде редакцией №\u00a0{номер редакции}.
3. Контроль за исполнением настоящего приказа оставляю за собой.
"""
_PREAMBLE = "В соответствии с {основание} п р и к а з ы в а ю:"


def approving_template() -> OfficialText:
    """The shipped text of the order that approves an edition."""
    rows = Annex(clauses=read_outline(f"[[{ROWS}]]"), is_landscape=True, is_approved=True)
    return OfficialText("Об утверждении {реестра}", _PREAMBLE, read_outline(_APPROVING), (rows,))


def amending_template() -> OfficialText:
    """The shipped text of the order that amends the register."""
    title = ("Изменения", "вносимые в {реестр}")
    changes = Annex(title, clauses=read_outline("[[изменения]]"), is_landscape=True)
    return OfficialText("О внесении изменений в {реестр}", _PREAMBLE, read_outline(_AMENDING), (changes,))


def about(edition: RegisterEdition) -> About:
    """The edition as what an order is written about."""
    return About(EDITION, str(edition.pk), f"{kind_of(edition.register).title}: {edition}")


def _edition(agency: Agency, about: About) -> RegisterEdition | None:
    if about.type != EDITION or not about.key.isdecimal():
        return None
    found = RegisterEdition.objects.select_related("agency", "act")
    return found.filter(agency=agency, pk=about.key).first()


def _edition_of(draft: Draft) -> RegisterEdition | None:
    return _edition(draft.agency, About(draft.subject_type, draft.subject_key))


def _awaiting(agency: Agency, on: date) -> Sequence[About]:
    waiting = RegisterEdition.objects.filter(agency=agency, status=Status.FROZEN.value)
    return [about(edition) for edition in waiting.order_by("register", "number")]


def _awaiting_after_another(agency: Agency, on: date) -> Sequence[About]:
    approved = RegisterEdition.objects.filter(agency=agency, status=Status.APPROVED.value)
    waiting = RegisterEdition.objects.filter(
        agency=agency, status=Status.FROZEN.value, register__in=approved.values("register")
    )
    return [about(edition) for edition in waiting.order_by("register", "number")]


def _about_title(agency: Agency, given: About) -> str:
    edition = _edition(agency, given)
    return about(edition).title if edition else ""


def _said(say: Callable[[EditionOrder], str]) -> Callable[[Scene], str]:
    """A value taken from the order on the edition; empty where the edition is not there."""

    def value(scene: Scene) -> str:
        edition = _edition(scene.agency, scene.about)
        return say(edition_order(edition)) if edition else ""

    return value


def _shown(lay: Callable[[EditionOrder], tuple[Block, ...]]) -> Callable[[Scene], tuple[Block, ...]]:
    def value(scene: Scene) -> tuple[Block, ...]:
        edition = _edition(scene.agency, scene.about)
        return lay(edition_order(edition)) if edition else ()

    return value


def _register(order: EditionOrder) -> str:
    return inside_sentence(order.kind.title)


def _basis(order: EditionOrder) -> str:
    if order.procedure is None:
        return "порядком его ведения"
    named = cited(order.procedure, titled=False).removeprefix("приказ ")
    return f"порядком, утвержденным приказом {named},"


def _repealed(order: EditionOrder) -> str:
    """«утратившим силу приказ … «…»»; empty for the first edition: its clause is then left out."""
    named = [cited(act) for act in order.replaced]
    if len(named) < 2:
        return f"утратившим силу {named[0]}" if named else ""
    return f"утратившими силу {', '.join(named[:-1])} и {named[-1]}"


def _register_with_order(order: EditionOrder) -> str:
    """«перечень …, утвержденный приказом … от … № …,»: what is amended."""
    if order.base is None:
        return _register(order)
    named = cited(order.base, titled=False).removeprefix("приказ ")
    return f"{_register(order)}, утвержденный приказом {named},"


def _rows(order: EditionOrder) -> tuple[Block, ...]:
    return order.kind.body(rows_of(order.edition))


def _changes(order: EditionOrder) -> tuple[Block, ...]:
    if order.previous is None:
        return ()
    return comparison_blocks(order.kind, compared(order.previous, order.edition))


def _awaits(scene: Scene) -> Iterator[Finding]:
    edition = _edition(scene.agency, scene.about)
    if edition is None or edition.status != Status.FROZEN:
        yield Finding(
            code="edition_does_not_wait",
            message=_("Редакция, о которой этот приказ, уже не ждёт утверждения. Отзовите проект."),
            subject="about",
            level=Level.BLOCKER,
        )


def _changes_something(scene: Scene) -> Iterator[Finding]:
    yield from _awaits(scene)
    edition = _edition(scene.agency, scene.about)
    previous = edition_order(edition).previous if edition else None
    if edition is not None and previous is not None and compared(previous, edition).is_empty:
        yield Finding(
            code="nothing_changed",
            message=_("Новая редакция не отличается от действующей: изменять нечего."),
            subject="about",
            level=Level.BLOCKER,
        )


def _may_sign(user: Actor, draft: Draft) -> Decision:
    """Signing approves the edition: never who formed it."""
    edition = _edition_of(draft)
    return permissions.is_not_former(user, edition.frozen_by_id if edition else None)


def _require_approvable(draft: Draft, requisites: Requisites) -> None:
    edition = _edition_of(draft)
    if edition is None or edition.status != Status.FROZEN:
        raise Conflict(_("Редакция, о которой этот приказ, уже не ждёт утверждения. Отзовите проект."))
    require_order_date(edition, requisites.dated)


def _approve(relation: Relation) -> Callable[[Draft, Act, Actor, datetime], None]:
    """The registration of the order approves the edition in the same transaction."""

    def registered(draft: Draft, act: Act, by: Actor, at: datetime) -> None:
        edition = _edition_of(draft)
        assert edition is not None  # noqa: S101 – asked before the registration
        signed_by = draft.signed_by_name or ""
        enact_edition(edition=edition, act=act, relation=relation, signed_by=signed_by, by=by, at=at)

    return registered


_PLACES = (
    Place("реестр", gettext_lazy("как называется реестр: «перечень …»"), _said(_register)),
    Place(
        "реестра", gettext_lazy("реестр: нет чего? («перечня …»)"), _said(lambda order: order.kind.genitive)
    ),
    Place(
        "номер редакции",
        gettext_lazy("номер утверждаемой редакции"),
        _said(lambda order: str(order.edition.number)),
    ),
    Place("основание", gettext_lazy("порядок ведения реестра с реквизитами приказа"), _said(_basis)),
    Place(
        "утратившим силу",
        gettext_lazy("«утратившим силу приказ …»: прежние приказы; для первой редакции пункт не печатается"),
        _said(_repealed),
    ),
    Place(
        "реестр с приказом",
        gettext_lazy("реестр и приказ, которым он утверждён"),
        _said(_register_with_order),
    ),
)  # fmt: skip
_DATA = (
    DataPart(ROWS, gettext_lazy("все строки редакции, как в приложении к приказу"), _shown(_rows)),
    DataPart("изменения", gettext_lazy("чем редакция отличается от действующей"), _shown(_changes)),
)

APPROVING_ORDER = DraftKind(
    code="edition_order",
    title=gettext_lazy("Приказ об утверждении редакции реестра"),
    explains=gettext_lazy("Утверждает сформированную редакцию: весь реестр – приложение к приказу."),
    act_kind=ActKind.ORDER,
    template=approving_template,
    places=_PLACES,
    data=_DATA,
    abouts=_awaiting,
    about_title=_about_title,
    needs_about=True,
    nothing_about=gettext_lazy("Нет сформированной редакции, которая ждёт утверждения."),
    findings=_awaits,
    may_sign=_may_sign,
    before_registration=_require_approvable,
    registered=_approve(Relation.REPEALS),
    position=310,
)
AMENDING_ORDER = DraftKind(
    code="edition_amending_order",
    title=gettext_lazy("Приказ об изменении реестра"),
    explains=gettext_lazy(
        "Утверждает сформированную редакцию как изменения: в приложении – только то, что изменилось."
    ),
    act_kind=ActKind.ORDER,
    template=amending_template,
    places=_PLACES,
    data=_DATA,
    abouts=_awaiting_after_another,
    about_title=_about_title,
    needs_about=True,
    nothing_about=gettext_lazy("Нет сформированной редакции, перед которой утверждена другая."),
    findings=_changes_something,
    may_sign=_may_sign,
    before_registration=_require_approvable,
    registered=_approve(Relation.AMENDS),
    position=320,
)
